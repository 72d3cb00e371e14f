// Histories of txns as strands: each knot is one txn behind another, and equal histories are the same knot, whoever
// holds them. So "is a prefix of" costs a few steps back instead of a comparison from the start.
// The committed history of the whole ensemble, G in zab.md 10.1, is one strand, the trunk; its knots are marked `committed`.
import { epochOf, makeZxid, shortZxid, type Zxid } from '../base/zxid.ts';

export interface Knot {
  readonly zxid: Zxid;
  /** How many txns lie from the start to here, this one counted; 0 at the start. */
  readonly length: number;
  /** Null at the start, and where the trunk has let go of what is older. */
  before: Knot | null;
  committed: boolean;
  /** Digest of the tree that this history makes, as first told by a server that serves. */
  digest: string | null;
  next: Knot[];
  readonly trunk: Trunk;
}

/** So many committed txns at least are remembered one by one: their payloads, their trees' digests, what reads are judged by. */
export const REMEMBERED = 2048;

/** Zxids without a gap. */
interface Range {
  readonly first: Zxid;
  /** The length of the history that ends with `first`. */
  readonly length: number;
  count: number;
}

/**
 * G, with a memory that does not grow: the newest txns as knots, all that is older as ranges of zxids, from which a knot is
 * made again when somebody who is far behind comes back to it.
 */
export class Trunk {
  readonly start: Knot;
  /** Ascending; one range for an epoch, unless a bug leaves holes. */
  private readonly ranges: Range[] = [];
  /** The newest knots, each one txn longer than the one before. */
  private readonly recent: Knot[];

  constructor() {
    this.start = newKnot(0, null, this);
    this.start.committed = true;
    this.recent = [this.start];
  }

  /** Older states are not remembered. */
  get horizon(): Zxid {
    return this.oldest().zxid;
  }

  /** `knot` follows the newest one. What becomes too old lets go of its neighbours. */
  grow(knot: Knot): void {
    knot.committed = true;
    const last = this.ranges.at(-1);
    if (last !== undefined && knot.zxid === last.first + last.count) last.count += 1;
    else this.ranges.push({ first: knot.zxid, length: knot.length, count: 1 });
    this.recent.push(knot);
    if (this.recent.length < 2 * REMEMBERED) return;
    for (const old of this.recent.splice(0, REMEMBERED)) {
      old.before = null;
      old.next = [];
    }
    this.oldest().before = null;
  }

  /** The newest knot of G up to `zxid`. */
  upTo(zxid: Zxid): Knot {
    return this.knotIn(
      this.ranges.findLast(({ first }) => first <= zxid),
      zxid,
    );
  }

  /** The knot of G behind `knot`, which is in G too; null behind the newest. */
  after(knot: Knot): Knot | null {
    const length = knot.length + 1;
    const range = this.ranges.findLast((one) => one.length <= length);
    if (range === undefined || length >= range.length + range.count) return null;
    return this.knotIn(range, range.first + length - range.length);
  }

  private oldest(): Knot {
    return this.recent[0] ?? this.start;
  }

  private knotIn(range: Range | undefined, zxid: Zxid): Knot {
    if (range === undefined) return this.start;
    const index = Math.min(range.count - 1, zxid - range.first);
    const length = range.length + index;
    const known = this.recent[length - this.oldest().length];
    if (known !== undefined) return known;
    const again = { ...newKnot(range.first + index, null, this), length };
    again.committed = true;
    return again;
  }
}

/** A history that holds nothing, of an ensemble that has committed nothing. */
export function startOfHistory(): Knot {
  return new Trunk().start;
}

/** The history with `zxid` behind `knot`. A txn that it already holds (a replay) changes nothing. */
export function knotAfter(knot: Knot, zxid: Zxid): Knot {
  if (zxid <= knot.zxid) return knot;
  for (const known of knot.next) if (known.zxid === zxid) return known;
  const known = knot.committed ? knot.trunk.after(knot) : null;
  if (known?.zxid === zxid) return known;
  const next = newKnot(zxid, knot, knot.trunk);
  knot.next.push(next);
  return next;
}

function newKnot(zxid: Zxid, before: Knot | null, trunk: Trunk): Knot {
  const length = before === null ? 0 : before.length + 1;
  return { zxid, length, before, committed: false, digest: null, next: [], trunk };
}

/** The part of a history that goes up to `zxid`. */
export function upTo(knot: Knot, zxid: Zxid): Knot {
  let at = knot;
  while (at.zxid > zxid) {
    if (at.before === null || at.committed) return at.trunk.upTo(zxid);
    at = at.before;
  }
  return at;
}

/** The history without its last txn; null at the start. */
export function previous(knot: Knot): Knot | null {
  return knot.before ?? (knot.length === 0 ? null : upTo(knot, knot.zxid - 1));
}

export function isPrefix(prefix: Knot, of: Knot): boolean {
  if (prefix === of) return true;
  let at = of;
  while (!at.committed && at.length > prefix.length && at.before !== null) at = at.before;
  // Committed knots are one strand: the shorter is a prefix of the longer, however long ago it was let go.
  if (prefix.committed && at.committed) return prefix.length <= at.length;
  return at === prefix;
}

/** The newest part of a history whose txns are all of epochs below `epoch`. */
export function beforeEpoch(knot: Knot, epoch: number): Knot {
  return epochOf(knot.zxid) < epoch ? knot : upTo(knot, makeZxid(epoch, 0) - 1);
}

/** For sentences: `1.7`, or `the start`. */
export function knotText(knot: Knot): string {
  return knot.length === 0 ? 'the start' : shortZxid(knot.zxid);
}
