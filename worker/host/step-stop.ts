// Which facts the Step button stops at (determinism.md 13): anything that a person would miss if it were passed over.
// Pings, their answers and the timers behind them are not. Called by session.ts with every fact.
import { pack, unpack, type Packed } from '../base/pack.ts';
import type { TraceEvent } from '../trace/event.ts';

/** More pings than this in flight mean that they are lost somewhere; the oldest are forgotten. */
const PINGS_MAX = 1000;

export class StepStop {
  /** Pings in flight, so that their arrival can be told from that of other packets. */
  private pings = new Set<string>();

  capture(): Packed {
    return pack(this.pings);
  }

  restore(state: Packed): void {
    this.pings = unpack(state) as Set<string>;
  }

  /** Whether it is worth stopping at. To be asked about every fact once, in trace order. */
  isWorthSeeing({ who, fact }: TraceEvent): boolean {
    switch (fact.type) {
      case 'timer':
      case 'wrote':
      case 'durable':
        return false;
      case 'sent':
        if (fact.packet.type !== 'PING' && fact.packet.type !== 'PONG') return true;
        this.remember(`${fact.link}>${fact.to}#${fact.n}`);
        return false;
      case 'received':
        return !this.pings.delete(`${fact.link}>${who}#${fact.n}`);
      default:
        return true;
    }
  }

  private remember(ping: string): void {
    this.pings.add(ping);
    if (this.pings.size <= PINGS_MAX) return;
    for (const oldest of this.pings) {
      this.pings.delete(oldest);
      return;
    }
  }
}
