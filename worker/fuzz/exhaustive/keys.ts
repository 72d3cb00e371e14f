// Hashes of plain data, 64 bits in two lanes: what two states of a search are compared by. Called by the files beside this one.
// The mixing is that of worker/base/draw.ts; equal data with its fields in another order has another key.

/** Two lanes of 32 bits, unsigned. */
export interface Key {
  readonly a: number;
  readonly b: number;
}

export class Hasher {
  private a = 0x2545f491;
  private b = 0x6a09e667;

  number(value: number): this {
    const high = Math.floor(value / 2 ** 32);
    this.word((value - high * 2 ** 32) | 0);
    return high === 0 ? this : this.word(high | 0);
  }

  text(value: string): this {
    let { a, b } = this;
    for (let at = 0; at < value.length; at += 1) {
      const code = value.charCodeAt(at);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b, 0x9e3779b1) + code;
      b ^= b >>> 15;
    }
    this.a = a;
    this.b = b;
    return this.word(value.length);
  }

  key({ a, b }: Key): this {
    return this.word(a).word(b);
  }

  /** Plain data of any depth; a field that is undefined counts as one that is not there. */
  value(value: unknown): this {
    if (typeof value === 'number') return this.word(1).number(value);
    if (typeof value === 'string') return this.word(2).text(value);
    if (typeof value === 'boolean') return this.word(value ? 3 : 4);
    if (typeof value !== 'object' || value === null) return this.word(5);
    if (Array.isArray(value)) {
      this.word(6).word(value.length);
      for (const item of value) this.value(item);
      return this;
    }
    this.word(7);
    for (const [name, item] of Object.entries(value)) {
      if (item !== undefined) this.text(name).value(item);
    }
    return this.word(8);
  }

  end(): Key {
    return { a: mix(this.a ^ (this.b >>> 7)), b: mix(this.b + 0x7f4a7c15) };
  }

  private word(value: number): this {
    this.a = mix(this.a ^ Math.imul(value, 0x9e3779b1));
    this.b = mix(Math.imul(this.b, 0x85ebca6b) + value);
    return this;
  }
}

/** For a Map: 53 bits of a key, which is enough for the few that are kept at a time. */
export function shortKey({ a, b }: Key): number {
  return a * 2 ** 21 + (b >>> 11);
}

export function keyOf(value: unknown): Key {
  return new Hasher().value(value).end();
}

function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}
