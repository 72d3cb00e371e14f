// The engine that the page holds. It creates and ends every worker: the one of the session (director or simulator), and at
// the director's order one for each server. Each `open` starts with fresh workers, so nothing of a run outlives it.
import { transfer, wrap, type Remote } from 'comlink';
import type { Micros, ServerId } from '../base/units.ts';
import type { Action, Recording } from '../world/recording.ts';
import { FrameShelf } from './frame-shelf.ts';
import type { KeyFrame } from './key-frame.ts';
import { newWorker, prepare } from './page-workers.ts';
import { readText } from './reader.ts';
import type { Opening, SessionHost } from './session-host.ts';
import type { OtherTree, TreeAnswer, TreeQuestion } from '../trace/tree-desk.ts';
import type { TreeVersion } from '../trace/tree.ts';
import type {
  ActionDraft,
  Batch,
  CommandUsage,
  Completion,
  Engine,
  OpenOptions,
  Pace,
  PilotName,
  ReadRecording,
  Replayed,
} from './surface.ts';
import { TreeCourier } from './tree-courier.ts';
import { Yard } from './yard.ts';

const LOAD_MS = 20_000;

/** The worker of one run's session, and what ends with it. */
class OpenRun {
  private readonly worker: Worker;
  private readonly batches: MessagePort;
  private readonly yard: Yard | null;
  private readonly calls: Remote<SessionHost>;
  private readonly lost: Promise<never>;
  private lose: (error: Error) => void = () => undefined;

  constructor(worker: Worker, batches: MessagePort, yard: Yard | null) {
    this.worker = worker;
    this.batches = batches;
    this.yard = yard;
    this.calls = wrap<SessionHost>(worker);
    this.lost = new Promise<never>((_resolve, reject) => {
      this.lose = reject;
    });
    // Whoever waits hears of it; if nobody does, that is no error of its own.
    this.lost.catch(() => undefined);
    worker.onerror = (event) => {
      event.preventDefault();
      // A worker that failed to load says nothing but that.
      this.lose(new Error(event.message || 'A part of the page (a worker) could not be loaded.'));
    };
  }

  /** The answer of a call, or an error once the worker is gone: comlink alone would wait for ever. */
  async ask<T>(call: (calls: Remote<SessionHost>) => Promise<T>): Promise<T> {
    return await Promise.race([call(this.calls), this.lost]);
  }

