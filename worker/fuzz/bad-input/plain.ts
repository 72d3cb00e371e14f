// Whether a value is plain JSON data: what every fact must be, since facts cross to the page, into links and into files.
// Used by rig.ts and run.ts. Source: style.md 10.

/** Where the first thing is that JSON would lose or change, with what it is; null for plain data. */
export function firstUnplain(value: unknown, path = ''): string | null {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return null;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? null : `${path} is ${String(value)}`;
    case 'object':
      return value === null ? null : unplainObject(value, path);
    default:
      return `${path} is of type ${typeof value}`;
  }
}

function unplainObject(value: object, path: string): string | null {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) {
      const fault = firstUnplain(value[i], `${path}[${i}]`);
      if (fault !== null) return fault;
    }
    return null;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return `${path} is an object of a class`;
  for (const [key, item] of Object.entries(value)) {
    const fault = firstUnplain(item, `${path}.${key}`);
    if (fault !== null) return fault;
  }
  return null;
}
