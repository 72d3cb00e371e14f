// Someone who acts by himself while a run goes on: the autopilot, or a preset that waits for its moment. He decides from
// facts and from draws keyed by the seed alone, so what he does is an action of the recording like any other, and one seed
// and one moment of beginning give one course. Driven by worker/host/session.ts.
import type { Micros } from '../base/units.ts';
import type { ActionDraft } from './recording.ts';

export type PilotName = 'autopilot' | 'leaderDies' | 'orphanTrunc' | 'orphanSnap';

export interface Pilot {
  readonly name: PilotName;
  /** When he acts next; Infinity while he waits for something to be announced. */
  readonly at: Micros;
  /** What he is about, a key of the page's words; `done` and `gaveUp` end him. */
  readonly doing: string;
  /** Acts at `now`, when `at` has come or when something may have been announced. Every fact before `now` has been. */
  act(now: Micros): readonly ActionDraft[];
}

export function isOver(pilot: Pilot): boolean {
  return pilot.doing === 'done' || pilot.doing === 'gaveUp';
}
