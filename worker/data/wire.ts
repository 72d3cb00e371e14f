// What travels between a client and a server, with the fields of ZooKeeper's client protocol
// (ConnectRequest, RequestHeader, ReplyHeader, WatcherEvent), as plain data.
import type { SessionId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { ErrorCode } from './errors.ts';
import type { Operation, ResponseBody, WatchedEvent } from './model.ts';

/**
 * Client to server. The special xids of the real protocol (-2 ping, -4 auth) are types of their own here. SET_WATCHES is made
 * with -8, but takes the next xid when it leaves (ClientCnxnSocketNIO.doIO), which `cons` shows.
 */
export type ClientPacket =
  | {
      readonly type: 'CONNECT';
      readonly lastZxidSeen: Zxid;
      readonly timeoutMs: number;
      /** NO_SESSION asks for a new one. */
      readonly sessionId: SessionId;
      /** 32 hexadecimal digits, as the server gave it; zeros at first. */
      readonly password: string;
      readonly readOnly: boolean;
    }
  | { readonly type: 'REQUEST'; readonly xid: number; readonly op: Operation }
  | { readonly type: 'PING' }
  /** `auth` is the text behind the bytes (UTF-8); null is Java's null, as `addauth` without a secret sends it. */
  | { readonly type: 'AUTH'; readonly scheme: string; readonly auth: string | null }
  | {
      readonly type: 'SET_WATCHES';
      readonly xid: number;
      readonly op: Extract<Operation, { type: 'setWatches' }>;
    }
  | { readonly type: 'FOUR_LETTER_WORD'; readonly word: string };

/** Server to client. */
export type ServerPacket =
  /** `timeoutMs` 0 says that the session has expired. */
  | {
      readonly type: 'CONNECTED';
      readonly timeoutMs: number;
      readonly sessionId: SessionId;
      readonly password: string;
      readonly readOnly: boolean;
    }
  | {
      readonly type: 'REPLY';
      readonly xid: number;
      readonly zxid: Zxid;
      readonly err: ErrorCode;
      readonly body: ResponseBody | null;
    }
  | { readonly type: 'PONG'; readonly zxid: Zxid }
  | { readonly type: 'AUTHED'; readonly err: ErrorCode }
  | { readonly type: 'WATCHES_SET'; readonly zxid: Zxid }
  | { readonly type: 'EVENT'; readonly zxid: Zxid; readonly event: WatchedEvent }
  | { readonly type: 'TEXT'; readonly text: string };
