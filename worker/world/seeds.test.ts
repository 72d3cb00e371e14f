import { expect, test } from 'vitest';
import { actionFields } from './decode-action.ts';
import { faultClasses } from './fault-classes.ts';
import { drawRecording } from './seeds.ts';
import { SECOND } from '../base/units.ts';

test('a seed always draws the same recording, and every other seed another one', () => {
  const texts = Array.from({ length: 50 }, (_, seed) =>
    JSON.stringify(drawRecording(seed, 'fuzz')),
  );
  expect(new Set(texts).size).toBe(50);
  expect(JSON.stringify(drawRecording(7, 'fuzz'))).toBe(texts[7]);
});

test('every kind of action is drawn, faults only before all heals', () => {
  const kinds = new Set<string>();
  for (let seed = 0; seed < 200; seed += 1) {
    const { actions } = drawRecording(seed, 'fuzz', { heal: 'all' });
    for (const action of actions) kinds.add(action.do);
    const late = actions.filter(({ at }) => at > 30 * SECOND).map((action) => action.do);
    expect(new Set(late)).toEqual(new Set(late.filter((name) => name === 'command')));
  }
  expect([...kinds].sort()).toEqual(Object.keys(actionFields).sort());
});

test('each class of faults alone draws actions of its own', () => {
  for (const kind of faultClasses) {
    const drawn = [1, 2, 3].map((seed) =>
      drawRecording(seed, 'fuzz', { servers: 3, observers: 0, faults: [kind], heal: 'none' }),
    );
    const none = drawRecording(1, 'fuzz', { servers: 3, observers: 0, faults: [], heal: 'none' });
    const names = new Set(none.actions.map((action) => action.do));
    expect(
      drawn.some(({ actions }) =>
        actions.some((action) => !names.has(action.do) || action.do === 'connect'),
      ),
    ).toBe(true);
  }
});

test('some seeds have no fault at all, some a single class', () => {
  let quiet = 0;
  for (let seed = 0; seed < 200; seed += 1) {
    const { actions } = drawRecording(seed, 'fuzz', { heal: 'none' });
    const calm = actions.every(({ do: name }) => ['start', 'connect', 'command'].includes(name));
    if (calm) quiet += 1;
  }
  expect(quiet).toBeGreaterThan(10);
  expect(quiet).toBeLessThan(80);
});
