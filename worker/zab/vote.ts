// Which vote is better, and which votes count as the same one. Called by election.ts.
// Source: FastLeaderElection.totalOrderPredicate, Vote.equals; zab.md 2 and 3.2.
import { drawBits } from '../base/draw.ts';
import type { ServerId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { ServerState, Vote } from './packets.ts';
import { addAck, trackerOver, weightOf } from './quorum.ts';
import type { AckTracker } from './quorum.ts';
import type { QuorumConfig } from './quorum-config.ts';

/** Stands for Long.MIN_VALUE: what observers, and members missing in the configuration, vote. */
export const NOBODY: ServerId = -1;

export interface Candidate {
  readonly leader: ServerId;
  readonly zxid: Zxid;
  /** The candidate's currentEpoch, which need not be the epoch of its zxid. */
  readonly peerEpoch: number;
}

/** A vote as the vote tables keep it; `version` 0 marks the entries of recvset (see `sameVote`). */
export interface CountedVote extends Vote {
  readonly state: ServerState;
  readonly version: 0 | 2;
}

/**
 * Whether `next` beats `current`: (peerEpoch, zxid, sid) lexicographically, and its weight is not 0.
 * `anyId` (variant B4) replaces the last comparison by an order of ids that has nothing to do with their size.
 */
export function beats(
  config: QuorumConfig,
  next: Candidate,
  current: Candidate,
  anyId: boolean,
): boolean {
  if (weightOf(config, next.leader) === 0) return false;
  if (next.peerEpoch !== current.peerEpoch) return next.peerEpoch > current.peerEpoch;
  if (next.zxid !== current.zxid) return next.zxid > current.zxid;
  if (!anyId || current.leader === NOBODY) return next.leader > current.leader;
  return rank(next) > rank(current);
}

function rank({ leader, zxid, peerEpoch }: Candidate): number {
  // The sid in the low digits keeps the order total where two draws are equal.
  return leader === NOBODY ? -1 : drawBits('B4', leader, zxid, peerEpoch) * 256 + leader;
}

/**
 * Equality for counting. With a LOOKING vote on either side everything must match; two established votes need the
 * same leader and peerEpoch only (their zxid and round may differ, ZOOKEEPER-1732 and 1805), and just the same leader
 * if exactly one of them carries no version.
 */
export function sameVote(one: CountedVote, other: CountedVote): boolean {
  if (one.leader !== other.leader) return false;
  if (one.state === 'LOOKING' || other.state === 'LOOKING')
    return (
      one.zxid === other.zxid &&
      one.electionEpoch === other.electionEpoch &&
      one.peerEpoch === other.peerEpoch
    );
  return one.version !== other.version || one.peerEpoch === other.peerEpoch;
}

/** Who voted as `vote` does, counted in every one of `configs` (getVoteTracker). */
export function votesFor(
  configs: readonly QuorumConfig[],
  votes: ReadonlyMap<ServerId, CountedVote>,
  vote: CountedVote,
): AckTracker {
  const tracker = trackerOver(configs);
  for (const [sid, other] of votes) if (sameVote(vote, other)) addAck(tracker, sid);
  return tracker;
}

/**
 * checkLeader: a quorum naming a leader is not enough. The leader itself must have said that it leads, so that a dead one
 * everybody still names is not elected again; and who is named himself must be in that round, not in an older one.
 */
export function isLeaderConfirmed(
  votes: ReadonlyMap<ServerId, CountedVote>,
  { leader, electionEpoch }: Vote,
  me: ServerId,
  logicalclock: number,
): boolean {
  if (leader === me) return logicalclock === electionEpoch;
  return votes.get(leader)?.state === 'LEADING';
}

export function candidateOf({ leader, zxid, peerEpoch }: Candidate): Candidate {
  return { leader, zxid, peerEpoch };
}

/** updateElectionVote: after synchronization every member reports the established epoch, and keeps the rest of its vote. */
export function withEstablishedEpoch(vote: Vote, epoch: number): Vote {
  return { ...vote, peerEpoch: epoch };
}
