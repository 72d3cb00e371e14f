// What a client announces: its connection, what was typed and printed, and its history of operations
// (the client-history checks H1 to H17 read `invoked`, `returned` and `notified`).
import type { ServerId, SessionId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { ErrorCode } from '../data/errors.ts';
import type { Operation, ResponseBody, WatchedEvent } from '../data/model.ts';

export type KeeperState =
  'SyncConnected' | 'Disconnected' | 'Expired' | 'AuthFailed' | 'Closed' | 'ConnectedReadOnly';

export type ClientFact =
  | { readonly type: 'typed'; readonly line: string }
  /** `err` holds the indexes of the lines that went to stderr; `watcher` marks a block of the event thread, all else is the command's. */
  | {
      readonly type: 'printed';
      readonly lines: readonly string[];
      readonly err?: readonly number[];
      readonly noeol?: boolean;
      readonly watcher?: boolean;
    }
  /** The prompt is back: the command is done. */
  | { readonly type: 'prompt'; readonly text: string }
  | {
      readonly type: 'clientState';
      readonly state: 'CONNECTING' | 'CONNECTED' | 'CLOSED' | 'AUTH_FAILED' | 'EXPIRED';
      readonly server: ServerId | null;
      readonly sessionId: SessionId;
      readonly timeoutMs: number;
    }
  | { readonly type: 'invoked'; readonly xid: number; readonly op: Operation }
  | {
      readonly type: 'returned';
      readonly xid: number;
      readonly err: ErrorCode;
      readonly zxid: Zxid;
      readonly body: ResponseBody | null;
    }
  /** The connection went before the answer: nobody knows whether it was done. */
  | { readonly type: 'unknown'; readonly xid: number }
  | {
      readonly type: 'notified';
      readonly state: KeeperState;
      readonly event: WatchedEvent | null;
      readonly zxid: Zxid;
    }
  /** The process ended: an exit status, or the exception that killed it. */
  | { readonly type: 'clientExited'; readonly status: number; readonly exception?: string };
