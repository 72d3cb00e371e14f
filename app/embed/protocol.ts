// What an embedding page may say to the frame, checked field by field, and what the frame says back (interface.md,
// "Embedding"; correctness.md W7 to W9). Pure; called by api.ts. Anything else is not understood and not answered.
import * as v from 'valibot';

const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 52));
const node = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(32));
const end = v.union([node, name]);
const id = v.union([v.pipe(v.string(), v.maxLength(64)), v.pipe(v.number(), v.finite())]);
const common = { zab: v.literal(1), id };

/** The words of `fault` are those of a recording's actions (determinism.md 24). */
export const faultNames = [
  ...['kill', 'restart', 'partition', 'heal', 'healAll', 'cut', 'join', 'slow', 'reset'],
  ...['pause', 'resume', 'disk', 'clock'],
] as const;

export const requestSchema = v.variant('do', [
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

export type Request = v.InferOutput<typeof requestSchema>;

export type Reply = { readonly zab: 1; readonly re: string | number } & (
  | { readonly ok: true; readonly out?: readonly string[] }
  | { readonly ok: false; readonly error: string }
);

export type Telling =
  | { readonly zab: 1; readonly do: 'ready' }
  | { readonly zab: 1; readonly do: 'resize'; readonly width: number; readonly height: number }
  | {
      readonly zab: 1;
      readonly do: 'fact';
      readonly at: number;
      readonly who: number;
      readonly fact: unknown;
    }
  | { readonly zab: 1; readonly do: 'error'; readonly error: string };

const SIZE_MAX = 64_000;
const DEPTH_MAX = 8;

/** The request in a message's data; null for whatever is not one. */
export function readRequest(data: unknown): Request | null {
  if (!isPlain(data, DEPTH_MAX)) return null;
  const parsed = v.safeParse(requestSchema, data);
  if (!parsed.success) return null;
  return JSON.stringify(parsed.output).length <= SIZE_MAX ? parsed.output : null;
}

/** Plain data of a bounded depth: no cycles, nothing that JSON could not say. */
function isPlain(value: unknown, depth: number): boolean {
  if (value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value))
    return true;
  if (typeof value !== 'object' || depth === 0) return false;
  if (Array.isArray(value))
    return value.length <= 20_000 && value.every((item) => isPlain(item, depth - 1));
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto !== Object.prototype && proto !== null) return false;
  return Object.values(value).every((item) => isPlain(item, depth - 1));
}
