// The facts that the director has heard of and not yet folded: they come by worker and window, and leave in trace order
// into the chained hash (determinism.md 3). A worker sends its facts, or only a tape of them. Called by director.ts.
import type { Micros, Participant } from '../base/units.ts';
import type { WorldEvent } from './facts.ts';
import { TapeReader, type Tape } from './tape.ts';
import type { TraceHash } from './trace-hash.ts';

/** What one participant has announced, in its own order. */
interface Stream {
  readonly who: Participant;
  readonly events: WorldEvent[];
  /** The first of `events` that is not folded. */
  next: number;
  readonly tapes: TapeReader[];
  /** When its first fact was; Infinity when there is none. */
  at: Micros;
}

export class FactQueue {
  private readonly hash: TraceHash;
  /** Ascending by participant. */
  private streams: Stream[] = [];
  private folded: WorldEvent[] = [];

  constructor(hash: TraceHash) {
    this.hash = hash;
  }

  get isEmpty(): boolean {
    return this.streams.every(({ at }) => at === Infinity);
  }

  /** Facts of one participant are pushed in its own order. */
  push(event: WorldEvent): void {
    const stream = this.streamOf(event.who);
    stream.events.push(event);
    settle(stream);
  }

  /** The same of a participant that sends tapes: those of its facts are never given out. */
  pushTape(who: Participant, tape: Tape): void {
    if (tape.values.length === 0) return;
    const stream = this.streamOf(who);
    stream.tapes.push(new TapeReader(tape));
    settle(stream);
  }

  /** Folds the facts whose key is at most (at, who): no fact of such a key may come later. */
  foldUpTo(at: Micros, who: Participant): void {
    for (;;) {
      let first: Stream | undefined;
      for (const stream of this.streams) if (stream.at < (first?.at ?? Infinity)) first = stream;
      if (first === undefined) return;
      if (first.at > at || (first.at === at && first.who > who)) return;
      this.foldMoment(first);
    }
  }

  /** The facts folded since the last call, in trace order. */
  take(): WorldEvent[] {
    const { folded } = this;
    this.folded = [];
    return folded;
  }

  /** All facts of its first moment. */
  private foldMoment(stream: Stream): void {
    const { at, events } = stream;
    while (stream.at === at) {
      const [tape] = stream.tapes;
      const event = events[stream.next];
      // Its tape is older than what the director itself has to say of a crashed host.
      if (tape !== undefined && tape.at === at) {
        this.hash.foldFrom(tape);
        if (tape.at === Infinity) stream.tapes.shift();
      } else if (event !== undefined) {
        this.hash.fold(event.at, event.who, event.fact);
        this.folded.push(event);
        stream.next += 1;
        if (stream.next === events.length) {
          events.length = 0;
          stream.next = 0;
        }
      }
      settle(stream);
    }
  }

  private streamOf(who: Participant): Stream {
    const known = this.streams.find((stream) => stream.who === who);
    if (known !== undefined) return known;
    const stream: Stream = { who, events: [], next: 0, tapes: [], at: Infinity };
    this.streams = [...this.streams, stream].sort((a, b) => a.who - b.who);
    return stream;
  }
}

function settle(stream: Stream): void {
  const event = stream.events[stream.next];
  const [tape] = stream.tapes;
  stream.at = Math.min(event?.at ?? Infinity, tape?.at ?? Infinity);
}
