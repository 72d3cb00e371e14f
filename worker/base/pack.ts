// Turns a state object with Map and Set in it into plain JSON data and back, for `capture` and `restore`.
// A Map becomes {"#map": [[k, v], …]}, a Set {"#set": […]}, both in insertion order. Fields that are undefined are left out.
// Class instances are not packed: they hold one plain state field.
import { assert } from './assert.ts';

export type Packed =
  null | boolean | number | string | readonly Packed[] | { readonly [key: string]: Packed };

export function pack(value: unknown): Packed {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') {
    assert(Number.isFinite(value), 'Only finite numbers can be packed');
    return value;
  }
  if (Array.isArray(value)) return value.map(pack);
  if (value instanceof Map)
    return { '#map': [...value].map(([key, item]) => [pack(key), pack(item)]) };
  if (value instanceof Set) return { '#set': [...value].map(pack) };
  assert(typeof value === 'object', `A ${typeof value} cannot be packed`);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, pack(item)]),
  );
}

/** The inverse of `pack`; the caller knows the type. A key `#map` or `#set` is always a mark: state objects have no such field. */
export function unpack(value: Packed): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(unpack);
  const entries = value as { readonly [key: string]: Packed };
  const map = entries['#map'];
  if (Array.isArray(map))
    return new Map(
      (map as readonly (readonly [Packed, Packed])[]).map(([key, item]) => [
        unpack(key),
        unpack(item),
      ]),
    );
  const set = entries['#set'];
  if (Array.isArray(set)) return new Set((set as readonly Packed[]).map(unpack));
  return Object.fromEntries(Object.entries(entries).map(([key, item]) => [key, unpack(item)]));
}
