// The syncs that one server has asked for and that are not done: a FIFO, whose due times never go back
// (determinism.md 19). Called by participant.ts; the director's mirror (disk-mirror.ts) hears of the same times.
import { drawInteger } from '../base/draw.ts';
import type { Micros, ServerId } from '../base/units.ts';
import type { DiskMark } from '../zab/disk.ts';
import type { DiskFault } from './deed.ts';

export interface Completion {
  readonly mark: DiskMark;
  due: Micros;
  readonly failed: boolean;
}

export interface DiskQueueState {
  readonly waiting: readonly Completion[];
  readonly asked: number;
  readonly lastDue: Micros;
  readonly durable: DiskMark;
}

export class DiskQueue {
  private waiting: Completion[] = [];
  private asked = 0;
  private lastDue: Micros = 0;
  /** The mark up to which everything is durable by the completions taken so far. */
  private durable: DiskMark = 0;

  first(): Completion | undefined {
    return this.waiting[0];
  }

  /** Draws when the sync asked for at `now` completes: max(own latency, the one before, now + 1). */
  ask(
    now: Micros,
    mark: DiskMark,
    latency: readonly [number, number],
    fault: DiskFault,
    who: { readonly seed: number; readonly sid: ServerId; readonly incarnation: number },
  ): Completion {
    const [low, high] = latency;
    const drawn = drawInteger(low, high, who.seed, 'sync', who.sid, who.incarnation, this.asked);
    this.asked += 1;
    const factor = fault === 'fail' ? 1 : fault;
    const due = Math.max(now + Math.floor(drawn * factor), this.lastDue, now + 1);
    this.lastDue = due;
    const completion = { mark, due, failed: fault === 'fail' };
    this.waiting.push(completion);
    return completion;
  }

  take(): Completion | undefined {
    const completion = this.waiting.shift();
    if (completion?.failed === false) this.durable = Math.max(this.durable, completion.mark);
    return completion;
  }

  /** The process ends at `at`: what is durable by then, processed or not. */
  end(at: Micros): DiskMark {
    for (let next = this.first(); next !== undefined && next.due <= at; next = this.first())
      this.take();
    this.waiting = [];
    return this.durable;
  }

  /** After a pause that ends at `at`: what was due meanwhile is processed then. */
  resume(at: Micros): void {
    for (const completion of this.waiting) if (completion.due < at) completion.due = at;
  }

  capture(): DiskQueueState {
    return {
      waiting: this.waiting.map((completion) => ({ ...completion })),
      asked: this.asked,
      lastDue: this.lastDue,
      durable: this.durable,
    };
  }

  restore(state: DiskQueueState): void {
    this.waiting = state.waiting.map((completion) => ({ ...completion }));
    this.asked = state.asked;
    this.lastDue = state.lastDue;
    this.durable = state.durable;
  }
}
