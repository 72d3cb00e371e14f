// The only source of chance: a pure function of a key, never a stream whose state depends on the
// order of execution (determinism.md 5). Integer arithmetic only.
// Source of the mixing: the 32-bit finalizer of MurmurHash3 (public domain), applied per key part.

function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function absorb(hash: number, part: number): number {
  // Parts above 32 bits (virtual times) are folded high word first.
  const high = Math.floor(part / 2 ** 32);
  const once = mix((hash ^ Math.imul((part % 2 ** 32) | 0, 0x9e3779b1)) + 0x7f4a7c15);
  return high === 0 ? once : mix(once ^ Math.imul(high | 0, 0x27d4eb2f));
}

function absorbText(hash: number, text: string): number {
  let h = hash;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h ^ text.length);
}

/** One part of a key: a purpose in words, or an integer of at most 53 bits. */
export type KeyPart = number | string;

/** 32 uniform bits that depend on nothing but the key. */
export function drawBits(...key: readonly KeyPart[]): number {
  let hash = 0x2545f491;
  for (const part of key)
    hash = typeof part === 'number' ? absorb(hash, part) : absorbText(hash, part);
  return mix(hash);
}

/** A uniform integer in [low, high], both included; high - low below 2^32. */
export function drawInteger(low: number, high: number, ...key: readonly KeyPart[]): number {
  if (high <= low) return low;
  // The product of 32 bits and a range below 2^21 is exact; larger ranges take the remainder, whose bias is below 2^-11.
  const range = high - low + 1;
  const bits = drawBits(...key);
  return low + (range <= 2 ** 21 ? Math.floor((bits * range) / 2 ** 32) : bits % range);
}

/** The part of a key that many draws share, absorbed once: `drawIntegerAfter(a, b, keyPrefix(...k), n)` is `drawInteger(a, b, ...k, n)`. */
export function keyPrefix(...key: readonly KeyPart[]): number {
  let hash = 0x2545f491;
  for (const part of key)
    hash = typeof part === 'number' ? absorb(hash, part) : absorbText(hash, part);
  return hash;
}

/** A uniform integer in [low, high] by a key that ends with the integer `last`; high - low below 2^32. */
export function drawIntegerAfter(low: number, high: number, prefix: number, last: number): number {
  if (high <= low) return low;
  const range = high - low + 1;
  const bits = mix(absorb(prefix, last));
  return low + (range <= 2 ** 21 ? Math.floor((bits * range) / 2 ** 32) : bits % range);
}
