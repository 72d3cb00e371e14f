// What every pure room stands on when a rule of its own is broken: an invariant that fails ends
// that server with the fact `crashed` (determinism.md 20); it is never caught to carry on.

export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}

/** Throws `BrokenInvariant` with `sentence` unless `condition` holds. On in production too. */
export function assert(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new BrokenInvariant(sentence);
}

/** For the end of an exhaustive `switch`: the compiler proves it is never reached. */
export function unreachable(value: never): never {
  throw new BrokenInvariant(`A case nobody thought of: ${JSON.stringify(value)}`);
}

/** `value`, asserted to be there. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new BrokenInvariant(`${what} is missing`);
  return value;
}
