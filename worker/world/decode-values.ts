// Readers of foreign JSON values: each returns what it was asked for or throws `Refusal` with a sentence. They copy field
// by field and look at own properties only, so that no name (`__proto__`, `constructor`) can reach a prototype.
// Called by decode.ts and what it is made of. Source: correctness.md W16, W17.

/** Why a foreign value is not taken, as a sentence for people. Caught in decode.ts; never leaves this room. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** 1 MB, counted in UTF-16 units. */
export const LONGEST_STRING = 1_048_576;

export type Fields = ReadonlyMap<string, unknown>;

/** The fields of a plain object, none but `allowed`. `what` names it in the sentence. */
export function fieldsOf(value: unknown, what: string, allowed: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal(`${what} is not an object.`);
  const fields = new Map<string, unknown>();
  for (const name of Object.keys(value)) {
    if (!allowed.includes(name))
      throw new Refusal(`${what} has a field "${short(name)}" that is not known.`);
    fields.set(name, (value as Readonly<Record<string, unknown>>)[name]);
  }
  return fields;
}

export function listOf(value: unknown, what: string, most: number): readonly unknown[] {
  if (!Array.isArray(value)) throw new Refusal(`${what} is not a list.`);
  if (value.length > most)
    throw new Refusal(`${what} has ${value.length} entries; ${most} are the most.`);
  return value as readonly unknown[];
}

/** An integer in [low, high], both included. */
export function integerOf(value: unknown, what: string, low: number, high: number): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < low || value > high)
    throw new Refusal(`${what} is ${shown(value)}, not a whole number from ${low} to ${high}.`);
  // -0 is not plain data.
  return value === 0 ? 0 : value;
}

/** Any number in [low, high]. */
export function numberOf(value: unknown, what: string, low: number, high: number): number {
  if (typeof value !== 'number' || !(value >= low && value <= high))
    throw new Refusal(`${what} is ${shown(value)}, not a number from ${low} to ${high}.`);
  return value === 0 ? 0 : value;
}

export function stringOf(value: unknown, what: string, most = LONGEST_STRING): string {
  if (typeof value !== 'string') throw new Refusal(`${what} is ${shown(value)}, not a text.`);
  if (value.length > most)
    throw new Refusal(`${what} is too long: ${value.length} characters of at most ${most}.`);
  return value;
}

export function booleanOf(value: unknown, what: string): boolean {
  if (typeof value !== 'boolean')
    throw new Refusal(`${what} is ${shown(value)}, not true or false.`);
  return value;
}

/** One of a list of words. */
export function wordOf<const W extends string>(
  value: unknown,
  what: string,
  words: readonly W[],
): W {
  const word = words.find((each) => each === value);
  if (word === undefined) throw new Refusal(`${what} is ${shown(value)}, which is not known.`);
  return word;
}

/** A value as a sentence can hold it. */
function shown(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `"${short(value)}"`;
    case 'number':
    case 'boolean':
      return String(value);
    case 'undefined':
      return 'missing';
    default:
      return value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object';
  }
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
