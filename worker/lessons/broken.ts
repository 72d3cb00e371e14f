// Which invariants a lesson breaks on purpose: those that its claims name. Called by the tests.
import type { InvariantId } from '../trace/invariant-ids.ts';
import type { Lesson } from './lesson.ts';

export function invariantsOf(lesson: Lesson): readonly InvariantId[] {
  const claims = lesson.steps.flatMap((step) => Object.values(step.claims));
  const named = claims.flatMap((claim) => ('broken' in claim ? [claim.broken] : []));
  return [...new Set(named)].sort();
}
