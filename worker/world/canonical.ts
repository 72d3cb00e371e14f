// Actions with their fields in one fixed order, so that the fact `action` has the same text however the action was made:
// typed in a page, decoded from a link, drawn by the fuzzer (determinism.md 3). Called by cast.ts and decode.ts.
import type { Action, ActionDraft } from './recording.ts';

const order = ['at', 'do', 'node', 'from', 'to', 'client', 'line', 'value', 'after'] as const;

/** A copy of the draft, stamped, its fields in the order of determinism.md 24. */
export function stampedAction(draft: ActionDraft, at: number): Action {
  const given = new Map<string, unknown>(Object.entries({ ...draft, at }));
  const fields: [string, unknown][] = [];
  for (const name of order) {
    const value = given.get(name);
    if (value !== undefined) fields.push([name, name === 'value' ? orderedValue(value) : value]);
  }
  // The same fields with the same values: only their order is new.
  const ordered: object = Object.fromEntries(fields);
  return ordered as Action;
}

function orderedValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { rate, skewMs } = value as { readonly rate?: number; readonly skewMs?: number };
  return { ...(rate === undefined ? {} : { rate }), ...(skewMs === undefined ? {} : { skewMs }) };
}
