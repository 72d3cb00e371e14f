// The recordings of a lesson: the whole script, the part before a step, and the spoilt ones that must fail. Called by the
// page, which opens a lesson at a step, and by the tests.
import { SECOND } from '../base/units.ts';
import type { Action, ActionDraft, Recording } from '../world/recording.ts';
import { agree, unbound } from './fields.ts';
import type { Act, Deciding, Lesson, Step } from './lesson.ts';
import { secondOf } from './turns.ts';

/** The script up to the end, or up to the beginning of step `steps` (0 is where the learner takes over). */
export function recordingOf(lesson: Lesson, steps: number = lesson.steps.length): Recording {
  return compose(
    lesson,
    lesson.opening.actions,
    lesson.steps.slice(0, steps),
    untilOf(lesson, steps),
  );
}

/** The whole script without something it stands or falls with. */
export function spoilt(lesson: Lesson, deciding: Deciding): Recording {
  const { opening, steps, ends } = lesson;
  const until = Math.round(ends * SECOND);
  if ('step' in deciding) {
    const others = steps.filter((step) => step.id !== deciding.step);
    return compose(lesson, opening.actions, others, until);
  }
  if ('switch' in deciding) {
    const whole = compose(lesson, opening.actions, steps, until);
    const { switches = [], ...ensemble } = whole.ensemble;
    const others = switches.filter((one) => one !== deciding.switch);
    return { ...whole, ensemble: { ...ensemble, switches: others } };
  }
  const others = opening.actions.filter(
    (action) => agree(deciding.opening, action, unbound, () => undefined) === null,
  );
  return compose(lesson, others, steps, until);
}

function untilOf({ steps, ends }: Lesson, count: number): number {
  return Math.round((steps[count]?.at ?? ends) * SECOND);
}

function compose(
  { opening }: Lesson,
  before: Lesson['opening']['actions'],
  steps: readonly Step[],
  until: number,
): Recording {
  const { seed, ensemble, clients } = opening;
  const actions = [
    ...before.map(({ at, ...draft }) => stamped(at, draft)),
    ...steps.flatMap((step) => actsOf(step).map((act) => actionOf(step, act))),
  ].sort((a, b) => a.at - b.at);
  return { zabRecording: 1, seed, ensemble, clients, actions, until };
}

function actsOf({ does = [], act = [] }: Step): readonly Act[] {
  return [...does, ...act];
}

function actionOf(step: Step, act: Act): Action {
  const { in: _when, ...draft } = act;
  return stamped(step.at + secondOf(act), draft);
}

function stamped(seconds: number, draft: ActionDraft): Action {
  return { ...draft, at: Math.round(seconds * SECOND) };
}
