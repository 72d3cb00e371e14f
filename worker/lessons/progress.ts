// How far a run has come in a lesson: which steps are done, since when, and which of their claims hold in this run. A fold
// over facts, so that a step counts however it came about, and the same for the page (live) and for run-lesson.ts (tests).
import { SECOND, type Micros } from '../base/units.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { RunShape } from '../trace/run-shape.ts';
import { watcherOf, type Moment, type Watcher } from './claims.ts';
import type { NumberOf } from './fields.ts';
import type { Lesson, Step } from './lesson.ts';
import { numbering } from './matches.ts';

/** A step that is done: the fact that ended it, and what became of its claims. */
export interface Done {
  readonly id: string;
  /** When the step began: at the fact that ended the step before it, or where the learner took over. */
  readonly since: Micros;
  readonly at: Micros;
  /** In the order of the step's claims. */
  readonly claims: readonly { readonly name: string; readonly holds: boolean }[];
}

export class Progress {
  readonly lesson: Lesson;
  private readonly numberOf: NumberOf;
  private readonly takenOver: Micros;
  private readonly done: Done[] = [];
  private since: Micros;
  private wait: Watcher | null = null;
  private claims: readonly (readonly [string, Watcher])[] = [];

  constructor(lesson: Lesson, shape: Pick<RunShape, 'clients'>) {
    this.lesson = lesson;
    this.numberOf = numbering(shape);
    this.takenOver = Math.round((lesson.steps[0]?.at ?? 0) * SECOND);
    this.since = this.takenOver;
    this.begin();
  }

  /** The steps that are done, in their order. */
  get steps(): readonly Done[] {
    return this.done;
  }

  /** The step under way; null when all are done. */
  get current(): Step | null {
    return this.lesson.steps[this.done.length] ?? null;
  }

  /** Facts in trace order, from the start of the run. `moment` is asked only when a step ends. True when this one ended it. */
  push(event: TraceEvent, moment: Moment): boolean {
    const { current, wait } = this;
    if (current === null || wait === null || event.at < this.takenOver) return false;
    wait.push(event);
    for (const [, watcher] of this.claims) watcher.push(event);
    if (!wait.holds(moment)) return false;
    const claims = this.claims.map(([name, watcher]) => ({ name, holds: watcher.holds(moment) }));
    this.done.push({ id: current.id, since: this.since, at: event.at, claims });
    this.since = event.at;
    this.begin();
    return true;
  }

  private begin(): void {
    const { current } = this;
    if (current === null) return;
    this.wait = watcherOf(current.wait, this.numberOf);
    this.claims = Object.entries(current.claims).map(
      ([name, claim]) => [name, watcherOf(claim, this.numberOf)] as const,
    );
  }
}
