// An embedded page plays while its reader can see it, and stands still otherwise: scrolled away, or in a hidden tab. What the
// reader paused stays paused. Called by main.ts; a link stands at its moment until it is asked to play.
import type { Playground } from '../state/playground.svelte.ts';

export class Attention {
  readonly #playground: Playground;
  #inView = false;
  #seen = false;
  /** Whether it plays once it is seen again. */
  #wanted: boolean;

  constructor(playground: Playground, element: Element, wanted: boolean) {
    this.#playground = playground;
    this.#wanted = wanted;
    const observer = new IntersectionObserver(
      (entries) => {
        this.#inView = entries.at(-1)?.isIntersecting ?? false;
        this.#look();
      },
      { threshold: 0.3 },
    );
    observer.observe(element);
    document.addEventListener('visibilitychange', () => this.#look());
  }

  #look(): void {
    const seen = this.#inView && !document.hidden;
    if (seen === this.#seen) return;
    this.#seen = seen;
    void (seen ? this.#turnedTo() : this.#turnedFrom());
  }

  async #turnedTo(): Promise<void> {
    if (!this.#wanted) return;
    await this.#playground.play();
    // It took a while to begin, and the reader has gone on meanwhile.
    if (!this.#seen) await this.#playground.pause();
    else this.#wanted = false;
  }

  async #turnedFrom(): Promise<void> {
    const { live, playing } = this.#playground;
    this.#wanted ||= live && playing;
    if (playing) await this.#playground.pause();
  }
}
