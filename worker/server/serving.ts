// The serving half of a server: the request pipeline between the protocol and the clients. On the leader a write is
// prepared and proposed at once; on a learner it is forwarded; both wait in the CommitProcessor until their txn is
// committed and applied. Reads are local. Implements the protocol's port `Serving`.
// Source: PrepRequestProcessor, ProposalRequestProcessor, FollowerRequestProcessor, CommitProcessor,
// FinalRequestProcessor, LearnerZooKeeperServer; zab.md 6.1 to 6.4, 7.6.
import { present } from '../base/assert.ts';
import { pack, unpack, type Packed } from '../base/pack.ts';
import { MS } from '../base/units.ts';
import type { LinkId, ServerId, SessionId } from '../base/units.ts';
import { errorCodes, type ErrorCode } from '../data/errors.ts';
import type { Request, Txn } from '../data/model.ts';
import { isWrite } from '../data/prep.ts';
import type { Applied } from '../data/replicated-state.ts';
import type { Serving } from '../zab/peer.ts';
import type { QuorumConfig } from '../zab/quorum-config.ts';
import type { ServingFigures, ServingPort, ServingRole } from './client-port.ts';
import { ClientSide } from './client-side.ts';
import { CommitProcessor, type QueuedRequest } from './commit-processor.ts';
import type { ServerDatabase } from './database.ts';
import { LateCommits, lateTimer } from './late-commits.ts';
import { LeaderSide } from './leader-side.ts';
import { createsEphemeral, LocalSessions } from './local-sessions.ts';
import type { Process } from './process.ts';
import type { QuorumPeer } from './quorum-peer.ts';

const localExpiryTimer = 'serving/localExpiry';

interface ServingState {
  running: boolean;
  readOnly: boolean;
  /** How often this process has begun to serve. */
  starts: number;
  /** Answers that differ from the txn's: creates of ephemerals on a local session that may not be upgraded, by session and xid. */
  overrides: Map<string, ErrorCode>;
  /** Learner: syncs sent to the leader, oldest first. SYNC carries no id. */
  pendingSyncs: { sessionId: SessionId; cxid: number }[];
  /** Learner: sessions active since the last PING reply, with their timeouts. */
  touched: Map<SessionId, number>;
  /** Learner: connections that wait for the leader's answer to REVALIDATE. */
  revalidating: Map<SessionId, LinkId>;
}

export class ServingSide implements Serving, ServingPort {
  readonly clients: ClientSide;
  readonly database: ServerDatabase;
  private readonly process: Process;
  private readonly peer: QuorumPeer;
  private readonly commits: CommitProcessor;
  private readonly leaderSide: LeaderSide;
  private readonly local: LocalSessions;
  private readonly late: LateCommits;
  private role: ServingRole | null = null;
  private readonly state: ServingState;

  constructor(process: Process, database: ServerDatabase, peer: QuorumPeer, captured?: Packed) {
    this.process = process;
    this.database = database;
    this.peer = peer;
    const parts = captured as { [part: string]: Packed } | undefined;
    this.state =
      parts === undefined
        ? {
            running: false,
            readOnly: false,
            starts: 0,
            overrides: new Map(),
            pendingSyncs: [],
            touched: new Map(),
            revalidating: new Map(),
          }
        : (unpack(present(parts['state'], 'serving state')) as ServingState);
    this.commits = new CommitProcessor(parts?.['commits']);
    this.late = new LateCommits(process, parts?.['late']);
    this.clients = new ClientSide(process, database, this, parts?.['clients']);
    const isLocal = (id: SessionId): boolean => this.local.has(id);
    this.leaderSide = new LeaderSide(process, database, peer, isLocal, parts?.['leaderSide']);
    this.local = new LocalSessions(
      process.config.settings.tickTimeMs,
      this.nowMs(),
      parts?.['local'],
    );
    // A restored server is given its role back by the main loop.
    if (this.state.readOnly) this.role = { kind: 'readonly' };
    else if (this.state.running) this.role = peer.currentRole();
  }

  // --- Serving: the protocol's port ---------------------------------------------------------------

  start(role: ServingRole): void {
    this.role = role;
    this.state.running = true;
    this.state.starts += 1;
    this.state.readOnly = role.kind === 'readonly';
    if (role.kind !== 'readonly') this.database.initConfig(this.peer.lastSeenQuorumVerifier());
    this.local.clear(this.nowMs());
    this.armLocalExpiry();
    if (role.kind === 'leader') this.leaderSide.start(role);
    this.process.tell({ type: 'serving', on: true });
  }

