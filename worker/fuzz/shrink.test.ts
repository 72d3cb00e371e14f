// Shrinking against failures that are told by a rule, so that what must be left is known.
import { expect, test } from 'vitest';
import { ensembleOf } from '../world/profiles.ts';
import type { Action, Recording } from '../world/recording.ts';
import { shrink } from './shrink.ts';

const nodes = [1, 2, 3];

function long(count: number): Recording {
  const starts = nodes.map((node): Action => ({ at: node, do: 'start', node }));
  const rest = Array.from({ length: count }, (_, index): Action => {
    const at = 10 + index;
    if (index % 10 === 3) return { at, do: 'pause', node: 1 + (index % 3) };
    return { at, do: 'command', client: 'A', line: `set /a ${index}` };
  });
  return {
    zabRecording: 1,
    seed: 5,
    ensemble: ensembleOf('fuzz', { servers: 3, observers: 0 }),
    clients: [{ name: 'A' }],
    actions: [...starts, ...rest],
    until: 10_000,
  };
}

/** When the last of these lines is typed; null if one is missing. */
function typedAt({ actions }: Recording, ...lines: readonly string[]): number | null {
  const found = lines.map((line) =>
    actions.find((action) => action.do === 'command' && action.line === line),
  );
  return found.some((action) => action === undefined)
    ? null
    : Math.max(...found.map((action) => action?.at ?? 0));
}

test('only the actions that the failure needs are left, and the run ends where it fails', () => {
  const failsAt = (recording: Recording) => typedAt(recording, 'set /a 17', 'set /a 180');
  const { recording } = shrink(long(400), { failsAt, enough: () => false });
  expect(recording.actions.map((action) => ('line' in action ? action.line : action.do))).toEqual([
    'set /a 17',
    'set /a 180',
  ]);
  expect(recording.until).toBe(191);
});

test('where all that is left only keeps the times right, other latencies are tried until it is short', () => {
  // Fails with everything there, or with every fourth seed.
  const failsAt = (recording: Recording) =>
    recording.actions.length >= 83 || recording.seed % 4 === 0 ? recording.until - 1 : null;
  const { recording } = shrink(long(80), { failsAt, enough: () => false });
  expect(recording.actions.length).toBeLessThanOrEqual(40);
});

test('once there was enough trying, what was found by then is the result', () => {
  let tries = 0;
  const failsAt = (recording: Recording) => {
    tries += 1;
    return typedAt(recording, 'set /a 17');
  };
  const { recording } = shrink(long(400), { failsAt, enough: () => tries > 3 });
  expect(typedAt(recording, 'set /a 17')).not.toBeNull();
  expect(tries).toBeLessThan(10);
});
