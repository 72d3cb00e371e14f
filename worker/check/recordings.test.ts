// The checker on runs of the real servers: drawn recordings stay green, harmless variants too, and historical bugs do not.
// How many seeds the fuzzer plays is its own affair (worker/fuzz); here are a few, and those that find something quickly.
import { describe, expect, it } from 'vitest';
import { SECOND } from '../base/units.ts';
import type { TraceEvent } from '../trace/event.ts';
import { shapeOf } from '../trace/run-shape.ts';
import { settingsOf, sidsOf } from '../world/profiles.ts';
import { realMachines } from '../world/real-machines.ts';
import type { Action, Recording } from '../world/recording.ts';
import { drawRecording } from '../world/seeds.ts';
import { Simulator } from '../world/simulator.ts';
import { ensembleOf } from '../world/profiles.ts';
import type { Switch } from '../zab/bugs.ts';
import { Checker } from './checker.ts';
import { Liveness } from './liveness.ts';
import { isLinearizable, type RegisterCall } from './wgl.ts';

interface Played {
  readonly red: readonly string[];
  readonly failures: readonly string[];
  readonly events: readonly TraceEvent[];
  readonly crashes: readonly unknown[];
}

function play(recording: Recording): Played {
  const { ensemble, actions } = recording;
  const sids = sidsOf(ensemble);
  const checker = new Checker({
    voters: sids.slice(0, ensemble.servers),
    observers: sids.slice(ensemble.servers),
    clients: recording.clients.map((client) => client.name),
    firstCounter: settingsOf(ensemble, 1).firstCounter,
  });
  const healAt = actions.findLast((action) => action.do === 'healAll')?.at ?? Infinity;
  const back = actions.filter((action) => action.at === healAt && action.do === 'restart');
  const core = back.flatMap((action) =>
    'node' in action && action.node !== undefined ? [action.node] : [],
  );
  const liveness = new Liveness(checker.model, shapeOf(recording).timing, healAt, core);
  const events: TraceEvent[] = [];
  const crashes: unknown[] = [];
  const simulator = new Simulator(recording, {
    machines: realMachines({ extras: true }),
    hash: false,
    crashed: (_who, error) => crashes.push(error),
    listen: (event) => {
      events.push(event);
      checker.push(event);
      liveness.push(event);
    },
  });
  simulator.runTo(recording.until);
  checker.finish();
  return {
    red: checker.docket.red().map(({ id, first }) => `${id} ${first.sentence}`),
    failures: liveness.finish(recording.until).map((failure) => failure.sentence),
    events,
    crashes,
  };
}

describe('runs of the real servers', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'seed %i breaks no invariant and recovers',
    (seed) => {
      const { red, failures, crashes } = play(
        drawRecording(seed, 'fuzz', { until: 40 * SECOND, healAt: 15 * SECOND }),
      );
      expect({ red, failures, crashes }).toEqual({ red: [], failures: [], crashes: [] });
    },
    60_000,
  );

  const variants: readonly Switch[] = [
    'B1',
    'B2',
    'B3',
    'B4',
    'B5',
    'B6',
    'B7',
    'B8',
    'B9',
    'B10',
    'B11',
    'B12',
  ];
  it.each(variants)(
    'variant %s never alarms',
    (id) => {
      const options = { switches: [id], until: 15 * SECOND, clients: 2 };
      expect(play(drawRecording(11, 'fuzz', options)).red).toEqual([]);
    },
    60_000,
  );

  const bugs: readonly (readonly [Switch, number])[] = [
    ['M2', 1],
    ['M3', 1],
    ['M5', 3],
    ['M10', 3],
  ];
  it.each(bugs)(
    'bug %s is found in seed %i',
    (id, seed) => {
      expect(
        play(drawRecording(seed, 'fuzz', { switches: [id], until: 45 * SECOND })).red,
      ).not.toEqual([]);
    },
    60_000,
  );
});

/** Three clients that set one node over and over, while the leader is cut off once. */
function registerRun(seed: number): Recording {
  const actions: Action[] = [
    ...[1, 2, 3].map((node): Action => ({ at: 0, do: 'start', node })),
    ...['A', 'B', 'C'].map((client): Action => ({ at: SECOND, do: 'connect', client })),
    { at: 2 * SECOND, do: 'command', client: 'A', line: 'create /r 0' },
  ];
  for (let n = 0; n < 12; n += 1)
    for (const [index, client] of ['A', 'B', 'C'].entries()) {
      const at = 3 * SECOND + n * 400_000 + ((seed * 7 + index * 3 + n) % 11) * 1000;
      const version = n % 3 === 0 ? '' : ` -v ${n * 3 + index - 4}`;
      actions.push({ at, do: 'command', client, line: `set${version} /r ${client}${n}` });
    }
  actions.push(
    { at: 4 * SECOND + seed * 1000, do: 'partition', node: 3 },
    { at: 6 * SECOND, do: 'healAll' },
  );
  const ordered = actions.toSorted((a, b) => a.at - b.at);
  const ensemble = ensembleOf('fuzz', { servers: 3, observers: 0 });
  const clients = ['A', 'B', 'C'].map((name) => ({ name }));
  return { zabRecording: 1, seed, ensemble, clients, actions: ordered, until: 20 * SECOND };
}

/** The calls on /r as the clients saw them: no zxid in it. */
function callsOf(events: readonly TraceEvent[]): RegisterCall[] {
  const open = new Map<string, { from: number; value: string; expected: number }>();
  const calls: RegisterCall[] = [];
  const end = (key: string, to: number, version: number | null): void => {
    const call = open.get(key);
    open.delete(key);
    if (call !== undefined)
      calls.push({
        from: call.from,
        to,
        op: { kind: 'set', value: call.value, expected: call.expected, version },
      });
  };
  for (const [index, { who, fact }] of events.entries()) {
    if (fact.type === 'invoked' && fact.op.type === 'setData')
      open.set(`${who}/${fact.xid}`, {
        from: index,
        value: fact.op.data ?? '',
        expected: fact.op.version,
      });
    if (fact.type === 'unknown') end(`${who}/${fact.xid}`, Infinity, null);
    if (fact.type === 'returned')
      end(`${who}/${fact.xid}`, index, fact.body?.type === 'stat' ? fact.body.stat.version : null);
  }
  for (const key of [...open.keys()]) end(key, Infinity, null);
  return calls;
}

describe('the witness and the search agree', () => {
  it.each([1, 2, 3])(
    'run %i: writes of one node are linearizable by their answers alone',
    (seed) => {
      const { red, events } = play(registerRun(seed));
      const calls = callsOf(events);
      expect(red).toEqual([]);
      expect(calls.length).toBeGreaterThan(20);
      expect(isLinearizable(calls, { value: '', version: 0 })).toBe(true);
      // And a history in which two writes made the same version is refused by the search.
      const won = calls.filter((call) => call.op.kind === 'set' && call.op.version !== null);
      const again = won.at(-1);
      if (again === undefined) throw new Error('No write was done');
      expect(
        isLinearizable([...calls, { ...again, from: events.length, to: events.length + 1 }], {
          value: '',
          version: 0,
        }),
      ).toBe(false);
    },
  );
});
