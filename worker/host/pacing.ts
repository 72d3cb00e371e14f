// From the wall clock to the displayed clock: play, pause, speed. It only says how far virtual time may go by now;
// what happens there is the run's business. Called by session.ts, about sixty times a second.
import type { Packed } from '../base/pack.ts';
import type { Micros } from '../base/units.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Ensemble } from '../world/recording.ts';
import { AutoSpeed } from './auto-speed.ts';
import type { Pace } from './surface.ts';

/** Wall time that is made up for after a stall, milliseconds; what is beyond is let go, so that the clock never leaps. */
const CREDIT_MAX = 100;
/** How far the page may let its clock run on by itself, in wall milliseconds, before it hears from us again. */
const LEAD = 100;

export class Pacing {
  private readonly auto: AutoSpeed;
  private shown: Micros;
  private playing = false;
  private chosen: Pace;
  /** Wall milliseconds that have passed and are not yet spent on virtual time. */
  private credit = 0;
  private measured = 0;

  constructor(ensemble: Ensemble, clock: Micros, pace: Pace) {
    this.auto = new AutoSpeed(ensemble);
    this.shown = clock;
    this.chosen = pace;
  }

  /** What was heard, as far as the rate depends on it. */
  capture(): Packed {
    return this.auto.capture();
  }

  restore(state: Packed): void {
    this.auto.restore(state);
  }

  /** The displayed clock: virtual time up to which the run may have gone. */
  get clock(): Micros {
    return this.shown;
  }

  get isPlaying(): boolean {
    return this.playing;
  }

  get isUnpaced(): boolean {
    return this.chosen === 'max';
  }

  setPlaying(on: boolean): void {
    this.playing = on;
    this.credit = 0;
  }

  setPace(pace: Pace): void {
    this.chosen = pace;
    this.credit = 0;
  }

  /** Facts as they come, in trace order. */
  hear(events: readonly TraceEvent[]): void {
    this.auto.hear(events);
  }

  /** Wall time has passed. */
  pass(wallMs: number): void {
    if (this.playing) this.credit = Math.min(CREDIT_MAX, this.credit + wallMs);
  }

  /** Virtual time per wall time right now; what was measured where there is no pace. */
  rate(): number {
    if (this.chosen === 'max') return this.measured;
    return this.chosen === 'auto' ? this.auto.rateAt(this.shown) : this.chosen;
  }

  /**
   * How far the run may go for the wall time that has passed, or null when that is used up. `due` is when the run has
   * something to do next. In auto speed the clock stops where the rate may change: behind the next input while it is
   * quiet (it may send something), at the next arrival while packets fly.
   */
  reach(due: Micros): Micros | null {
    if (!this.playing || this.chosen === 'max' || this.credit <= 0) return null;
    const far = this.shown + Math.floor(this.credit * 1000 * this.rate());
    if (far <= this.shown) return null;
    if (this.chosen !== 'auto') return far;
    const change = Math.ceil(this.auto.changesAt(this.shown));
    const next = this.auto.isBusy(this.shown)
      ? change
      : Math.min(change, Math.max(due, this.shown) + 1);
    return Math.min(far, next);
  }

  /** The run has done everything before `clock`; the wall time for it is spent. */
  reached(clock: Micros): void {
    if (clock <= this.shown) return;
    if (this.chosen !== 'max') this.credit -= (clock - this.shown) / (1000 * this.rate());
    this.shown = clock;
  }

  /** The clock moves by itself, as when a recording is replayed or a step was made. */
  jump(clock: Micros): void {
    if (clock <= this.shown) return;
    this.shown = clock;
    this.credit = 0;
  }

  /** What an unpaced run achieved: virtual time per wall time. */
  measure(virtual: Micros, wallMs: number): void {
    const now = wallMs > 0 ? virtual / (1000 * wallMs) : 0;
    this.measured = this.measured === 0 ? now : this.measured * 0.8 + now * 0.2;
  }

  /**
   * Where the page's own clock must stop until it hears more. `until`: everything before it is known; `due`: what the run
   * does next. In auto speed the page may not pass `due` while it is quiet: the rate may change there.
   */
  limit(until: Micros, due: Micros): Micros {
    if (!this.playing) return this.shown;
    if (this.chosen === 'max') return Math.max(this.shown, until);
    const lead = this.shown + Math.floor(LEAD * 1000 * this.rate());
    const quiet = this.chosen === 'auto' && !this.auto.isBusy(this.shown);
    return Math.max(this.shown, quiet ? Math.min(lead, due) : lead);
  }
}
