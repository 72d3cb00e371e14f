// What a mutant is: a small deliberate edit of the protocol, of the kind that a reviewer should notice. The lists are in the
// files beside this one; worker/host/cli/mutants.ts applies each to a copy of the tree and says what caught it.
// Source: correctness.md 5 (mutation kill).

export interface Mutant {
  readonly id: string;
  /** Under worker/. */
  readonly file: string;
  /** What is wrong with it, for the reader of the table. */
  readonly breaks: string;
  /** Each text stands exactly once in the file and is replaced. */
  readonly edits: readonly (readonly [text: string, replacement: string])[];
  /** The point of zab.md's appendix B that it breaks, where there is one. */
  readonly point: number | null;
}

/** The mutants of one file. */
export class MutantsOf {
  readonly all: Mutant[] = [];
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** One more: `text` becomes `replacement`. */
  edit(id: string, breaks: string, text: string, replacement: string, point?: number): this {
    return this.edits(id, breaks, [[text, replacement]], point);
  }

  edits(id: string, breaks: string, edits: Mutant['edits'], point?: number): this {
    this.all.push({ id, file: this.file, breaks, edits, point: point ?? null });
    return this;
  }
}
