// What the parts of a learner share: its connection to the leader, its waits for the disk, its end.
// Implemented by learner.ts; used by sync-stream.ts and learner-broadcast.ts.
import type { Txn } from '../data/model.ts';
import type { DiskMark } from './disk.ts';
import type { StepDownReason } from './facts.ts';
import type { NewLeaderStep } from './learner-state.ts';
import type { QuorumPacket } from './packets.ts';
import type { NextRole } from './reconfig.ts';

export interface LearnerThread {
  /** Into the connection; lost if it is gone. */
  send(packet: QuorumPacket): void;
  /** Reads nothing more until everything up to `mark` is durable; then `then` goes on. */
  waitForDisk(mark: DiskMark, then: NewLeaderStep): void;
  /** Hands a txn to the sync processor. */
  log(txn: Txn): void;
  /** UPTODATE: the pipeline starts and what the synchronization left over enters it. */
  startServing(): void;
  /** The connection is dropped and another one opened, on which the leader sends its whole tree. */
  askForImage(): void;
  /** The connection is dropped and the role is over; `next` is a role named by a reconfiguration. */
  end(why: StepDownReason, detail?: string, next?: NextRole | null): void;
  /** Whether `end` was called: nothing more may be done in this step. */
  isOver(): boolean;
}
