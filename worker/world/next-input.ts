// What is due first among the participants of a run, by (time, participant). Called by director.ts; cast.ts and the simulator
// ask by it whether a crash strikes before.
import { WORLD, type Micros, type Participant } from '../base/units.ts';
import type { ParticipantHost } from './participant.ts';
import type { StationRecord } from './station-record.ts';

/** The first input of all by (time, participant), and how many inputs its participant had at the last time it had any. */
export interface NextInput {
  readonly at: Micros;
  readonly who: Participant;
  readonly last: { readonly at: Micros; readonly count: number };
}

/** What `last` and `who` are where an action comes first. */
export const nobody = { who: WORLD, last: { at: -1, count: 0 } };

/** Null when nothing is due. Stations and clients ascending by participant. */
export function firstInput(
  stations: readonly StationRecord[],
  clients: readonly Pick<ParticipantHost, 'who' | 'due' | 'last'>[],
): NextInput | null {
  let first: NextInput | null = null;
  for (const station of stations) {
    const at = station.dueAt();
    if (at < (first?.at ?? Infinity)) first = { at, who: station.sid, last: station.last };
  }
  for (const { who, due, last } of clients)
    if (due < (first?.at ?? Infinity)) first = { at: due, who, last };
  return first;
}
