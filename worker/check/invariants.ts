// The invariants by id, and what was found of each. Their names and sentences for people are in worker/trace/words.
// Source: correctness.md 3.1 (S1 to S23) and 3.3 (H1 to H17), zab.md 10.4 (Z1, Z2). S24, determinism, compares two runs
// and is checked by whoever runs them.
import type { Micros } from '../base/units.ts';

// prettier-ignore
export const serverInvariants = [
  'S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9', 'S10', 'S11', 'S12', 'S13', 'S14', 'S15', 'S16', 'S17', 'S18',
  'S19', 'S20', 'S21', 'S22', 'S23', 'Z1', 'Z2',
] as const;

// prettier-ignore
export const clientInvariants = [
  'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'H7', 'H8', 'H9', 'H10', 'H11', 'H12', 'H13', 'H14', 'H15', 'H16', 'H17',
] as const;

export type InvariantId = (typeof serverInvariants)[number] | (typeof clientInvariants)[number];

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
