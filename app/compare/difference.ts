// Where two traces part: their facts are compared in order as they come. Pure; called by comparison.svelte.ts.
import type { Micros } from '../../worker/base/units.ts';
import type { TraceEvent } from '../../worker/trace/event.ts';

export interface Difference {
  readonly at: Micros;
  /** Index of the first fact that is not the same in both. */
  readonly index: number;
}

/** `same` to the end of the shorter one; null while that is not known yet. */
export type Finding = { readonly same: Micros } | Difference | null;

/** One trace, as far as it has come: every fact before `until`; `done` when there will be no more. */
interface Trace {
  events: readonly TraceEvent[];
  until: Micros;
  done: boolean;
}

export class Parting {
  private readonly traces: readonly [Trace, Trace] = [
    { events: [], until: 0, done: false },
    { events: [], until: 0, done: false },
  ];
  private index = 0;
  private found: Difference | null = null;

  /** The next facts of the one (0) or the other (1). */
  push(which: 0 | 1, events: readonly TraceEvent[], until: Micros, done: boolean): void {
    if (this.found !== null) return;
    const trace = this.traces[which];
    trace.events = [...trace.events, ...events];
    trace.until = until;
    trace.done = done;
    this.compare();
  }

  get finding(): Finding {
    const [left, right] = this.traces;
    if (this.found !== null) return this.found;
    return left.done && right.done ? { same: Math.min(left.until, right.until) } : null;
  }

  private compare(): void {
    const [left, right] = this.traces;
    let at = 0;
    for (;;) {
      const a = left.events[at];
      const b = right.events[at];
      if (a === undefined || b === undefined) break;
      if (!isSame(a, b)) return this.find(Math.min(a.at, b.at), at);
      at += 1;
    }
    this.index += at;
    left.events = left.events.slice(at);
    right.events = right.events.slice(at);
    // One has a fact at a time that the other has left behind without one.
    for (const [one, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const next = one.events[0];
      if (next !== undefined && next.at < other.until) return this.find(next.at, 0);
    }
  }

  private find(at: Micros, ahead: number): void {
    this.found = { at, index: this.index + ahead };
    for (const trace of this.traces) trace.events = [];
  }
}

function isSame(a: TraceEvent, b: TraceEvent): boolean {
  return (
    a.at === b.at &&
    a.who === b.who &&
    a.fact.type === b.fact.type &&
    JSON.stringify(a.fact) === JSON.stringify(b.fact)
  );
}
