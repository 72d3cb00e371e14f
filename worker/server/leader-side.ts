// What only a leader does for its clients: preparing writes, watching over sessions, sweeping containers and TTL nodes.
// Source: PrepRequestProcessor, LeaderSessionTracker, SessionTrackerImpl, ContainerManager; zab.md 6.2, 7.6.
import { pack, unpack, type Packed } from '../base/pack.ts';
import { MS, NO_SESSION, type ServerId, type SessionId } from '../base/units.ts';
import { containerCandidates } from '../data/containers.ts';
import { errorCodes, type ErrorCode } from '../data/errors.ts';
import { proposalLength } from '../data/jute.ts';
import type { Request, Txn } from '../data/model.ts';
import type { ChangeRecord } from '../data/outstanding-changes.ts';
import { Prep } from '../data/prep.ts';
import type { BufferSizes } from '../data/server-report.ts';
import { serverOfSession } from '../data/session-ids.ts';
import { SessionTracker } from '../data/session-tracker.ts';
import type { LeaderPort } from '../zab/peer.ts';
import type { ServingFigures } from './client-port.ts';
import type { ServerDatabase } from './database.ts';
import type { Process } from './process.ts';
import type { QuorumPeer } from './quorum-peer.ts';

const expiryTimer = 'serving/expiry';
const containerTimer = 'serving/containers';
const sweepTimer = 'serving/sweep';
const noSizes: BufferSizes = { last: -1, min: -1, max: -1 };

export class LeaderSide {
  private readonly process: Process;
  private readonly database: ServerDatabase;
  private readonly peer: QuorumPeer;
  private readonly prep = new Prep();
  private tracker: SessionTracker | null = null;
  /** Containers and TTL nodes whose deletion has not been asked for yet: one request at a time. */
  private sweep: string[] = [];
  private role: LeaderPort | null = null;
  private sizes = noSizes;

  /** Whether a session is a local one of the leader's own clients. */
  private readonly isLocal: (id: SessionId) => boolean;

  constructor(
    process: Process,
    database: ServerDatabase,
    peer: QuorumPeer,
    isLocal: (id: SessionId) => boolean,
    captured?: Packed,
  ) {
    this.process = process;
    this.database = database;
    this.peer = peer;
    this.isLocal = isLocal;
    const parts = captured as { [part: string]: Packed } | undefined;
    if (parts === undefined) return;
    this.prep.restore(unpack(parts['prep'] ?? []) as readonly ChangeRecord[]);
    this.sweep = unpack(parts['sweep'] ?? []) as string[];
    this.sizes = unpack(parts['sizes'] ?? null) as BufferSizes;
    const tracker = parts['tracker'] ?? null;
    if (tracker === null) return;
    this.tracker = this.newTracker();
    this.tracker.restore(tracker);
    const role = peer.currentRole();
    this.role = role?.kind === 'leader' ? role : null;
  }

  /** Nothing expired while there was no leader: every session starts with its full time-out. */
  start(role: LeaderPort): void {
    this.role = role;
    this.sizes = noSizes;
    this.prep.clear();
    this.tracker = this.newTracker();
    this.armExpiry();
    this.armContainers();
  }

  stop(): void {
    if (this.role === null) return;
    this.role = null;
    this.tracker = null;
    this.sweep = [];
    this.prep.clear();
    for (const timer of [expiryTimer, containerTimer, sweepTimer]) this.process.clearTimer(timer);
  }

  /** Prepares a write and proposes its txn. At the rollover the leader ends instead and nothing is proposed. */
  propose(request: Request, owner: ServerId): void {
    const { role, tracker } = this;
    const zxid = role?.nextZxid() ?? null;
    if (role === null || tracker === null || zxid === null) return;
    const { op, sessionId } = request;
    const isOwn = sessionId === NO_SESSION || request.cxid === 0;
    const { body, newConfig } = this.prep.prepare(request, {
      zxid,
      timeMs: this.process.wallMs,
      state: this.database.replicated,
      settings: this.process.config.settings,
      // What the server asks of itself (expiry, containers) belongs to no connection.
      checkSession: (id) => (isOwn ? errorCodes.OK : this.checkSession(tracker, id, owner)),
      checkGlobalSession: (id) => tracker.checkSession(id, owner),
      quorum: {
        quorumVerifier: () => this.peer.quorumVerifier(),
        lastSeenQuorumVerifier: () => this.peer.lastSeenQuorumVerifier(),
        isQuorumSynced: (config) => role.isQuorumSynced(config),
      },
    });
    if (op.type === 'createSession') {
      tracker.track(sessionId, op.timeoutMs, this.nowMs());
      this.own(sessionId, owner);
    }
    if (op.type === 'closeSession') tracker.setClosing(sessionId);
    this.countSize(proposalLength(body));
    role.propose(
      { zxid, sessionId, cxid: request.cxid, timeMs: this.process.wallMs, body },
      newConfig,
    );
  }

