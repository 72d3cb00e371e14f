// The timers of one participant: a binary heap by (due, sequence) with a name for each, so that setting one again
// moves it in place. Called by participant.ts. Due times are virtual; `shown` is the participant's own clock.
import type { Micros } from '../base/units.ts';

export interface Timer {
  readonly id: string;
  /** What the participant's clock must show. */
  shown: Micros;
  /** The same in virtual time, or later where determinism.md 2 and 4 say so. */
  due: Micros;
  /** Counts the settings of timers; decides between equal times. */
  sequence: number;
  place: number;
}

export class Timers {
  private readonly named = new Map<string, Timer>();
  private readonly heap: Timer[] = [];
  private sequence = 0;

  first(): Timer | undefined {
    return this.heap[0];
  }

  get(id: string): Timer | undefined {
    return this.named.get(id);
  }

  set(id: string, shown: Micros, due: Micros): void {
    this.sequence += 1;
    let timer = this.named.get(id);
    if (timer === undefined) {
      timer = { id, shown, due, sequence: this.sequence, place: this.heap.length };
      this.named.set(id, timer);
      this.heap.push(timer);
    } else {
      timer.shown = shown;
      timer.due = due;
      timer.sequence = this.sequence;
    }
    this.settle(timer);
  }

  /** False if there was no such timer. */
  clear(id: string): boolean {
    const timer = this.named.get(id);
    if (timer === undefined) return false;
    this.named.delete(id);
    const last = this.heap.pop() as Timer;
    if (last !== timer) {
      last.place = timer.place;
      this.heap[last.place] = last;
      this.settle(last);
    }
    return true;
  }

  clearAll(): void {
    this.named.clear();
    this.heap.length = 0;
  }

  /** Gives every timer a new due time. Equal times keep the order in which they were set. */
  remap(dueOf: (timer: Timer) => Micros): void {
    const all = this.heap.splice(0);
    for (const timer of all) {
      timer.due = dueOf(timer);
      timer.place = this.heap.length;
      this.heap.push(timer);
      this.settle(timer);
    }
  }

  capture(): {
    readonly sequence: number;
    readonly timers: readonly (readonly [string, Micros, Micros, number])[];
  } {
    const ordered = [...this.heap].sort((a, b) => a.sequence - b.sequence);
    return {
      sequence: this.sequence,
      timers: ordered.map(({ id, shown, due, sequence }) => [id, shown, due, sequence]),
    };
  }

  restore(state: ReturnType<Timers['capture']>): void {
    this.clearAll();
    for (const [id, shown, due, sequence] of state.timers) {
      this.sequence = sequence - 1;
      this.set(id, shown, due);
    }
    this.sequence = state.sequence;
  }

  private settle(timer: Timer): void {
    const { heap } = this;
    while (timer.place > 0) {
      const parent = heap[(timer.place - 1) >> 1] as Timer;
      if (!isBefore(timer, parent)) break;
      this.swap(timer, parent);
    }
    for (;;) {
      const left = heap[2 * timer.place + 1];
      const right = heap[2 * timer.place + 2];
      if (left === undefined) return;
      const child = right !== undefined && isBefore(right, left) ? right : left;
      if (!isBefore(child, timer)) return;
      this.swap(timer, child);
    }
  }

  private swap(a: Timer, b: Timer): void {
    const place = a.place;
    a.place = b.place;
    b.place = place;
    this.heap[a.place] = a;
    this.heap[b.place] = b;
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.due < b.due || (a.due === b.due && a.sequence < b.sequence);
}
