// What a leader puts into a learner's queue when it synchronizes it, and how it serves the learner's packets afterwards.
// Called by learner-handler.ts.
// Source: LearnerHandler.queueCommittedProposals, the packet loop of LearnerHandler.run, Leader.startForwarding; zab.md 5.4.
import type { ServerId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import type { HandlerState } from './leader-state.ts';
import type { LearnerQueue } from './learner-queue.ts';
import type { QuorumPacket } from './packets.ts';
import type { Peer } from './peer.ts';
import type { SyncDecision } from './sync.ts';

/** What is not in the leader's tree yet, each ascending. */
export interface Unapplied {
  /** Committed and not applied (toBeApplied). */
  readonly committed: readonly Txn[];
  /** Proposed and not committed (outstandingProposals). */
  readonly outstanding: readonly Txn[];
}

/** The header and the history behind it; a SNAP travels outside the queue. */
export function queueDecision(queue: LearnerQueue, { mode, zxid, txns }: SyncDecision): void {
  if (mode !== 'SNAP') queue.push({ type: mode, zxid });
  for (const txn of txns) {
    queue.push({ type: 'PROPOSAL', zxid: txn.zxid, txn });
    queue.push({ type: 'COMMIT', zxid: txn.zxid });
  }
}

/** What lies between the history and the live traffic. Observers learn of a txn when it is committed, not before. */
export function queueUnapplied(
  queue: LearnerQueue,
  type: HandlerState['type'],
  { committed, outstanding }: Unapplied,
  lastSeen: Zxid,
): void {
  for (const txn of committed) {
    if (txn.zxid <= lastSeen) continue;
    queue.push({ type: 'PROPOSAL', zxid: txn.zxid, txn });
    queue.push({ type: 'COMMIT', zxid: txn.zxid });
  }
  if (type === 'OBSERVER') return;
  for (const txn of outstanding)
    if (txn.zxid > lastSeen) queue.push({ type: 'PROPOSAL', zxid: txn.zxid, txn });
}

/** Everything a synchronized learner may send, except ACKs. */
export function serveLearner(
  peer: Peer,
  sid: ServerId,
  queue: LearnerQueue,
  packet: QuorumPacket,
): void {
  switch (packet.type) {
    case 'PING':
      for (const [sessionId, timeoutMs] of packet.touched ?? [])
        peer.serving.touch(sessionId, timeoutMs);
      return;
    case 'REVALIDATE': {
      const { sessionId, timeoutMs } = packet;
      const valid = peer.serving.revalidate(sessionId, timeoutMs, sid);
      queue.push({ type: 'REVALIDATE', zxid: -1, sessionId, timeoutMs, valid });
      return;
    }
    case 'REQUEST':
      peer.serving.forwarded(packet.request, sid);
      return;
    default:
      peer.tell({ type: 'flag', flag: 'message', what: `${packet.type} from a learner` });
  }
}
