// What the checks of client histories remember of one client, and of each operation on its way. Changed by history.ts.
import type { ServerId, SessionId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { ErrorCode } from '../data/errors.ts';
import type { Operation, ResponseBody, Txn } from '../data/model.ts';

export interface PendingCall {
  readonly xid: number;
  readonly op: Operation;
  readonly sessionId: SessionId;
  /** Index of the fact `invoked`. */
  readonly index: number;
  /** Largest zxid of any write that had returned before this was invoked. */
  readonly newestWrite: Zxid;
  /** Largest zxid of any event that this client had been given before. */
  readonly newestEvent: Zxid;
}

export interface Answer {
  readonly err: ErrorCode;
  readonly zxid: Zxid;
  readonly body: ResponseBody | null;
}

/** A watch that the server has accepted. One-shot, but for the two persistent kinds. */
export interface Registration {
  readonly kind: 'data' | 'exists' | 'child' | 'persistent' | 'recursive';
  readonly path: string;
  /** The state that the client had seen of the path when it was set. */
  readonly zxid: Zxid;
  /** It was carried over to another connection since: then a create and delete in between may pass unseen. */
  readonly carried: boolean;
  /** A later addWatch on the same path has taken its place at the server (3.8.0: one mode for each watcher and path). */
  readonly replaced: boolean;
}

export interface ClientTrack {
  readonly name: string;
  sessionId: SessionId;
  server: ServerId | null;
  connected: boolean;
  /** Sessions that this client was told are expired. */
  readonly expired: Set<SessionId>;
  pending: PendingCall[];
  /** Largest zxid of replies in this session, and of events. */
  newest: Zxid;
  newestEvent: Zxid;
  watches: Registration[];
}

/** What a committed txn of a client did by the path model, to compare with the answer. */
export interface Effect {
  readonly txn: Txn;
  /** Children created below the parent before a create. */
  readonly createsBefore: number;
}

export function newTrack(name: string): ClientTrack {
  return {
    ...{ name, sessionId: '', server: null, connected: false, expired: new Set(), pending: [] },
    ...{ newest: 0, newestEvent: 0, watches: [] },
  };
}
