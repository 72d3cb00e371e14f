// When a recording's faults end and who must recover, read from its actions alone.
import { expect, test } from 'vitest';
import { SECOND } from '../base/units.ts';
import { ensembleOf } from '../world/profiles.ts';
import type { Action, Recording } from '../world/recording.ts';
import { healingOf } from './healing.ts';

function healing(...actions: readonly Action[]): ReturnType<typeof healingOf> {
  const starts = [1, 2, 3].map((node): Action => ({ at: 0, do: 'start', node }));
  const recording: Recording = {
    zabRecording: 1,
    seed: 1,
    ensemble: { ...ensembleOf('fuzz', { servers: 3, observers: 0 }), syncMicros: [200, 5000] },
    clients: [],
    actions: [...starts, ...actions],
    until: 60 * SECOND,
  };
  return healingOf(recording);
}

test('who is cut off at the end is not owed anything; the others are, from the last fault on', () => {
  expect(healing({ at: 7, do: 'partition', node: 2 })).toEqual({ at: 7, core: [1, 3] });
});

test('without a quorum of whole voters nothing is owed', () => {
  expect(
    healing({ at: 7, do: 'kill', node: 2 }, { at: 8, do: 'hostCrash', node: 1, after: 0 }),
  ).toBeNull();
});

test('a sync that a slow disk was asked for may take its whole time after the disk is fast again', () => {
  const slow: Action = { at: SECOND, do: 'disk', node: 1, value: 400 };
  const fast: Action = { at: 2 * SECOND, do: 'disk', node: 1, value: 'ok' };
  expect(healing(slow, fast)).toEqual({ at: 4 * SECOND, core: [1, 2, 3] });
});

test('a process that dies waits for no slow disk', () => {
  const slow: Action = { at: SECOND, do: 'disk', node: 1, value: 400 };
  const fast: Action = { at: 2 * SECOND, do: 'disk', node: 1, value: 'ok' };
  const kill: Action = { at: 3 * SECOND, do: 'kill', node: 1 };
  const restart: Action = { at: 3 * SECOND, do: 'restart', node: 1 };
  expect(healing(slow, fast, kill, restart)).toEqual({ at: 3 * SECOND, core: [1, 2, 3] });
});
