// What an embedding page may say to the frame, checked field by field (interface.md, "Embedding"; correctness.md W7 to
// W9). Pure; called by api.ts. Anything else is not understood and not answered. The types are in types.ts.
import * as v from 'valibot';
import type { FaultName, Request } from './types.ts';

const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 52));
const node = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const end = v.union([node, name]);
const id = v.union([v.pipe(v.string(), v.maxLength(64)), v.pipe(v.number(), v.finite())]);
const common = { zab: v.literal(1), id };

/** The words of `fault` are those of a recording's actions (determinism.md 24). */
const faultNames: readonly FaultName[] = [
  ...(['kill', 'restart', 'partition', 'heal', 'healAll', 'cut', 'join', 'slow', 'reset'] as const),
  ...(['pause', 'resume', 'disk', 'clock'] as const),
];

const requestSchema = v.variant('do', [
  v.strictObject({ ...common, do: v.literal('play') }),
  v.strictObject({ ...common, do: v.literal('pause') }),
  v.strictObject({ ...common, do: v.literal('step') }),
  v.strictObject({ ...common, do: v.literal('seek'), at: time }),
  v.strictObject({
    ...common,
    do: v.literal('command'),
    client: name,
    line: v.pipe(v.string(), v.maxLength(10_000)),
  }),
  v.strictObject({
    ...common,
    do: v.literal('fault'),
    fault: v.picklist(faultNames),
    node: v.optional(node),
    from: v.optional(end),
    to: v.optional(end),
    value: v.optional(v.unknown()),
  }),
  v.strictObject({
    ...common,
    do: v.literal('load'),
    recording: v.optional(v.unknown()),
    scenario: v.optional(v.pipe(v.string(), v.maxLength(40))),
  }),
  v.strictObject({
    ...common,
    do: v.literal('subscribe'),
    types: v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(100)),
  }),
]);

/** All that can be asked of a frame: no word here reads storage, navigates, opens or writes markup. */
export const requestNames: readonly string[] = requestSchema.options.map(
  (option) => option.entries.do.literal,
);

/** Characters of all texts and names in a message together, as of its JSON. */
const SIZE_MAX = 64_000;
const DEPTH_MAX = 8;
const VALUES_MAX = 20_000;

/** The request in a message's data; null for whatever is not one. Never throws, and ends in time bounded by the limits above. */
export function readRequest(data: unknown): Request | null {
  if (!new Measure().isPlain(data, DEPTH_MAX)) return null;
  const parsed = v.safeParse(requestSchema, data);
  if (!parsed.success) return null;
  const request: Request = parsed.output;
  // The schema takes names that every object inherits (`constructor`) for fields it knows.
  if (Object.keys(data as object).length !== Object.keys(request).length) return null;
  if (request.do !== 'load') return request;
  return (request.recording === undefined) === (request.scenario === undefined) ? null : request;
}

/** Looks at plain data of a bounded depth and size: no cycles, nothing that JSON could not say. Stops where a bound is passed. */
class Measure {
  #size = 0;
  #values = 0;

  isPlain(value: unknown, depth: number): boolean {
    this.#values += 1;
    if (this.#values > VALUES_MAX) return false;
    switch (typeof value) {
      case 'string':
        return this.#fits(value);
      case 'number':
        this.#size += 8;
        return this.#size <= SIZE_MAX;
      case 'boolean':
      case 'undefined':
        return true;
      case 'object':
        return value === null || (depth > 0 && this.#isContainer(value, depth - 1));
      default:
        return false;
    }
  }

  #fits(text: string): boolean {
    this.#size += text.length;
    return this.#size <= SIZE_MAX;
  }

  #isContainer(value: object, depth: number): boolean {
    if (Array.isArray(value))
      return value.length <= VALUES_MAX && value.every((item) => this.isPlain(item, depth));
    const proto: unknown = Object.getPrototypeOf(value);
    if (proto !== Object.prototype && proto !== null) return false;
    for (const key in value) {
      if (!Object.hasOwn(value, key)) continue;
      if (!this.#fits(key) || !this.isPlain((value as Record<string, unknown>)[key], depth))
        return false;
    }
    return true;
  }
}
