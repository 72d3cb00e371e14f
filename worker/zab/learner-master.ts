// What the handler of one learner asks of its leader. Implemented by learners.ts, called by learner-handler.ts.
// Source: LearnerMaster; zab.md 4.2, 4.3, 5.4, 5.6.
import type { ServerId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Summary } from './barriers.ts';
import type { Unapplied } from './learner-packets.ts';
import type { HandlerState } from './leader-state.ts';

/** Each wait answers at once, or wakes the handler later. */
export interface LearnerMaster {
  /** B1. True if the epoch is known; otherwise `onEpoch` follows, or the handler's time-out. */
  getEpochToPropose(sid: ServerId, lastAcceptedEpoch: number): boolean;
  /** B2. True if it is finished; otherwise `onEpochAcked` follows. */
  waitForEpochAck(sid: ServerId, summary: Summary): boolean | 'ahead';
  /** B3. True if it is formed; otherwise `onQuorumFormed` follows. */
  waitForNewLeaderAck(sid: ServerId, zxid: Zxid): boolean;
  processAck(sid: ServerId, zxid: Zxid): void;
  /** ACKs of `sid` beyond `keep` are void: its log is about to be cut. */
  forgetAcks(sid: ServerId, keep: Zxid): void;
  unapplied(): Unapplied;
  /** The handler's thread has ended. */
  removeLearner(handler: HandlerState): void;
}
