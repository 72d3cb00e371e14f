import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TraceEvent } from '../trace/event.ts';
import type { Action, Recording } from '../world/recording.ts';
import type { Hearer, Runner } from './runner.ts';
import { Session } from './session.ts';
import type { Batch, OpenOptions } from './surface.ts';

const recording: Recording = {
  zabRecording: 1,
  seed: 1,
  ensemble: {
    profile: 'classroom',
    servers: 3,
    observers: 0,
    epochMs: 0,
    latencyMicros: [20_000, 60_000],
    clientLatencyMicros: [20_000, 60_000],
    syncMicros: [10_000, 10_000],
  },
  clients: [],
  actions: [],
  until: 0,
};

/** A run whose events are known beforehand. */
class Script implements Runner {
  until = 0;
  fails = false;
  private readonly events: TraceEvent[];
  private readonly hearer: Hearer;

  constructor(events: readonly TraceEvent[], hearer: Hearer) {
    this.events = [...events];
    this.hearer = hearer;
  }

  get due(): number {
    return this.events[0]?.at ?? Infinity;
  }

  hash = () => `hash at ${this.until}`;
  troubles = () => [];

  advance(to: number): Promise<void> {
    if (this.fails) return Promise.reject(new Error('it broke'));
    // Endless work is cut into slices, as a wall budget would.
    const end = Math.min(to, this.until + 1_000_000);
    const count = this.events.filter(({ at }) => at < end).length;
    this.until = end;
    if (count > 0) this.hearer.tell(this.events.splice(0, count));
    return Promise.resolve();
  }

  advanceOne(): Promise<void> {
    return this.advance(this.due + 1);
  }

  act = (_draft: unknown, shown: number): Promise<Action> =>
    Promise.resolve({ at: shown, do: 'healAll' });
  capture = () => Promise.resolve();
  recording = () => recording;
  inspect = () => Promise.resolve(null);
  restartHost = () => Promise.resolve();
  strays = () => Promise.resolve(0);
  dispose = () => undefined;
}

function timer(at: number): TraceEvent {
  return { at, who: 1, fact: { type: 'timer', id: 'tick', set: at + 1 } };
}

function elected(at: number): TraceEvent {
  const vote = { leader: 2, zxid: 0, electionEpoch: 1, peerEpoch: 0 };
  return { at, who: 1, fact: { type: 'elected', leader: 2, vote, round: 1, how: 'votes' } };
}

function electionHeard(at: number): TraceEvent {
  return {
    at,
    who: 1,
    fact: {
      type: 'electionStarted',
      round: 1,
      vote: { leader: 1, zxid: 0, electionEpoch: 1, peerEpoch: 0 },
    },
  };
}

function open(events: readonly TraceEvent[], options: Partial<OpenOptions> = {}, hearing = true) {
  const batches: Batch[] = [];
  let script!: Script;
  const session = new Session(
    7,
    recording,
    { pace: options.pace ?? 1 },
    (_recording, hearer) => (script = new Script(events, hearer)),
    (batch) => {
      batches.push(batch);
      if (hearing) session.heard();
    },
  );
  const started = session.start({ at: 0, play: false, pace: 1, ...options });
  const last = () => batches.at(-1)!;
  return { session, batches, script: () => script, started, last };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a session', () => {
  it('replays to the moment asked for, then is ready there with its hash', async () => {
    const { started, last, batches } = open([elected(500), elected(3_000_000)], { at: 2_500_000 });
    await started;
    expect(last()).toMatchObject({
      run: 7,
      phase: 'ready',
      until: 2_500_000,
      clock: 2_500_000,
      hash: 'hash at 2500000',
    });
    expect(batches.flatMap(({ events }) => events)).toEqual([elected(500)]);
    expect(batches.slice(0, -1).every(({ phase }) => phase === 'catchingUp')).toBe(true);
  });

  it('lets the clock follow the wall while it plays, and gives each fact once, never ahead of the clock', async () => {
    const facts = [elected(100_000), elected(400_000), elected(5_000_000)];
    const { started, batches, last } = open(facts, { play: true });
    await started;
    await vi.advanceTimersByTimeAsync(1000);
    expect(last().clock).toBeGreaterThan(950_000);
    expect(last().clock).toBeLessThanOrEqual(1_000_000);
    expect(batches.flatMap(({ events }) => events)).toEqual(facts.slice(0, 2));
    for (const { clock, until, limit } of batches) {
      expect(until).toBeLessThanOrEqual(clock);
      expect(limit).toBeGreaterThanOrEqual(clock);
    }
  });

  it('stands still after a pause and takes no more of the processor', async () => {
    const { session, started, last } = open([elected(10_000_000)], { play: true });
    await started;
    await vi.advanceTimersByTimeAsync(200);
    await session.pause();
    const { clock } = last();
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(500);
    expect(last()).toMatchObject({ clock, playing: false, limit: clock });
  });

  it('comes up to the time on the screen when it is to stand, with the facts before it and its hash', async () => {
    const facts = [elected(100_000), elected(1_040_000), elected(1_060_000)];
    const { session, started, batches, last } = open(facts, { play: true });
    await started;
    await vi.advanceTimersByTimeAsync(1000);
    await session.pause(1_050_000);
    expect(batches.flatMap(({ events }) => events)).toEqual(facts.slice(0, 2));
    expect(last()).toMatchObject({
      ...{ playing: false, clock: 1_050_000, until: 1_050_000, limit: 1_050_000 },
      hash: 'hash at 1050000',
    });
  });

  it('steps over timers to the next fact that a person can see', async () => {
    const { session, started, last } = open([timer(10), timer(20), electionHeard(30), elected(40)]);
    await started;
    await session.step();
    expect(last()).toMatchObject({ until: 31, clock: 31, playing: false });
    await session.step();
    expect(last().until).toBe(41);
  });

  it('runs to the next event that decides something, and stands there', async () => {
    const { session, started, last } = open([timer(10), timer(20), elected(40_000_000)], {
      play: true,
    });
    await started;
    await session.nextEvent();
    expect(last()).toMatchObject({ clock: 40_000_001, playing: false });
  });

  it('ends a search for an event when nothing will ever happen', async () => {
    const { session, started, last } = open([timer(10)]);
    await started;
    await session.nextEvent();
    expect(last().clock).toBe(11);
  });

  it('does not flood a page that does not keep up', async () => {
    const facts = Array.from({ length: 50 }, (_, i) => elected(i * 1_000_000));
    const { started, batches, session } = open(facts, { at: 50_000_000 }, false);
    await vi.advanceTimersByTimeAsync(100);
    expect(batches.length).toBe(3);
    for (let i = 0; i < 60; i += 1) {
      session.heard();
      await vi.advanceTimersByTimeAsync(1);
    }
    await started;
    expect(batches.flatMap(({ events }) => events)).toEqual(facts);
  });

  it('says so when the run itself breaks, and plays no further', async () => {
    const { started, last, script } = open([elected(100_000)], { play: true });
    await started;
    script().fails = true;
    await vi.advanceTimersByTimeAsync(200);
    expect(last()).toMatchObject({
      playing: false,
      troubles: [{ node: 0, kind: 'died', message: 'it broke' }],
    });
  });

  it('remembers a pause that came while it was catching up', async () => {
    const { session, started, last } = open([], { at: 3_000_000, play: true });
    await session.pause();
    await started;
    expect(last()).toMatchObject({ phase: 'ready', playing: false });
  });
});
