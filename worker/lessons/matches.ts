// Whether a fact is one that a lesson names. Called by claims.ts.
import { CLIENT_BASE, type Participant } from '../base/units.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { RunShape } from '../trace/run-shape.ts';
import { agree, type Bindings, type NumberOf } from './fields.ts';
import type { Match } from './lesson.ts';

/** Clients are numbered in the order of the recording (worker/world/roster.ts). */
export function numbering(shape: Pick<RunShape, 'clients'>): NumberOf {
  return (name) => {
    const index = shape.clients.indexOf(name);
    return index < 0 ? undefined : CLIENT_BASE + 1 + index;
  };
}

/** The bindings after this fact; null when it is not the one. */
export function fits(
  match: Match,
  event: TraceEvent,
  bindings: Bindings,
  numberOf: NumberOf,
): Bindings | null {
  if (event.fact.type !== match.fact) return null;
  if (match.by !== undefined && participant(match.by, numberOf) !== event.who) return null;
  return match.has === undefined ? bindings : agree(match.has, event.fact, bindings, numberOf);
}

function participant(by: number | string, numberOf: NumberOf): Participant | undefined {
  return typeof by === 'number' ? by : numberOf(by);
}
