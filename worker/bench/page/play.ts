// Recordings played by the engine of the page, workers and channels included. Called on the bench page, by name.
import type { Micros } from '../../base/units.ts';
import { createEngine } from '../../host/engine.ts';
import type { Batch, Engine, OpenOptions, Windows } from '../../host/surface.ts';
import type { Recording } from '../../world/recording.ts';

export interface Played {
  /** The trace hash at the recording's end. */
  readonly hash: string;
  /** Wall time, workers' start included. */
  readonly ms: number;
  /** What the page would say of its workers; all of it, from the start on. */
  readonly troubles: readonly string[];
}

/** Plays a recording to its end as fast as it goes. */
export async function play(recording: Recording, windows: Windows): Promise<Played> {
  const began = performance.now();
  const live = new LivePlay();
  await live.open(recording, { at: recording.until, play: false, pace: 'max', windows });
  const { hash } = await live.recording();
  live.close();
  if (hash === undefined) throw new Error('A run that was played has a hash.');
  return { hash, ms: performance.now() - began, troubles: live.troubles() };
}

/** One run that goes on while whoever drives the browser does something to its page. */
export class LivePlay {
  private engine: Engine | null = null;
  private last: Batch | null = null;
  private readonly said = new Set<string>();

  async open(recording: Recording, options: OpenOptions): Promise<void> {
    this.close();
    const engine = createEngine();
    this.engine = engine;
    engine.listen((batch) => {
      this.last = batch;
      for (const { message } of batch.troubles) this.said.add(message);
    });
    await engine.open(recording, options);
  }

  /** Everything before this time is known. */
  until(): Micros {
    return this.last?.until ?? 0;
  }

  troubles(): readonly string[] {
    return [...this.said];
  }

  async pause(): Promise<void> {
    await this.current.pause();
  }

  /** The run so far, with its hash. */
  async recording(): Promise<Recording> {
    return this.current.recording();
  }

  close(): void {
    this.engine?.dispose();
    this.engine = null;
    this.last = null;
  }

  private get current(): Engine {
    if (this.engine === null) throw new Error('Nothing is open.');
    return this.engine;
  }
}
