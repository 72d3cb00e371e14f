// Histories of txns as strands: each knot is one txn behind another, and equal histories are the same knot, whoever
// holds them. So "is a prefix of" costs a few steps back instead of a comparison from the start.
// The committed history of the whole ensemble, G in zab.md 10.1, is one strand: its knots are marked `committed`.
import { epochOf, shortZxid, type Zxid } from '../base/zxid.ts';

export interface Knot {
  readonly zxid: Zxid;
  /** How many txns lie from the start to here, this one counted; 0 at the start. */
  readonly length: number;
  /** Null at the start, and where older history was let go. */
  before: Knot | null;
  committed: boolean;
  /** Digest of the tree that this history makes, as first told by a server that serves. */
  digest: string | null;
  next: Knot[];
}

export function startOfHistory(): Knot {
  return { zxid: 0, length: 0, before: null, committed: true, digest: null, next: [] };
}

/** The history with `zxid` behind `knot`. A txn that it already holds (a replay) changes nothing. */
export function knotAfter(knot: Knot, zxid: Zxid): Knot {
  if (zxid <= knot.zxid) return knot;
  for (const known of knot.next) if (known.zxid === zxid) return known;
  const next: Knot = {
    ...{ zxid, length: knot.length + 1, before: knot, committed: false, digest: null, next: [] },
  };
  knot.next.push(next);
  return next;
}

/** The part of a history that goes up to `zxid`. */
export function upTo(knot: Knot, zxid: Zxid): Knot {
  let at = knot;
  while (at.zxid > zxid && at.before !== null) at = at.before;
  return at;
}

export function isPrefix(prefix: Knot, of: Knot): boolean {
  if (prefix === of) return true;
  // Committed knots are one strand: the shorter is a prefix of the longer.
  if (prefix.committed && of.committed) return prefix.length <= of.length;
  let at = of;
  while (at.length > prefix.length && at.before !== null) {
    if (prefix.committed && at.committed) return true;
    at = at.before;
  }
  return at === prefix;
}

/** The newest part of a history whose txns are all of epochs below `epoch`. */
export function beforeEpoch(knot: Knot, epoch: number): Knot {
  let at = knot;
  while (epochOf(at.zxid) >= epoch && at.before !== null) at = at.before;
  return at;
}

/** For sentences: `1.7`, or `the start`. */
export function knotText(knot: Knot): string {
  return knot.length === 0 ? 'the start' : shortZxid(knot.zxid);
}
