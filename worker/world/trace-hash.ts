// The trace hash: 128 bits, chained over the facts of a run in trace order, h = H(h, fact) (determinism.md 3). Its whole
// state is four 32-bit lanes, so that a capture can carry it. Not a cryptographic hash: it finds differences, not forgers.
// Called by cast.ts for every fact of every run.
import type { Micros, Participant } from '../base/units.ts';
import { FactTexts } from './fact-text.ts';
import type { WorldEvent } from './facts.ts';

export type HashState = readonly [number, number, number, number];

const start: HashState = [0x6a09e667, 0xbb67ae85 | 0, 0x3c6ef372, 0xa54ff53a | 0];

export class TraceHash {
  private readonly texts = new FactTexts();
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(state: HashState = start) {
    [this.a, this.b, this.c, this.d] = state;
  }

  /** Facts are plain data whose fields the code builds in a fixed order: their JSON is canonical as it stands. */
  fold(at: Micros, who: Participant, fact: WorldEvent['fact']): void {
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
    return [this.a, this.b, this.c, this.d];
  }

  /** 32 hexadecimal digits. */
  hex(): string {
    return [this.a, this.b, this.c, this.d]
      .map((lane) => (lane >>> 0).toString(16).padStart(8, '0'))
      .join('');
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
