// What the director knows of one server's worker: what was reported, what was announced for it and not yet ordered to be
// absorbed, which items of clients wait to ride there (determinism.md 12). Called by director.ts.
import type { Micros, Participant, ServerId } from '../base/units.ts';
import type { Deed } from './deed.ts';
import type { HostState } from './host-state.ts';
import type { Announcement, Item } from './item.ts';
import type { AdvanceOrder, CaptureOrder, Expectation, Report, Rider } from './order.ts';

export class StationRecord {
  readonly sid: ServerId;
  readonly incarnation: number;
  /** How many deeds of the list that started it came before it. */
  skipped: number;
  ended = false;
  last: Report['last'] = { at: -1, count: 0 };
  /** As reported: when something is due there. */
  private due: Micros;
  /** The earliest stamp of what was announced for it or waits to ride. */
  private earliest: Micros = Infinity;
  private expect: Expectation[] = [];
  private riders: Rider[] = [];

  constructor(sid: ServerId, incarnation: number, due: Micros, skipped: number) {
    this.sid = sid;
    this.incarnation = incarnation;
    this.due = due;
    this.skipped = skipped;
  }

  /** When it must be advanced at the latest; Infinity for never. */
  dueAt(): Micros {
    return Math.min(this.due, this.earliest);
  }

  onReport(report: Report): void {
    this.due = report.due ?? Infinity;
    this.last = report.last;
    if (report.ended !== null) this.ended = true;
  }

  /** A server that goes on from a captured state: nobody knows yet what is due there, so it is asked at once. */
  resume(state: HostState): void {
    this.ended = state.endedAt !== null;
    this.last = { at: state.lastAt, count: state.countAtLast };
  }

  announce(from: Participant, incarnation: number, announced: Announcement): void {
    const { number, earliest } = announced;
    const known = this.expect.findIndex(
      (other) => other.from === from && other.incarnation === incarnation,
    );
    const first = this.expect[known]?.first ?? number;
    const expectation = { from, incarnation, first, last: number };
    if (known < 0) this.expect.push(expectation);
    else this.expect[known] = expectation;
    if (earliest < this.earliest) this.earliest = earliest;
  }

  ride(from: Participant, item: Item): void {
    this.riders.push({ from, item });
    if (item.stamp < this.earliest) this.earliest = item.stamp;
  }

  /** Everything that is announced and waiting goes with it. */
  advance(
    window: number,
    deeds: readonly Deed[],
    until: Micros,
    most: number | null,
  ): AdvanceOrder {
    return { kind: 'advance', ...this.hand(window, deeds), until, most };
  }

  capture(window: number): CaptureOrder {
    return { kind: 'capture', ...this.hand(window, []) };
  }

  private hand(window: number, deeds: readonly Deed[]): Omit<CaptureOrder, 'kind'> {
    const { sid, incarnation, expect, riders } = this;
    // What it absorbs it will report as due, if it still is.
    if (this.earliest < this.due) this.due = this.earliest;
    this.expect = [];
    this.riders = [];
    this.earliest = Infinity;
    return { sid, incarnation, window, expect, riders, deeds };
  }
}
