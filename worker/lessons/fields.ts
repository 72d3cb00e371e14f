// What a lesson expects of a value, as plain data: the value itself, or a test of it. Tests stand in objects whose one key
// begins with `$`. A string that begins with `?` is a variable: its first value binds it, later ones must be the same.
// Called by matches.ts and claims.ts.
import { shortZxid } from '../base/zxid.ts';

type Variable = `?${string}`;

interface Tests<V> {
  readonly $not?: V | null;
  readonly $oneOf?: readonly V[];
}
interface NumberTests extends Tests<number> {
  readonly $min?: number;
  readonly $max?: number;
}
interface TextTests extends Tests<string> {
  readonly $contains?: string;
}
interface ListTests<E> {
  /** One of its elements is like this. */
  readonly $includes?: Fields<E>;
  /** None of its elements is like this. */
  readonly $lacks?: Fields<E>;
  readonly $length?: number | NumberTests;
}

/** What may be expected of a value of type V: of an object some fields, of a list all elements in order. */
export type Fields<V> = V extends number
  ? // As text: a zxid as the page shows it (`1.3`), or a client's name where a participant's number is meant.
    number | string | NumberTests
  : V extends string
    ? V | Variable | TextTests
    : V extends boolean | null | undefined
      ? V
      : V extends readonly (infer E)[]
        ? readonly Fields<E>[] | ListTests<E>
        : V extends object
          ? { readonly [K in keyof V]?: Fields<V[K]> }
          : never;

/** Values of variables by their names. */
export type Bindings = ReadonlyMap<string, unknown>;
export const unbound: Bindings = new Map();

/** The number of a participant by a client's name; undefined where there is none. */
export type NumberOf = (name: string) => number | undefined;

/** The bindings after `actual` was found to be as `expected`; null when it is not. */
export function agree(
  expected: unknown,
  actual: unknown,
  bindings: Bindings,
  numberOf: NumberOf,
): Bindings | null {
  if (typeof expected === 'string') return agreeText(expected, actual, bindings, numberOf);
  if (typeof expected !== 'object' || expected === null)
    return expected === actual ? bindings : null;
  if (Array.isArray(expected)) return agreeList(expected, actual, bindings, numberOf);
  let found: Bindings | null = bindings;
  for (const [name, value] of Object.entries(expected)) {
    if (found === null) return null;
    found = name.startsWith('$')
      ? agreeTest(name, value, actual, found, numberOf)
      : agree(value, fieldOf(actual, name), found, numberOf);
  }
  return found;
}

function agreeText(
  expected: string,
  actual: unknown,
  bindings: Bindings,
  numberOf: NumberOf,
): Bindings | null {
  if (expected.startsWith('?')) {
    if (actual === undefined) return null;
    if (bindings.has(expected)) return bindings.get(expected) === actual ? bindings : null;
    return new Map([...bindings, [expected, actual]]);
  }
  if (typeof actual !== 'number') return expected === actual ? bindings : null;
  const same = /^\d+\.\d+$/.test(expected)
    ? shortZxid(actual) === expected
    : numberOf(expected) === actual;
  return same ? bindings : null;
}

function agreeList(
  expected: readonly unknown[],
  actual: unknown,
  bindings: Bindings,
  numberOf: NumberOf,
): Bindings | null {
  if (!Array.isArray(actual) || actual.length !== expected.length) return null;
  let found: Bindings | null = bindings;
  for (const [i, element] of expected.entries()) {
    if (found === null) return null;
    found = agree(element, actual[i], found, numberOf);
  }
  return found;
}

function agreeTest(
  name: string,
  value: unknown,
  actual: unknown,
  bindings: Bindings,
  numberOf: NumberOf,
): Bindings | null {
  const like = (expected: unknown, of: unknown) => agree(expected, of, bindings, numberOf);
  const pass = (holds: boolean) => (holds ? bindings : null);
  const elements: readonly unknown[] = Array.isArray(actual) ? actual : [];
  switch (name) {
    case '$not':
      return pass(actual !== undefined && like(value, actual) === null);
    case '$oneOf':
      return pass(Array.isArray(value) && value.some((one) => like(one, actual) !== null));
    case '$min':
      return pass(typeof actual === 'number' && typeof value === 'number' && actual >= value);
    case '$max':
      return pass(typeof actual === 'number' && typeof value === 'number' && actual <= value);
    case '$contains':
      return pass(
        typeof actual === 'string' && typeof value === 'string' && actual.includes(value),
      );
    case '$length':
      return Array.isArray(actual) ? like(value, actual.length) : null;
    case '$lacks':
      return pass(Array.isArray(actual) && elements.every((one) => like(value, one) === null));
    case '$includes':
      for (const one of elements) {
        const found = like(value, one);
        if (found !== null) return found;
      }
      return null;
    default:
      return null;
  }
}

function fieldOf(actual: unknown, name: string): unknown {
  if (typeof actual !== 'object' || actual === null || !Object.hasOwn(actual, name))
    return undefined;
  return new Map<string, unknown>(Object.entries(actual)).get(name);
}
