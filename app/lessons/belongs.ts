// Whether a run is one of a lesson, and where a lesson opens. Pure; called by lessons.svelte.ts and session.svelte.ts.
import type { Micros } from '../../worker/base/units.ts';
import type { Lesson } from '../../worker/lessons/lesson.ts';
import { recordingOf } from '../../worker/lessons/recordings.ts';
import type { Recording } from '../../worker/world/recording.ts';

/** It began as the lesson begins: the same seed, ensemble and opening. What was done after that is the learner's. */
export function belongsTo(lesson: Lesson, recording: Recording): boolean {
  const { recording: first } = recordingAt(lesson, 0);
  const begun = { ...recording, actions: recording.actions.slice(0, first.actions.length) };
  return sameJson(partOf(first), partOf(begun)) && recording.until >= first.until;
}

/** The lesson's run up to the beginning of a step, from 0; it opens at its end. */
export function recordingAt(
  lesson: Lesson,
  step: number,
): { readonly recording: Recording; readonly at: Micros } {
  const recording = recordingOf(lesson, step);
  return { recording, at: recording.until };
}

function partOf({ seed, ensemble, actions }: Recording): unknown {
  return { seed, ensemble, actions };
}

/** Equal whatever the order of fields. */
function sameJson(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
