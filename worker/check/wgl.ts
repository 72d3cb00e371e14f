// A linearizability check that looks at invocations and answers only, not at zxids: the search of Wing, Gong and Lowe, for one
// register with versions. It guards against the witness itself being wrong (a server that lies about its zxid).
// For small histories in tests: at most 200 operations. Source: correctness.md 3.3.

/** A register as one znode's data: `set` with the version it expects (-1 for any) answers the new version, or null if it failed. */
export type RegisterOp =
  | {
      readonly kind: 'set';
      readonly value: string;
      readonly expected: number;
      readonly version: number | null;
    }
  | { readonly kind: 'get'; readonly value: string; readonly version: number };

export interface RegisterCall {
  readonly from: number;
  /** Infinity: the outcome is unknown, it may have taken effect at any time or never. */
  readonly to: number;
  readonly op: RegisterOp;
}

interface Register {
  readonly value: string;
  readonly version: number;
}

/** Whether some order of the calls that respects real time explains every answer. */
export function isLinearizable(calls: readonly RegisterCall[], initial: Register): boolean {
  const seen = new Set<string>();
  const search = (done: ReadonlySet<number>, state: Register): boolean => {
    const left = calls.map((_, index) => index).filter((index) => !done.has(index));
    const known = left.filter((index) => callAt(calls, index).to !== Infinity);
    if (known.length === 0) return true;
    const key = `${[...done].sort((a, b) => a - b).join()}/${state.value}/${state.version}`;
    if (seen.has(key)) return false;
    seen.add(key);
    // A call may be next if no other one has ended before it began.
    const firstEnd = Math.min(...known.map((index) => callAt(calls, index).to));
    return left.some((index) => {
      const call = callAt(calls, index);
      if (call.from > firstEnd) return false;
      const next = apply(call, state);
      return next !== null && search(new Set([...done, index]), next);
    });
  };
  return search(new Set(), initial);
}

function callAt(calls: readonly RegisterCall[], index: number): RegisterCall {
  const call = calls[index];
  if (call === undefined) throw new RangeError(`No call ${index}`);
  return call;
}

/** The state after the call; null if its answer does not fit the state before. */
function apply({ op, to }: RegisterCall, state: Register): Register | null {
  if (op.kind === 'get')
    return op.value === state.value && op.version === state.version ? state : null;
  const fits = op.expected === -1 || op.expected === state.version;
  const after = { value: op.value, version: state.version + 1 };
  if (to === Infinity) return fits ? after : state;
  if (op.version === null) return fits ? null : state;
  return fits && op.version === after.version ? after : null;
}
