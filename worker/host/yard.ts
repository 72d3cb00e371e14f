// The page's end of a fleet: starts a worker for each server at the director's order, hands it two ports and the director
// their other ends, and tells of workers that die. Used by engine.ts, one for each run.
import type { YardNews, YardOrder } from './page-fleet.ts';
import { newWorker } from './page-workers.ts';
import type { Ports } from './server-ports.ts';

export class Yard {
  private readonly director: MessagePort;
  private readonly workers = new Map<number, Worker>();
  /** Workers that load while nobody asks for them yet, so that a start need not wait for it. */
  private readonly spares = new Set<Worker>();

  /** `servers`: how many workers will be wanted soon. */
  constructor(director: MessagePort, servers: number) {
    this.director = director;
    for (let i = 0; i < servers; i += 1) this.addSpare();
    director.onmessage = ({ data }: MessageEvent<YardOrder>) => {
      if (data.kind === 'launch') this.launch(data.id, data.name);
      else this.terminate(data.id);
    };
  }

  dispose(): void {
    for (const worker of [...this.workers.values(), ...this.spares]) worker.terminate();
    this.workers.clear();
    this.spares.clear();
    this.director.close();
  }

  private addSpare(): void {
    const spare = newWorker('server', 'zab server');
    this.spares.add(spare);
    spare.onerror = (event) => {
      event.preventDefault();
      // It was no server yet: the next launch starts another.
      this.spares.delete(spare);
      spare.terminate();
    };
  }

  private launch(id: number, name: string): void {
    const calls = new MessageChannel();
    const windows = new MessageChannel();
    const ports: Ports = { calls: calls.port1, windows: windows.port1 };
    const [spare] = this.spares;
    if (spare !== undefined) this.spares.delete(spare);
    const worker = spare ?? newWorker('server', name);
    this.workers.set(id, worker);
    worker.onerror = (event) => {
      event.preventDefault();
      // A worker that could not even be loaded says nothing but that.
      const message = event.message || 'The worker could not be loaded.';
      this.tell({ kind: 'died', id, message });
    };
    worker.postMessage(ports, [ports.calls, ports.windows]);
    const theirs: Ports = { calls: calls.port2, windows: windows.port2 };
    this.tell({ kind: 'launched', id, ports: theirs }, [theirs.calls, theirs.windows]);
  }

  /** Whoever is ended will probably be started again. */
  private terminate(id: number): void {
    const worker = this.workers.get(id);
    if (worker === undefined) return;
    worker.terminate();
    this.workers.delete(id);
    if (this.spares.size === 0) this.addSpare();
  }

  private tell(news: YardNews, ports: MessagePort[] = []): void {
    this.director.postMessage(news, ports);
  }
}
