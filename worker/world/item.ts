// What travels on a connection, and how it is packed between workers: one envelope per receiver and window
// (determinism.md 7, 8, 12). Plain data.
import type { LinkId, Micros, Participant, Plane } from '../base/units.ts';
import type { AnyPacket } from './facts.ts';

/** Item n of one direction of a connection. `stamp` is its virtual time of arrival, never before the item ahead of it. */
export type Item =
  /** Always item 0 of its direction; bound to the incarnation of the target at the dial. */
  | {
      readonly kind: 'dial';
      readonly link: LinkId;
      readonly n: number;
      readonly stamp: Micros;
      readonly plane: Plane;
      readonly target: number;
      /** Where the other side is looked for; without it at any address. */
      readonly address?: string;
    }
  | {
      readonly kind: 'opened' | 'refused' | 'closed';
      readonly link: LinkId;
      readonly n: number;
      readonly stamp: Micros;
    }
  | {
      readonly kind: 'packet';
      readonly link: LinkId;
      readonly n: number;
      readonly stamp: Micros;
      readonly packet: AnyPacket;
    };

/** All that one participant sent to another in one window. */
export interface Envelope {
  readonly from: Participant;
  /** The sender's incarnation. */
  readonly incarnation: number;
  readonly to: Participant;
  /** Counts the envelopes of this sender's incarnation to this receiver from 1. */
  readonly number: number;
  readonly items: readonly Item[];
}

/** What a report says of an envelope that was posted. */
export interface Announcement {
  readonly to: Participant;
  readonly number: number;
  readonly items: number;
  /** The earliest stamp in it. */
  readonly earliest: Micros;
}

export interface LinkName {
  readonly opener: Participant;
  readonly incarnation: number;
  readonly counter: number;
}

const INCARNATIONS = 2 ** 15;
const COUNTERS = 2 ** 26;

/** The parts of `opener.incarnation.counter`; null if it is not such a name, or beyond what a key can hold. */
export function parseLink(link: LinkId): LinkName | null {
  const parts = link.split('.');
  if (parts.length !== 3) return null;
  const [opener, incarnation, counter] = parts.map(Number);
  if (!isBelow(opener, 2 ** 11) || !isBelow(incarnation, INCARNATIONS)) return null;
  if (!isBelow(counter, COUNTERS)) return null;
  return `${opener}.${incarnation}.${counter}` === link ? { opener, incarnation, counter } : null;
}

function isBelow(value: number | undefined, bound: number): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 0 && value < bound;
}

/** Orders the directions of connections totally: by opener, incarnation, counter, then towards the target before towards the opener. */
export function rankOf(name: LinkName, toOpener: boolean): number {
  return (
    ((name.opener * INCARNATIONS + name.incarnation) * COUNTERS + name.counter) * 2 +
    (toOpener ? 1 : 0)
  );
}
