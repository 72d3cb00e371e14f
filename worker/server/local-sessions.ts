// Sessions that live on one server alone: no txn opens or closes them, they expire here, and own no ephemerals. The first
// create of an ephemeral upgrades one to a global session, where that is allowed. They go with the server's role.
// Source: LocalSessionTracker, UpgradeableSessionTracker, LearnerSessionTracker, QuorumZooKeeperServer.checkUpgradeSession.
import { pack, unpack, type Packed } from '../base/pack.ts';
import type { SessionId } from '../base/units.ts';
import type { CreateMode, Operation } from '../data/model.ts';
import { SessionTracker } from '../data/session-tracker.ts';

interface LocalState {
  timeouts: Map<SessionId, number>;
  /** Sessions whose createSession is on its way. */
  upgrading: Set<SessionId>;
}

/** All times are milliseconds on the server's own clock. */
export class LocalSessions {
  private tracker: SessionTracker;
  private state: LocalState = { timeouts: new Map(), upgrading: new Set() };
  private readonly tickTimeMs: number;

  constructor(tickTimeMs: number, nowMs: number, captured?: Packed) {
    this.tickTimeMs = tickTimeMs;
    this.tracker = new SessionTracker(tickTimeMs, new Map(), nowMs);
    if (captured === undefined) return;
    const parts = captured as { readonly [part: string]: Packed };
    this.state = unpack(parts['state'] ?? null) as LocalState;
    this.tracker.restore(parts['tracker'] ?? null);
  }

  has(id: SessionId): boolean {
    return this.state.timeouts.has(id);
  }

  isUpgrading(id: SessionId): boolean {
    return this.state.upgrading.has(id);
  }

  add(id: SessionId, timeoutMs: number, nowMs: number): void {
    this.state.timeouts.set(id, timeoutMs);
    this.tracker.track(id, timeoutMs, nowMs);
  }

  /** False for a session that is not local here, or closing. */
  touch(id: SessionId, timeoutMs: number, nowMs: number): boolean {
    return this.tracker.touch(id, timeoutMs, nowMs);
  }

  remove(id: SessionId): void {
    this.state.timeouts.delete(id);
    this.tracker.remove(id);
  }

  /** The session is global from now on, as far as this server goes; its time-out, for the createSession to be submitted. */
  upgrade(id: SessionId): number {
    const timeoutMs = this.state.timeouts.get(id) ?? 0;
    this.remove(id);
    this.state.upgrading.add(id);
    return timeoutMs;
  }

  /** Its createSession has been applied. */
  upgraded(id: SessionId): void {
    this.remove(id);
    this.state.upgrading.delete(id);
  }

  expired(nowMs: number): SessionId[] {
    return this.tracker.expired(nowMs);
  }

  nextExpiryMs(): number {
    return this.tracker.nextExpiryMs();
  }

  clear(nowMs: number): void {
    this.tracker = new SessionTracker(this.tickTimeMs, new Map(), nowMs);
    this.state = { timeouts: new Map(), upgrading: new Set() };
  }

  /** As SessionTracker.buckets. */
  buckets(): ReturnType<SessionTracker['buckets']> {
    return this.tracker.buckets();
  }

  capture(): Packed {
    return { state: pack(this.state), tracker: this.tracker.capture() };
  }
}

/** Whether the request can only be done for a global session. */
export function createsEphemeral(op: Operation): boolean {
  if (op.type === 'multi')
    return op.ops.some((one) => one.type === 'create' && isEphemeral(one.mode));
  return (op.type === 'create' || op.type === 'create2') && isEphemeral(op.mode);
}

function isEphemeral(mode: CreateMode | null): boolean {
  return mode === 'EPHEMERAL' || mode === 'EPHEMERAL_SEQUENTIAL';
}
