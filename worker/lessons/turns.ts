// How the acts of a step lie in time, and where the learner's turn ends: a script that waits between two acts means that the
// first is to take effect before the second. Called by the page, by recordings.ts and by at-once.ts, so that all agree.
import type { Act } from './lesson.ts';

/** Seconds that the script waits before it acts, unless an act says otherwise. */
export const THINK = 0.5;
/** A shorter wait means: in one go. On the page time stands still meanwhile. */
const EFFECT = 0.9;

/** When the script does this, in seconds from the beginning of its step. */
export function secondOf({ in: seconds = THINK }: Act): number {
  return seconds;
}

/**
 * Seconds for which time is to go on between what was done of a step and what is left of it; 0 where the script does both in
 * one go, and where nothing was done yet.
 */
export function pauseBetween(acts: readonly Act[], left: readonly Act[]): number {
  const done = acts.filter((act) => !left.includes(act));
  if (done.length === 0 || left.length === 0) return 0;
  const gap = Math.min(...left.map(secondOf)) - Math.max(...done.map(secondOf));
  return gap < EFFECT ? 0 : gap;
}
