// One run as the page holds it: its shape, its history, the facts that came and are not folded yet. Folding is done in
// slices, so that a burst of facts never blocks a frame (correctness.md W22). Called by playground.svelte.ts only.
import type { Micros } from '../../worker/base/units.ts';
import type { Batch } from '../../worker/host/surface.ts';
import type { TraceEvent } from '../../worker/trace/event.ts';
import { History } from '../../worker/trace/history.ts';
import { shapeOf } from '../../worker/trace/run-shape.ts';
import { worldAtStart } from '../../worker/trace/world-start.ts';
import type { World } from '../../worker/trace/world-state.ts';
import type { Recording } from '../../worker/world/recording.ts';

/** Before there is a run: a World without nodes. */
export const noWorld: World = worldAtStart({
  voters: [],
  observers: [],
  clients: [],
  timing: {
    tickTimeMs: 1,
    initLimit: 1,
    syncLimit: 1,
    finalizeWaitMs: 1,
    minNotificationIntervalMs: 1,
    maxNotificationIntervalMs: 1,
  },
  latencyMax: 1,
  clientLatencyMax: 1,
});

const SLICE = 200;

/** From `at` on this node led this epoch, or nobody did. */
export interface Reign {
  readonly at: Micros;
  /** How many facts there were when it began. */
  readonly index: number;
  readonly leader: World['leader'];
}

export class Run {
  readonly history: History;
  /** Who led when, oldest first: the bands of the timeline. */
  reigns: readonly Reign[] = [{ at: 0, index: 0, leader: null }];
  #waiting: (readonly TraceEvent[])[] = [];
  #offset = 0;
  /** Every fact before this has been folded. */
  until: Micros = 0;
  #until: Micros = 0;

  constructor(history: History) {
    this.history = history;
  }

  static of(recording: Recording): Run {
    return new Run(new History(shapeOf(recording)));
  }

  /** A run that has the first `index` facts in common with this one; see History.branchable. */
  branch(index: number): Run {
    const run = new Run(this.history.branch(index));
    run.until = run.history.world.now;
    run.reigns = this.reigns.filter((reign) => reign.index <= index);
    return run;
  }

  hear(batch: Pick<Batch, 'events' | 'until'>): void {
    if (batch.events.length > 0) this.#waiting.push(batch.events);
    this.#until = batch.until;
    if (this.#waiting.length === 0) this.until = batch.until;
  }

  /** Folds what waits until `enough()`; true when nothing waits any more. */
  fold(enough: () => boolean, told: (events: readonly TraceEvent[]) => void): boolean {
    let list = this.#waiting[0];
    while (list !== undefined) {
      const slice = list.slice(this.#offset, this.#offset + SLICE);
      this.#offset += slice.length;
      this.#append(slice);
      told(slice);
      this.until = slice.at(-1)?.at ?? this.until;
      if (this.#offset >= list.length) {
        this.#waiting.shift();
        this.#offset = 0;
      }
      list = this.#waiting[0];
      if (list !== undefined && enough()) return false;
    }
    this.until = this.#until;
    return true;
  }

  /** Facts that may change who leads are folded one by one, so that each reign begins at its own moment. */
  #append(slice: readonly TraceEvent[]): void {
    let from = 0;
    slice.forEach((event, i) => {
      if (!rules.has(event.fact.type)) return;
      this.history.append(slice.slice(from, i + 1));
      from = i + 1;
      const { leader } = this.history.world;
      const last = this.reigns.at(-1)?.leader;
      if (leader?.sid !== last?.sid || leader?.epoch !== last?.epoch)
        this.reigns = [...this.reigns, { at: event.at, index: this.history.length, leader }];
    });
    this.history.append(slice.slice(from));
  }
}

const rules: ReadonlySet<string> = new Set(['state', 'stepDown', 'action', 'crashed', 'exited']);
