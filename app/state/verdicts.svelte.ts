// The invariants, checked on the page's own run as it comes (worker/check), a little in each frame. The checker is loaded
// once the run is there, so that the first picture does not wait for it. Read by the lights of the log's region.
import type { Checker } from '../../worker/check/checker.ts';
import type { Verdicts as All } from '../../worker/check/invariants.ts';
import type { History } from '../../worker/trace/history.ts';
import type { Playground } from './playground.svelte.ts';

const BUDGET_MS = 3;
const SLICE = 100;
const TELL_MS = 500;

export class Verdicts {
  /** null until the first facts are checked. */
  all = $state.raw<All | null>(null);
  /** Facts were let go before they could be checked: the lights say nothing any more. */
  blind = $state(false);
  broken = $derived(
    this.all === null ? 0 : Object.values(this.all).filter((one) => one.state === 'red').length,
  );
  readonly #playground: Playground;
  #history: History | null = null;
  #checker: Checker | null = null;
  #make: ((history: History) => Checker) | null = null;
  #index = 0;
  #toldMs = 0;
  #toldIndex = -1;

  constructor(playground: Playground) {
    this.#playground = playground;
  }

  /** Checks from now on; the returned function ends it. */
  watch(): () => void {
    void this.#load();
    return this.#playground.frames.add(() => this.#read());
  }

  async #load(): Promise<void> {
    const { Checker } = await import('../../worker/check/checker.ts');
    this.#make = ({ shape }) => new Checker({ ...shape, firstCounter: this.#firstCounter() });
    this.#playground.frames.wake();
  }

  #firstCounter(): number {
    return this.#playground.recording.ensemble.settings?.firstCounter ?? 0;
  }

  #read(): void {
    if (this.#make === null || !this.#playground.ready) return;
    const { history } = this.#playground;
    if (history !== this.#history) this.#begin(history, this.#make);
    const started = performance.now();
    while (this.#checker !== null && this.#index < history.length) {
      if (history.first > this.#index) {
        this.blind = true;
        return;
      }
      for (const event of history.eventsBetween(this.#index, this.#index + SLICE)) {
        this.#checker.push(event);
        this.#index += 1;
      }
      if (performance.now() - started > BUDGET_MS) break;
    }
    if (this.#index < history.length) this.#playground.frames.wake();
    this.#tell(started);
  }

  #begin(history: History, make: (history: History) => Checker): void {
    this.#history = history;
    this.#checker = make(history);
    this.#index = 0;
    this.#toldIndex = -1;
    this.blind = false;
    this.all = null;
  }

  #tell(nowMs: number): void {
    if (this.#checker === null || this.#index === this.#toldIndex) return;
    if (nowMs - this.#toldMs < TELL_MS && this.#playground.playing) return;
    this.#toldMs = nowMs;
    this.#toldIndex = this.#index;
    this.all = this.#checker.verdicts();
  }
}
