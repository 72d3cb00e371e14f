// A recorded case of the real ZooKeeper: one fresh ensemble, steps, and what was printed. Read and checked by
// worker/host/cli/conformance.ts. What a case is: worker/client/conformance/README.md.
import * as v from 'valibot';

const lines = v.array(v.string());
const indexes = v.array(v.pipe(v.number(), v.integer(), v.minValue(0)));
const truth = v.literal(true);

const stepSchema = v.strictObject({
  client: v.optional(v.string()),
  server: v.optional(v.string()),
  open: v.optional(truth),
  args: v.optional(lines),
  do: v.optional(v.string()),
  events: v.optional(lines),
  prompt: v.optional(v.string()),
  api: v.optional(v.record(v.string(), v.unknown())),
  result: v.optional(v.unknown()),
  close: v.optional(truth),
  kill: v.optional(truth),
  expire: v.optional(truth),
  '4lw': v.optional(v.string()),
  stop: v.optional(truth),
  start: v.optional(truth),
  wait: v.optional(v.pipe(v.number(), v.minValue(0))),
  out: v.optional(v.nullable(lines)),
  err: v.optional(indexes),
  noeol: v.optional(truth),
  exit: v.optional(v.number()),
  anyOrder: v.optional(truth),
  anyOf: v.optional(v.array(lines)),
});

const caseSchema = v.strictObject({
  name: v.string(),
  area: v.string(),
  about: v.string(),
  ensemble: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9)),
  observers: v.optional(lines),
  config: v.optional(v.record(v.string(), v.string())),
  leader: v.string(),
  steps: v.array(stepSchema),
});

export type Case = v.InferOutput<typeof caseSchema>;
export type Step = v.InferOutput<typeof stepSchema>;

/** The case, or a sentence about what is wrong with the file. */
export function readCase(text: string): Case | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return `This is no JSON: ${String(error)}`;
  }
  const result = v.safeParse(caseSchema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  return `${v.getDotPath(issue) ?? 'The file'}: ${issue.message}`;
}

/** The number of `s3`; 0 for what is no server. */
export function sidOf(server: string | undefined): number {
  return server !== undefined && /^s[1-9]$/.test(server) ? Number(server.slice(1)) : 0;
}
