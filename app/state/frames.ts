// The page's one animation loop: first the run moves on, then every painter draws. It stops by itself when nothing
// moves, so that a paused page costs nothing (correctness.md W18); `wake` starts it again.

export class Frames {
  /** Called before the painters; true asks for another frame. */
  readonly #move: (nowMs: number) => boolean;
  readonly #painters = new Set<() => void>();
  #asked = 0;

  constructor(move: (nowMs: number) => boolean) {
    this.#move = move;
  }

  /** The painter is called once a frame until the returned function is. */
  add(paint: () => void): () => void {
    this.#painters.add(paint);
    this.wake();
    return () => this.#painters.delete(paint);
  }

  wake(): void {
    if (this.#asked === 0) this.#asked = requestAnimationFrame(this.#frame);
  }

  stop(): void {
    cancelAnimationFrame(this.#asked);
    this.#asked = 0;
    this.#painters.clear();
  }

  readonly #frame = (nowMs: number): void => {
    this.#asked = 0;
    if (this.#move(nowMs)) this.wake();
    for (const paint of this.#painters) paint();
  };
}
