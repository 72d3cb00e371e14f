// Threads of Node as the workers of servers: the determinism test and headless runs use the same director and the same
// servers as the page. The caller bundles node-worker.ts (cli/bundle.mjs) and names the file.
import { Worker, type TransferListItem } from 'node:worker_threads';
import type { Fleet, Vessel, VesselListener } from './fleet.ts';
import type { Ports } from './server-ports.ts';
import { makeDeath, makeVessel } from './vessel.ts';

export class NodeFleet implements Fleet {
  private readonly file: string;
  private readonly workers = new Set<Worker>();

  constructor(file: string) {
    this.file = file;
  }

  launch(name: string, listener: VesselListener): Promise<Vessel> {
    const worker = new Worker(this.file, { name });
    this.workers.add(worker);
    const { death, die } = makeDeath();
    worker.on('error', (error) => {
      die(error.message);
      listener.died(error.message);
    });
    const calls = new MessageChannel();
    const windows = new MessageChannel();
    const theirs: Ports = { calls: calls.port1, windows: windows.port1 };
    // The same ports under two names: the library of workers in browsers types them, Node's types the list.
    const ports: readonly unknown[] = [theirs.calls, theirs.windows];
    worker.postMessage(theirs, ports as readonly TransferListItem[]);
    const vessel = makeVessel({
      ports: { calls: calls.port2, windows: windows.port2 },
      listener,
      death,
      terminate: () => {
        this.end(worker);
        die('This worker was ended.');
      },
    });
    return Promise.resolve(vessel);
  }

  dispose(): void {
    for (const worker of [...this.workers]) this.end(worker);
  }

  private end(worker: Worker): void {
    this.workers.delete(worker);
    void worker.terminate();
  }
}
