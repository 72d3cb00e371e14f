// What a soak counts: how many of each kind, what went wrong, and how long answers and the page's thread took.
// Filled by links.ts and messages.ts, printed by cli/soak.ts.

interface Row {
  count: number;
  readonly outcomes: Map<string, number>;
  failed: number;
}

export class Figures {
  readonly title: string;
  /** Sentences; the first few are printed. */
  readonly failures: string[] = [];
  /** The longest that a page's thread was held. */
  longestMs = 0;
  private readonly rows = new Map<string, Row>();
  /** No page may be held longer, in milliseconds. */
  readonly hangMs: number;
  private readonly answers: number[] = [];

  constructor(title: string, hangMs: number) {
    this.title = title;
    this.hangMs = hangMs;
  }

  get count(): number {
    return [...this.rows.values()].reduce((sum, row) => sum + row.count, 0);
  }

  /** `wrong`: a sentence where it did not end as it has to. */
  add(kind: string, outcome: string, ms: number | null, wrong: string | null): void {
    const row = this.rows.get(kind) ?? { count: 0, outcomes: new Map<string, number>(), failed: 0 };
    this.rows.set(kind, row);
    row.count += 1;
    row.outcomes.set(outcome, (row.outcomes.get(outcome) ?? 0) + 1);
    if (ms !== null) this.answers.push(ms);
    if (wrong === null) return;
    row.failed += 1;
    this.fail(`${kind}: ${wrong}`);
  }

  fail(sentence: string): void {
    this.failures.push(sentence);
  }

  /** How long the page's thread was held since it was last asked. */
  held(ms: number, during: string): void {
    this.longestMs = Math.max(this.longestMs, ms);
    if (ms > this.hangMs) this.fail(`${during}: the page was held for ${Math.round(ms)} ms`);
  }

  table(): string[] {
    const width = Math.max(...[...this.rows.keys()].map((kind) => kind.length), 8);
    const lines = [...this.rows].map(([kind, { count, outcomes, failed }]) => {
      const words = [...outcomes].map(([outcome, n]) => `${n} ${outcome}`).join(', ');
      return `  ${kind.padEnd(width)} ${String(count).padStart(5)}  ${words}${failed > 0 ? `, ${failed} WRONG` : ''}`;
    });
    const times = [...this.answers].sort((a, b) => a - b);
    const at = (share: number) => Math.round(times[Math.floor(share * (times.length - 1))] ?? 0);
    return [
      `${this.title}: ${this.count}, ${this.failures.length} failures`,
      ...lines,
      `  answered after ${at(0.5)} ms (median), ${at(0.99)} ms (99 %), ${at(1)} ms (longest)`,
      `  the page was never held longer than ${Math.round(this.longestMs)} ms`,
      ...this.failures.slice(0, 12).map((failure) => `  FAILED ${failure}`),
    ];
  }
}
