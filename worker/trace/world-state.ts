// The World: everything the page draws at one moment, folded from the facts of a run (fold.ts).
// A World handed out never changes; parts that did not change keep their identity from one World to the next, so a
// view may compare by `===`. Lists are ascending by id unless said otherwise. Pure data but for `tree` (tree.ts).
import type { LinkId, Micros, Participant, ServerId, SessionId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import type { WatchKind } from '../server/facts.ts';
import type { Barrier, StepDownReason } from '../zab/facts.ts';
import type { ServerState, SyncMode, Vote, ZabState } from '../zab/packets.ts';
import type { QuorumConfig } from '../zab/quorum-config.ts';
import type { ClientView } from './client-view.ts';
import type { LinkView, LostItem } from './link-view.ts';
import type { RunShape } from './run-shape.ts';
import type { TreeVersion } from './tree.ts';

/** A stretch of virtual time that a view can draw as an arc: it ends at `end` unless something renews it. */
export interface Span {
  readonly start: Micros;
  readonly end: Micros;
}

export interface Deadline extends Span {
  /** The timer's own name in the server (`timer` facts). */
  readonly id: string;
}

/**
 * How far a txn has come on one node. `queued` waits for the sync processor, `appended` is in the log but not yet durable,
 * `synced` is durable. `truncated` was cut off, `lost` went with a crash before its sync: both stay as marks until the
 * node's log takes that zxid again.
 */
export type CellStage = 'queued' | 'appended' | 'synced' | 'truncated' | 'lost';

export interface LogCell {
  readonly zxid: Zxid;
  readonly stage: CellStage;
  /** This node knows it to be committed. */
  readonly committed: boolean;
  /** It is in this node's tree, committed or (after a restart) merely replayed. */
  readonly applied: boolean;
}

/** One column of the log matrix: a txn that some node proposed, logged or applied. */
export interface Column {
  readonly zxid: Zxid;
  readonly epoch: number;
  readonly counter: number;
  readonly txn: Txn;
  readonly proposedBy: ServerId | null;
  readonly proposedAt: Micros | null;
  /** When a leader first committed it; null while nobody has. */
  readonly committedAt: Micros | null;
}

export interface VoteSeen {
  readonly from: ServerId;
  readonly state: ServerState;
  readonly round: number;
  readonly vote: Vote;
}

/** One run of lookForLeader. */
export interface ElectionView {
  readonly round: number;
  readonly startedAt: Micros;
  /** What this node proposes now. */
  readonly proposed: Vote;
  /** The last vote counted from each sender. */
  readonly votes: readonly VoteSeen[];
  /** Votes that equal `proposed`, and how many are needed. */
  readonly have: number;
  readonly need: number;
  /** The wait before notifications are sent again. */
  readonly backoff: Span | null;
  /** The last 200 ms before the decision. */
  readonly finalizing: Span | null;
}

export interface BarrierView {
  readonly barrier: Barrier;
  readonly epoch: number;
  readonly sids: readonly ServerId[];
  readonly need: number;
  readonly formed: boolean;
}

export interface Outstanding {
  readonly zxid: Zxid;
  readonly proposedAt: Micros;
  /** Servers that this proposal was sent to, the leader itself left out. */
  readonly to: readonly ServerId[];
  /** Voters whose ACK the leader has counted. */
  readonly acks: readonly ServerId[];
  readonly need: number;
}

/** A learner as its leader sees it. */
export interface LearnerView {
  readonly sid: ServerId;
  readonly mode: SyncMode;
  /** Row of the decision table that chose `mode` (zab.md 5.2); null before the decision. */
  readonly row: number | null;
  readonly ready: boolean;
  readonly heardAt: Micros;
}

export interface SessionView {
  readonly sessionId: SessionId;
  /** Null until the client's own facts name the session. */
  readonly client: string | null;
  readonly timeoutMs: number;
  readonly link: LinkId;
}

export interface WatchView {
  readonly sessionId: SessionId;
  readonly kind: WatchKind;
  readonly path: string;
}

export interface DiskView {
  /** Newest txn in the written layer and in the durable layer; 0 when there is none. */
  readonly written: Zxid;
  readonly synced: Zxid;
  /** Zxid of the newest snapshot, null when there is none. */
  readonly snapshot: Zxid | null;
  /** Records written and not yet durable, oldest first, by the mark of their write. */
  readonly unsynced: readonly { readonly mark: number; readonly zxids: readonly Zxid[] }[];
  readonly failing: boolean;
  /** Sync latency is multiplied by this; 1 is normal. */
  readonly slow: number;
}

export interface StepDownView {
  readonly at: Micros;
  readonly why: StepDownReason;
  readonly have: number | null;
  readonly need: number | null;
}

export interface NodeView {
  readonly sid: ServerId;
  readonly life: 'down' | 'up';
  readonly incarnation: number;
  /** Why the process ended by itself, null while it runs or when a person ended it. */
  readonly ended: { readonly kind: 'exited' | 'crashed'; readonly why: string } | null;
  readonly paused: boolean;
  /** The fault `partition` is on. */
  readonly partitioned: boolean;
  /** Clock rate in per mille and skew of the wall clock. */
  readonly clock: { readonly rate: number; readonly skewMs: number };
  readonly voter: boolean;
  readonly config: QuorumConfig | null;

  readonly state: ServerState;
  readonly zabState: ZabState;
  /** Since when `state` and `zabState` are what they are. */
  readonly stateSince: Micros;
  readonly syncMode: SyncMode;
  readonly leader: ServerId | null;
  /** The epoch of the role it is in. */
  readonly epoch: number;
  readonly acceptedEpoch: number;
  readonly currentEpoch: number;
  readonly stepDown: StepDownView | null;

  readonly lastLogged: Zxid;
  readonly lastCommitted: Zxid;
  readonly lastProcessed: Zxid;
  /** Ascending by zxid; at most `LOG_WINDOW` cells, the oldest go first. Everything up to `disk.snapshot` may also live in the snapshot alone. */
  readonly log: readonly LogCell[];
  readonly disk: DiskView;
  readonly tree: TreeVersion;
  /** Digest of the tree, 16 hexadecimal digits; equal digests are equal trees. */
  readonly digest: string;

  readonly vote: Vote | null;
  readonly election: ElectionView | null;
  /** Discovery and synchronization as a leader sees them, in order of `epoch`, `epochAck`, `newLeaderAck`. */
  readonly barriers: readonly BarrierView[];
  readonly learners: readonly LearnerView[];
  readonly outstanding: readonly Outstanding[];
  /** When this node last heard its leader (a learner), or last had a quorum's packets (see deadlines.ts). */
  readonly heardAt: Micros | null;
  readonly timers: readonly Deadline[];

  readonly serving: boolean;
  readonly sessions: readonly SessionView[];
  readonly watches: readonly WatchView[];
}

/** What a person did to one direction between two participants. */
export interface DirectionFault {
  readonly from: Participant;
  readonly to: Participant;
  /** When the newest cut began; null if it never was cut. */
  readonly cutAt: Micros | null;
  /** When that cut ended; null while it lasts. */
  readonly joinedAt: Micros | null;
  /** Latency factor, 1 when whole. */
  readonly slow: number;
}

export interface Counters {
  /** Packets between servers (quorum and election planes) that were sent, by their type; pings among them. */
  readonly sent: Readonly<Record<string, number>>;
  /** Those of them that carry a write: see `carriesWrite` in fold-links.ts. */
  readonly forWrites: number;
  /** Txns committed for the first time. */
  readonly commits: number;
  /** How often a node began to look for a leader. */
  readonly elections: number;
  /** How often a leader was established: LEADING in BROADCAST. */
  readonly leaders: number;
  /** Virtual time without a leader in BROADCAST, up to `now`. */
  readonly leaderlessMicros: Micros;
  readonly lost: number;
}

export interface World {
  readonly shape: RunShape;
  /** Time of the newest fact; the displayed clock may be later. */
  readonly now: Micros;
  /** How many facts were folded: the index of the next one. */
  readonly index: number;
  readonly nodes: readonly NodeView[];
  /** Ascending by zxid; at most `LOG_WINDOW`. */
  readonly columns: readonly Column[];
  /** The node LEADING in BROADCAST with the highest epoch (determinism.md 25). */
  readonly leader: { readonly sid: ServerId; readonly epoch: number } | null;
  /** Newest zxid that any leader has committed. */
  readonly committed: Zxid;
  readonly links: ReadonlyMap<LinkId, LinkView>;
  /** Only directions with a fault, now or before. */
  readonly faults: readonly DirectionFault[];
  /** The newest items that died on the way, oldest first; at most `LOST_WINDOW`. */
  readonly lost: readonly LostItem[];
  /** In the order of the recording's list; those that it does not name come behind, as they start. */
  readonly clients: readonly ClientView[];
  /** Four-letter words that were sent to nodes, and their answers, as lines of a terminal. */
  readonly words: ClientView;
  readonly counters: Counters;
}

/** Cells kept per node and columns of the matrix. */
export const LOG_WINDOW = 1024;
export const LOST_WINDOW = 64;
