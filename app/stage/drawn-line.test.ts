import { expect, it } from 'vitest';
import { sidesOfLine } from './drawn-line.ts';
import { layoutStage } from './layout.ts';

const { places } = layoutStage(800, 600, [1, 2, 3], []);

it('an upright line between nodes 2 and 3 cuts node 2, with node 1 on the side of its centre', () => {
  const sides = sidesOfLine(places.values(), { x: 380, y: 600 }, { x: 380, y: 0 });
  expect(sides).toEqual([[2], [1, 3]]);
});

it('a line that leaves every node on one side, or a short one, cuts nothing', () => {
  expect(sidesOfLine(places.values(), { x: 2, y: 0 }, { x: 2, y: 600 })).toBe(null);
  expect(sidesOfLine(places.values(), { x: 400, y: 300 }, { x: 410, y: 320 })).toBe(null);
});
