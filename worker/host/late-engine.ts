// An engine whose code is loaded when something is first asked of it, so that a page can show its first picture before.
// Made by app/main.ts and app/embed/main.ts; engine.ts is what it becomes.
import type { Batch, Engine } from './surface.ts';

class LateEngine implements Engine {
  readonly #listeners = new Set<(batch: Batch) => void>();
  #made: Promise<Engine> | null = null;
  #engine: Engine | null = null;
  #disposed = false;

  // Calls are made in the order in which they came in: each waits for the same promise.
  readonly read: Engine['read'] = async (...asked) => (await this.#there()).read(...asked);
  readonly open: Engine['open'] = async (...asked) => (await this.#there()).open(...asked);
  readonly play: Engine['play'] = async () => (await this.#there()).play();
  readonly pause: Engine['pause'] = async (...asked) => (await this.#there()).pause(...asked);
  readonly setPace: Engine['setPace'] = async (...asked) => (await this.#there()).setPace(...asked);
  readonly step: Engine['step'] = async () => (await this.#there()).step();
  readonly nextEvent: Engine['nextEvent'] = async () => (await this.#there()).nextEvent();
  readonly act: Engine['act'] = async (...asked) => (await this.#there()).act(...asked);
  readonly fly: Engine['fly'] = async (...asked) => (await this.#there()).fly(...asked);
  readonly recording: Engine['recording'] = async () => (await this.#there()).recording();
  readonly inspect: Engine['inspect'] = async (...asked) => (await this.#there()).inspect(...asked);
  readonly restartHost: Engine['restartHost'] = async (...asked) =>
    (await this.#there()).restartHost(...asked);
  readonly strays: Engine['strays'] = async () => (await this.#there()).strays();
  readonly readTree: Engine['readTree'] = async (...asked) =>
    (await this.#there()).readTree(...asked);
  readonly complete: Engine['complete'] = async (...asked) =>
    (await this.#there()).complete(...asked);
  readonly replay: Engine['replay'] = async (...asked) => (await this.#there()).replay(...asked);
  readonly usages: Engine['usages'] = async () => (await this.#there()).usages();

  listen(hear: (batch: Batch) => void): () => void {
    this.#listeners.add(hear);
    return () => this.#listeners.delete(hear);
  }

  dispose(): void {
    this.#disposed = true;
    this.#listeners.clear();
    this.#engine?.dispose();
  }

  #there(): Promise<Engine> {
    this.#made ??= this.#make();
    return this.#made;
  }

  async #make(): Promise<Engine> {
    const { createEngine } = await import('./engine.ts').catch(() => {
      throw new Error('A part of the page (the engine) could not be loaded: load the page again.');
    });
    const engine = createEngine();
    engine.listen((batch) => {
      for (const hear of this.#listeners) hear(batch);
    });
    this.#engine = engine;
    if (this.#disposed) engine.dispose();
    return engine;
  }
}

/** The engine of this page. Nothing is loaded before the first call, and nothing starts before `open`. */
export function lateEngine(): Engine {
  return new LateEngine();
}
