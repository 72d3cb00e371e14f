// What was found of each invariant. Their names and sentences for people are in worker/trace/words.
// Source: correctness.md 3.1 (S1 to S23) and 3.3 (H1 to H17), zab.md 10.4 (Z1, Z2). S24, determinism, compares two runs
// and is checked by whoever runs them.
import type { Micros } from '../base/units.ts';
import { clientInvariants, serverInvariants, type InvariantId } from '../trace/invariant-ids.ts';

export interface Violation {
  /** Index of the fact in the trace that broke it. */
  readonly index: number;
  readonly at: Micros;
  /** What was seen, with its numbers. */
  readonly sentence: string;
}

export interface Verdict {
  /** `unseen`: nothing has happened yet that could break it. */
  readonly state: 'green' | 'red' | 'unseen';
  readonly first: Violation | null;
  /** How often it was checked, and how often broken. */
  readonly checked: number;
  readonly broken: number;
}

export type Verdicts = Readonly<Record<InvariantId, Verdict>>;

interface Tally {
  checked: number;
  broken: number;
  first: Violation | null;
}

/** Where checks put what they find. The checker says before each fact where in the trace it stands. */
export class Docket {
  private readonly tallies = new Map<InvariantId, Tally>();
  private index = 0;
  private at: Micros = 0;

  constructor() {
    for (const id of [...serverInvariants, ...clientInvariants])
      this.tallies.set(id, { checked: 0, broken: 0, first: null });
  }

  stand(index: number, at: Micros): void {
    this.index = index;
    this.at = at;
  }

  /** One check of `id`: `holds`, or else the sentence says what was seen. The sentence is made only for the first. */
  check(id: InvariantId, holds: boolean, sentence: () => string): void {
    const tally = this.tallies.get(id);
    if (tally === undefined) return;
    tally.checked += 1;
    if (holds) return;
    tally.broken += 1;
    tally.first ??= { index: this.index, at: this.at, sentence: sentence() };
  }

  verdicts(): Verdicts {
    const entries = [...this.tallies].map(([id, { checked, broken, first }]) => {
      const state = broken > 0 ? 'red' : checked > 0 ? 'green' : 'unseen';
      return [id, { state, first, checked, broken } satisfies Verdict] as const;
    });
    return Object.fromEntries(entries) as Record<InvariantId, Verdict>;
  }

  /** The red ones, in the order of the list. */
  red(): readonly { readonly id: InvariantId; readonly first: Violation }[] {
    const red: { readonly id: InvariantId; readonly first: Violation }[] = [];
    for (const [id, { first }] of this.tallies) if (first !== null) red.push({ id, first });
    return red;
  }
}
