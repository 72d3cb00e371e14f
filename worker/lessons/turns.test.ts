import { expect, it } from 'vitest';
import type { Act } from './lesson.ts';
import { pauseBetween } from './turns.ts';

const kill: Act = { do: 'kill', node: 1 };
const heal: Act = { do: 'healAll', in: 0.6 };
const look: Act = { do: 'command', client: 'A', line: 'ls /', in: 3.1 };
const acts = [kill, heal, look];

it('what the script does in one go asks for no time in between, and neither does a beginning or an end', () => {
  expect(pauseBetween(acts, acts)).toBe(0);
  expect(pauseBetween(acts, [heal, look])).toBe(0);
  expect(pauseBetween(acts, [])).toBe(0);
});

it('what the script does later waits for as long as the script does, counted from the latest that was done', () => {
  expect(pauseBetween(acts, [look])).toBeCloseTo(2.5);
  expect(pauseBetween(acts, [kill])).toBe(0);
});
