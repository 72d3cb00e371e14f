// What the protocol needs from the server it lives in, and what the server may call on a role.
// worker/server implements `Peer`, `Database` and `Serving`; worker/zab implements `Role` and `Election`.
// Time below is the server's own monotonic clock in microseconds; nothing here waits: every answer comes as a later step.
import type { LinkId, Micros, Plane, ServerId, SessionId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { TreeImage } from '../data/image.ts';
import type { Request, Txn } from '../data/model.ts';
import type { Switch } from './bugs.ts';
import type { DiskFiles, DiskMark, DiskOp } from './disk.ts';
import type { ProtocolFact } from './facts.ts';
import type {
  ElectionPacket,
  QuorumPacket,
  ServerState,
  SyncMode,
  Vote,
  ZabState,
} from './packets.ts';
import type { QuorumConfig } from './quorum-config.ts';
import type { Settings } from './settings.ts';

/** The replicated state in memory: tree, sessions, committedLog. Source: ZKDatabase. Kept across roles of one process. */
export interface Database {
  lastProcessedZxid(): Zxid;
  /** Only SNAP, TRUNC and the leader's start (e:0) move it without a txn. */
  setLastProcessedZxid(zxid: Zxid): void;
  /** Applies to the tree, advances lastProcessedZxid and adds to committedLog (unless bug M9 during synchronization). Announces `applied`. */
  apply(txn: Txn, during: 'sync' | 'broadcast'): void;
  committedLog(): readonly Txn[];
  /** When committedLog is empty both are lastProcessedZxid. */
  minCommittedLog(): Zxid;
  maxCommittedLog(): Zxid;
  /** Forgets everything in memory; the next use must `load` or `restore`. */
  clear(): void;
  /** Newest valid snapshot plus every later log record, uncommitted tail included (zab.md 7.3). Announces `loaded`. */
  load(): void;
  isLoaded(): boolean;
  /** Replays log records above lastProcessedZxid into tree and committedLog (zab.md 7.2 step 4). */
  fastForward(): void;
  serialize(): TreeImage;
  /** Replaces everything by the image, as at SNAP. Announces `loaded`. */
  restore(image: TreeImage, zxid: Zxid): void;
  /** Starts a fuzzy snapshot named after lastProcessedZxid now; its image is completed `snapshotDumpMs` later. */
  takeSnapshot(): void;
  /** A whole snapshot written in this step; the caller syncs the disk if it must be durable. */
  writeSnapshot(): void;
  /** Tells the database that the log grew, so that it can take its snapshot every snapCount records. */
  logged(count: number): void;
}

export interface Peer {
  readonly sid: ServerId;
  readonly incarnation: number;
  readonly settings: Settings;
  readonly database: Database;
  readonly serving: Serving;
  /** The written view of the disk; change it only by `write`. */
  readonly files: DiskFiles;
  /** Whether a historical bug or a benign variant is switched on. */
  has(id: Switch): boolean;
  now(): Micros;
  /** The n-th draw of a purpose by this incarnation, uniform in [low, high]; the peer counts n. */
  draw(purpose: string, low: number, high: number): number;

  listen(plane: Plane): void;
  unlisten(plane: Plane): void;
  dial(plane: Plane, to: ServerId): LinkId;
  close(link: LinkId): void;
  send(link: LinkId, packet: QuorumPacket | ElectionPacket): void;

  /** `id` names one timer; setting it again moves it. `at` is on this server's clock. */
  setTimer(id: string, at: Micros): void;
  clearTimer(id: string): void;

  write(op: DiskOp): DiskMark;
  /** Asks for everything written so far to be made durable; the answer is `onSynced` with the returned mark or a later one. */
  sync(): DiskMark;

  tell(fact: ProtocolFact): void;
  /** The process ends with ZooKeeper's exit code; nothing after it runs. */
  exit(code: number, why: string): never;

  /** The committed configuration, and the last proposed one (equal when nothing is pending). */
  quorumVerifier(): QuorumConfig;
  lastSeenQuorumVerifier(): QuorumConfig;
  /** Durably; an older one is taken too (NEWLEADER ends a reconfiguration that died with its leader). */
  setLastSeenQuorumVerifier(config: QuorumConfig): void;
  /**
   * Makes it the committed configuration, durably; true if membership or this server's role changed: then the server
   * also calls `Election.restart` (QuorumPeer.processReconfig). A configuration that is not newer changes nothing.
   */
  activateConfig(config: QuorumConfig): boolean;
  learnerType(): 'PARTICIPANT' | 'OBSERVER';

  acceptedEpoch(): number;
  currentEpoch(): number;
  /** Writes the epoch file and asks for a sync; durable when `onSynced` reaches the returned mark (the server then announces `epochWritten`). */
  writeEpoch(file: 'acceptedEpoch' | 'currentEpoch', epoch: number): DiskMark;

  /** Announces `state` when something changed. */
  setState(state: ServerState, zabState: ZabState, leader: ServerId | null): void;
  state(): ServerState;
  zabState(): ZabState;
  syncMode(): SyncMode;
  setSyncMode(mode: SyncMode, zxid: Zxid): void;
  currentVote(): Vote;
  setCurrentVote(vote: Vote): void;

  /** FLE has decided; the server announces `elected` and builds the role object after this step's handlers return. */
  electionDecided(
    vote: Vote,
    state: ServerState,
    how: 'votes' | 'established' | 'designated',
  ): void;
  /** The role is over: the server shuts it down (zab.md 7.2) and goes LOOKING, or to `next` without an election (section 8.7). */
  roleOver(next?: { readonly state: ServerState; readonly vote: Vote }): void;
  /** The election, while LEADING: a voter is LOOKING. Handed on to the Leader's `onLookingSid` (maxTimeToWaitForEpoch). */
  reportLookingSid(sid: ServerId): void;
}

/** The request pipeline and the clients behind it: PrepRequestProcessor … FinalRequestProcessor, session tracker, connections. */
export interface Serving {
  /** Starts the processors and listens for clients (leader: at e:0 established; learner: at UPTODATE). */
  start(role: LeaderPort | LearnerPort | { readonly kind: 'readonly' }): void;
  /** Detaches the client port, closes client connections, forgets queued requests. */
  stop(): void;
  isRunning(): boolean;
  /** Next committed txn in zxid order: to the CommitProcessor, which applies it and answers its client. */
  commit(txn: Txn): void;
  /** Learner: the oldest pending sync is answered, after all commits handed over before. Leader: a learner's or its own sync may be completed. */
  completeSync(): void;
  /** Leader: a REQUEST from a learner enters Prep. */
  forwarded(request: Request, from: ServerId): void;
  /** Leader: PING reply or REVALIDATE touched a session. */
  touch(sessionId: SessionId, timeoutMs: number): void;
  /** Leader: REVALIDATE; true if the session is alive; it then belongs to `owner`. */
  revalidate(sessionId: SessionId, timeoutMs: number, owner: ServerId): boolean;
  /** Learner: the leader's answer to REVALIDATE. */
  revalidated(sessionId: SessionId, valid: boolean): void;
  /** Learner: sessions touched since the last call, ascending by id. */
  takeTouched(): readonly (readonly [SessionId, number])[];
  /** Leader, every tick: session expiry, containers. */
  tick(): void;
}

export interface LeaderPort {
  readonly kind: 'leader';
  readonly epoch: number;
  /** The zxid for the next write; asks the leader to shut down at the rollover and then returns null. */
  nextZxid(): Zxid | null;
  /** lastProposed, for what the leader's clients and words report. */
  lastProposed(): Zxid;
  lastCommitted(): Zxid;
  /** Proposes a txn that carries the zxid just taken; `newConfig` for a reconfig. */
  propose(txn: Txn, newConfig: QuorumConfig | null): void;
  /** A sync by one of the leader's own learners; `from` is answered after lastProposed is committed. */
  sync(from: ServerId): void;
  /** Whether the voters of `config` that are connected and synced (with this leader) are a quorum of it. */
  isQuorumSynced(config: QuorumConfig): boolean;
  /** Synced and syncing learners, for mntr and the inspector. */
  learners(): readonly {
    readonly sid: ServerId;
    readonly type: 'PARTICIPANT' | 'OBSERVER';
    readonly synced: boolean;
  }[];
  outstandingCount(): number;
}

export interface LearnerPort {
  readonly kind: 'follower' | 'observer';
  readonly epoch: number;
  readonly leader: ServerId;
  request(request: Request): void;
  revalidate(sessionId: SessionId, timeoutMs: number): void;
  /** PROPOSALs received and not yet committed, for mntr. */
  pendingCount(): number;
}

/** A running role: Leader or Learner. Built by the server when FLE has decided; `start` is called in the same step. */
export interface Role {
  readonly kind: 'leader' | 'follower' | 'observer';
  start(): void;
  onOpened(link: LinkId, peer: ServerId): void;
  onRefused(link: LinkId, peer: ServerId): void;
  onClosed(link: LinkId, peer: ServerId): void;
  onReceived(link: LinkId, peer: ServerId, packet: QuorumPacket): void;
  onTimer(id: string): void;
  onSynced(mark: DiskMark): void;
  /** Leader: a voter was seen LOOKING again. A learner ignores it. */
  onLookingSid(sid: ServerId): void;
  /**
   * Ends the role in the order of zab.md 7.2: sockets closed, sync processor stopped and drained. Returns true when the
   * drain is complete; false while its last sync is outstanding, then `onSynced` completes it and `isDrained` turns true.
   * The server then fast-forwards or clears the database and goes LOOKING.
   */
  shutdown(): boolean;
  isDrained(): boolean;
  /**
   * Only with bug M6: after `shutdown` the old sync processor still owns records. While true, the server keeps the old
   * role beside the new one and passes it `onSynced`.
   */
  lingers(): boolean;
  /** All state as plain data (packed by base/pack.ts), enough to rebuild the role in the same step boundary. */
  capture(): unknown;
  /** For the inspector: barriers, acks, outstanding proposals, pending txns, deadlines. */
  inspect(): unknown;
}

/** Fast Leader Election with its connections; lives as long as the process (or until a reconfig restarts it). */
export interface Election {
  /** At boot: opens the election port. */
  open(): void;
  /** Enters lookForLeader with a new round. */
  look(): void;
  /** Stops looking without a result (shutdown, designated leader). */
  stopLooking(): void;
  /** After a committed reconfig: connections dropped, logicalclock back to 0. */
  restart(): void;
  onOpened(link: LinkId, peer: ServerId, dialed: boolean): void;
  onRefused(link: LinkId, peer: ServerId): void;
  onClosed(link: LinkId, peer: ServerId): void;
  onReceived(link: LinkId, peer: ServerId, packet: ElectionPacket): void;
  onTimer(id: string): void;
  logicalclock(): number;
  /** updateElectionVote(e): currentVote keeps everything but peerEpoch. */
  updateElectionVote(epoch: number): void;
  /** The Leader wants to hear of voters seen LOOKING (maxTimeToWaitForEpoch). */
  capture(): unknown;
  inspect(): unknown;
}
