// The disk of one server as the world keeps it, outside the server's process: the synced layer, and what was written
// since (determinism.md 19). Fed with the notes of the server's host; decides what a crash leaves.
// Called by cast.ts for the simulator and the director.
import { drawInteger, type KeyPart } from '../base/draw.ts';
import type { Micros } from '../base/units.ts';
import { DiskFiles, type DiskImage, type DiskMark, type DiskOp } from '../zab/disk.ts';
import type { DiskNote } from './host-port.ts';

interface Written {
  readonly mark: DiskMark;
  readonly op: DiskOp;
}

interface Sync {
  readonly mark: DiskMark;
  readonly due: Micros;
}

export interface MirrorState {
  readonly synced: DiskImage;
  readonly written: readonly Written[];
  readonly syncs: readonly Sync[];
  readonly durable: DiskMark;
}

export class DiskMirror {
  private synced: DiskFiles;
  private written: Written[];
  /** Due times never go back: a server's disk is a FIFO. */
  private syncs: Sync[];
  private durable: DiskMark;

  constructor(state: MirrorState) {
    this.synced = new DiskFiles(state.synced);
    this.written = [...state.written];
    this.syncs = [...state.syncs];
    this.durable = state.durable;
  }

  /** The host wrote or asked for a sync. A sync that will fail makes nothing durable. */
  note(note: DiskNote): void {
    if (note.kind === 'write') this.written.push({ mark: note.mark, op: note.op });
    else if (!note.failed) this.syncs.push({ mark: note.mark, due: note.due });
  }

  /** Everything that is durable by `at` moves to the synced layer: a sync counts by its due time, processed or not. */
  settle(at: Micros): void {
    let done = 0;
    let mark = this.durable;
    for (const sync of this.syncs) {
      if (sync.due > at) break;
      if (sync.mark > mark) mark = sync.mark;
      done += 1;
    }
    if (done === 0) return;
    this.syncs.splice(0, done);
    this.durable = mark;
    this.apply(this.written.findIndex((written) => written.mark > mark));
  }

  /**
   * The process ends, and with it what is not durable by `at`; with `prefix`, the key of a draw, a seeded prefix of the
   * rest is kept. Marks start anew. Returns the mark up to which the writes were kept.
   */
  crash(at: Micros, prefix: readonly KeyPart[] | null): DiskMark {
    this.settle(at);
    let kept = this.durable;
    if (prefix !== null) {
      const count = drawInteger(0, this.written.length, ...prefix);
      kept = this.written[count - 1]?.mark ?? kept;
      this.apply(count);
    }
    this.written = [];
    this.syncs = [];
    this.durable = 0;
    return kept;
  }

  /** The synced layer: what a restart finds after a crash. */
  image(): DiskImage {
    return this.synced.image();
  }

  /** What the server itself reads: both layers. */
  writtenImage(): DiskImage {
    const files = new DiskFiles(this.synced.image());
    for (const { op } of this.written) files.apply(op);
    return files.image();
  }

  capture(): MirrorState {
    return {
      synced: this.synced.image(),
      written: [...this.written],
      syncs: [...this.syncs],
      durable: this.durable,
    };
  }

  /** Moves the first `count` writes (all of them if negative) to the synced layer. */
  private apply(count: number): void {
    const durable = this.written.splice(0, count < 0 ? this.written.length : count);
    for (const { op } of durable) this.synced.apply(op);
  }
}
