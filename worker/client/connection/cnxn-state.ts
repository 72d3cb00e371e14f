// The state of one connection to the ensemble (one ZooKeeper object), as plain data, and what it asks of the client
// around it. Changed only by cnxn.ts. Source: the fields of ClientCnxn, SendThread, EventThread, ClientCnxnSocket.
import {
  NO_SESSION,
  type LinkId,
  type Micros,
  type ServerId,
  type SessionId,
} from '../../base/units.ts';
import type { Zxid } from '../../base/zxid.ts';
import type { ErrorCode } from '../../data/errors.ts';
import type { Operation, ResponseBody, WatchedEvent, WatcherType } from '../../data/model.ts';
import type { ClientPacket } from '../../data/wire.ts';
import type { ClientFact, KeeperState } from '../facts.ts';
import type { ConnectString, HostProvider } from './connect-string.ts';
import { noWatches, type Registration, type Watches } from './watches.ts';

/** ZooKeeper.States, as the prompt shows them. */
export type States = 'CONNECTING' | 'CONNECTED' | 'CONNECTEDREADONLY' | 'CLOSED' | 'AUTH_FAILED';

/** Where the send thread is: asleep before a dial, dialing, waiting for CONNECTED, serving, cleaning up, or gone. */
export type Phase = 'asleep' | 'dialing' | 'priming' | 'serving' | 'cleaning' | 'ended';

/** What the caller of a request learns; `path` of an event is the server's. */
export interface Finished {
  readonly err: ErrorCode;
  readonly body: ResponseBody | null;
}

export interface QueuedRequest {
  readonly kind: 'request';
  /** The caller's own number for this request. */
  readonly tag: number;
  readonly op: Operation;
  readonly registration: Registration | null;
  readonly deregistration: {
    readonly path: string;
    readonly type: WatcherType;
    readonly local: boolean;
  } | null;
}

export interface AuthData {
  readonly scheme: string;
  readonly auth: string | null;
}

export type Queued = QueuedRequest | ({ readonly kind: 'auth' } & AuthData);
/** Sent and not answered; answers come in this order. */
export type Pending =
  | (QueuedRequest & { readonly xid: number })
  | { readonly kind: 'setWatches'; readonly xid: number };

/** The search of a read-only client for a server that can write (pingRwServer). */
export interface Probe {
  readonly address: string;
  readonly link: LinkId | null;
}

export interface CnxnState {
  readonly hosts: HostProvider;
  readonly chroot: string | null;
  /** What the client asked for; the server decides. */
  readonly sessionTimeoutMs: number;
  readonly readOnly: boolean;
  states: States;
  phase: Phase;
  /** Whether any address ever answered a dial: later dials wait a random while first. */
  firstConnect: boolean;
  address: string;
  link: LinkId | null;
  server: ServerId | null;
  sessionId: SessionId;
  password: string;
  negotiatedMs: number;
  readTimeoutMs: number;
  connectTimeoutMs: number;
  seenRwServerBefore: boolean;
  lastHeard: Micros;
  lastSend: Micros;
  lastZxid: Zxid;
  /** The xid of the next request. */
  xid: number;
  /** A closeSession was queued: nothing else is taken any more, and no connection is made anew. */
  closing: boolean;
  outgoing: Queued[];
  pending: Pending[];
  authInfo: AuthData[];
  readonly watches: Watches;
  /** The event thread's idea of the state: a state event that repeats it is dropped. */
  eventState: KeeperState;
  /** The event thread is dead: no event reaches the watcher any more. */
  eventsDead: boolean;
  rwServerAddress: string | null;
  lastPingRw: Micros;
  pingRwTimeoutMs: number;
  probe: Probe | null;
}

export interface CnxnPort {
  readonly now: Micros;
  /** A keyed draw, uniform in [low, high]. */
  draw(purpose: string, low: number, high: number): number;
  /** null for an address where nobody lives. */
  dial(address: string): { readonly link: LinkId; readonly server: ServerId } | null;
  send(link: LinkId, packet: ClientPacket): void;
  hangUp(link: LinkId): void;
  setTimer(id: CnxnTimer, at: Micros): void;
  clearTimer(id: CnxnTimer): void;
  tell(fact: ClientFact): void;
  /** The request with this tag is over. */
  finished(tag: number, result: Finished): void;
  /** The watcher is called. `event` null is an event of type None. */
  watched(state: KeeperState, event: WatchedEvent | null, zxid: Zxid): void;
  /** The send thread is gone after `close`. */
  closed(): void;
}

/** `wake` the timeouts and pings of select(), `phase` the end of a sleep, `probe` of a probe. */
export type CnxnTimer = 'wake' | 'phase' | 'probe';

export const NO_PASSWORD = '0'.repeat(32);
export const PING_RW_MIN_MS = 100;

export function makeCnxnState(
  { chroot }: ConnectString,
  hosts: HostProvider,
  sessionTimeoutMs: number,
  readOnly: boolean,
  now: Micros,
): CnxnState {
  return {
    hosts,
    chroot,
    sessionTimeoutMs,
    readOnly,
    states: 'CONNECTING',
    phase: 'asleep',
    firstConnect: true,
    address: '',
    link: null,
    server: null,
    sessionId: NO_SESSION,
    password: NO_PASSWORD,
    negotiatedMs: 0,
    readTimeoutMs: Math.floor((sessionTimeoutMs * 2) / 3),
    connectTimeoutMs: Math.floor(sessionTimeoutMs / hosts.addresses.length),
    seenRwServerBefore: false,
    lastHeard: now,
    lastSend: now,
    lastZxid: 0,
    xid: 1,
    closing: false,
    outgoing: [],
    pending: [],
    authInfo: [],
    watches: noWatches(),
    eventState: 'Disconnected',
    eventsDead: false,
    rwServerAddress: null,
    lastPingRw: now,
    pingRwTimeoutMs: PING_RW_MIN_MS,
    probe: null,
  };
}

export function isAlive(states: States): boolean {
  return states !== 'CLOSED' && states !== 'AUTH_FAILED';
}

export function isConnected(states: States): boolean {
  return states === 'CONNECTED' || states === 'CONNECTEDREADONLY';
}
