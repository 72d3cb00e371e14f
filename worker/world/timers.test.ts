import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeRate, shownAt, startClock, virtualTimeOf } from './clock.ts';
import { Heap } from './heap.ts';
import { Timers } from './timers.ts';

test('timers leave in the order of their times, then of their setting, whatever was set, moved and cleared', () => {
  const change = fc.record({
    id: fc.integer({ min: 0, max: 9 }),
    due: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const timers = new Timers();
      const model = new Map<string, { due: number; sequence: number }>();
      changes.forEach(({ id, due }, sequence) => {
        const name = `t${id}`;
        if (due === null) expect(timers.clear(name)).toBe(model.delete(name));
        else {
          timers.set(name, due, due);
          model.set(name, { due, sequence });
        }
      });
      const copy = new Timers();
      copy.restore(timers.capture());
      const expected = [...model]
        .sort(([, a], [, b]) => a.due - b.due || a.sequence - b.sequence)
        .map(([name]) => name);
      expect(drained(copy)).toEqual(expected);
      expect(drained(timers)).toEqual(expected);
    }),
  );
});

function drained(timers: Timers): string[] {
  const order: string[] = [];
  for (let first = timers.first(); first !== undefined; first = timers.first()) {
    order.push(first.id);
    timers.clear(first.id);
  }
  return order;
}

test('a heap gives back in order what it was given, and keeps it when it is rebuilt', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer()), (numbers) => {
      const heap = new Heap<number>((a, b) => a < b);
      for (const number of numbers) heap.push(number);
      heap.rebuild((number) => number % 3 !== 0);
      const out: number[] = [];
      for (let next = heap.pop(); next !== undefined; next = heap.pop()) out.push(next);
      expect(out).toEqual(numbers.filter((number) => number % 3 !== 0).sort((a, b) => a - b));
    }),
  );
});

test('a clock never goes back or jumps, and a virtual time is the first at which it shows what was asked', () => {
  const rates = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 1e7 }), fc.integer({ min: 100, max: 10_000 })),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(rates, fc.integer({ min: 0, max: 1e9 }), (changes, ahead) => {
      const clock = startClock(500, 1000);
      let now = 500;
      for (const [wait, rate] of changes) {
        now += wait;
        const before = shownAt(clock, now);
        changeRate(clock, now, rate);
        expect(shownAt(clock, now)).toBe(before);
      }
      const wanted = shownAt(clock, now) + ahead;
      const time = virtualTimeOf(clock, wanted);
      expect(shownAt(clock, time)).toBeGreaterThanOrEqual(wanted);
      if (time > now) expect(shownAt(clock, time - 1)).toBeLessThan(wanted);
    }),
  );
});
