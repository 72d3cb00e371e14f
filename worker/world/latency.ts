// How long an item takes: a uniform draw keyed by (seed, connection, direction, n), times the slowness of the link
// (determinism.md 5, 7). Called by links.ts.
import { drawInteger, drawIntegerAfter, keyPrefix } from '../base/draw.ts';
import { CLIENT_BASE, type Micros, type Participant } from '../base/units.ts';
import type { LinkName } from './item.ts';
import type { Ensemble } from './recording.ts';
import type { WorldView } from './view.ts';

/** 0 from the opener to the target, 1 back. */
export type Direction = 0 | 1;

/** The part of the key that all items of one direction of a connection share. */
export function latencyPrefix(seed: number, name: LinkName, direction: Direction): number {
  return keyPrefix(seed, 'latency', name.opener, name.incarnation, name.counter, direction);
}

export class Latency {
  private readonly seed: number;
  private readonly ensemble: Ensemble;
  private readonly view: WorldView;

  constructor(seed: number, ensemble: Ensemble, view: WorldView) {
    this.seed = seed;
    this.ensemble = ensemble;
    this.view = view;
  }

  /** Latency of item n of a direction whose key has this prefix. */
  ofItem(from: Participant, to: Participant, prefix: number, n: number): Micros {
    const [low, high] = this.range(from, to);
    return this.slowed(from, to, drawIntegerAfter(low, high, prefix, n));
  }

  /** Latency of what a deed at `at` does to one direction of a connection. */
  ofDeed(
    from: Participant,
    to: Participant,
    purpose: 'heal' | 'reset',
    name: LinkName,
    direction: Direction,
    at: Micros,
  ): Micros {
    const [low, high] = this.range(from, to);
    const { opener, incarnation, counter } = name;
    const drawn = drawInteger(
      low,
      high,
      this.seed,
      purpose,
      opener,
      incarnation,
      counter,
      direction,
      at,
    );
    return this.slowed(from, to, drawn);
  }

  private range(from: Participant, to: Participant): readonly [Micros, Micros] {
    return from >= CLIENT_BASE || to >= CLIENT_BASE
      ? this.ensemble.clientLatencyMicros
      : this.ensemble.latencyMicros;
  }

  private slowed(from: Participant, to: Participant, drawn: Micros): Micros {
    const factor = this.view.slowness(from, to);
    return factor === 1 ? drawn : Math.floor(drawn * factor);
  }
}

/** L: the smallest latency any link can have. Slow links only make it larger. */
export function smallestLatency(ensemble: Ensemble): Micros {
  return Math.min(ensemble.latencyMicros[0], ensemble.clientLatencyMicros[0]);
}
