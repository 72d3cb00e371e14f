// Auto speed (determinism.md 22): how fast the displayed clock should run, judged by the packets in flight. Pacing only:
// nothing here can change a run. Called by pacing.ts with every fact as it is given to the page.
import { pack, unpack, type Packed } from '../base/pack.ts';
import type { Micros, Participant } from '../base/units.ts';
import { CLIENT_BASE, SECOND } from '../base/units.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { PacketShown } from '../world/facts.ts';
import type { Action, Ensemble } from '../world/recording.ts';

/** Wall time that one hop of usual latency takes on the page. */
const HOP_WALL: Micros = 800_000;
/** Quiet longer than this is passed over faster. */
const QUIET: Micros = 2 * SECOND;
const QUIET_RATE = 2;
/** More than this many in flight tell nothing new about the pace. */
const FLIGHTS_MAX = 256;

interface Flight {
  readonly arrives: Micros;
  readonly latency: Micros;
}

export class AutoSpeed {
  private readonly hop: Micros;
  private readonly usualMax: Micros;
  private flights: Flight[] = [];
  private quietSince: Micros = 0;
  private readonly cuts = new CutLinks();

  constructor(ensemble: Ensemble) {
    const [low, high] = ensemble.latencyMicros;
    this.hop = Math.max(1, (low + high) / 2);
    this.usualMax = Math.max(high, ensemble.clientLatencyMicros[1]);
  }

  capture(): Packed {
    const { flights, quietSince, cuts } = this;
    return pack({ flights, quietSince, cuts: cuts.capture() });
  }

  restore(state: Packed): void {
    const { flights, quietSince, cuts } = unpack(state) as {
      readonly flights: Flight[];
      readonly quietSince: Micros;
      readonly cuts: CutState;
    };
    this.flights = flights;
    this.quietSince = quietSince;
    this.cuts.restore(cuts);
  }

  /** Facts in trace order. */
  hear(events: readonly TraceEvent[]): void {
    for (const event of events) {
      const arrives = this.arrival(event);
      if (arrives === null || arrives <= event.at) continue;
      if (this.flights.length < FLIGHTS_MAX) {
        this.flights.push({ arrives, latency: arrives - event.at });
      }
      this.quietSince = Math.max(this.quietSince, arrives);
    }
  }

  /** Virtual time per wall time while the displayed clock stands at `clock`; `clock` never goes back. */
  rateAt(clock: Micros): number {
    if (this.flights.some((flight) => flight.arrives <= clock)) {
      this.flights = this.flights.filter((flight) => flight.arrives > clock);
    }
    if (this.flights.length === 0) return clock - this.quietSince > QUIET ? QUIET_RATE : 1;
    const quickest = this.flights.reduce(
      (least, { latency }) => Math.min(least, latency),
      Infinity,
    );
    // Where only slowed packets fly, one of their hops takes as long as a usual one.
    const hop = quickest > this.usualMax ? quickest : this.hop;
    return Math.min(1, hop / HOP_WALL);
  }

  /** Until when `rateAt(clock)` holds if nothing new is heard; Infinity while that is for good. */
  changesAt(clock: Micros): Micros {
    const next = this.flights.reduce(
      (least, { arrives }) => (arrives > clock ? Math.min(least, arrives) : least),
      Infinity,
    );
    if (next !== Infinity) return next;
    return clock - this.quietSince > QUIET ? Infinity : this.quietSince + QUIET + 1;
  }

  /** Whether packets that matter are in flight at `clock`. */
  isBusy(clock: Micros): boolean {
    return this.flights.some((flight) => flight.arrives > clock);
  }

  /** When something that matters to a person arrives because of this event, or null. Connections open without ado. */
  private arrival({ at, who, fact }: TraceEvent): Micros | null {
    switch (fact.type) {
      case 'sent':
        return isPing(fact.packet) || this.cuts.has(who, fact.to) ? null : fact.arrives;
      case 'action':
        return this.cuts.apply(fact.action) ? at + this.hop : null;
      default:
        return null;
    }
  }
}

function isPing(packet: PacketShown): boolean {
  return packet.type === 'PING' || packet.type === 'PONG';
}

interface CutState {
  readonly partitioned: Set<Participant>;
  readonly directions: Set<string>;
}

/** Which directions between servers are cut: what is sent there piles up at the wall and need not be waited for. */
class CutLinks {
  private partitioned = new Set<Participant>();
  private directions = new Set<string>();

  capture(): CutState {
    const { partitioned, directions } = this;
    return { partitioned, directions };
  }

  restore({ partitioned, directions }: CutState): void {
    this.partitioned = partitioned;
    this.directions = directions;
  }

  /** Returns whether held packets may be set free by it. */
  apply(action: Action): boolean {
    switch (action.do) {
      case 'partition':
        this.partitioned.add(action.node);
        return false;
      case 'heal':
        this.partitioned.delete(action.node);
        for (const direction of this.directions) {
          if (direction.split('>').includes(String(action.node))) this.directions.delete(direction);
        }
        return true;
      case 'healAll':
        this.partitioned.clear();
        this.directions.clear();
        return true;
      case 'cut':
        this.directions.add(`${action.from}>${action.to}`);
        return false;
      case 'join':
        return this.directions.delete(`${action.from}>${action.to}`);
      default:
        return false;
    }
  }

  has(from: Participant, to: Participant): boolean {
    if (from > CLIENT_BASE || to > CLIENT_BASE) return false;
    return (
      this.partitioned.has(from) || this.partitioned.has(to) || this.directions.has(`${from}>${to}`)
    );
  }
}
