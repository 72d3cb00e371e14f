// A run that goes on from a key frame of another is the run that a replay from the start would have been: the same facts,
// the same trace hash, and the same knowledge in its session.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TraceEvent } from '../trace/event.ts';
import { openingRecording } from '../world/opening.ts';
import { realMachines } from '../world/real-machines.ts';
import type { Action, Recording } from '../world/recording.ts';
import { Simulator } from '../world/simulator.ts';
import { FrameShelf } from './frame-shelf.ts';
import { unpackFrame, type KeyFrame } from './key-frame.ts';
import { Session } from './session.ts';
import { SimulatedRunner } from './simulated-runner.ts';
import type { Batch } from './surface.ts';

const SECOND = 1_000_000;
const everything = { from: 1, to: Infinity };

/** A partition that lasts, a kill, commands that wait for their answers: links, disks and sessions all hold something. */
function story(): Recording {
  const opening = openingRecording({ servers: 3, observers: 1, seed: 3 });
  const actions: Action[] = [
    { at: 12 * SECOND, do: 'command', client: 'A', line: 'create /b x' },
    { at: 20 * SECOND, do: 'partition', node: 2 },
    { at: 21 * SECOND, do: 'connect', client: 'B', node: 1 },
    { at: 60 * SECOND, do: 'command', client: 'B', line: 'create -e /c y' },
    { at: 75 * SECOND, do: 'heal', node: 2 },
    { at: 90 * SECOND, do: 'kill', node: 3 },
    { at: 100 * SECOND, do: 'restart', node: 3 },
    { at: 110 * SECOND, do: 'command', client: 'A', line: 'set /b z' },
  ];
  return {
    ...opening,
    clients: [...opening.clients, { name: 'B' }],
    actions: [...opening.actions, ...actions],
    until: 120 * SECOND,
  };
}

/** In slices of virtual time, as a wall budget would cut it. */
class SlicedRunner extends SimulatedRunner {
  override advance(to: number): Promise<void> {
    return super.advance(Math.min(to, this.until + 3 * SECOND), Infinity);
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

async function play(recording: Recording, at: number, from: KeyFrame | null = null) {
  const events: TraceEvent[] = [];
  const frames: KeyFrame[] = [];
  const batches: Batch[] = [];
  const session: Session = new Session(
    1,
    recording,
    { pace: 'max' },
    (own, hearer, _windows, state) => new SlicedRunner(own, hearer, state),
    (batch) => {
      batches.push(batch);
      events.push(...batch.events);
      session.heard();
    },
    { from, keep: (frame) => frames.push(frame) },
  );
  await session.start({ at, play: false, pace: 'max' });
  const { hash } = session.recording();
  return { session, events, frames, hash, first: batches[0]?.first, batches };
}

let taken: readonly KeyFrame[] | null = null;

/** With the frames of the story. */
async function shelfOf(recording: Recording): Promise<FrameShelf> {
  taken ??= (await play(recording, recording.until)).frames;
  const shelf = new FrameShelf();
  for (const frame of taken) shelf.add(frame);
  return shelf;
}

function simulatedHash(recording: Recording, until: number): string {
  const simulator = new Simulator(recording, { machines: realMachines({ extras: true }) });
  simulator.runTo(until);
  return simulator.hash();
}

describe('a run that goes on from a key frame', () => {
  it('has the facts, the hash and the knowledge of one that was replayed from its start', async () => {
    const recording = story();
    const whole = await play(recording, recording.until);
    expect(whole.frames.length).toBeGreaterThan(2);
    for (const frame of whole.frames) {
      const on = await play(recording, recording.until, frame);
      expect(on.first).toBe(frame.index);
      expect(on.events).toEqual(whole.events.slice(frame.index));
      expect(on.hash).toBe(whole.hash);
      // Where both took a frame, they agree on all that it holds: pilots, pace and steps included.
      for (const later of on.frames) {
        const same = whole.frames.find(({ index }) => index === later.index);
        if (same !== undefined) expect(unpackFrame(later.bytes)).toEqual(unpackFrame(same.bytes));
      }
    }
  });

  it('can be acted upon, and its recording replays to its hash from the start', async () => {
    const recording = story();
    const shelf = await shelfOf(recording);
    const at = 70 * SECOND;
    const past = { ...recording, actions: recording.actions.filter((action) => action.at <= at) };
    const frame = shelf.open(past, at, everything);
    expect(frame?.at).toBeGreaterThan(21 * SECOND);
    const { session } = await play(past, at, frame);
    await session.act({ do: 'heal', node: 2 });
    await session.act({ do: 'command', client: 'B', line: 'create /d z' });
    for (let i = 0; i < 20; i += 1) await session.step();
    const forked = session.recording();
    expect(simulatedHash(forked, forked.until)).toBe(forked.hash);
  });
});

describe('the key frames of a page', () => {
  it('are of no use to a recording that begins otherwise', async () => {
    const recording = story();
    const without = (gone: number): Recording => ({
      ...recording,
      actions: recording.actions.filter((_, index) => index !== gone),
    });
    const others: Recording[] = [
      { ...recording, seed: 4 },
      { ...recording, clients: [{ name: 'A' }, { name: 'C' }, { name: 'B' }] },
      { ...recording, ensemble: { ...recording.ensemble, syncMicros: [1, 1] } },
      { ...recording, actions: [{ at: 0, do: 'healAll' }, ...recording.actions] },
      without(0),
    ];
    for (const other of others) {
      const shelf = await shelfOf(recording);
      expect(shelf.open(other, recording.until, everything)).toBeNull();
    }
    const late = without(recording.actions.length - 1);
    const frame = (await shelfOf(recording)).open(late, recording.until, everything);
    expect(frame?.at).toBeLessThan(110 * SECOND);
  });

  it('are used only where the page can branch off, and none that lies behind', async () => {
    const recording = story();
    const shelf = await shelfOf(recording);
    const frames = taken!;
    const third = frames[2]!;
    expect(shelf.open(recording, recording.until, { from: 1, to: third.index })).toEqual(third);
    expect(shelf.open(recording, recording.until, everything)).toEqual(third);
    expect(shelf.open(recording, third.at - 1, everything)).toEqual(frames[1]);
    expect(shelf.open(recording, recording.until, { from: third.index, to: Infinity })).toBeNull();
  });

  it('stay few however long the run is, dense at its end and spread over its past', async () => {
    const recording = story();
    await shelfOf(recording);
    const first = taken![0];
    const shelf = new FrameShelf();
    const kept = 5000;
    for (let i = 1; i <= kept; i += 1) shelf.add({ ...first!, at: i, index: i });
    const own = { ...recording, actions: recording.actions.slice(0, first!.applied) };
    const found = new Set<number>();
    for (let to = kept; to > 0; to -= 1) {
      const frame = shelf.open(own, kept, { from: 1, to });
      if (frame === null) break;
      found.add(frame.index);
      to = frame.index;
    }
    expect(found.size).toBeGreaterThan(16);
    expect(found.size).toBeLessThanOrEqual(32);
    const ages = [...found].map((index) => kept - index);
    expect(ages.slice(0, 4)).toEqual([0, 1, 2, 3]);
    // Nowhere would much more be replayed than had to be gone back.
    for (const [place, age] of ages.slice(1).entries())
      expect(age).toBeLessThanOrEqual(2 * (ages[place] ?? 0) + 2);
  });
});
