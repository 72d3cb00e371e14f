// What Prep needs from the server around it, and what it hands back. Types only.
import type { SessionId, WallMillis } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { ErrorCode } from './errors.ts';
import type { Membership } from './membership.ts';
import type { TxnBody } from './model.ts';
import type { ReplicatedState } from './replicated-state.ts';

/** The settings that decide about writes, by their names in worker/zab/settings.ts. */
export interface PrepSettings {
  readonly skipAcl: boolean;
  readonly enforceQuota: boolean;
  readonly extendedTypesEnabled: boolean;
  readonly reconfigEnabled: boolean;
  readonly standaloneEnabled: boolean;
}

/** What a reconfig is checked against. */
export interface QuorumView {
  /** The committed configuration, and the last proposed one. */
  quorumVerifier(): Membership;
  lastSeenQuorumVerifier(): Membership;
  /** Whether the voters of `config` that are connected and synced are a quorum of it. */
  isQuorumSynced(config: Membership): boolean;
}

export interface PrepContext {
  /** The next zxid, taken before anything is checked: a write that fails uses it up too. */
  readonly zxid: Zxid;
  /** The leader's wall clock: ctime and mtime of what the txn makes. */
  readonly timeMs: WallMillis;
  readonly state: ReplicatedState;
  readonly settings: PrepSettings;
  /**
   * OK; SESSIONEXPIRED for a session that is unknown or closing; SESSIONMOVED if the request came from a server that is
   * not its owner (any more). See SessionTracker.checkSession, which takes that server's id.
   */
  checkSession(sessionId: SessionId): ErrorCode;
  /** The same for what only a global session may do: owning an ephemeral. */
  checkGlobalSession(sessionId: SessionId): ErrorCode;
  readonly quorum: QuorumView;
}

export interface Prepared {
  /** `{type: 'error', err}` for a write that failed; a failed multi stays a multi, with errors in it. */
  readonly body: TxnBody;
  /** Why it failed, of a multi its first error; OK otherwise. */
  readonly err: ErrorCode;
  /** Of a reconfig: what the proposal carries. Its version is the zxid. */
  readonly newConfig: Membership | null;
}

/** What one operation comes to: its txn, or the code of its error. */
export type Outcome = TxnBody | ErrorCode;