  stop(): void {
    if (!this.state.running) return;
    this.state.running = false;
    this.state.readOnly = false;
    this.role = null;
    this.clients.closeAll();
    this.process.clearTimer(localExpiryTimer);
    this.local.clear(this.nowMs());
    this.state.overrides.clear();
    this.leaderSide.stop();
    this.commits.clear();
    this.late.clear();
    this.state.pendingSyncs = [];
    this.state.touched.clear();
    this.state.revalidating.clear();
    this.process.tell({ type: 'serving', on: false });
  }

  isRunning(): boolean {
    return this.state.running;
  }

  commit(txn: Txn): void {
    if (!this.late.keeps(txn, this.role?.kind)) this.apply(txn);
  }

  completeSync(): void {
    if (!this.late.keeps(null, this.role?.kind)) this.finishSync();
  }

  forwarded(request: Request, from: ServerId): void {
    const role = this.role;
    if (role?.kind !== 'leader') return;
    if (request.op.type === 'sync') role.sync(from);
    else this.leaderSide.propose(request, from);
  }

  touch(sessionId: SessionId, timeoutMs: number): void {
    if (this.local.touch(sessionId, timeoutMs, this.nowMs())) return;
    if (this.role?.kind === 'leader') this.leaderSide.touch(sessionId, timeoutMs);
    else this.state.touched.set(sessionId, timeoutMs);
  }

  revalidate(sessionId: SessionId, timeoutMs: number, owner: ServerId): boolean {
    return this.leaderSide.revalidate(sessionId, timeoutMs, owner);
  }

  revalidated(sessionId: SessionId, valid: boolean): void {
    const link = this.state.revalidating.get(sessionId);
    if (link === undefined) return;
    this.state.revalidating.delete(sessionId);
    this.clients.finishSession(link, valid, true);
  }

  takeTouched(): readonly (readonly [SessionId, number])[] {
    const touched = [...this.state.touched].sort(([a], [b]) => (a < b ? -1 : 1));
    this.state.touched.clear();
    return touched;
  }

  /** Sessions and containers have timers of their own, on the same clock as the leader's ticks. */
  tick(): void {}

  // --- What clients ask --------------------------------------------------------------------------------

  quorumVerifier(): QuorumConfig {
    return this.peer.quorumVerifier();
  }

  /** Read-only servers refuse what changes anything, and clients that did not ask for one. */
  isReadOnly(): boolean {
    return this.state.readOnly;
  }

  /** A new session of this server's own, where new sessions are local: no txn, ready at once. */
  openLocal(sessionId: SessionId, timeoutMs: number): boolean {
    if (!this.process.config.settings.localSessionsEnabled) return false;
    this.local.add(sessionId, timeoutMs, this.nowMs());
    return true;
  }

  currentRole(): ServingRole | null {
    return this.role;
  }

  peerState(): string {
    return this.peer.detailedState();
  }

  figures(): ServingFigures {
    const { localSessionsEnabled } = this.process.config.settings;
    const localSessionBuckets = localSessionsEnabled ? this.local.buckets() : null;
    return { starts: this.state.starts, localSessionBuckets, ...this.leaderSide.figures() };
  }

  resetProposalSizes(): void {
    this.leaderSide.resetProposalSizes();
  }

  waiting(): number {
    return this.commits.waiting();
  }

  /** A request of one of our own connections, in the order it came. */
  submit(request: Request, link: LinkId): void {
    const role = present(this.role, 'A serving server has a role');
    const { sessionId, op } = request;
    const isLocalClose = op.type === 'closeSession' && this.local.has(sessionId);
    const isSync = op.type === 'sync';
    if (role.kind === 'readonly' && !isLocalClose && (isSync || isWrite(op))) {
      this.clients.refuseWrite(request, link);
      return;
    }
    if (this.local.has(sessionId) && createsEphemeral(op)) this.upgrade(request);
    const isQuorum = isWrite(op) && !isLocalClose;
    const needsCommit = isQuorum || (isSync && role.kind !== 'leader');
    const entry = { kind: 'request', request, sessionId, link, needsCommit } as const;
    if (this.commits.admit(entry)) this.run({ ...entry, synced: false });
    if (isSync && role.kind !== 'leader') {
      this.state.pendingSyncs.push({ sessionId, cxid: request.cxid });
    }
    if (needsCommit) this.send(request);
  }

  /** A ping, or the watches of a reconnected client: behind the session's earlier requests. */
  submitSpecial(
    kind: 'ping' | 'setWatches',
    sessionId: SessionId,
    request: Request | null,
    link: LinkId,
  ): void {
    const entry = { kind, request, sessionId, link, needsCommit: false };
    if (this.commits.admit(entry)) this.run({ ...entry, synced: false });
  }

