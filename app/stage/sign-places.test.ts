import { describe, expect, it } from 'vitest';
import { layoutStage } from './layout.ts';
import { boxAround, pillPlace, signPlace } from './sign-places.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const cover = (a: ReturnType<typeof boxAround>, b: ReturnType<typeof boxAround>) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('signPlace', () => {
  for (const [width, height] of [
    [640, 258],
    [640, 218],
    [780, 560],
    [560, 300],
  ] as const)
    it(`covers no card on a stage of ${width} by ${height}, whatever the ensemble`, () => {
      for (let voters = 1; voters <= 9; voters += 1) {
        const layout = layoutStage(width, height, upTo(voters), [], 1, height < 300);
        const sign = { w: 82, h: 20 };
        const box = boxAround(signPlace(layout, sign), sign);
        const covered = [...layout.places.values()].filter((card) =>
          cover(box, boxAround(card, card)),
        );
        expect([voters, covered.map((card) => card.sid)]).toEqual([voters, []]);
      }
    });

  it('stands at the top in the middle where nothing is there', () => {
    const layout = layoutStage(780, 560, upTo(4), []);
    expect(signPlace(layout, { w: 82, h: 20 })).toEqual({ x: 390, y: 12 });
  });
});

describe('pillPlace', () => {
  it('stays on the stage, and goes beyond its card where another one is in the way', () => {
    const layout = layoutStage(882, 460, upTo(9), [], 1.42);
    const size = { w: 236, h: 30 };
    for (const place of layout.places.values()) {
      const { x } = pillPlace(layout, place, size, 1.42);
      expect(x - size.w / 2).toBeGreaterThanOrEqual(0);
      expect(x + size.w / 2).toBeLessThanOrEqual(882);
    }
    const second = layout.places.get(2);
    if (second === undefined) throw new Error('no place');
    expect(pillPlace(layout, second, size, 1.42).y).toBeLessThan(second.y);
  });
});