  onApplied(txn: Txn): void {
    if (this.role === null) return;
    this.prep.onApplied(txn.zxid);
    if (txn.body.type === 'closeSession') this.tracker?.remove(txn.sessionId);
    // A session that another leader proposed and this one only now applies is known from here on.
    else if (
      txn.body.type === 'createSession' &&
      this.tracker?.isTracking(txn.sessionId) === false
    ) {
      this.tracker.track(txn.sessionId, txn.body.timeoutMs, this.nowMs());
    }
  }

  touch(sessionId: SessionId, timeoutMs: number): void {
    this.tracker?.touch(sessionId, timeoutMs, this.nowMs());
  }

  /** True if the session is alive; it then belongs to `owner`, and requests of its old owner fail with SESSIONMOVED. */
  revalidate(sessionId: SessionId, timeoutMs: number, owner: ServerId): boolean {
    const isAlive = this.tracker?.touch(sessionId, timeoutMs, this.nowMs()) === true;
    if (isAlive) this.own(sessionId, owner);
    return isAlive;
  }

  onTimer(id: string): void {
    if (this.role === null) return;
    if (id === expiryTimer) this.expire();
    else if (id === containerTimer) this.beginSweep();
    else if (id === sweepTimer) this.sweepOne();
  }

  /** Buckets of sessions, and sizes of the proposals since this server leads or since `srst`. Source: BufferStats. */
  figures(): Pick<ServingFigures, 'sessionBuckets' | 'proposalSizes'> {
    return { sessionBuckets: this.tracker?.buckets() ?? [], proposalSizes: this.sizes };
  }

  resetProposalSizes(): void {
    this.sizes = noSizes;
  }

  outstandingChanges(): number {
    return this.prep.outstandingCount();
  }

  capture(): Packed {
    return {
      prep: pack(this.prep.capture()),
      sweep: pack(this.sweep),
      sizes: pack(this.sizes),
      tracker: this.tracker?.capture() ?? null,
    };
  }

  inspect(): unknown {
    return this.tracker === null
      ? null
      : { sessions: this.tracker.list(), outstandingChanges: this.prep.outstandingCount() };
  }

  /** A session that the leader does not know may be a local one of another server. Source: LeaderSessionTracker.checkSession. */
  private checkSession(tracker: SessionTracker, id: SessionId, owner: ServerId): ErrorCode {
    const { localSessionsEnabled } = this.process.config.settings;
    if (tracker.isTracking(id) || !localSessionsEnabled) return tracker.checkSession(id, owner);
    const isOurs = serverOfSession(id) === this.peer.sid;
    return isOurs && !this.isLocal(id) ? errorCodes.SESSIONEXPIRED : errorCodes.OK;
  }

  private own(sessionId: SessionId, owner: ServerId): void {
    if (this.tracker?.ownerOf(sessionId) === owner) return;
    this.tracker?.setOwner(sessionId, owner);
    this.process.tell({ type: 'sessionOwner', sessionId, owner });
  }

  private countSize(last: number): void {
    const { min, max } = this.sizes;
    this.sizes = { last, min: min < 0 ? last : Math.min(min, last), max: Math.max(max, last) };
  }

  private newTracker(): SessionTracker {
    const { tickTimeMs } = this.process.config.settings;
    return new SessionTracker(tickTimeMs, this.database.replicated.sessions, this.nowMs());
  }

  private nowMs(): number {
    return Math.floor(this.process.now / MS);
  }

  private armExpiry(): void {
    if (this.tracker !== null) this.process.setTimer(expiryTimer, this.tracker.nextExpiryMs() * MS);
  }

  /** Each session that is due is closed by an ordinary txn, so that its end has its place in the order of writes. */
  private expire(): void {
    for (const sessionId of this.tracker?.expired(this.nowMs()) ?? []) {
      const timeoutMs = this.database.replicated.sessions.get(sessionId) ?? 0;
      this.process.tell({ type: 'sessionExpiring', sessionId, timeoutMs });
      this.propose(
        { sessionId, cxid: 0, op: { type: 'closeSession' }, authInfo: [] },
        this.peer.sid,
      );
    }
    this.armExpiry();
  }

  private armContainers(): void {
    const { containerCheckIntervalMs } = this.process.config.settings;
    this.process.setTimer(containerTimer, this.process.now + containerCheckIntervalMs * MS);
  }

  private beginSweep(): void {
    this.sweep = containerCandidates(this.database.replicated.tree, this.process.wallMs);
    this.armContainers();
    this.sweepOne();
  }

  /** At most containerMaxPerMinute deletions a minute. */
  private sweepOne(): void {
    const path = this.sweep.shift();
    if (path === undefined) return;
    const op = { type: 'deleteContainer', path } as const;
    this.propose({ sessionId: NO_SESSION, cxid: 0, op, authInfo: [] }, this.peer.sid);
    const spacingMs = Math.ceil(60_000 / this.process.config.settings.containerMaxPerMinute);
    if (this.sweep.length > 0) this.process.setTimer(sweepTimer, this.process.now + spacingMs * MS);
  }
}
