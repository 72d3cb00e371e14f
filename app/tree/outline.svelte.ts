// What the tree's outline shows: asks the worker that reads trees, one question at a time, the newest always last. What is
// shown stays until the answer to the next question is there.
import type { OtherTree, TreeAnswer, TreeQuestion } from '../../worker/trace/tree-desk.ts';
import type { TreeVersion } from '../../worker/trace/tree.ts';

type Read = (
  version: TreeVersion,
  others: readonly OtherTree[],
  question: TreeQuestion,
) => Promise<TreeAnswer>;

interface Asked {
  readonly version: TreeVersion;
  readonly others: readonly OtherTree[];
  readonly question: TreeQuestion;
}

export class Outline {
  readonly #read: Read;
  #next: Asked | null = null;
  #busy = false;
  answer = $state.raw<TreeAnswer | null>(null);
  closed = $state.raw<readonly string[]>(['/zookeeper']);
  system = $state(false);
  filter = $state('');
  /** Compared with this server's tree; null for no comparison. */
  differing = $state<number | null>(null);
  /** A path, or the index of a row until its path is known. */
  chosen = $state<string | number>('/');

  constructor(read: Read) {
    this.#read = read;
  }

  ask(asked: Asked): void {
    this.#next = asked;
    if (!this.#busy) void this.#run();
  }

  toggle(path: string): void {
    this.closed = this.closed.includes(path)
      ? this.closed.filter((one) => one !== path)
      : [...this.closed, path];
  }

  /** Chooses the row so many below the chosen one. */
  move(step: number): void {
    const { answer, chosen } = this;
    if (answer === null) return;
    const from = typeof chosen === 'number' ? chosen : (answer.chosen?.index ?? 0);
    this.chosen = Math.max(0, Math.min(from + step, answer.total - 1));
  }

  async #run(): Promise<void> {
    this.#busy = true;
    for (let asked = this.#next; asked !== null; asked = this.#next) {
      this.#next = null;
      try {
        const answer = await this.#read(asked.version, asked.others, asked.question);
        this.answer = answer;
        const isNamed = this.chosen === asked.question.chosen && typeof this.chosen === 'number';
        if (isNamed && answer.chosen !== null) this.chosen = answer.chosen.path;
      } catch (error) {
        // The page is being left, or the worker could not be loaded: what is shown stays.
        console.warn(error);
      }
    }
    this.#busy = false;
  }
}
