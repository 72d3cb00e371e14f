// Makes ZooKeeper objects: reads the connect string, shuffles its servers, and puts the new connection in the place of the
// old. Part of the client machine. Source: ZooKeeper's constructor, StaticHostProvider.
import type { ClientState } from './client-state.ts';
import type { ClientConfig } from './config.ts';
import { Cnxn } from './connection/cnxn.ts';
import { makeCnxnState, type CnxnPort } from './connection/cnxn-state.ts';
import { makeHostProvider, parseConnectString } from './connection/connect-string.ts';
import type { Thrown } from '../data/java-integers.ts';

export class Opener {
  current: Cnxn | null;
  readonly #config: ClientConfig;
  readonly #state: ClientState;
  readonly #port: CnxnPort;

  constructor(config: ClientConfig, state: ClientState, port: CnxnPort) {
    this.#config = config;
    this.#state = state;
    this.#port = port;
    this.current = state.cnxn === null ? null : new Cnxn(state.cnxn, port);
  }

  /** What the constructor throws, or null. */
  open(connectString: string, timeoutMs: number, readOnly: boolean): Thrown | null {
    const parsed = parseConnectString(connectString);
    if (!parsed.ok) return parsed.thrown;
    this.#state.opens += 1;
    const { seed, who, incarnation } = this.#config;
    const addresses = this.#order(parsed.value.addresses);
    const key = [seed, who, incarnation, 'shuffle', this.#state.opens];
    const hosts = makeHostProvider(addresses.rest, ...key);
    const whole = { ...hosts, addresses: [...addresses.first, ...hosts.addresses] };
    const state = makeCnxnState(parsed.value, whole, timeoutMs, readOnly, this.#port.now);
    this.current?.abandon();
    this.current = new Cnxn(state, this.#port);
    this.#state.cnxn = state;
    this.current.start();
    return null;
  }

  /** Differs: a client may be told to try one server of its first list before the others, so that a lesson can show it. */
  #order(addresses: readonly string[]): {
    readonly first: readonly string[];
    readonly rest: readonly string[];
  } {
    const { addresses: known, first } = this.#config;
    const wanted = known.find(({ sid }) => sid === first)?.address;
    if (this.#state.opens > 1 || wanted === undefined || !addresses.includes(wanted))
      return { first: [], rest: addresses };
    return { first: [wanted], rest: addresses.filter((each) => each !== wanted) };
  }
}
