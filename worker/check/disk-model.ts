// What is on one server's disk, mirrored from the facts of its host (`wrote`, `durable`, `diskKept`), with the history
// that a restart would find in each of the two layers. Called by model.ts. Source: zab.md 1.2, 5.8, 7.3.
import { present } from '../base/assert.ts';
import type { Zxid } from '../base/zxid.ts';
import type { DiskOpShown } from '../world/facts.ts';
import { knotAfter, startOfHistory, upTo, type Knot } from './strand.ts';

interface SnapshotShown {
  readonly zxid: Zxid;
  /** The history that its tree is made of. */
  readonly knot: Knot;
}

interface Written {
  readonly mark: number;
  readonly op: DiskOpShown;
  readonly knot: Knot;
}

/** One layer: what it holds and the history that comes of it. */
export class DiskLayer {
  /** A missing file counts as epoch 0. */
  acceptedEpoch = 0;
  currentEpoch = 0;
  log: Zxid[] = [];
  /** The newest snapshot's history, and then every later record of the log. */
  knot: Knot;
  private snapshots: SnapshotShown[] = [];
  private readonly start: Knot;

  constructor(start: Knot) {
    this.start = start;
    this.knot = start;
  }

  /** lastProcessedZxid after a load: the last record, or the snapshot's name. */
  get position(): Zxid {
    return Math.max(this.log.at(-1) ?? 0, this.snapshotZxid);
  }

  get snapshotZxid(): Zxid {
    return this.snapshots.at(-1)?.zxid ?? 0;
  }

  apply(op: DiskOpShown, knot: Knot): void {
    switch (op.op) {
      case 'append':
        for (const zxid of op.zxids) {
          this.log.push(zxid);
          if (zxid > this.snapshotZxid) this.knot = knotAfter(this.knot, zxid);
        }
        return;
      case 'truncate':
        while ((this.log.at(-1) ?? 0) > op.zxid) this.log.pop();
        this.rebuild();
        return;
      case 'snapshot':
        this.snapshots = this.snapshots.filter((other) => other.zxid < op.zxid);
        this.snapshots.push({ zxid: op.zxid, knot });
        this.rebuild();
        return;
      case 'dropSnapshots':
        this.snapshots = this.snapshots.filter((snapshot) => snapshot.zxid <= op.above);
        this.rebuild();
        return;
      case 'purge':
        this.purge(op.retain);
        return;
      case 'epoch':
        this[op.file] = op.value;
        return;
      case 'config':
        return;
    }
  }

  /** Becomes equal to `other`, sharing nothing that changes. */
  copyFrom(other: DiskLayer): void {
    this.acceptedEpoch = other.acceptedEpoch;
    this.currentEpoch = other.currentEpoch;
    this.log = [...other.log];
    this.snapshots = [...other.snapshots];
    this.knot = other.knot;
  }

  private purge(retain: number): void {
    if (this.snapshots.length <= retain) return;
    this.snapshots = this.snapshots.slice(-retain);
    const oldest = this.snapshots[0]?.zxid ?? 0;
    // The record at the oldest snapshot's own zxid stays, as on the real disk (worker/zab/disk.ts).
    const kept = firstAbove(this.log, oldest);
    if (kept > 1) this.log.splice(0, kept - 1);
  }

  private rebuild(): void {
    const newest = this.snapshots.at(-1);
    let { knot } = newest ?? { knot: this.start };
    for (let index = firstAbove(this.log, newest?.zxid ?? 0); index < this.log.length; index += 1)
      knot = knotAfter(knot, present(this.log[index], 'A record'));
    this.knot = knot;
  }
}

export class DiskModel {
  readonly written: DiskLayer;
  readonly synced: DiskLayer;
  private waiting: Written[] = [];

  constructor(start: Knot = startOfHistory()) {
    this.written = new DiskLayer(start);
    this.synced = new DiskLayer(start);
  }

  /** `tree` is the history of the tree in memory: what a snapshot written now holds. */
  write(mark: number, op: DiskOpShown, tree: Knot): void {
    const knot = op.op === 'snapshot' ? upTo(tree, op.zxid) : tree;
    this.written.apply(op, knot);
    this.waiting.push({ mark, op, knot });
  }

  /** True if the durable layer changed. */
  settle(mark: number): boolean {
    let count = 0;
    for (const { mark: own, op, knot } of this.waiting) {
      if (own > mark) break;
      this.synced.apply(op, knot);
      count += 1;
    }
    if (count > 0) this.waiting.splice(0, count);
    return count > 0;
  }

  /** The process ended: what was written behind `mark` is gone. */
  crash(mark: number): void {
    this.settle(mark);
    this.waiting = [];
    this.written.copyFrom(this.synced);
  }
}

/** Index of the first record behind `zxid` in an ascending log; its length if there is none. */
function firstAbove(log: readonly Zxid[], zxid: Zxid): number {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((log[middle] ?? 0) > zxid) high = middle;
    else low = middle + 1;
  }
  return low;
}
