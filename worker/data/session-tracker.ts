// The leader's sessions: when each one expires, whether it is closing, and which server speaks for it. Only the leader
// lets sessions expire, on its own clock, rounded up to its ticks. Called by worker/server on the leader.
// Source: SessionTrackerImpl, ExpiryQueue, LeaderSessionTracker without local sessions.
import type { Packed } from '../base/pack.ts';
import { pack, unpack } from '../base/pack.ts';
import type { ServerId, SessionId } from '../base/units.ts';
import { errorCodes } from './errors.ts';
import type { ErrorCode } from './errors.ts';

interface Tracked {
  readonly timeoutMs: number;
  /** When its bucket is due, on the clock that the caller passes. */
  expiresMs: number;
  isClosing: boolean;
  owner: ServerId | null;
}

interface TrackerState {
  sessions: Map<SessionId, Tracked>;
  /** Sessions by the time at which their bucket is due: a multiple of the tick. */
  buckets: Map<number, Set<SessionId>>;
  /** The bucket that is looked at next. */
  nextMs: number;
}

const { OK, SESSIONEXPIRED, SESSIONMOVED } = errorCodes;

/** All times are milliseconds on the server's own monotonic clock. */
export class SessionTracker {
  private readonly tickTimeMs: number;
  private state: TrackerState;

  /** A new leader's tracker: every session of the replicated state gets its full time-out from `nowMs` on. */
  constructor(tickTimeMs: number, sessions: ReadonlyMap<SessionId, number>, nowMs: number) {
    this.tickTimeMs = tickTimeMs;
    this.state = { sessions: new Map(), buckets: new Map(), nextMs: this.roundUp(nowMs) };
    for (const id of [...sessions.keys()].sort()) this.track(id, sessions.get(id) ?? 0, nowMs);
  }

  /** A session begins, at its createSession in Prep; one that is known is touched. */
  track(id: SessionId, timeoutMs: number, nowMs: number): void {
    let session = this.state.sessions.get(id);
    if (session === undefined) {
      session = { timeoutMs, expiresMs: -1, isClosing: false, owner: null };
      this.state.sessions.set(id, session);
    }
    this.move(id, session, this.roundUp(nowMs + timeoutMs));
  }

  /** A sign of life; false for a session that is unknown or closing. */
  touch(id: SessionId, timeoutMs: number, nowMs: number): boolean {
    const session = this.state.sessions.get(id);
    if (session === undefined || session.isClosing) return false;
    this.move(id, session, this.roundUp(nowMs + timeoutMs));
    return true;
  }

  isTracking(id: SessionId): boolean {
    return this.state.sessions.has(id);
  }

  /**
   * For each request of the session in Prep: `owner` is the server it came from, and the first to come is the owner.
   * SESSIONEXPIRED for a session that is unknown (UNKNOWNSESSION never leaves the leader) or closing.
   */
  checkSession(id: SessionId, owner: ServerId): ErrorCode {
    const session = this.state.sessions.get(id);
    if (session === undefined || session.isClosing) return SESSIONEXPIRED;
    session.owner ??= owner;
    return session.owner === owner ? OK : SESSIONMOVED;
  }

  /** The session has been opened or revalidated at `owner`; SESSIONEXPIRED if it is unknown or closing. */
  setOwner(id: SessionId, owner: ServerId): ErrorCode {
    const session = this.state.sessions.get(id);
    if (session === undefined || session.isClosing) return SESSIONEXPIRED;
    session.owner = owner;
    return OK;
  }

  ownerOf(id: SessionId): ServerId | null {
    return this.state.sessions.get(id)?.owner ?? null;
  }

  /** Its closeSession is on the way: nothing but reads that were prepared before it is done for the session any more. */
  setClosing(id: SessionId): void {
    const session = this.state.sessions.get(id);
    if (session !== undefined) session.isClosing = true;
  }

  /** Its closeSession has been applied. */
  remove(id: SessionId): void {
    const session = this.state.sessions.get(id);
    if (session === undefined) return;
    this.state.sessions.delete(id);
    this.leave(id, session.expiresMs);
  }

  /** The sessions whose buckets are due, now marked as closing: for each the caller submits a closeSession. */
  expired(nowMs: number): SessionId[] {
    const ids: SessionId[] = [];
    for (; nowMs >= this.state.nextMs; this.state.nextMs += this.tickTimeMs) {
      const bucket = this.state.buckets.get(this.state.nextMs);
      this.state.buckets.delete(this.state.nextMs);
      for (const id of bucket ?? []) {
        this.setClosing(id);
        ids.push(id);
      }
    }
    return ids;
  }

  /** When `expired` should be asked next. */
  nextExpiryMs(): number {
    return this.state.nextMs;
  }

  get size(): number {
    return this.state.sessions.size;
  }

  /** The buckets for `dump` and the inspector: ascending by time, sessions ascending; empty ones are kept until they are due. */
  buckets(): readonly (readonly [number, readonly SessionId[]])[] {
    return [...this.state.buckets.keys()]
      .sort((a, b) => a - b)
      .map((due) => [due, [...(this.state.buckets.get(due) ?? [])].sort()] as const);
  }

  /** What is known of each session, ascending by id. */
  list(): readonly ({ readonly sessionId: SessionId } & Readonly<Tracked>)[] {
    return [...this.state.sessions]
      .map(([sessionId, session]) => ({ sessionId, ...session }))
      .sort((a, b) => (a.sessionId < b.sessionId ? -1 : 1));
  }

  capture(): Packed {
    return pack(this.state);
  }

  restore(state: Packed): void {
    this.state = unpack(state) as TrackerState;
  }

  /** Always later than `timeMs`, by up to a tick. */
  private roundUp(timeMs: number): number {
    return (Math.floor(timeMs / this.tickTimeMs) + 1) * this.tickTimeMs;
  }

  private move(id: SessionId, session: Tracked, expiresMs: number): void {
    if (session.expiresMs === expiresMs) return;
    this.leave(id, session.expiresMs);
    session.expiresMs = expiresMs;
    const bucket = this.state.buckets.get(expiresMs) ?? new Set();
    bucket.add(id);
    this.state.buckets.set(expiresMs, bucket);
  }

  private leave(id: SessionId, expiresMs: number): void {
    this.state.buckets.get(expiresMs)?.delete(id);
  }
}
