// The order in which Java's HashSet, HashMap and ConcurrentHashMap hand out texts: what a client of the real server sees of children,
// ephemerals and watches. Here it follows from the set alone, so that it is the same however the set came about.
// Source: String.hashCode, java.util.HashMap (hash, resize, tableSizeFor).

/**
 * The texts by their place in a table that began with `capacity` places (a power of two) and doubled when it was three
 * quarters full. Differs: in one place they are in code-unit order, in Java in the order of their coming; and a table
 * that was larger once has shrunk.
 */
export function hashOrder(texts: Iterable<string>, capacity: number): string[] {
  const all = [...texts];
  const size = capacityFor(all.length, capacity);
  return all
    .map((text) => ({ text, place: placeOf(text, size) }))
    .sort((a, b) => a.place - b.place || (a.text < b.text ? -1 : 1))
    .map(({ text }) => text);
}

/**
 * The keys, given in the order of their coming, as a ConcurrentHashMap (Properties is one) lists them: it begins with 16
 * places and doubles when three quarters are full; within a place as they came.
 * Differs: growing turns some places around, in Java.
 */
export function concurrentOrder(keys: Iterable<string>): string[] {
  const all = [...keys];
  let size = 16;
  while (all.length >= size * 0.75) size *= 2;
  return all
    .map((key, at) => ({ key, at, place: placeOf(key, size) }))
    .sort((a, b) => a.place - b.place || a.at - b.at)
    .map(({ key }) => key);
}

/** The places of a table that began with `capacity` of them and took `count` keys one by one. */
export function capacityFor(count: number, capacity = 16): number {
  let size = capacity;
  while (count > size * 0.75) size *= 2;
  return size;
}

/** The capacity of a table that is made for `count` texts at once, as a copy of a set is. */
export function capacityOfCopy(count: number): number {
  let size = 1;
  while (size < Math.floor(count / 0.75 + 1)) size *= 2;
  return size;
}

/** String.hashCode with its upper half folded into the lower, as Java's hash tables use it; `size` is a power of two. */
function placeOf(text: string, size: number): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1)
    hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return ((hash ^ (hash >>> 16)) & (size - 1)) >>> 0;
}
