// One fact as a line of text: what `npm run sim` prints and golden conversations hold. Every fact has a text, pings too;
// who wants fewer lines filters by type. Stable: the words here are part of the golden files.
import { CLIENT_BASE, WORLD, type Micros, type Participant } from '../base/units.ts';
import type { TraceEvent } from './event.ts';
import { factText } from './fact-text.ts';

/** `12.345678s  node 2    proposed 1.1 create /app to 1,3`. `names` are the clients', in the recording's order. */
export function eventText(event: TraceEvent, names: readonly string[]): string {
  const { at, who, fact } = event;
  return `${timeText(at)}  ${participantText(who, names).padEnd(8)}  ${factText(fact, (other) => participantText(other, names))}`;
}

/** Seconds with all six digits of the microseconds. */
export function timeText(at: Micros): string {
  const seconds = Math.floor(at / 1_000_000);
  return `${String(seconds).padStart(4)}.${String(at % 1_000_000).padStart(6, '0')}s`;
}

export function participantText(who: Participant, names: readonly string[]): string {
  if (who === WORLD) return 'world';
  if (who === CLIENT_BASE) return 'words';
  if (who < CLIENT_BASE) return `node ${who}`;
  return `client ${names[who - CLIENT_BASE - 1] ?? who - CLIENT_BASE}`;
}
