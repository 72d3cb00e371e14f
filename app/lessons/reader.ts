// Reads the run under way as it comes and folds it into the progress of a lesson, a little in each frame. A new history
// (another branch, another run) takes a new reader. Called by session.svelte.ts.
import type { Micros } from '../../worker/base/units.ts';
import { Checker } from '../../worker/check/checker.ts';
import { invariantsOf } from '../../worker/lessons/broken.ts';
import type { Moment } from '../../worker/lessons/claims.ts';
import type { Lesson } from '../../worker/lessons/lesson.ts';
import { Progress, type Done } from '../../worker/lessons/progress.ts';
import type { History } from '../../worker/trace/history.ts';

const SLICE = 100;

export class LessonReader {
  readonly history: History;
  readonly #progress: Progress;
  /** Only a lesson that breaks an invariant on purpose needs one of its own. */
  readonly #checker: Checker | null;
  #index = 0;
  /** When the newest act took place that was read. */
  actedAt: Micros = -1;
  /** Facts were let go before they were read: this run is too long to follow. */
  lost = false;

  constructor(lesson: Lesson, history: History, firstCounter: number) {
    this.history = history;
    this.#progress = new Progress(lesson, history.shape);
    this.#checker =
      invariantsOf(lesson).length > 0 ? new Checker({ ...history.shape, firstCounter }) : null;
  }

  /** The steps that are done; another list whenever one was added. */
  get done(): readonly Done[] {
    return this.#progress.steps;
  }

  get caughtUp(): boolean {
    return this.lost || this.#index >= this.history.length;
  }

  /** Reads until everything is read or `enough()`. */
  read(enough: () => boolean): void {
    const { history } = this;
    while (!this.caughtUp) {
      if (history.first > this.#index) {
        this.lost = true;
        return;
      }
      for (const event of history.eventsBetween(this.#index, this.#index + SLICE)) {
        this.#index += 1;
        if (event.fact.type === 'action') this.actedAt = event.at;
        this.#checker?.push(event);
        this.#progress.push(event, this.#moment);
      }
      if (enough()) return;
    }
  }

  readonly #moment: Moment = {
    world: () => this.history.worldAt(this.#index),
    broken: (id) => this.#checker?.docket.red().some((one) => one.id === id) ?? false,
  };
}
