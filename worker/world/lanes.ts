// Four 32-bit lanes that take in numbers and text: the arithmetic under the trace hash. Every step can be undone, so that
// nothing taken in is ever forgotten; each lane comes to depend on all four by `stir`. Integer operations only.
// Called by trace-hash.ts. It finds differences, not forgers.

export type LaneState = readonly [number, number, number, number];

export const seedLanes: LaneState = [0x6a09e667, 0xbb67ae85 | 0, 0x3c6ef372, 0xa54ff53a | 0];

const K1 = 0x9e3779b1;
const K2 = 0x85ebca77;
const K3 = 0xc2b2ae3d;
const K4 = 0x27d4eb2f;

export class Lanes {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;

  constructor(state: LaneState) {
    this.set(state);
  }

  set(state: LaneState): void {
    [this.a, this.b, this.c, this.d] = state;
  }

  get(): LaneState {
    return [this.a, this.b, this.c, this.d];
  }

  /** Any safe integer. */
  number(value: number): void {
    // `|` takes a number modulo 2^32; what lies above goes into a lane of its own.
    const low = value | 0;
    this.a = Math.imul(this.a ^ low, K1);
    this.b = Math.imul(this.b ^ Math.floor(value / 2 ** 32), K2) + this.a;
    this.c = Math.imul((this.c + low) | 0, K3) ^ this.b;
    this.d = (Math.imul(this.d, K4) + this.c) | 0;
  }

  text(text: string): void {
    const { length } = text;
    let { a, b, c, d } = this;
    const whole = length & ~3;
    for (let i = 0; i < whole; i += 4) {
      a = Math.imul(a ^ text.charCodeAt(i), K1);
      b = Math.imul(b ^ text.charCodeAt(i + 1), K2);
      c = Math.imul(c ^ text.charCodeAt(i + 2), K3);
      d = Math.imul(d ^ text.charCodeAt(i + 3), K4);
    }
    for (let i = whole; i < length; i += 1) a = Math.imul(a ^ text.charCodeAt(i), K1);
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d ^ length;
  }

  stir(): void {
    let { a, b, c, d } = this;
    a = (Math.imul(a ^ (a >>> 15), 0x85ebca6b) + d) | 0;
    b = (Math.imul(b ^ (b >>> 13), 0xc2b2ae35) + a) | 0;
    c = (Math.imul(c ^ (c >>> 16), 0x27d4eb2f) + b) | 0;
    d = (Math.imul(d ^ (d >>> 14), 0x165667b1) + c) | 0;
    this.a = a ^ (d >>> 16);
    this.b = b ^ (this.a >>> 15);
    this.c = c ^ (this.b >>> 13);
    this.d = d ^ (this.c >>> 16);
  }
}

/** 32 hexadecimal digits. */
export function hexOf(state: LaneState): string {
  return state.map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}
