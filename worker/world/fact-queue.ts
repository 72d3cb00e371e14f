// The facts that the director has heard of and not yet folded: they come by worker and window, and leave in trace order
// into the chained hash (determinism.md 3). Called by director.ts.
import type { Micros, Participant } from '../base/units.ts';
import type { WorldEvent } from './facts.ts';
import type { TraceHash } from './trace-hash.ts';

export class FactQueue {
  private readonly hash: TraceHash;
  private waiting: WorldEvent[] = [];
  private folded: WorldEvent[] = [];

  constructor(hash: TraceHash) {
    this.hash = hash;
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** Facts of one participant are pushed in its own order. */
  push(event: WorldEvent): void {
    this.waiting.push(event);
  }

  /** Folds the facts whose key is at most (at, who): no fact of such a key may come later. */
  foldUpTo(at: Micros, who: Participant): void {
    if (this.waiting.length === 0) return;
    this.waiting.sort((a, b) => a.at - b.at || a.who - b.who);
    let count = 0;
    for (const event of this.waiting) {
      if (event.at > at || (event.at === at && event.who > who)) break;
      this.hash.fold(event.at, event.who, event.fact);
      this.folded.push(event);
      count += 1;
    }
    this.waiting.splice(0, count);
  }

  /** The facts folded since the last call, in trace order. */
  take(): WorldEvent[] {
    return this.folded.splice(0);
  }
}
