import { describe, expect, test } from 'vitest';
import { present } from '../../base/assert.ts';
import { realMachines } from '../../world/real-machines.ts';
import type { BugId } from '../../zab/bugs.ts';
import { Explorer } from './explore.ts';
import { scopes } from './scope.ts';
import { Visited } from './visited.ts';

const machines = realMachines({ extras: true });
const oneCrash = present(scopes[0], 'The smallest scope');

describe('three servers, a session and a write, and a crash at any boundary', () => {
  const { found, complete, states, ends } = new Explorer(oneCrash, machines).run(100_000);

  test('break nothing', () => {
    expect(found).toBeNull();
  });

  test('are searched to the end', () => {
    expect(complete).toBe(true);
    expect(states).toBeGreaterThan(5000);
    expect(ends).toBeGreaterThan(100);
  });
});

describe('the same search finds a historical bug', () => {
  test.each<[BugId, string]>([
    ['M2', 'S15'],
    ['M3', 'S15'],
    ['M4', 'S15'],
    ['M5', 'S11'],
  ])('%s, by %s', (bug, id) => {
    const { found } = new Explorer({ ...oneCrash, switches: [bug] }, machines).run(20_000);
    expect(found?.id).toBe(id);
  });
});

test('a table of visited states knows each once, however often it grows', () => {
  const visited = new Visited(4);
  const keys = Array.from({ length: 1000 }, (_, at) => ({ a: at % 7, b: at }));
  expect(keys.every((key) => visited.add(key))).toBe(true);
  expect(keys.some((key) => visited.add(key))).toBe(false);
  expect(visited.size).toBe(1000);
});
