import { describe, expect, test } from 'vitest';
import { SECOND } from '../base/units.ts';
import { COUNTER_MAX } from '../base/zxid.ts';
import { decodeRecording } from '../world/decode.ts';
import { ensembleOf } from '../world/profiles.ts';
import type { Action, Recording } from '../world/recording.ts';
import { endings, mergedClients, pairs, smallLimits, withoutLastServer } from './shrink-passes.ts';

const starts = [1, 2, 3, 4].map((node): Action => ({ at: node, do: 'start', node }));

const recording: Recording = {
  ...{ zabRecording: 1, seed: 5, clients: [{ name: 'A' }, { name: 'B' }], until: 16 * SECOND },
  ensemble: ensembleOf('fuzz', { servers: 4, observers: 0 }),
  actions: [
    ...starts,
    { at: 1 * SECOND, do: 'connect', client: 'A' },
    { at: 2 * SECOND, do: 'connect', client: 'B' },
    { at: 3 * SECOND, do: 'kill', node: 4 },
    { at: 4 * SECOND, do: 'cut', from: 1, to: 4 },
    { at: 5 * SECOND, do: 'cut', from: 1, to: 2 },
    { at: 9 * SECOND, do: 'restart', node: 4 },
    { at: 10 * SECOND, do: 'join', from: 1, to: 2 },
    { at: 14 * SECOND, do: 'command', client: 'A', line: 'create /a' },
    { at: 15 * SECOND, do: 'command', client: 'B', line: 'create /b' },
  ],
};

describe('a pass of the shrinker', () => {
  test('makes recordings alone that can be played', () => {
    const passes = [endings, mergedClients, smallLimits, withoutLastServer];
    for (const candidate of passes.flatMap((pass) => pass(recording))) {
      expect(decodeRecording(JSON.parse(JSON.stringify(candidate)))).toMatchObject({ ok: true });
      const times = candidate.actions.map(({ at }) => at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });

  test('keeps the end of a run with its distances, every server started and every client connected', () => {
    const found = endings(recording);
    const last = found.find(({ actions }) => actions.length === 8);
    expect(last?.actions.map(({ do: what }) => what)).toEqual([
      ...['start', 'start', 'start', 'start', 'connect', 'connect', 'command', 'command'],
    ]);
    const [one, other] = last?.actions.slice(-2) ?? [];
    expect((other?.at ?? 0) - (one?.at ?? 0)).toBe(SECOND);
    expect(found.every(({ until }) => until < 9 * SECOND)).toBe(true);
  });

  test('takes a crash with its restart and a wall with its end, never what has none', () => {
    const named = pairs(recording.actions).map((pair) => pair.map(({ do: what }) => what).join());
    expect(named).toEqual(['cut,join', 'kill,restart']);
  });

  test('drops the last server with what happens to it, and never goes below three', () => {
    const [smaller] = withoutLastServer(recording);
    expect(smaller?.ensemble.servers).toBe(3);
    expect(JSON.stringify(smaller?.actions)).not.toContain('4,');
    expect(smaller === undefined ? null : withoutLastServer(smaller)).toEqual([]);
  });

  test('lets one client type what another typed', () => {
    const [merged] = mergedClients(recording);
    const typed = merged?.actions.filter(({ do: what }) => what === 'command');
    expect(typed?.map((action) => ('client' in action ? action.client : ''))).toEqual(['A', 'A']);
  });

  test('brings the end of the counter nearer only where it was near', () => {
    const counters = (each: Recording) =>
      smallLimits(each).map(({ ensemble }) => ensemble.settings?.firstCounter);
    expect(counters(recording).every((value) => value === undefined)).toBe(true);
    const near = { ...recording.ensemble, settings: { firstCounter: COUNTER_MAX - 40 } };
    expect(counters({ ...recording, ensemble: near })).toContain(COUNTER_MAX - 2);
  });
});
