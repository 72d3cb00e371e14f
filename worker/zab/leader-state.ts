// What a leader remembers, as plain data: its barriers, its proposals, one entry per connected learner.
// Owned by leader.ts; the parts are worked on by barriers.ts, proposals.ts and learner-handler.ts.
// Source: the fields of Leader and LearnerHandler.
import { pack } from '../base/pack.ts';
import type { Packed } from '../base/pack.ts';
import type { LinkId, Micros, ServerId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import { newDeadline } from './deadline.ts';
import type { DeadlineState } from './deadline.ts';
import type { DiskMark } from './disk.ts';
import type { QuorumPacket, ServerState, Vote } from './packets.ts';
import type { AckTracker } from './quorum.ts';
import { newSyncProcessorState } from './sync-processor.ts';
import type { SyncProcessorState } from './sync-processor.ts';

export interface Proposal {
  readonly txn: Txn;
  readonly tracker: AckTracker;
}

/**
 * Where the handler's own thread stands. In `epoch`, `epochAck`, `dump`, `newLeader` and `startup` it waits for the leader
 * and does not read: packets pile up in its inbox.
 */
export type HandlerPhase =
  | 'info'
  | 'epoch'
  | 'ackEpoch'
  | 'epochAck'
  | 'dump'
  | 'newLeaderAck'
  | 'newLeader'
  | 'startup'
  | 'broadcast';

export interface HandlerState {
  readonly link: LinkId;
  readonly peer: ServerId;
  sid: ServerId;
  type: 'PARTICIPANT' | 'OBSERVER';
  phase: HandlerPhase;
  /** Packets that arrived while the thread waits; `closed` is the end of the stream, read in its turn. */
  inbox: (QuorumPacket | 'closed')[];
  /** The connection is gone; what is sent into it is lost. */
  closed: boolean;
  /** Registered for live traffic (forwardingFollowers, observingLearners). */
  forwarding: boolean;
  /** queuedPackets: what waits until the sender starts. */
  queue: QuorumPacket[];
  sending: boolean;
  /** The summary in ACKEPOCH. */
  lastZxid: Zxid;
  /** The zxid that names the SNAP being dumped. */
  snapZxid: Zxid;
  tickOfNextAckDeadline: number;
  /** The time-out of the read or wait under way. */
  readonly deadline: DeadlineState;
  /** SyncLimitCheck: the sampled unacknowledged PROPOSAL, and the newest sent meanwhile. */
  check: {
    started: boolean;
    current: { zxid: Zxid; at: Micros } | null;
    next: { zxid: Zxid; at: Micros } | null;
  };
}

export interface LeaderState {
  /** Where Leader.lead() stands. `epochDisk` and `currentEpochDisk` wait for an epoch file to be durable. */
  phase:
    'epoch' | 'epochDisk' | 'epochAck' | 'currentEpochDisk' | 'newLeaderAck' | 'broadcast' | 'over';
  /** The disk mark that `epochDisk` or `currentEpochDisk` waits for. */
  diskMark: DiskMark;
  /** The proposed epoch; -1 while nobody has been counted. */
  epoch: number;
  /** currentEpoch and last zxid as they were before the epoch changed. */
  readonly summary: { readonly epoch: number; readonly zxid: Zxid };
  readonly connectingFollowers: Set<ServerId>;
  waitingForNewEpoch: boolean;
  readonly electingFollowers: Set<ServerId>;
  electionFinished: boolean;
  newLeaderAcks: AckTracker;
  quorumFormed: boolean;
  readonly lead: DeadlineState;
  waitingForEpochSince: Micros;
  tick: number;
  tickSkip: boolean;
  /** The zxid generator. */
  zxid: Zxid;
  lastProposed: Zxid;
  lastCommitted: Zxid;
  allowedToCommit: boolean;
  readonly outstanding: Map<Zxid, Proposal>;
  /** Committed and not yet applied by the final stage. */
  toBeApplied: Txn[];
  readonly pendingSyncs: Map<Zxid, { readonly sid: ServerId; readonly link: LinkId | null }[]>;
  /** Variant B2: commits wait for their batch. */
  batching: boolean;
  readonly sync: SyncProcessorState;
  readonly handlers: Map<LinkId, HandlerState>;
  /** The connection whose packet is being handled: who a sync is answered to. */
  serving: LinkId | null;
  /** A committed reconfiguration named another leader: the role to take when this one ends. */
  next: { readonly state: ServerState; readonly vote: Vote } | null;
  /** `shutdown` was called. */
  stopping: boolean;
}

export function newLeaderState(summary: LeaderState['summary']): LeaderState {
  return {
    phase: 'epoch',
    diskMark: 0,
    epoch: -1,
    summary,
    connectingFollowers: new Set(),
    waitingForNewEpoch: true,
    electingFollowers: new Set(),
    electionFinished: false,
    newLeaderAcks: { pairs: [] },
    quorumFormed: false,
    lead: newDeadline(),
    waitingForEpochSince: -1,
    tick: 0,
    tickSkip: true,
    zxid: 0,
    lastProposed: 0,
    lastCommitted: -1,
    allowedToCommit: true,
    outstanding: new Map(),
    toBeApplied: [],
    pendingSyncs: new Map(),
    batching: false,
    sync: newSyncProcessorState(),
    handlers: new Map(),
    serving: null,
    next: null,
    stopping: false,
  };
}

export function newHandlerState(link: LinkId, peer: ServerId, deadlineTick: number): HandlerState {
  return {
    link,
    peer,
    sid: peer,
    type: 'PARTICIPANT',
    phase: 'info',
    inbox: [],
    closed: false,
    forwarding: false,
    queue: [],
    sending: false,
    lastZxid: -1,
    snapZxid: -1,
    tickOfNextAckDeadline: deadlineTick,
    deadline: newDeadline(),
    check: { started: false, current: null, next: null },
  };
}

/** What the inspector shows, as plain data. */
export function inspectLeader(state: LeaderState): Packed {
  const { phase, epoch, tick, zxid, lastProposed, lastCommitted } = state;
  return pack({
    phase,
    epoch,
    tick,
    zxid,
    lastProposed,
    lastCommitted,
    connectingFollowers: [...state.connectingFollowers],
    electingFollowers: [...state.electingFollowers],
    newLeaderAcks: state.newLeaderAcks.pairs.map(({ acks }) => [...acks]),
    outstanding: [...state.outstanding].map(([key, { tracker }]) => ({
      zxid: key,
      acks: tracker.pairs.map(({ acks }) => [...acks]),
    })),
    learners: [...state.handlers.values()].map((handler) => ({
      sid: handler.sid,
      type: handler.type,
      phase: handler.phase,
      queued: handler.queue.length,
      tickOfNextAckDeadline: handler.tickOfNextAckDeadline,
    })),
  });
}
