// One run as the page holds it: its shape, its history, the facts that came and are not folded yet. Folding is done in
// slices, so that a burst of facts never blocks a frame (correctness.md W22). Called by playground.svelte.ts only.
import type { Micros } from '../../worker/base/units.ts';
import type { Batch } from '../../worker/host/surface.ts';
import type { TraceEvent } from '../../worker/trace/event.ts';
import { History } from '../../worker/trace/history.ts';
import { shapeOf } from '../../worker/trace/run-shape.ts';
import type { Recording } from '../../worker/world/recording.ts';

const SLICE = 200;

export class Run {
  readonly history: History;
  #waiting: (readonly TraceEvent[])[] = [];
  #offset = 0;
  /** Every fact before this has been folded. */
  until: Micros = 0;
  #until: Micros = 0;

  constructor(recording: Recording) {
    this.history = new History(shapeOf(recording));
  }

  hear(batch: Batch): void {
    if (batch.events.length > 0) this.#waiting.push(batch.events);
    this.#until = batch.until;
    if (this.#waiting.length === 0) this.until = batch.until;
  }

  /** Folds what waits until `enough()`; true when nothing waits any more. */
  fold(enough: () => boolean): boolean {
    let list = this.#waiting[0];
    while (list !== undefined) {
      const slice = list.slice(this.#offset, this.#offset + SLICE);
      this.#offset += slice.length;
      this.history.append(slice);
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
}
