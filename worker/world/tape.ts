// The facts of one server's window as the trace hash takes them in, and nothing else: numbers and texts in order. A tenth of
// what the facts themselves cost to send, for runs whose facts nobody asks for. Written by station.ts through hash-facts.ts,
// read by fact-queue.ts into the one chained hash, so that the hash is the same as if the facts had come.
import type { Micros } from '../base/units.ts';
import type { Taker } from './hash-facts.ts';

/**
 * `values` holds for each fact its time, the number of entries that follow, and the entries: a whole number stands for
 * itself, i + 0.5 for the text i of `texts`.
 */
export interface Tape {
  readonly values: Float64Array;
  readonly texts: readonly string[];
}

const FIRST_SIZE = 1024;

export class TapeWriter implements Taker {
  private values = new Float64Array(FIRST_SIZE);
  private length = 0;
  private readonly known = new Map<string, number>();
  private texts: string[] = [];
  private begun = 0;

  begin(at: Micros): void {
    this.number(at);
    this.begun = this.length;
    this.number(0);
  }

  number(value: number): void {
    if (this.length === this.values.length) this.grow();
    this.values[this.length] = value;
    this.length += 1;
  }

  text(text: string): void {
    let index = this.known.get(text);
    if (index === undefined) {
      index = this.texts.length;
      this.texts.push(text);
      this.known.set(text, index);
    }
    this.number(index + 0.5);
  }

  /** The fact is complete. */
  stir(): void {
    this.values[this.begun] = this.length - this.begun - 1;
  }

  /** What was written since the last call. */
  take(): Tape {
    const tape = { values: this.values.slice(0, this.length), texts: this.texts };
    this.length = 0;
    this.texts = [];
    this.known.clear();
    return tape;
  }

  private grow(): void {
    const larger = new Float64Array(this.values.length * 2);
    larger.set(this.values);
    this.values = larger;
  }
}

/** Reads one tape, fact by fact. */
export class TapeReader {
  private readonly tape: Tape;
  private place = 0;

  constructor(tape: Tape) {
    this.tape = tape;
  }

  /** When the next fact was; Infinity behind the last. */
  get at(): Micros {
    return this.tape.values[this.place] ?? Infinity;
  }

  /** Hands the next fact to `taker`, its end included. */
  read(taker: Taker): void {
    const { values, texts } = this.tape;
    const first = this.place + 2;
    const end = first + (values[this.place + 1] ?? 0);
    for (let i = first; i < end; i += 1) {
      const value = values[i] ?? 0;
      const whole = Math.floor(value);
      if (whole === value) taker.number(value);
      else taker.text(texts[whole] ?? '');
    }
    taker.stir();
    this.place = end;
  }
}
