// The digest of the replicated state: a sum of one 64-bit hash per znode and per session, kept up to date with every
// change, so that it costs the same in a tree of ten nodes and of a hundred thousand, and does not depend on the order
// in which the state came about. Two lanes of 32 bits, since no lane may leave what a number holds exactly.
// Source of the idea: DigestCalculator and AdHash in ZooKeeper; the hash itself is our own.

export interface Hash {
  readonly a: number;
  readonly b: number;
}

export const NO_HASH: Hash = { a: 0, b: 0 };

const SEED_A = 0x2545f491;
const SEED_B = 0x6a09e667;

function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}

/** Of a text; null is told apart from ''. */
export function hashText(text: string | null): Hash {
  if (text === null) return { a: mix(SEED_A), b: mix(SEED_B) };
  let a = SEED_A;
  let b = SEED_B;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b, 0x9e3779b1) + code;
    b ^= b >>> 15;
  }
  return { a: mix(a ^ text.length), b: mix(b + text.length + 1) };
}

/** Of hashes and safe integers, in this order. */
export function hashAll(hashes: readonly Hash[], numbers: readonly number[]): Hash {
  let a = SEED_A;
  let b = SEED_B;
  for (const hash of hashes) {
    a = mix(Math.imul(a, 31) + hash.a);
    b = mix(Math.imul(b, 37) + hash.b);
  }
  for (const number of numbers) {
    const high = Math.floor(number / 2 ** 32);
    const low = number - high * 2 ** 32;
    a = mix(Math.imul(a, 31) + low + Math.imul(high, 0x27d4eb2f));
    b = mix(Math.imul(b, 37) + low + Math.imul(high, 0x165667b1));
  }
  return { a, b };
}

/** A sum of hashes that things may enter and leave in any order. */
export class HashSum {
  private a = 0;
  private b = 0;

  add(hash: Hash): void {
    this.a = (this.a + hash.a) >>> 0;
    this.b = (this.b + hash.b) >>> 0;
  }

  subtract(hash: Hash): void {
    this.a = (this.a - hash.a) >>> 0;
    this.b = (this.b - hash.b) >>> 0;
  }

  /** This sum and another's, as 16 hexadecimal digits. */
  textWith(other: HashSum): string {
    return hex((this.a + other.a) >>> 0) + hex((this.b + other.b) >>> 0);
  }
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
