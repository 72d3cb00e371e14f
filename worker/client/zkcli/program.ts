// A command on its way, written as a generator: it asks for calls and is answered, so that a command of many calls reads
// as it does in Java. Its state is its beginning and the answers so far; after a restore the shell runs it again from
// there without printing. So a program depends on nothing but its arguments and its answers, and changes nothing else.
// Called by the shell; written by the commands.
import type { Packed } from '../../base/pack.ts';
import { errorCodes } from '../../data/errors.ts';
import type { AddWatchMode, ResponseBody } from '../../data/model.ts';
import type { Call } from '../connection/call.ts';
import type { States } from '../connection/cnxn-state.ts';
import {
  wrapperMessage,
  type Failure,
  type KeeperFailure,
  type Reply,
  type Result,
} from '../connection/keeper-exception.ts';
import type { Thrown } from '../../data/java-integers.ts';

/** Where output goes. Text without a line's end waits for the rest of its line. */
export interface Out {
  /** A line to stdout. */
  line(text: string): void;
  /** A line to stderr. */
  error(text: string): void;
  /** To stdout, without a line's end. */
  write(text: string): void;
}

export type Ask =
  /** Waits for the answer, at most `timeoutMs` (then `timeout`). */
  | { readonly ask: 'call'; readonly call: Call; readonly timeoutMs?: number }
  /** Sends and goes on; `await` then gets the next result that arrives. */
  | { readonly ask: 'send'; readonly call: Call }
  | { readonly ask: 'await' }
  | { readonly ask: 'addAuth'; readonly scheme: string; readonly auth: string | null }
  /** ZooKeeper.close(): answered when the session is closed and its last event is out. */
  | { readonly ask: 'close' }
  /** A new ZooKeeper object; an old one must be closed first. */
  | { readonly ask: 'open'; readonly connectString: string; readonly timeoutMs: number }
  /** Waits for SyncConnected, at most `timeoutMs` (then `timeout`). */
  | { readonly ask: 'awaitConnected'; readonly timeoutMs: number }
  /** State and session of the connection; null before the first `open`. */
  | { readonly ask: 'states' }
  /** Changes of the shell that outlive the command. */
  | { readonly ask: 'keepMode'; readonly mode: AddWatchMode }
  | { readonly ask: 'printWatches'; readonly on: boolean }
  | { readonly ask: 'rewriteHistory'; readonly line: string };

export type Answer =
  | Result
  | { readonly kind: 'timeout' }
  | { readonly kind: 'done' }
  | { readonly kind: 'thrown'; readonly thrown: Thrown }
  | {
      readonly kind: 'states';
      readonly states: States | null;
      readonly sessionId: string;
      readonly timeoutMs: number;
    };

export type Ending =
  | { readonly kind: 'ok' }
  /** A CliException: its message goes to stderr and its code becomes zkCli's exit status. */
  | { readonly kind: 'failed'; readonly message: string; readonly exitCode: number }
  /** Nothing catches it: the process dies with status 1. */
  | { readonly kind: 'thrown'; readonly thrown: Thrown }
  /** System.exit, without a code with the status of the command before. */
  | { readonly kind: 'exit'; readonly code?: number }
  /** Of an API call: what it returned or threw. */
  | { readonly kind: 'answered'; readonly answer: Packed };

export type Program = Generator<Ask, Ending, Answer>;
/** A part of a program that yields a value. */
export type Part<T> = Generator<Ask, T, Answer>;

export const ok: Ending = { kind: 'ok' };

export function failed(message: string, exitCode = 1): Ending {
  return { kind: 'failed', message, exitCode };
}

export function thrown(exception: string, message: string | null): Ending {
  return { kind: 'thrown', thrown: { exception, message } };
}

/** What most commands make of a call that failed: CliWrapperException, or MalformedPathException. */
export function failure(result: Failure): Ending {
  return failed(result.kind === 'illegal' ? result.message : wrapperMessage(result));
}

function isResult(answer: Answer): answer is Result {
  return answer.kind === 'reply' || answer.kind === 'keeper' || answer.kind === 'illegal';
}

/** One call and its result. */
export function* call(request: Call): Part<Result> {
  const answer = yield { ask: 'call', call: request };
  return isResult(answer) ? answer : { kind: 'illegal', message: 'The call got no result' };
}

/** One call, with its reply's body if that is of the wanted type. */
export function* ask<T extends ResponseBody['type']>(
  request: Call,
  type: T,
): Part<Extract<ResponseBody, { type: T }> | Failure> {
  const result = yield* call(request);
  if (result.kind !== 'reply') return result;
  const body = bodyOf(result, type);
  return body ?? { kind: 'illegal', message: `The reply holds no ${type}` };
}

export function bodyOf<T extends ResponseBody['type']>(
  { body }: Reply,
  type: T,
): Extract<ResponseBody, { type: T }> | null {
  return body !== null && isOfType(body, type) ? body : null;
}

function isOfType<T extends ResponseBody['type']>(
  body: ResponseBody,
  type: T,
): body is Extract<ResponseBody, { type: T }> {
  return body.type === type;
}

export function isFailure<T extends object>(value: T | Failure): value is Failure {
  return 'kind' in value && (value.kind === 'keeper' || value.kind === 'illegal');
}

export function isNoNode(result: Failure): result is KeeperFailure {
  return result.kind === 'keeper' && result.err === errorCodes.NONODE;
}

/** Nothing is printed while a program is run again after a restore. */
export const silent: Out = { line: () => {}, error: () => {}, write: () => {} };
