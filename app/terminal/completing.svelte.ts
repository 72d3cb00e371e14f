// The Tab key at a prompt. What could follow is asked for at every change of the text, so that Tab knows at once whether it
// has something to do; where it has nothing, the key is left alone and moves on (no keyboard trap).
import type { Completion } from '../state/terminals.svelte.ts';

/** What Tab does: puts this text in the place of the one before the cursor, shows the list, waits for news, or nothing. */
export type Pressed =
  | { readonly kind: 'put'; readonly text: string }
  | { readonly kind: 'listed' | 'unknown' | 'nothing' };

export class Completing {
  readonly #ask: (before: string) => Promise<Completion>;
  #known = $state.raw<{ readonly before: string; readonly found: Completion } | null>(null);
  #asked = '';
  /** The list is shown, and which of it is chosen; -1 for none. */
  open = $state(false);
  at = $state(-1);

  constructor(ask: (before: string) => Promise<Completion>) {
    this.#ask = ask;
  }

  get candidates(): readonly string[] {
    return this.open ? (this.#known?.found.candidates ?? []) : [];
  }

  get more(): number {
    return this.open && this.#known ? this.#known.found.total - this.candidates.length : 0;
  }

  /** The text before the cursor has changed. */
  async look(before: string): Promise<void> {
    this.close();
    this.#asked = before;
    if (before === '') return;
    try {
      const found = await this.#ask(before);
      if (this.#asked === before) this.#known = { before, found };
    } catch {
      // Without the worker that knows, Tab has nothing to offer.
      this.#known = null;
    }
  }

  press(before: string): Pressed {
    if (before === '' || this.open) return { kind: 'nothing' };
    if (this.#known?.before !== before) return { kind: 'unknown' };
    const { from, candidates, total, common } = this.#known.found;
    const typed = before.slice(from);
    if (total === 0) return { kind: 'nothing' };
    if (total === 1) {
      // A path may go on; a command or a flag is whole.
      const whole = before[from - 1] === '/' ? common : `${common} `;
      return whole === typed
        ? { kind: 'nothing' }
        : { kind: 'put', text: before.slice(0, from) + whole };
    }
    if (common.length > typed.length) return { kind: 'put', text: before.slice(0, from) + common };
    this.open = candidates.length > 0;
    return { kind: 'listed' };
  }

  /** The text before the cursor with this candidate in it. */
  with(candidate: string): string {
    const { before, found } = this.#known ?? { before: '', found: { from: 0 } };
    return before.slice(0, found.from) + candidate;
  }

  move(step: number): void {
    const count = this.candidates.length;
    if (count > 0) this.at = (this.at + step + count + (this.at < 0 && step < 0 ? 1 : 0)) % count;
  }

  close(): void {
    this.open = false;
    this.at = -1;
  }
}
