// The trace hash: 128 bits, chained over the facts of a run in trace order, h = H(h, fact) (determinism.md 3). Its whole
// state is four 32-bit lanes, so that a capture can carry it. Not a cryptographic hash: it finds differences, not forgers.
// Called by cast.ts for every fact of every run.
import type { Micros, Participant } from '../base/units.ts';
import { FactTexts } from './fact-text.ts';
import type { WorldEvent } from './facts.ts';

type Lanes = readonly [number, number, number, number];

export interface HashState {
  readonly lanes: Lanes;
  /** The time of the last fact, and the lanes before the first fact of that time. */
  readonly at: Micros;
  readonly before: Lanes;
}

const seed: Lanes = [0x6a09e667, 0xbb67ae85 | 0, 0x3c6ef372, 0xa54ff53a | 0];
const start: HashState = { lanes: seed, at: -1, before: seed };

export class TraceHash {
  private readonly texts = new FactTexts();
  private a: number;
  private b: number;
  private c: number;
  private d: number;
  private at: Micros;
  private before: Lanes;

  constructor(state: HashState = start) {
    [this.a, this.b, this.c, this.d] = state.lanes;
    this.at = state.at;
    this.before = state.before;
  }

  /** Facts are plain data whose fields the code builds in a fixed order: their JSON is canonical as it stands. */
  fold(at: Micros, who: Participant, fact: WorldEvent['fact']): void {
    if (at !== this.at) {
      this.before = [this.a, this.b, this.c, this.d];
      this.at = at;
    }
    const text = this.texts.of(fact);
    const { length } = text;
    let a = this.a ^ ((at % 2 ** 32) | 0);
    let b = this.b ^ Math.floor(at / 2 ** 32);
    let c = this.c ^ who;
    let d = this.d ^ length;
    const whole = length & ~3;
    for (let i = 0; i < whole; i += 4) {
      a = Math.imul(a ^ text.charCodeAt(i), 0x9e3779b1);
      b = Math.imul(b ^ text.charCodeAt(i + 1), 0x85ebca77);
      c = Math.imul(c ^ text.charCodeAt(i + 2), 0xc2b2ae3d);
      d = Math.imul(d ^ text.charCodeAt(i + 3), 0x27d4eb2f);
    }
    for (let i = whole; i < length; i += 1) a = Math.imul(a ^ text.charCodeAt(i), 0x9e3779b1);
    this.stir(a, b, c, d);
  }

  capture(): HashState {
    return { lanes: [this.a, this.b, this.c, this.d], at: this.at, before: this.before };
  }

  /** 32 hexadecimal digits, over every fact folded. */
  hex(): string {
    return hexOf([this.a, this.b, this.c, this.d]);
  }

  /** The same over the facts before `time`, which is not before the last fact. */
  hexBefore(time: Micros): string {
    return this.at < time ? this.hex() : hexOf(this.before);
  }

  /** Each lane comes to depend on all four; nothing is lost (every step can be undone). */
  private stir(a: number, b: number, c: number, d: number): void {
    a = Math.imul(a ^ (a >>> 15), 0x85ebca6b) + d;
    b = Math.imul(b ^ (b >>> 13), 0xc2b2ae35) + a;
    c = Math.imul(c ^ (c >>> 16), 0x27d4eb2f) + b;
    d = Math.imul(d ^ (d >>> 14), 0x165667b1) + c;
    this.a = (a ^ (d >>> 16)) | 0;
    this.b = (b ^ (this.a >>> 15)) | 0;
    this.c = (c ^ (this.b >>> 13)) | 0;
    this.d = (d ^ (this.c >>> 16)) | 0;
  }
}

function hexOf(lanes: Lanes): string {
  return lanes.map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}
