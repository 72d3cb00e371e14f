// A learner who acts as soon as a step is done, as the page lets one: plays the lesson headless at that pace, and says which
// steps and claims did not come true. The script of a lesson leaves time between its steps; this finds what hangs on it.
// Called by the tests, and by whoever writes a lesson. Never by the page.
import { SECOND, type Micros } from '../base/units.ts';
import { Checker } from '../check/checker.ts';
import { Fold } from '../trace/fold.ts';
import { shapeOf } from '../trace/run-shape.ts';
import type { Machines } from '../world/machines.ts';
import { settingsOf } from '../world/profiles.ts';
import { Simulator } from '../world/simulator.ts';
import type { Lesson, Step } from './lesson.ts';
import { Progress } from './progress.ts';
import { recordingOf } from './recordings.ts';
import { pauseBetween, secondOf, THINK } from './turns.ts';

/** Virtual seconds after which a step that is not done never will be. */
const PATIENCE = 120;

/** The steps and claims that failed: `step`, or `step.claim`. */
export function failuresAtOnce(lesson: Lesson, machines: Machines): readonly string[] {
  const recording = recordingOf(lesson, 0);
  const shape = shapeOf(recording);
  const fold = new Fold(shape);
  const { firstCounter } = settingsOf(recording.ensemble, 1);
  const checker = new Checker({ ...shape, firstCounter });
  const progress = new Progress(lesson, shape);
  const moment = {
    world: () => fold.world,
    broken: (id: string) => checker.docket.red().some((one) => one.id === id),
  };
  const simulator = new Simulator(recording, {
    machines,
    hash: false,
    listen: (event) => {
      fold.push(event);
      checker.push(event);
      progress.push(event, moment);
    },
  });
  simulator.runTo(recording.until);
  for (const [i, step] of lesson.steps.entries()) {
    if (progress.steps.length > i) continue;
    // The page stops behind the facts that ended the step.
    simulator.runTo(simulator.now + 1);
    perform(simulator, step);
    const late = simulator.now + PATIENCE * SECOND;
    while (progress.steps.length <= i && simulator.step(late));
    if (progress.steps.length <= i) return [step.id];
  }
  return progress.steps.flatMap(({ id, claims }) =>
    claims.filter(({ holds }) => !holds).map(({ name }) => `${id}.${name}`),
  );
}

/** What the step does by itself, and what it asks for as the page lets one: in one go, or when the first has had its effect. */
function perform(simulator: Simulator, { does = [], act = [] }: Step): void {
  const start = simulator.now;
  const first = Math.min(THINK, ...does.map(secondOf));
  const plan = does.map((one) => ({ after: secondOf(one) - first, one }));
  const turns = [...act].sort((a, b) => secondOf(a) - secondOf(b));
  let after = 0;
  for (const [i, one] of turns.entries()) {
    after += pauseBetween(turns, turns.slice(i));
    plan.push({ after, one });
  }
  for (const { after: seconds, one } of plan.sort((a, b) => a.after - b.after)) {
    const { in: _when, ...draft } = one;
    const at: Micros = start + Math.round(seconds * SECOND);
    if (at > simulator.now) simulator.runTo(at);
    simulator.act(draft);
  }
}
