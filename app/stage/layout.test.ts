import { describe, expect, it } from 'vitest';
import { fits, layoutStage } from './layout.ts';

const stages = [
  { width: 780, height: 560, name: 'desktop' },
  { width: 700, height: 440, name: 'laptop' },
  { width: 640, height: 290, name: 'embed' },
  { width: 390, height: 380, name: 'phone' },
  { width: 360, height: 330, name: 'small phone' },
];
const upTo = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

describe('layoutStage', () => {
  for (const stage of stages)
    for (let voters = 1; voters <= 9; voters += 1)
      it(`${voters} voters stand clear of each other on a ${stage.name} stage`, () => {
        const layout = layoutStage(stage.width, stage.height, upTo(1, voters), []);
        expect([layout.density, fits(layout)]).toEqual([layout.density, true]);
      });

  it('seven voters and two observers carry their buttons on a laptop', () => {
    expect(layoutStage(742, 360, upTo(1, 7), [8, 9]).density).toBe('slim');
  });

  it('three voters and three observers stand clear of each other on a desktop stage', () => {
    for (const observers of [1, 2, 3, 4, 6])
      expect(fits(layoutStage(780, 560, upTo(1, 3), upTo(4, observers)))).toBe(true);
  });

  it('three nodes get large cards on a desktop stage and no small ones on a projector', () => {
    expect(layoutStage(780, 560, [1, 2, 3], []).density).toBe('large');
    expect(layoutStage(860, 600, [1, 2, 3], [], 1.25).density).toBe('medium');
  });

  it('a projector of 1280 by 720 has room for words of 20 pixels, whatever the ensemble', () => {
    expect(layoutStage(882, 480, [1, 2, 3], [], 1.42).density).toBe('medium');
    for (let voters = 1; voters <= 9; voters += 1)
      expect([voters, fits(layoutStage(882, 480, upTo(1, voters), [], 1.42))]).toEqual([
        voters,
        true,
      ]);
  });
});
