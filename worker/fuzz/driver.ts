// Plays a run and makes up its actions on the way: it goes on until something has been announced, and acts then. What
// comes out is a recording like any other. Used by the museum's scripts, the golden conversations and ambush.ts.
import { assert } from '../base/assert.ts';
import type { Micros, Participant, ServerId } from '../base/units.ts';
import type { WorldEvent } from '../world/facts.ts';
import type { Machines } from '../world/machines.ts';
import type { ActionDraft, Recording } from '../world/recording.ts';
import { Simulator } from '../world/simulator.ts';

export type Wanted = (event: WorldEvent) => boolean;

export class Driver {
  readonly simulator: Simulator;
  private wanted: Wanted | null = null;
  private found: WorldEvent | null = null;

  /**
   * Plays `recording`, to which the actions made up on the way are added. `listen` hears every event first.
   * Hashing the trace costs more than playing it: `hash` false leaves that out.
   */
  constructor(
    recording: Recording,
    machines: Machines,
    listen?: (event: WorldEvent) => void,
    hash = true,
  ) {
    this.simulator = new Simulator(recording, {
      machines,
      hash,
      listen: (event) => {
        listen?.(event);
        if (this.found === null && this.wanted?.(event) === true) this.found = event;
      },
    });
  }

  get now(): Micros {
    return this.simulator.now;
  }

  /** Acts now: before every input of this moment. Actions of one moment keep their order. */
  act(...drafts: readonly ActionDraft[]): void {
    for (const draft of drafts) this.simulator.act(draft);
  }

  run(length: Micros): void {
    this.simulator.runTo(this.now + length);
  }

  /**
   * Goes on to the end of the microsecond in which `wanted` is announced, at most `limit` from now, and returns the
   * event. What is announced later in that microsecond has happened too.
   */
  until(what: string, wanted: Wanted, limit: Micros = 60_000_000): WorldEvent {
    const event = this.seek(wanted, this.now + limit);
    assert(event !== null, `${what} did not happen within ${limit} microseconds`);
    return event;
  }

  /** As `until`, up to the time `end`; null if it does not happen before that. */
  seek(wanted: Wanted, end: Micros): WorldEvent | null {
    this.wanted = wanted;
    this.found = null;
    while (this.found === null && this.simulator.step(end));
    this.wanted = null;
    // An action comes before every input of its time: never into a microsecond that has begun.
    this.simulator.runTo(this.found === null ? end : this.now + 1);
    return this.found;
  }

  /** The recording so far, with the hash of its trace. */
  recording(): Recording {
    return this.simulator.recording();
  }
}

type FactOf<T extends string> = Extract<WorldEvent['fact'], { readonly type: T }>;

/** A fact of one type, by one participant where `who` is not null, that `holds`. */
export function fact<T extends WorldEvent['fact']['type']>(
  who: Participant | null,
  type: T,
  holds: (fact: FactOf<T>) => boolean = () => true,
): Wanted {
  return (event) =>
    (who === null || event.who === who) &&
    event.fact.type === type &&
    holds(event.fact as FactOf<T>);
}

/** `from` puts a packet of this type on its way to `to`. */
export function sends(from: ServerId, to: ServerId, packet: string): Wanted {
  return fact(from, 'sent', (sent) => sent.to === to && sent.packet.type === packet);
}
