// What a follower or observer remembers, as plain data. Owned by learner.ts; the synchronization is worked on by
// sync-stream.ts, the broadcast by learner-broadcast.ts.
// Source: the fields of Learner, Follower, Observer and FollowerZooKeeperServer, and the locals of syncWithLeader.
import { pack } from '../base/pack.ts';
import type { Packed } from '../base/pack.ts';
import { MS } from '../base/units.ts';
import type { LinkId, Micros, ServerId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import { newDeadline } from './deadline.ts';
import type { DeadlineState } from './deadline.ts';
import type { DiskMark } from './disk.ts';
import type { QuorumPacket, SyncMode } from './packets.ts';
import type { Peer } from './peer.ts';
import type { QuorumConfig } from './quorum-config.ts';
import { newSyncProcessorState } from './sync-processor.ts';
import type { SyncProcessorState } from './sync-processor.ts';

/** The steps of NEWLEADER, each with its own durable action. Their order is what half of the historical bugs got wrong. */
export type NewLeaderStep =
  | 'snapshot'
  | 'history'
  | 'currentEpoch'
  | 'acknowledge'
  /** Bugs M3 and M11: the history goes to the sync processor, without and with its ACKs. */
  | 'historyLater'
  | 'historyAcked'
  /** Bug M10: the uncommitted proposals are handed over as well. */
  | 'everything';

export interface StreamState {
  mode: SyncMode;
  /** Txns go to the log, and are not applied at once as after SNAP and TRUNC. */
  writeToTxnLog: boolean;
  /** The proposal before, for the continuity check; 0 before the first. */
  lastQueued: Zxid;
  packetsNotLogged: Txn[];
  packetsCommitted: Zxid[];
  newLeaderConfig: QuorumConfig | null;
  /** What is left to do of NEWLEADER. */
  steps: NewLeaderStep[];
}

export interface LearnerState {
  readonly leader: ServerId;
  readonly observer: boolean;
  link: LinkId | null;
  phase: 'connecting' | 'epoch' | 'header' | 'stream' | 'broadcast' | 'over';
  tries: number;
  connectUntil: Micros;
  /** The leader's epoch, once LEADERINFO is here. */
  epoch: number;
  /** The learner's thread waits for the disk: packets pile up in the inbox. */
  disk: { readonly mark: DiskMark; readonly then: 'ackEpoch' | NewLeaderStep } | null;
  /** `closed` is the end of the stream, read in its turn. */
  inbox: (QuorumPacket | 'closed')[];
  /** The connection is gone; what is sent into it is lost. */
  closed: boolean;
  /** Ticks of silence that are borne: initLimit, and syncLimit after NEWLEADER. */
  silenceTicks: number;
  readonly deadline: DeadlineState;
  readonly stream: StreamState;
  /** Proposals handed to the log and not committed yet, in order. */
  pendingTxns: Txn[];
  lastQueued: Zxid;
  readonly sync: SyncProcessorState;
  /** Bug M3: what is in the sync processor up to here is not acknowledged. */
  unackedUpTo: Zxid;
  /** Variant B3: acks that are held back, with the time they leave. */
  heldAcks: { readonly zxid: Zxid; readonly at: Micros }[];
  /** `shutdown` was called. */
  stopping: boolean;
}

export function newLearnerState(peer: Peer, leader: ServerId): LearnerState {
  const { initLimit, tickTimeMs } = peer.settings;
  return {
    leader,
    observer: peer.learnerType() === 'OBSERVER',
    link: null,
    phase: 'connecting',
    tries: 0,
    connectUntil: peer.now() + initLimit * tickTimeMs * MS,
    epoch: -1,
    disk: null,
    inbox: [],
    closed: false,
    silenceTicks: initLimit,
    deadline: newDeadline(),
    stream: {
      mode: 'NONE',
      writeToTxnLog: true,
      lastQueued: 0,
      packetsNotLogged: [],
      packetsCommitted: [],
      newLeaderConfig: null,
      steps: [],
    },
    pendingTxns: [],
    lastQueued: 0,
    sync: newSyncProcessorState(),
    unackedUpTo: 0,
    heldAcks: [],
    stopping: false,
  };
}

/** What the inspector shows, as plain data. */
export function inspectLearner(state: LearnerState): Packed {
  const { leader, observer, phase, epoch, disk, inbox, stream, pendingTxns, sync } = state;
  return pack({
    leader,
    observer,
    phase,
    epoch,
    waitsForDisk: disk === null ? null : disk.then,
    unread: inbox.length,
    packetsNotLogged: stream.packetsNotLogged.map(({ zxid }) => zxid),
    packetsCommitted: stream.packetsCommitted,
    pendingTxns: pendingTxns.map(({ zxid }) => zxid),
    toAppend: sync.queue.map(({ zxid }) => zxid),
    toSync: sync.flushing.flatMap(({ zxids }) => zxids),
  });
}
