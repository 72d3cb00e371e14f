import { describe, expect, it } from 'vitest';
import { mayDraw } from './calm.ts';

/** How many of the frames of one second, 60 a second, are drawn. */
function drawn(rate: number, playing = true): number {
  let last = 0;
  let count = 0;
  for (let frame = 1; frame <= 60; frame += 1) {
    const now = (frame * 1000) / 60;
    if (!mayDraw(now, last, rate, playing)) continue;
    last = now;
    count += 1;
  }
  return count;
}

describe('how often a picture changes', () => {
  it.each([5, 20, 1000, Infinity])('at most six times a second at %d times real time', (rate) => {
    expect(drawn(rate)).toBeGreaterThan(4);
    expect(drawn(rate)).toBeLessThanOrEqual(6);
  });

  it('with every frame where time can be followed, or stands', () => {
    expect([0.01, 1, 4].map((rate) => drawn(rate))).toEqual([60, 60, 60]);
    expect(drawn(Infinity, false)).toBe(60);
  });
});
