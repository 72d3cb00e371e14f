// The states that a search has seen, by their keys: a hash table in typed arrays, 8 bytes a place, which grows by doubling.
// Called by explore.ts.
import type { Key } from './keys.ts';

/** A table is rebuilt when it is this full. */
const FULL = 0.7;

export class Visited {
  size = 0;
  private places: number;
  private a: Uint32Array;
  private b: Uint32Array;

  constructor(places = 2 ** 12) {
    this.places = places;
    this.a = new Uint32Array(places);
    this.b = new Uint32Array(places);
  }

  /** True if the key was not there before. */
  add(key: Key): boolean {
    if (this.size >= this.places * FULL) this.grow();
    if (!this.put(key.a, lane(key.b))) return false;
    this.size += 1;
    return true;
  }

  private put(a: number, b: number): boolean {
    const mask = this.places - 1;
    let at = (a ^ Math.imul(b, 0x9e3779b1)) & mask;
    while (this.b[at] !== 0) {
      if (this.a[at] === a && this.b[at] === b) return false;
      at = (at + 1) & mask;
    }
    this.a[at] = a;
    this.b[at] = b;
    return true;
  }

  private grow(): void {
    const { a, b } = this;
    this.places *= 2;
    this.a = new Uint32Array(this.places);
    this.b = new Uint32Array(this.places);
    for (let at = 0; at < a.length; at += 1) {
      const lower = b[at] ?? 0;
      if (lower !== 0) this.put(a[at] ?? 0, lower);
    }
  }
}

/** 0 marks an empty place. */
function lane(b: number): number {
  return b === 0 ? 1 : b;
}
