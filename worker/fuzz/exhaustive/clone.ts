// A copy of an object and of everything it reaches that may change: of the checker, before a search tries something else.
// Called by explore.ts.

/** Txns, configurations and packets are never changed once they are made: a copy shares them. */
function isShared(value: object): boolean {
  return ('zxid' in value && 'body' in value) || 'members' in value || 'txn' in value;
}

export function clone<T extends object>(value: T): T {
  return copy(value, new Map<object, object>());
}

function copy<T>(value: T, known: Map<object, object>): T {
  if (typeof value !== 'object' || value === null || isShared(value)) return value;
  const before = known.get(value);
  // The same object, wherever it is met again: histories are strands that share their knots.
  return (before ?? copyOnce(value, known)) as T;
}

function copyOnce(value: object, known: Map<object, object>): object {
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    known.set(value, list);
    for (const item of value) list.push(copy(item, known));
    return list;
  }
  if (value instanceof Map) {
    const map = new Map<unknown, unknown>();
    known.set(value, map);
    for (const [key, item] of value) map.set(key, copy(item, known));
    return map;
  }
  if (value instanceof Set) {
    const set = new Set<unknown>(value);
    known.set(value, set);
    return set;
  }
  const object = Object.create(Object.getPrototypeOf(value) as object | null) as {
    [name: string]: unknown;
  };
  known.set(value, object);
  for (const [name, item] of Object.entries(value)) object[name] = copy(item, known);
  return object;
}
