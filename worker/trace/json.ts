// The trace as JSON, one event a line: what `npm run sim -- --json` prints and Export saves. The image of a loaded tree is
// left out, as in the trace hash: its digest stands for it.
import type { TraceEvent } from './event.ts';

export function eventJson(event: TraceEvent): string {
  const { at, who, fact } = event;
  if (fact.type !== 'loaded') return JSON.stringify({ at, who, fact });
  const { type, from, zxid, digest } = fact;
  return JSON.stringify({ at, who, fact: { type, from, zxid, digest } });
}

export function traceJson(events: readonly TraceEvent[]): string {
  return events.map((event) => `${eventJson(event)}\n`).join('');
}