  async load(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error('A part of the page (a worker) did not load in time.'));
      }, LOAD_MS);
    });
    try {
      await Promise.race([this.ask((calls) => calls.hello()), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  end(): void {
    this.lose(new Error('This run was ended.'));
    this.worker.terminate();
    this.batches.close();
    this.yard?.dispose();
  }
}

class PageEngine implements Engine {
  private readonly listeners = new Set<(batch: Batch) => void>();
  private opened = 0;
  private current: OpenRun | null = null;
  private disposed = false;
  private readonly trees = new TreeCourier();
  private readonly frames = new FrameShelf();
  /** A worker for each server; false where their channels do not exist or carry nothing. */
  private directed = typeof BroadcastChannel === 'function';

  read(text: string): Promise<ReadRecording> {
    return readText(text);
  }

  async open(recording: Recording, options: OpenOptions): Promise<void> {
    this.opened += 1;
    const run = this.opened;
    try {
      await this.start(run, recording, options);
    } catch (error) {
      const deaf = error instanceof Error && error.name === 'DeafChannels';
      if (!deaf || !this.isLatest(run)) throw error;
      // Workers cannot hear each other here: one thread runs them all, with the same trace.
      this.directed = false;
      await this.start(run, recording, options);
    }
  }

  private async start(run: number, recording: Recording, options: OpenOptions): Promise<void> {
    this.endRun();
    const kind = this.directed ? 'director' : 'simulator';
    await Promise.all([prepare(kind), this.directed ? prepare('server') : null]);
    if (!this.isLatest(run)) throw new Error('Another run was opened meanwhile.');
    const batches = new MessageChannel();
    const orders = this.directed ? new MessageChannel() : null;
    const { servers, observers } = recording.ensemble;
    const yard = orders === null ? null : new Yard(orders.port1, servers + observers);
    const current = new OpenRun(newWorker(kind, `zab ${kind}`), batches.port1, yard);
    this.current = current;
    const from = this.frames.open(recording, options.at, options.branch ?? { from: 0, to: 0 });
    batches.port1.onmessage = ({ data }: MessageEvent<Batch | KeyFrame>) => {
      if ('bytes' in data) {
        this.frames.add(data);
        return;
      }
      for (const hear of this.listeners) hear(data);
      batches.port1.postMessage('heard');
    };
    await current.load();
    const opening: Opening = {
      ...{ run, recording, options },
      batches: batches.port2,
      yard: orders?.port2 ?? null,
      frames: { from },
    };
    const ports = orders === null ? [batches.port2] : [batches.port2, orders.port2];
    await current.ask((calls) => calls.open(transfer(opening, ports)));
  }

  private isLatest(run: number): boolean {
    return run === this.opened && !this.disposed;
  }

  play(): Promise<void> {
    return this.ask((calls) => calls.play());
  }

  pause(shown?: Micros): Promise<void> {
    return this.ask((calls) => calls.pause(shown));
  }

  setPace(pace: Pace): Promise<void> {
    return this.ask((calls) => calls.setPace(pace));
  }

  step(): Promise<void> {
    return this.ask((calls) => calls.step());
  }

  nextEvent(): Promise<void> {
    return this.ask((calls) => calls.nextEvent());
  }

  act(draft: ActionDraft): Promise<Action> {
    return this.ask(async (calls) => calls.act(draft));
  }

  fly(name: PilotName | null): Promise<void> {
    return this.ask((calls) => calls.fly(name));
  }

  recording(): Promise<Recording> {
    return this.ask((calls) => calls.recording());
  }

  inspect(node: ServerId): Promise<unknown> {
    return this.ask((calls) => calls.inspect(node));
  }

  strays(): Promise<number> {
    return this.ask((calls) => calls.strays());
  }

  restartHost(node: ServerId): Promise<void> {
    return this.ask((calls) => calls.restartHost(node));
  }

  readTree(
    version: TreeVersion,
    others: readonly OtherTree[],
    question: TreeQuestion,
  ): Promise<TreeAnswer> {
    const versions = [version, ...others.map((other) => other.version)];
    return this.trees.ask(versions, ([first = 0, ...rest]) => ({
      ask: 'tree',
      version: first,
      others: others.map(({ sid }, i) => ({ sid, version: rest[i] ?? 0 })),
      question,
    }));
  }

  complete(line: string, tree: TreeVersion | null, chroot: string): Promise<Completion> {
    return this.trees.ask(tree === null ? [] : [tree], ([version = null]) => ({
      ask: 'complete',
      ...{ version, line, chroot },
    }));
  }

  usages(): Promise<readonly CommandUsage[]> {
    return this.trees.ask([], () => ({ ask: 'usages' }));
  }

  async replay(
    recording: Recording,
    hear: (facts: Replayed) => void,
    stop: AbortSignal,
  ): Promise<void> {
    const { replay } = await import('./replay.ts');
    await replay(recording, hear, stop);
  }

  listen(hear: (batch: Batch) => void): () => void {
    this.listeners.add(hear);
    return () => this.listeners.delete(hear);
  }

  dispose(): void {
    this.disposed = true;
    this.trees.dispose();
    this.listeners.clear();
    this.endRun();
  }

  private ask<T>(call: (calls: Remote<SessionHost>) => Promise<T>): Promise<T> {
    if (this.current === null) return Promise.reject(new Error('No run is open.'));
    return this.current.ask(call);
  }

  private endRun(): void {
    this.current?.end();
    this.current = null;
  }
}

/** The engine of this page. Nothing starts before `open`. */
export function createEngine(): Engine {
  return new PageEngine();
}
