import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate } from './date.ts';

describe('formatDate', () => {
  it.each([
    [0, 'Thu Jan 01 00:00:00 UTC 1970'],
    [-1000, 'Wed Dec 31 23:59:59 UTC 1969'],
    [1_795_515_072_000, 'Tue Nov 24 10:11:12 UTC 2026'],
    [951_782_400_000, 'Tue Feb 29 00:00:00 UTC 2000'],
    [253_402_300_800_000, 'Sat Jan 01 00:00:00 UTC 10000'],
  ])('prints %d as java.util.Date does', (millis, text) => {
    expect(formatDate(millis)).toBe(text);
  });

  it('agrees with the calendar of the platform over nine thousand years', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 250_000_000_000_000 }), (millis) => {
        const [, weekday, day, month, year, clock] =
          /^(...), (..) (...) (\d+) (\S+) GMT$/.exec(new Date(millis).toUTCString()) ?? [];
        expect(formatDate(millis)).toBe(`${weekday} ${month} ${day} ${clock} UTC ${Number(year)}`);
      }),
      { numRuns: 2000 },
    );
  });
});
