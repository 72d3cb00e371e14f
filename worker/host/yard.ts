// The page's end of a fleet: starts a worker for each server at the director's order, hands it two ports and the director
// their other ends, and tells of workers that die. Used by engine.ts, one for each run.
import type { YardNews, YardOrder } from './page-fleet.ts';
import { newWorker } from './page-workers.ts';
import type { Ports } from './server-ports.ts';

export class Yard {
  private readonly director: MessagePort;
  private readonly workers = new Map<number, Worker>();

  constructor(director: MessagePort) {
    this.director = director;
    director.onmessage = ({ data }: MessageEvent<YardOrder>) => {
      if (data.kind === 'launch') this.launch(data.id, data.name);
      else this.terminate(data.id);
    };
  }

  dispose(): void {
    for (const id of [...this.workers.keys()]) this.terminate(id);
    this.director.close();
  }

  private launch(id: number, name: string): void {
    const calls = new MessageChannel();
    const windows = new MessageChannel();
    const ports: Ports = { calls: calls.port1, windows: windows.port1 };
    try {
      const worker = newWorker('server', name);
      this.workers.set(id, worker);
      worker.onerror = (event) => {
        event.preventDefault();
        // A worker that could not even be loaded says nothing.
        this.tell({
          kind: 'died',
          id,
          message: event.message || 'The worker could not be loaded.',
        });
      };
      worker.postMessage(ports, [ports.calls, ports.windows]);
    } catch (error) {
      this.tell({
        kind: 'died',
        id,
        message: error instanceof Error ? error.message : String(error),
      });
      return;
    }
    const theirs: Ports = { calls: calls.port2, windows: windows.port2 };
    this.tell({ kind: 'launched', id, ports: theirs }, [theirs.calls, theirs.windows]);
  }

  private terminate(id: number): void {
    this.workers.get(id)?.terminate();
    this.workers.delete(id);
  }

  private tell(news: YardNews, ports: MessagePort[] = []): void {
    this.director.postMessage(news, ports);
  }
}
