// The trace hash: 128 bits, chained over the facts of a run in trace order, h = H(h, fact) (determinism.md 3). Its state is
// small and plain, so that a capture can carry it. Called by cast.ts for every fact of every run.
import type { Micros, Participant } from '../base/units.ts';
import type { WorldEvent } from './facts.ts';
import { FactHasher } from './hash-facts.ts';
import { hexOf, Lanes, seedLanes, type LaneState } from './lanes.ts';
import type { TapeReader } from './tape.ts';

export interface HashState {
  readonly lanes: LaneState;
  /** The time of the last fact, and the lanes before the first fact of that time. */
  readonly at: Micros;
  readonly before: LaneState;
}

const start: HashState = { lanes: seedLanes, at: -1, before: seedLanes };

export class TraceHash {
  private readonly lanes: Lanes;
  private at: Micros;
  private before: LaneState;
  private readonly hasher: FactHasher;

  constructor(state: HashState = start) {
    this.lanes = new Lanes(state.lanes);
    this.hasher = new FactHasher(this.lanes);
    this.at = state.at;
    this.before = state.before;
  }

  fold(at: Micros, who: Participant, fact: WorldEvent['fact']): void {
    this.come(at);
    this.hasher.take(who, fact);
  }

  /** The next fact of a tape. */
  foldFrom(tape: TapeReader): void {
    this.come(tape.at);
    tape.read(this.lanes);
  }

  capture(): HashState {
    return { lanes: this.lanes.get(), at: this.at, before: this.before };
  }

  /** 32 hexadecimal digits, over every fact folded. */
  hex(): string {
    return hexOf(this.lanes.get());
  }

  /** The same over the facts before `time`, which is not before the last fact. */
  hexBefore(time: Micros): string {
    return hexOf(this.at < time ? this.lanes.get() : this.before);
  }

  private come(at: Micros): void {
    if (at === this.at) return;
    this.before = this.lanes.get();
    this.at = at;
    this.lanes.number(at);
  }
}
