// Clients as the page shows them. Part of the World; folded by fold-clients.ts.
import type { Micros, Participant, ServerId, SessionId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { ErrorCode } from '../data/errors.ts';
import type { Operation, ResponseBody, WatchedEvent } from '../data/model.ts';

export interface PendingOp {
  readonly xid: number;
  readonly op: Operation;
  readonly since: Micros;
}

/** How the last operations ended, for the inspector and the story. */
export interface DoneOp extends PendingOp {
  readonly at: Micros;
  /** `unknown`: the connection went first; nobody knows whether it was done. */
  readonly outcome: 'ok' | 'error' | 'unknown';
  readonly err: ErrorCode | null;
  readonly zxid: Zxid;
  readonly body: ResponseBody | null;
}

/**
 * What stands in a terminal. `typed` lines are the person's, `out` and `err` the program's; `died` and `quit` mark where the
 * process ended, their text being the exception or the exit status.
 */
export interface TerminalLine {
  readonly kind: 'typed' | 'out' | 'err' | 'prompt' | 'died' | 'quit';
  readonly text: string;
  readonly at: Micros;
  /** The next text follows on the same line. */
  readonly noeol: boolean;
}

export interface NoticeView {
  readonly at: Micros;
  readonly event: WatchedEvent | null;
  readonly zxid: Zxid;
}

export interface ClientView {
  readonly name: string;
  readonly participant: Participant;
  readonly state: 'NOT_STARTED' | 'CONNECTING' | 'CONNECTED' | 'CLOSED' | 'AUTH_FAILED' | 'EXPIRED';
  readonly since: Micros;
  readonly server: ServerId | null;
  readonly sessionId: SessionId;
  readonly timeoutMs: number;
  /** When it last heard its server; its session may be gone `timeoutMs` after the server last heard it. */
  readonly heardAt: Micros | null;
  readonly exited: { readonly status: number; readonly exception: string | null } | null;
  readonly pending: readonly PendingOp[];
  /** The newest last; at most 20. */
  readonly done: readonly DoneOp[];
  /** The newest last; at most 20. */
  readonly notices: readonly NoticeView[];
  /** A command runs: the prompt is not back yet. */
  readonly busy: boolean;
  /** The newest last; at most 500. */
  readonly lines: readonly TerminalLine[];
  /** How many lines were shown in all; `linesTotal - lines.length` have scrolled out. */
  readonly linesTotal: number;
  /** What was typed at this name, by all its processes, empty lines left out. The newest last; at most 200. */
  readonly typed: readonly string[];
}
