// One cell of the write path: the real ensemble at full speed, a worker for each server, and a client that keeps so many
// operations under way. Called on the bench page, by name; compared with floor.ts.
import { transfer, wrap, type Remote } from 'comlink';
import type { Batch } from '../../host/surface.ts';
import { Yard } from '../../host/yard.ts';
import { History } from '../../trace/history.ts';
import { shapeOf } from '../../trace/run-shape.ts';
import { openingRecording } from '../opening.ts';
import type { PumpLoad } from '../pump.ts';
import type { Attached, WriteHost, WriteResult } from './write-worker.ts';
import writeUrl from './write-worker.ts?worker&url';

export interface WriteCell {
  readonly servers: number;
  readonly client: 'leader' | 'follower';
  readonly load: PumpLoad;
  readonly attached: Attached;
}

/** One run at a time: opened, measured once or more, closed. */
export class WriteRun {
  private attached: Attached = 'none';
  private host: Remote<WriteHost> | null = null;
  private end: () => void = () => undefined;

  async open({ servers, client, load, attached }: WriteCell): Promise<void> {
    const recording = openingRecording(servers, client);
    const worker = new Worker(writeUrl, { type: 'module' });
    const orders = new MessageChannel();
    const batches = new MessageChannel();
    const yard = new Yard(orders.port1, servers);
    const page = new AttachedPage(batches.port1, new History(shapeOf(recording)));
    this.attached = attached;
    this.end = () => {
      page.close();
      worker.terminate();
      yard.dispose();
    };
    this.host = wrap<WriteHost>(worker);
    await this.host.hello();
    const options = { at: recording.until, play: true, pace: 'max' } as const;
    const opening = { run: 1, recording, options, batches: batches.port2, yard: orders.port2 };
    await this.host.open(transfer(opening, [batches.port2, orders.port2]), load, attached);
  }

  /** So many milliseconds of wall time, the first of them unmeasured. */
  async measure(warmMs: number, ms: number): Promise<WriteResult> {
    if (this.host === null) throw new Error('Nothing is open.');
    return this.host.measure(warmMs, ms, this.attached);
  }

  close(): void {
    this.end();
    this.host = null;
  }
}

/** What the page does with facts, without the picture: folds them into its history, a few in each frame. */
class AttachedPage {
  private readonly port: MessagePort;
  private readonly history: History;
  private waiting: Batch['events'][] = [];
  private isAsked = false;

  constructor(port: MessagePort, history: History) {
    this.port = port;
    this.history = history;
    port.onmessage = ({ data }: MessageEvent<Batch>) => {
      if (data.events.length > 0) this.waiting.push(data.events);
      port.postMessage('heard');
      this.ask();
    };
  }

  close(): void {
    this.port.close();
  }

  private ask(): void {
    if (this.isAsked) return;
    this.isAsked = true;
    requestAnimationFrame(() => {
      this.isAsked = false;
      const waiting = this.waiting;
      this.waiting = [];
      for (const events of waiting) this.history.append(events);
    });
  }
}
