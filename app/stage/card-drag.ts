// A card that a hand pulls: out of the ring cuts its node off, back in heals it. Pure; called by NodeCard.svelte.
import type { Place, Point } from './layout.ts';

/** Pixels outward (or, where it is cut off, inward) that mean it. */
const DRAG_MIN = 48;

/** What letting go would do after moving by `delta`; null for nothing. */
export function dragMeaning(
  place: Place,
  centre: Point,
  delta: Point,
  cutOff: boolean,
): 'partition' | 'heal' | null {
  const away = { x: place.x - centre.x, y: place.y - centre.y };
  const length = Math.hypot(away.x, away.y);
  const moved = Math.hypot(delta.x, delta.y);
  // A card that stands in the middle has no inside: any way is out.
  const outward = length < 1 ? moved : (delta.x * away.x + delta.y * away.y) / length;
  if (cutOff) return -outward >= DRAG_MIN ? 'heal' : null;
  return outward >= DRAG_MIN ? 'partition' : null;
}
