// What a server keeps on its disk, and the operations that change it. The server holds the *written*
// view; the world mirrors the same operations and knows which of them are *synced* (determinism.md 19).
// One FIFO of operations per server: a sync makes everything written before it durable.
// Source: FileTxnSnapLog, FileTxnLog.truncate, AtomicFileOutputStream; zab.md 1.2 and 5.8.
import { assert } from '../base/assert.ts';
import type { Zxid } from '../base/zxid.ts';
import type { TreeImage } from '../data/image.ts';
import type { Txn } from '../data/model.ts';
import type { QuorumConfig } from './quorum-config.ts';

/** Counts a server's disk operations from 1 in each incarnation; a sync answers with the mark it covers. */
export type DiskMark = number;

export interface Snapshot {
  /** lastProcessedZxid when the dump started. */
  readonly zxid: Zxid;
  readonly image: TreeImage;
}

export type DiskOp =
  | { readonly op: 'append'; readonly txns: readonly Txn[] }
  /** Removes every record with a larger zxid. Differs: ZooKeeper keeps the first record above a missing target (zab.md 5.8). */
  | { readonly op: 'truncate'; readonly zxid: Zxid }
  /** Removes snapshots newer than `zxid`. Differs: ZooKeeper leaves them (ZOOKEEPER-1549). */
  | { readonly op: 'dropSnapshots'; readonly above: Zxid }
  | { readonly op: 'snapshot'; readonly snapshot: Snapshot }
  /** Keeps the newest `retain` snapshots and the log from the oldest of them on (PurgeTxnLog). */
  | { readonly op: 'purge'; readonly retain: number }
  /** Atomic: temporary file, sync, rename. */
  | {
      readonly op: 'epoch';
      readonly file: 'acceptedEpoch' | 'currentEpoch';
      readonly value: number;
    }
  | {
      readonly op: 'config';
      readonly file: 'committed' | 'next';
      readonly config: QuorumConfig | null;
    };

export interface DiskImage {
  /** null while the file does not exist. */
  readonly acceptedEpoch: number | null;
  readonly currentEpoch: number | null;
  /** Ascending by zxid. */
  readonly snapshots: readonly Snapshot[];
  /** Ascending by zxid. */
  readonly log: readonly Txn[];
  readonly committedConfig: QuorumConfig | null;
  readonly nextConfig: QuorumConfig | null;
}

export const emptyDisk: DiskImage = {
  acceptedEpoch: null,
  currentEpoch: null,
  snapshots: [],
  log: [],
  committedConfig: null,
  nextConfig: null,
};

/** The files of one disk, changed in place by `apply`. The arrays handed out must not be kept across an `apply`. */
export class DiskFiles {
  acceptedEpoch: number | null;
  currentEpoch: number | null;
  snapshots: Snapshot[];
  log: Txn[];
  committedConfig: QuorumConfig | null;
  nextConfig: QuorumConfig | null;

  constructor(image: DiskImage) {
    this.acceptedEpoch = image.acceptedEpoch;
    this.currentEpoch = image.currentEpoch;
    this.snapshots = [...image.snapshots];
    this.log = [...image.log];
    this.committedConfig = image.committedConfig;
    this.nextConfig = image.nextConfig;
  }

  apply(op: DiskOp): void {
    switch (op.op) {
      case 'append':
        for (const txn of op.txns) this.log.push(txn);
        return;
      case 'truncate':
        this.log.length = countUpTo(this.log, op.zxid);
        return;
      case 'dropSnapshots':
        this.snapshots = this.snapshots.filter((snapshot) => snapshot.zxid <= op.above);
        return;
      case 'snapshot':
        this.snapshots = [
          ...this.snapshots.filter((other) => other.zxid < op.snapshot.zxid),
          op.snapshot,
        ];
        return;
      case 'purge':
        this.purge(op.retain);
        return;
      case 'epoch':
        this[op.file] = op.value;
        return;
      case 'config':
        if (op.file === 'committed') this.committedConfig = op.config;
        else this.nextConfig = op.config;
        return;
    }
  }

  image(): DiskImage {
    const { acceptedEpoch, currentEpoch, committedConfig, nextConfig } = this;
    return {
      acceptedEpoch,
      currentEpoch,
      committedConfig,
      nextConfig,
      snapshots: [...this.snapshots],
      log: [...this.log],
    };
  }

  private purge(retain: number): void {
    assert(retain > 0, 'A purge keeps at least one snapshot');
    if (this.snapshots.length <= retain) return;
    this.snapshots = this.snapshots.slice(-retain);
    const oldest = this.snapshots[0];
    // The record *at* the snapshot's zxid stays: on-disk log sync needs a first record not above the learner's position.
    if (oldest !== undefined) this.log.splice(0, Math.max(0, countUpTo(this.log, oldest.zxid) - 1));
  }
}

/** How many records of an ascending log have a zxid of at most `zxid`. */
export function countUpTo(log: readonly { readonly zxid: Zxid }[], zxid: Zxid): number {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const record = log[middle];
    if (record !== undefined && record.zxid <= zxid) low = middle + 1;
    else high = middle;
  }
  return low;
}
