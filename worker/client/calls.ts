// The calls that a client's programs have under way: handed to the connection under a number, and turned into results when
// they come back. Part of the client machine (program-runner.ts). Source: ZooKeeper's synchronous and asynchronous methods.
import { errorCodes } from '../data/errors.ts';
import type { ClientState, Request } from './client-state.ts';
import { exceptionPath, toClient, type Call } from './connection/call.ts';
import { isAlive, type Finished } from './connection/cnxn-state.ts';
import type { Result } from './connection/keeper-exception.ts';
import type { Opener } from './opener.ts';

export interface Returned {
  readonly how: Request['how'];
  readonly result: Result;
}

export class Calls {
  readonly #state: ClientState;
  readonly #opener: Opener;

  constructor(state: ClientState, opener: Opener) {
    this.#state = state;
    this.#opener = opener;
  }

  /** Whether there is a ZooKeeper object that is neither closed nor refused. */
  get isAlive(): boolean {
    const { cnxn } = this.#state;
    return cnxn !== null && isAlive(cnxn.states);
  }

  /** The number that its end will carry. The end may be told within this call. */
  submit(call: Call, how: Request['how'], hear: (tag: number, end: Finished) => void): number {
    this.#state.tags += 1;
    const tag = this.#state.tags;
    this.#state.requests.set(tag, { call, how });
    const cnxn = this.#opener.current;
    if (cnxn === null) hear(tag, { err: errorCodes.CONNECTIONLOSS, body: null });
    else cnxn.submit(tag, call);
    return tag;
  }

  /** Nobody waits for it any more. */
  forget(tag: number): void {
    this.#state.requests.delete(tag);
  }

  /** Null for a call that was forgotten. A closeSession that ended closes the connection. */
  returned(tag: number, { err, body }: Finished): Returned | null {
    const request = this.#state.requests.get(tag);
    if (request === undefined) return null;
    this.#state.requests.delete(tag);
    const { call, how } = request;
    if (how === 'close') this.#opener.current?.disconnect();
    if (err !== errorCodes.OK)
      return { how, result: { kind: 'keeper', err, path: exceptionPath(call) } };
    const own = toClient(this.#state.cnxn?.chroot ?? null, body);
    return { how, result: { kind: 'reply', body: own } };
  }
}
