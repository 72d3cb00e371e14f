// Variant B12: followers apply what is committed later, each in its own time, up to half a tick. With bug 5094 the leader does
// so: only then does it have txns that are committed and not applied (toBeApplied), which follow a TRUNC in pairs.
// Owned by serving.ts. Source: correctness.md 3.1 (B12); CommitProcessor and FinalRequestProcessor run in threads of their own.
import { pack, unpack, type Packed } from '../base/pack.ts';
import { MS, type Micros } from '../base/units.ts';
import type { Txn } from '../data/model.ts';
import type { Process } from './process.ts';

export const lateTimer = 'serving/late';

/** A committed txn, or null for a SYNC behind what came before it. */
type Late = Txn | null;

export class LateCommits {
  private readonly process: Process;
  /** In order; none is due before the one ahead of it. */
  private queue: { readonly at: Micros; readonly late: Late }[];

  constructor(process: Process, captured?: Packed) {
    this.process = process;
    this.queue = captured === undefined ? [] : (unpack(captured) as LateCommits['queue']);
  }

  /** True if it is kept for later; false, always without the variant, if it is to be done now. */
  keeps(late: Late, role: string | undefined): boolean {
    const { process } = this;
    const lags =
      (role === 'follower' && process.has('B12')) || (role === 'leader' && process.has('5094'));
    if (!lags) return false;
    const lag = process.draw('late', 0, process.config.settings.tickTimeMs / 2) * MS;
    const at = Math.max(process.now + lag, this.queue.at(-1)?.at ?? 0);
    this.queue.push({ at, late });
    if (this.queue.length === 1) process.setTimer(lateTimer, at);
    return true;
  }

  /** The next that is due, taken off the queue; undefined where there is none, and the timer is set for what is left. */
  next(): Late | undefined {
    const first = this.queue[0];
    if (first === undefined) return undefined;
    if (first.at > this.process.now) {
      this.process.setTimer(lateTimer, first.at);
      return undefined;
    }
    this.queue.shift();
    return first.late;
  }

  /** The role is over: what was not applied is replayed from the log. */
  clear(): void {
    if (this.queue.length === 0) return;
    this.queue = [];
    this.process.clearTimer(lateTimer);
  }

  capture(): Packed {
    return pack(this.queue);
  }
}
