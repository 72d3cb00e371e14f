// What a running Fast Leader Election remembers, as plain data. Owned by election.ts.
// Source: the fields of FastLeaderElection and the locals of lookForLeader; zab.md 3.3.
import { pack } from '../base/pack.ts';
import type { Packed } from '../base/pack.ts';
import type { ServerId } from '../base/units.ts';
import { newDeadline } from './deadline.ts';
import type { DeadlineState } from './deadline.ts';
import type { Notification, Vote } from './packets.ts';
import type { Peer } from './peer.ts';
import { isVoter } from './quorum.ts';
import { newCnxState } from './quorum-cnx.ts';
import type { CnxState } from './quorum-cnx.ts';
import { NOBODY } from './vote.ts';
import type { Candidate, CountedVote } from './vote.ts';

export interface Arrival {
  readonly from: ServerId;
  readonly notification: Notification;
}

export interface ElectionState {
  /** The round. 0 after a restart of the process and after every committed reconfiguration. */
  logicalclock: number;
  proposed: Candidate;
  /** `off`: not looking. `polling`: the main loop. `finalizing`: a quorum agrees, a better vote may still come. */
  phase: 'off' | 'polling' | 'finalizing';
  /** Votes of the current round, any sender state. */
  readonly recvset: Map<ServerId, CountedVote>;
  /** Votes of senders that are not LOOKING, any round. */
  readonly outofelection: Map<ServerId, CountedVote>;
  /** What arrived while LOOKING and was not polled yet: empty between steps, except while an observer waits before it looks. */
  queue: Arrival[];
  notTimeoutMs: number;
  readonly notification: DeadlineState;
  readonly finalize: DeadlineState;
  /** Counts restarts, so that a loop notices that the ground moved under it. */
  generation: number;
  readonly cnx: CnxState;
}

export function newElectionState(): ElectionState {
  return {
    logicalclock: 0,
    proposed: { leader: NOBODY, zxid: NOBODY, peerEpoch: NOBODY },
    phase: 'off',
    recvset: new Map(),
    outofelection: new Map(),
    queue: [],
    notTimeoutMs: 0,
    notification: newDeadline(),
    finalize: newDeadline(),
    generation: 0,
    cnx: newCnxState(),
  };
}

/** The vote a server starts with (getInitId, getInitLastLoggedZxid, getPeerEpoch). */
export function initialVote(peer: Peer): Candidate {
  const leader = isVoter(peer.quorumVerifier(), peer.sid) ? peer.sid : NOBODY;
  if (peer.learnerType() === 'OBSERVER') return { leader, zxid: NOBODY, peerEpoch: NOBODY };
  return { leader, zxid: lastLoggedZxid(peer), peerEpoch: peer.currentEpoch() };
}

/** An empty disk that nobody vouched for: such a server neither votes nor is voted for (zab.md 7.3). */
export function isUntrusted(peer: Peer): boolean {
  return peer.learnerType() === 'PARTICIPANT' && lastLoggedZxid(peer) === -1;
}

function lastLoggedZxid(peer: Peer): number {
  if (!peer.database.isLoaded()) peer.database.load();
  return peer.database.lastProcessedZxid();
}

/** The vote inside a notification, as the tables keep it. */
export function countedVote(notification: Notification, version: 0 | 2): CountedVote {
  const { leader, zxid, electionEpoch, peerEpoch, state } = notification;
  return { leader, zxid, electionEpoch, peerEpoch, state, version };
}

export function voteOf({ leader, zxid, electionEpoch, peerEpoch }: Vote): Vote {
  return { leader, zxid, electionEpoch, peerEpoch };
}

/** What the inspector shows, as plain data. */
export function inspectElection(state: ElectionState): Packed {
  const { logicalclock, proposed, phase, recvset, outofelection, notTimeoutMs, cnx } = state;
  return pack({
    logicalclock,
    proposed,
    phase,
    recvset: [...recvset].map(([sid, vote]) => ({ sid, ...vote })),
    outofelection: [...outofelection].map(([sid, vote]) => ({ sid, ...vote })),
    notTimeoutMs,
    connections: [...cnx.links.keys()].sort((a, b) => a - b),
  });
}
