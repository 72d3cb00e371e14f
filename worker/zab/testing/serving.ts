// The request pipeline of the test servers: writes become setData txns at the leader, commits are applied at once.
// Implements the protocol's port `Serving`.
import { NO_SESSION } from '../../base/units.ts';
import type { ServerId, SessionId } from '../../base/units.ts';
import type { Request, Txn, TxnBody } from '../../data/model.ts';
import { configData } from '../config-text.ts';
import type { Database, LeaderPort, LearnerPort, Peer, Serving } from '../peer.ts';
import type { QuorumConfig } from '../quorum-config.ts';

export class TestServing implements Serving {
  role: LeaderPort | LearnerPort | null = null;
  /** Syncs that were answered, by the position of the tree at that moment. */
  readonly synced: number[] = [];
  touched: (readonly [SessionId, number])[] = [];
  readonly touches: (readonly [SessionId, number])[] = [];
  readonly revalidations: (readonly [SessionId, boolean])[] = [];
  onApplied: (txn: Txn) => void = () => undefined;
  private readonly peer: Peer;
  private readonly database: Database;
  private cxid = 0;

  constructor(peer: Peer, database: Database) {
    this.peer = peer;
    this.database = database;
  }

  /** A client's write; false if nobody serves here. */
  submit(path: string, value: string): boolean {
    this.cxid += 1;
    const request: Request = {
      sessionId: NO_SESSION,
      cxid: this.cxid,
      op: { type: 'setData', path, data: value, version: -1 },
      authInfo: [],
    };
    if (this.role === null) return false;
    if (this.role.kind === 'leader') this.forwarded(request, this.peer.sid);
    else this.role.request(request);
    return true;
  }

  submitSync(): void {
    if (this.role === null || this.role.kind === 'leader') return;
    this.role.request({
      sessionId: NO_SESSION,
      cxid: 0,
      op: { type: 'sync', path: '/' },
      authInfo: [],
    });
  }

  /** A reconfiguration asked of the leader. */
  reconfig(change: (config: QuorumConfig) => QuorumConfig): void {
    const { role, peer } = this;
    if (role?.kind !== 'leader') return;
    const current = peer.quorumVerifier();
    if (peer.lastSeenQuorumVerifier().version !== current.version) return;
    if (!role.isQuorumSynced(change(current))) return;
    const zxid = role.nextZxid();
    if (zxid === null) return;
    const config = { ...change(current), version: zxid };
    const body: TxnBody = { type: 'reconfig', data: configData(config), version: 0 };
    role.propose(this.txn(zxid, body), config);
  }

  start(role: LeaderPort | LearnerPort): void {
    this.role = role;
  }

  stop(): void {
    this.role = null;
  }

  isRunning(): boolean {
    return this.role !== null;
  }

  commit(txn: Txn): void {
    this.database.apply(txn, 'broadcast');
    this.onApplied(txn);
  }

  completeSync(): void {
    this.synced.push(this.database.lastProcessedZxid());
  }

  forwarded(request: Request, from: ServerId): void {
    if (this.role?.kind !== 'leader') return;
    if (request.op.type === 'sync') {
      this.role.sync(from);
      return;
    }
    if (request.op.type !== 'setData') return;
    const { path, data } = request.op;
    const zxid = this.role.nextZxid();
    if (zxid === null) return;
    this.role.propose(this.txn(zxid, { type: 'setData', path, data, version: 0 }), null);
  }

  touch(sessionId: SessionId, timeoutMs: number): void {
    this.touches.push([sessionId, timeoutMs]);
  }

  revalidate(sessionId: SessionId): boolean {
    return sessionId !== NO_SESSION;
  }

  revalidated(sessionId: SessionId, valid: boolean): void {
    this.revalidations.push([sessionId, valid]);
  }

  takeTouched(): readonly (readonly [SessionId, number])[] {
    const { touched } = this;
    this.touched = [];
    return touched;
  }

  tick(): void {
    // No sessions here.
  }

  private txn(zxid: number, body: TxnBody): Txn {
    return { zxid, sessionId: NO_SESSION, cxid: 0, timeMs: this.peer.now(), body };
  }
}
