// The order in which lessons are learned. Pure; called by LessonEnd.svelte and the list.
import { groups, variants } from '../../worker/lessons/catalog.ts';
import type { LessonId } from '../../worker/lessons/modules.ts';

/** The lesson behind this one in its group, or the first of the next group; none at the end. A variant goes on as its lesson does. */
export function nextOf(id: LessonId): readonly LessonId[] {
  const all = groups.flatMap(({ lessons }) => lessons);
  const at = all.findIndex((one) => one === id || variants[one]?.includes(id));
  return at < 0 ? [] : all.slice(at + 1, at + 2);
}
