// One participant's own monotonic clock: virtual time at a rate in per mille (determinism.md 4).
// Called by participant.ts. Integer arithmetic: rates are whole per mille, times whole microseconds.
import type { Micros } from '../base/units.ts';

export interface ClockState {
  /** At virtual time `base` this clock showed `shown`. */
  base: Micros;
  shown: Micros;
  /** Per mille of the speed of virtual time. */
  rate: number;
}

/** A clock that starts at virtual time `at` and shows it. */
export function startClock(at: Micros, rate: number): ClockState {
  return { base: at, shown: at, rate };
}

/** What the clock shows at virtual time `at`. */
export function shownAt(clock: ClockState, at: Micros): Micros {
  const passed = at - clock.base;
  return clock.shown + (clock.rate === 1000 ? passed : Math.floor((passed * clock.rate) / 1000));
}

/** The first virtual time at which the clock shows `shown` or more. */
export function virtualTimeOf(clock: ClockState, shown: Micros): Micros {
  const ahead = shown - clock.shown;
  return clock.base + (clock.rate === 1000 ? ahead : Math.ceil((ahead * 1000) / clock.rate));
}

/** From virtual time `at` on the clock runs at `rate`; it never jumps. */
export function changeRate(clock: ClockState, at: Micros, rate: number): void {
  clock.shown = shownAt(clock, at);
  clock.base = at;
  clock.rate = rate;
}
