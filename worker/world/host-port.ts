// The port of a participant's host: what leaves it for others. The simulator, the director and the host in a worker
// each hand in their own.
import type { Micros, Participant } from '../base/units.ts';
import type { DiskMark, DiskOp } from '../zab/disk.ts';
import type { MachineFact, WorldFact } from './facts.ts';
import type { Item } from './item.ts';
import type { Ensemble } from './recording.ts';

/** What the director's mirror of a disk must hear. */
export type DiskNote =
  | { readonly kind: 'write'; readonly mark: DiskMark; readonly op: DiskOp }
  | {
      readonly kind: 'sync';
      readonly mark: DiskMark;
      readonly due: Micros;
      readonly failed: boolean;
    };

/** Where a host puts what leaves it. */
export interface HostPort {
  /** Whether facts are wanted; false saves making them. */
  readonly tracing: boolean;
  post(from: Participant, to: Participant, item: Item): void;
  tell(at: Micros, who: Participant, fact: MachineFact | WorldFact): void;
  disk(who: Participant, note: DiskNote): void;
  /** The process ended by itself: it exited, or an invariant of its own broke (then with the error). */
  ended(who: Participant, at: Micros, error?: unknown): void;
}

export interface HostIdentity {
  readonly seed: number;
  readonly who: Participant;
  /** Counts the starts of this participant from 1. */
  readonly incarnation: number;
  readonly ensemble: Ensemble;
}
