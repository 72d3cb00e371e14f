// Walls between groups of nodes, as the page builds them: a cut in both directions between every two of their members.
// Called by the runs beside this file.
import type { ServerId } from '../base/units.ts';
import type { Act } from './lesson.ts';

/** All cuts at once, where a step of a script acts. */
export function wall(...groups: readonly (readonly ServerId[])[]): readonly Act[] {
  return groups.flatMap((one) =>
    groups.flatMap((other) =>
      one === other ? [] : one.flatMap((from) => other.map((to): Act => ({ do: 'cut', from, to }))),
    ),
  );
}
