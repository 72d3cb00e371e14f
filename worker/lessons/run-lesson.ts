// Plays a recording of a lesson headless, as fast as it goes, and says what became of every step and claim. Called by the
// tests, and by whoever writes a lesson. Never by the page.
import type { TraceEvent } from '../trace/event.ts';
import { Fold } from '../trace/fold.ts';
import { shapeOf } from '../trace/run-shape.ts';
import { Checker } from '../check/checker.ts';
import type { InvariantId } from '../trace/invariant-ids.ts';
import type { World } from '../trace/world-state.ts';
import type { Machines } from '../world/machines.ts';
import type { Recording } from '../world/recording.ts';
import { settingsOf } from '../world/profiles.ts';
import { Simulator } from '../world/simulator.ts';
import { SECOND } from '../base/units.ts';
import type { Lesson } from './lesson.ts';
import { Progress, type Done } from './progress.ts';

export interface LessonRun {
  /** The steps that were done, in their order. */
  readonly steps: readonly Done[];
  /** Steps and claims that did not come true: `step`, or `step.claim`. */
  readonly failed: readonly string[];
  /** Invariants that broke. */
  readonly broken: readonly InvariantId[];
  readonly world: World;
  readonly events: readonly TraceEvent[];
}

export function runLesson(lesson: Lesson, recording: Recording, machines: Machines): LessonRun {
  const shape = shapeOf(recording);
  const fold = new Fold(shape);
  const checker = new Checker({
    ...shape,
    firstCounter: settingsOf(recording.ensemble, 1).firstCounter,
  });
  const progress = new Progress(lesson, shape);
  const events: TraceEvent[] = [];
  const red = (): InvariantId[] => checker.docket.red().map(({ id }) => id);
  const moment = { world: () => fold.world, broken: (id: InvariantId) => red().includes(id) };
  const simulator = new Simulator(recording, {
    machines,
    hash: false,
    listen: (event) => {
      events.push(event);
      fold.push(event);
      checker.push(event);
      progress.push(event, moment);
    },
  });
  simulator.runTo(recording.until);
  return {
    steps: progress.steps,
    failed: failuresOf(lesson, progress.steps),
    broken: red(),
    world: fold.world,
    events,
  };
}

/** A step must be done before the script begins the next one: else a link to that one would open in the wrong step. */
function failuresOf({ steps, ends }: Lesson, done: readonly Done[]): string[] {
  return steps.flatMap((step, i) => {
    const one = done[i];
    const end = (steps[i + 1]?.at ?? ends) * SECOND;
    if (one === undefined) return [step.id];
    if (one.at > end) return [`${step.id} late`];
    return one.claims.filter(({ holds }) => !holds).map(({ name }) => `${step.id}.${name}`);
  });
}
