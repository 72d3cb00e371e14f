// One end of a connection as its host keeps it: what was sent, what is on its way here, what a cut holds back.
// Used by links.ts; the rules are determinism.md 7 to 10 and 18.
import type { LinkId, Micros, Participant, Plane } from '../base/units.ts';
import type { Item, LinkName } from './item.ts';

/** `incoming`: dialed by the other side, the dial not yet processed here. A `closed` end accepts and sends nothing. */
export type LinkPhase = 'dialing' | 'incoming' | 'open' | 'closed';

export interface LinkEnd {
  readonly link: LinkId;
  readonly name: LinkName;
  readonly plane: Plane;
  readonly peer: Participant;
  /** The incarnation of the other side that this connection belongs to. */
  readonly peerIncarnation: number;
  /** Whether this side opened it. */
  readonly dialed: boolean;
  /** Orders this end's arrivals among those of other connections. */
  readonly rank: number;
  /** The key of the latencies of what this side sends. */
  readonly outPrefix: number;
  phase: LinkPhase;
  /** The next n to send, and the last stamp given. */
  outN: number;
  outStamp: Micros;
  /** The last n that is on its way here or has come; -1 before the first. */
  inN: number;
  /** The effective time of that item: none after it may come before. */
  inDue: Micros;
  /** A `closed` or `refused` is on its way here: what comes behind it is dropped. */
  ended: boolean;
  /** On its way, but behind a cut; in order of n. */
  held: Arrival[];
}

/** An item on its way here, at its effective time. */
export interface Arrival {
  readonly end: LinkEnd;
  readonly item: Item;
  at: Micros;
  /** It came while its receiver was paused: no cut or reset takes it back. */
  arrived: boolean;
}

/** Items n to m of one direction, gone. */
export interface LostRange {
  readonly end: LinkEnd;
  readonly n: number;
  readonly m: number;
}

export function isTerminal(item: Item): boolean {
  return item.kind === 'closed' || item.kind === 'refused';
}

/** By effective time, then connection and direction, then n: the order in which a participant processes its links. */
export function arrivesBefore(a: Arrival, b: Arrival): boolean {
  if (a.at !== b.at) return a.at < b.at;
  if (a.end.rank !== b.end.rank) return a.end.rank < b.end.rank;
  return a.item.n < b.item.n;
}
