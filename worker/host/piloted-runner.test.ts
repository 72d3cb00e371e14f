import { expect, it } from 'vitest';
import { shortZxid } from '../base/zxid.ts';
import type { TraceEvent } from '../trace/event.ts';
import { openingRecording } from '../world/opening.ts';
import type { PilotName } from '../world/pilot.ts';
import type { Action, Recording } from '../world/recording.ts';
import { PilotedRunner } from './piloted-runner.ts';
import { SimulatedRunner } from './simulated-runner.ts';

const SECOND = 1_000_000;
const clients = ['A', 'B', 'C', 'D'].map((name) => ({ name }));

interface Flight {
  readonly acts: readonly Action[];
  readonly events: readonly TraceEvent[];
  readonly hash: string;
  readonly doing: string | undefined;
  readonly recording: Recording;
}

/** The pilot begins at 6 s; time is handed out in drops of `drop`. */
async function fly(name: PilotName, seconds: number, drop: number, seed = 3): Promise<Flight> {
  const opening = openingRecording({ servers: 3, observers: 0, seed });
  const events: TraceEvent[] = [];
  const recorded = { ...opening, clients };
  const hearer = {
    tell: (told: readonly TraceEvent[]) => events.push(...told),
    stir: () => undefined,
  };
  const runner = new PilotedRunner(recorded, hearer, (own) => new SimulatedRunner(recorded, own));
  await runner.advance(6 * SECOND, Infinity);
  runner.fly(name);
  const end = (6 + seconds) * SECOND;
  while (runner.until < end) await runner.advance(Math.min(end, runner.until + drop), Infinity);
  const recording = runner.recording();
  const acts = recording.actions.slice(opening.actions.length);
  return { acts, events, hash: runner.hash(), doing: runner.flown?.doing, recording };
}

it('the autopilot takes one course for one seed, however time is handed out, and another for another', async () => {
  const [slow, fast, other] = await Promise.all([
    fly('autopilot', 90, 9_000),
    fly('autopilot', 90, 7 * SECOND),
    fly('autopilot', 90, SECOND, 4),
  ]);
  expect(slow.acts).toEqual(fast.acts);
  expect(slow.hash).toBe(fast.hash);
  expect(other.acts).not.toEqual(slow.acts);
  const kinds = new Set(slow.acts.map((action) => action.do));
  expect(kinds).toContain('command');
  expect(kinds.size).toBeGreaterThan(3);
});

it('what the autopilot did is in the recording: played again without it, the run is the same', async () => {
  const flown = await fly('autopilot', 60, SECOND);
  const again = new SimulatedRunner(flown.recording, {
    tell: () => undefined,
    stir: () => undefined,
  });
  await again.advance(flown.recording.until, Infinity);
  expect(again.hash()).toBe(flown.hash);
});

it('the leader dies behind its PROPOSAL and before any COMMIT of it, and the write survives', async () => {
  const { events, acts, doing } = await fly('leaderDies', 40, SECOND);
  const killed = events.findIndex(
    ({ fact }) => fact.type === 'action' && fact.action.do === 'kill',
  );
  const before = events.slice(0, killed);
  const proposed = before.findLast(({ fact }) => fact.type === 'proposed')?.fact;
  const zxid = proposed?.type === 'proposed' ? proposed.txn.zxid : 0;
  expect(before.some(({ fact }) => fact.type === 'committed' && fact.zxid === zxid)).toBe(false);
  const applied = events
    .slice(killed)
    .filter(({ fact }) => fact.type === 'applied' && fact.txn.zxid === zxid);
  expect(applied.length).toBeGreaterThan(1);
  expect(doing).toBe('done');
  expect(acts.map((action) => action.do)).toEqual(['command', 'kill']);
});

it('an orphan proposal disappears by TRUNC while the new epoch is empty, else by SNAP', async () => {
  for (const [name, mode] of [
    ['orphanTrunc', 'TRUNC'],
    ['orphanSnap', 'SNAP'],
  ] as const) {
    const { events, doing, acts } = await fly(name, 60, SECOND);
    const decided = events.flatMap(({ fact }) =>
      fact.type === 'syncDecided' && fact.sid === 2
        ? [`${fact.mode} ${shortZxid(fact.peerZxid)}`]
        : [],
    );
    expect([decided.at(-1)?.split(' ')[0], doing], JSON.stringify(acts)).toEqual([mode, 'done']);
  }
});
