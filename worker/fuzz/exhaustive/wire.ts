// A connection in a search, and what is on its way over it; values that never change. Called by yard.ts.
// The rules are those of determinism.md 8, 9 and 18 without their times: a dial is the first item of its connection, what was sent
// before a close or a death still arrives, a reset loses a suffix of either direction.
import type { LinkId, Participant, Plane } from '../../base/units.ts';
import type { AnyPacket } from '../../world/facts.ts';
import { keyOf, type Key } from './keys.ts';

export type Item =
  | {
      readonly kind: 'dial' | 'opened' | 'refused' | 'closed';
      readonly n: number;
      readonly key: Key;
    }
  | {
      readonly kind: 'packet';
      readonly n: number;
      readonly packet: AnyPacket;
      readonly key: Key;
    };

/** 0 is the opener and what it sends, 1 the target and what that sends. */
export type Side = 0 | 1;

type End = 'dialing' | 'incoming' | 'open' | 'closed';

export interface Wire {
  readonly link: LinkId;
  readonly plane: Plane;
  readonly who: readonly [Participant, Participant];
  /** The process of the target that was dialed. */
  readonly incarnation: number;
  readonly ends: readonly [End, End];
  readonly ways: readonly [readonly Item[], readonly Item[]];
  /** What the next item of each direction is numbered. */
  readonly next: readonly [number, number];
}

export function dialed(
  link: LinkId,
  plane: Plane,
  who: readonly [Participant, Participant],
  incarnation: number,
): Wire {
  const ends = ['dialing', incarnation === 0 ? 'closed' : 'incoming'] as const;
  const blank: Wire = { link, plane, who, incarnation, ends, ways: [[], []], next: [0, 0] };
  // Nobody is there: the refusal is on its way at once.
  if (incarnation === 0) return put({ ...blank, next: [1, 0] }, 1, 'refused');
  return put(blank, 0, 'dial');
}

/** One more item of a direction. */
export function put(wire: Wire, side: Side, kind: Exclude<Item['kind'], 'packet'>): Wire {
  const n = wire.next[side];
  return append(wire, side, { kind, n, key: keyOf([kind, n]) });
}

export function putPacket(wire: Wire, side: Side, packet: AnyPacket): Wire {
  const n = wire.next[side];
  return append(wire, side, { kind: 'packet', n, packet, key: keyOf([n, packet]) });
}

function append(wire: Wire, side: Side, item: Item): Wire {
  const way = [...wire.ways[side], item];
  return { ...wire, ways: pair(wire.ways, side, way), next: pair(wire.next, side, item.n + 1) };
}

/** Without the first item of a direction. */
export function taken(wire: Wire, side: Side): Wire {
  return { ...wire, ways: pair(wire.ways, side, wire.ways[side].slice(1)) };
}

export function withEnd(wire: Wire, side: Side, end: End): Wire {
  const changed = { ...wire, ends: pair(wire.ends, side, end) };
  if (end !== 'closed') return changed;
  // What is on its way to a closed end is dropped.
  return { ...changed, ways: pair(wire.ways, other(side), []) };
}

/** `side` closes its end, or its process does by dying; the peer hears of it behind all that was sent before. */
export function closedBy(wire: Wire, side: Side): Wire {
  if (wire.ends[side] === 'closed') return wire;
  const peer = other(side);
  const unanswered = wire.ends[peer] === 'dialing' && wire.next[side] === 0;
  const silent = withEnd(wire, side, 'closed');
  if (wire.ends[peer] === 'closed') return silent;
  // A dial that was given up opens nothing at the other end.
  if (wire.ends[peer] === 'incoming' && wire.ways[side][0]?.kind === 'dial')
    return withEnd(silent, peer, 'closed');
  return put(silent, side, unanswered ? 'refused' : 'closed');
}

export function isGone({ ends }: Wire): boolean {
  return ends[0] === 'closed' && ends[1] === 'closed';
}

/** Of each direction the first `kept` packets stay; behind them both ends close. Says what is lost of each direction. */
export function broken(
  wire: Wire,
  kept: readonly [number, number],
): { readonly wire: Wire; readonly lost: readonly (readonly [Side, number, number])[] } {
  const lost: (readonly [Side, number, number])[] = [];
  let after = wire;
  for (const side of [0, 1] as const) {
    const gone = wire.ways[side].slice(kept[side]);
    const [first] = gone;
    if (first === undefined) continue;
    lost.push([side, first.n, gone.at(-1)?.n ?? first.n]);
    after = {
      ...after,
      ways: pair(after.ways, side, wire.ways[side].slice(0, kept[side])),
      next: pair(after.next, side, first.n),
    };
  }
  return { wire: put(put(after, 0, 'closed'), 1, 'closed'), lost };
}

export function other(side: Side): Side {
  return side === 0 ? 1 : 0;
}

function pair<T>(values: readonly [T, T], side: Side, value: T): readonly [T, T] {
  return side === 0 ? [value, values[1]] : [values[0], value];
}
