// What every host knows of the world around it: who is alive, which directions are cut or slow, whose disk and clock are
// faulty (determinism.md 14). Changed by deeds alone, in the same order everywhere. The simulator's hosts share one.
import type { Packed } from '../base/pack.ts';
import { pack, unpack } from '../base/pack.ts';
import type { Participant } from '../base/units.ts';
import type { DeedChange, DiskFault } from './deed.ts';

export interface ClockFault {
  /** Per mille of the speed of virtual time. */
  readonly rate: number;
  readonly skewMs: number;
}

interface ViewState {
  /** The incarnation of everyone whose process has not been ended by a deed. One that exited by itself stays: its host refuses dials. */
  alive: Map<Participant, number>;
  cuts: Set<number>;
  slow: Map<number, number>;
  paused: Set<Participant>;
  clocks: Map<Participant, ClockFault>;
  disks: Map<Participant, DiskFault>;
}

const soundClock: ClockFault = { rate: 1000, skewMs: 0 };

export class WorldView {
  private readonly state: ViewState;

  constructor(captured?: Packed) {
    this.state =
      captured === undefined
        ? {
            alive: new Map(),
            cuts: new Set(),
            slow: new Map(),
            paused: new Set(),
            clocks: new Map(),
            disks: new Map(),
          }
        : (unpack(captured) as ViewState);
  }

  apply(deed: DeedChange): void {
    const { alive, cuts, slow, paused, clocks, disks } = this.state;
    switch (deed.do) {
      case 'start':
        alive.set(deed.who, deed.incarnation);
        return;
      case 'kill':
        alive.delete(deed.who);
        paused.delete(deed.who);
        return;
      case 'cut':
        for (const [from, to] of deed.pairs) cuts.add(pairKey(from, to));
        return;
      case 'join':
        for (const [from, to] of deed.pairs) cuts.delete(pairKey(from, to));
        return;
      case 'slow':
        if (deed.factor === 1) slow.delete(pairKey(deed.from, deed.to));
        else slow.set(pairKey(deed.from, deed.to), deed.factor);
        return;
      case 'pause':
        if (alive.has(deed.who)) paused.add(deed.who);
        return;
      case 'resume':
        paused.delete(deed.who);
        return;
      case 'disk':
        disks.set(deed.who, deed.fault);
        return;
      case 'clock':
        clocks.set(deed.who, { rate: deed.rate, skewMs: deed.skewMs });
        return;
      case 'reset':
      case 'input':
        return;
    }
  }

  /** 0 for one whose process was ended or never started. */
  incarnationOf(who: Participant): number {
    return this.state.alive.get(who) ?? 0;
  }

  isCut(from: Participant, to: Participant): boolean {
    return this.state.cuts.size > 0 && this.state.cuts.has(pairKey(from, to));
  }

  /** What latencies from one to the other are multiplied by; at least 1. */
  slowness(from: Participant, to: Participant): number {
    return this.state.slow.size === 0 ? 1 : (this.state.slow.get(pairKey(from, to)) ?? 1);
  }

  isPaused(who: Participant): boolean {
    return this.state.paused.has(who);
  }

  clockOf(who: Participant): ClockFault {
    return this.state.clocks.get(who) ?? soundClock;
  }

  diskOf(who: Participant): DiskFault {
    return this.state.disks.get(who) ?? 1;
  }

  /** Every cut direction, in ascending order. */
  cutPairs(): (readonly [Participant, Participant])[] {
    return [...this.state.cuts]
      .sort((a, b) => a - b)
      .map((key) => [Math.floor(key / PAIR), key % PAIR] as const);
  }

  /** The same for equal views, whatever the order of the deeds that led there. */
  capture(): Packed {
    const { alive, cuts, slow, paused, clocks, disks } = this.state;
    return pack({
      alive: sortedMap(alive),
      cuts: new Set([...cuts].sort((a, b) => a - b)),
      slow: sortedMap(slow),
      paused: new Set([...paused].sort((a, b) => a - b)),
      clocks: sortedMap(clocks),
      disks: sortedMap(disks),
    });
  }
}

const PAIR = 4096;

function pairKey(from: Participant, to: Participant): number {
  return from * PAIR + to;
}

function sortedMap<V>(map: ReadonlyMap<number, V>): Map<number, V> {
  return new Map([...map].sort(([a], [b]) => a - b));
}
