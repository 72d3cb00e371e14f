// A line that a hand drew across the stage: which nodes are on which side of it. Pure; called by Stage.svelte.
import type { ServerId } from '../../worker/base/units.ts';
import type { Place, Point } from './layout.ts';

/** A shorter line is a click that shook. */
export const LINE_MIN = 60;

/** The two sides of the line through `a` and `b`; null where one of them is empty or the line is too short to mean it. */
export function sidesOfLine(
  places: Iterable<Place>,
  a: Point,
  b: Point,
): readonly [readonly ServerId[], readonly ServerId[]] | null {
  if (Math.hypot(b.x - a.x, b.y - a.y) < LINE_MIN) return null;
  const left: ServerId[] = [];
  const right: ServerId[] = [];
  for (const { sid, x, y } of places) {
    const side = (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
    (side < 0 ? left : right).push(sid);
  }
  return left.length > 0 && right.length > 0 ? [left, right] : null;
}
