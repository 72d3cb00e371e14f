// One entry of the trace: who announced which fact, and when. The order of a trace is the order of the
// keys of the inputs that caused the facts, then of the facts of one step (determinism.md 3).
import type { Micros, Participant } from '../base/units.ts';
import type { ClientFact } from '../client/facts.ts';
import type { ServerFact } from '../server/facts.ts';
import type { WorldFact } from '../world/facts.ts';

export type Fact = ServerFact | ClientFact | WorldFact;
export type FactType = Fact['type'];

export interface TraceEvent {
  readonly at: Micros;
  readonly who: Participant;
  readonly fact: Fact;
}