  /** A session comes back to this server; the answer is `finishSession`, at once on the leader. */
  reopen(sessionId: SessionId, timeoutMs: number, link: LinkId): void {
    const role = present(this.role, 'A serving server has a role');
    if (this.local.has(sessionId) || role.kind === 'readonly') {
      const isAlive = this.local.touch(sessionId, timeoutMs, this.nowMs());
      this.clients.finishSession(link, isAlive, true);
    } else if (role.kind === 'leader') {
      this.clients.finishSession(link, this.revalidate(sessionId, timeoutMs, this.peer.sid), true);
    } else {
      this.state.revalidating.set(sessionId, link);
      role.revalidate(sessionId, timeoutMs);
    }
  }

  // --- What the server routes here -----------------------------------------------------------------------

  onTimer(id: string): void {
    if (!this.state.running) return;
    if (id === localExpiryTimer) this.expireLocal();
    else if (id === lateTimer) this.catchUp();
    else this.leaderSide.onTimer(id);
  }

  capture(): Packed {
    return {
      state: pack(this.state),
      commits: this.commits.capture(),
      clients: this.clients.capture(),
      local: this.local.capture(),
      late: this.late.capture(),
      leaderSide: this.leaderSide.capture(),
    };
  }

  inspect(): unknown {
    return {
      running: this.state.running,
      waitingRequests: this.commits.waiting(),
      pendingSyncs: this.state.pendingSyncs.length,
      ...this.clients.inspect(),
      leader: this.leaderSide.inspect(),
    };
  }

  private apply(txn: Txn): void {
    const own = this.commits.match(txn.sessionId, txn.cxid);
    const applied = this.database.apply(txn, 'broadcast');
    this.leaderSide.onApplied(txn);
    if (txn.body.type === 'createSession') this.local.upgraded(txn.sessionId);
    this.clients.onApplied(txn, applied, own?.link ?? null);
    if (own?.request)
      this.clients.answerWrite(own.request, own.link, this.overridden(txn, applied));
    this.drain(txn.sessionId);
  }

  /** Variant B12: what is due by now is applied. */
  private catchUp(): void {
    for (let late = this.late.next(); late !== undefined; late = this.late.next()) {
      if (late === null) this.finishSync();
      else this.apply(late);
    }
  }

  private finishSync(): void {
    const oldest = this.state.pendingSyncs.shift();
    if (oldest === undefined) return;
    this.commits.completeSync(oldest.sessionId, oldest.cxid);
    this.drain(oldest.sessionId);
  }

  private drain(sessionId: SessionId): void {
    for (
      let ready = this.commits.next(sessionId);
      ready !== null;
      ready = this.commits.next(sessionId)
    ) {
      this.run(ready);
    }
  }

  /** To the leader, or into its own Prep. */
  private send(request: Request): void {
    if (this.role?.kind === 'leader') this.leaderSide.propose(request, this.peer.sid);
    else if (this.role !== null && this.role.kind !== 'readonly') this.role.request(request);
  }

  /** An ephemeral needs a global session: its createSession goes first, or the create will be refused. */
  private upgrade({ sessionId, cxid }: Request): void {
    if (!this.process.config.settings.localSessionsUpgradingEnabled) {
      this.state.overrides.set(`${sessionId}/${cxid}`, errorCodes.EPHEMERALONLOCALSESSION);
      return;
    }
    const timeoutMs = this.local.upgrade(sessionId);
    this.send({ sessionId, cxid: 0, op: { type: 'createSession', timeoutMs }, authInfo: [] });
  }

  private overridden(txn: Txn, applied: Applied): Applied {
    const key = `${txn.sessionId}/${txn.cxid}`;
    const err = this.state.overrides.get(key);
    if (err === undefined) return applied;
    this.state.overrides.delete(key);
    return { err, changes: [] };
  }

  private armLocalExpiry(): void {
    if (!this.process.config.settings.localSessionsEnabled) return;
    this.process.setTimer(localExpiryTimer, this.local.nextExpiryMs() * MS);
  }

  private expireLocal(): void {
    for (const sessionId of this.local.expired(this.nowMs())) {
      this.local.remove(sessionId);
      this.clients.closeSession(sessionId);
    }
    this.armLocalExpiry();
  }

  private nowMs(): number {
    return Math.floor(this.process.now / MS);
  }

  private run(ready: QueuedRequest): void {
    if (ready.request?.op.type === 'closeSession') {
      this.local.remove(ready.sessionId);
      this.clients.answerWrite(ready.request, ready.link, { err: errorCodes.OK, changes: [] });
    } else if (ready.request === null) this.clients.answerPing(ready.link);
    else this.clients.answerRead(ready.request, ready.link, ready.kind);
  }
}
