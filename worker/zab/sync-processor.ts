// The log writer of a role: txns are appended in order, made durable in groups, and only then passed on (an ACK, or the
// leader's own). While one sync is outstanding the queue grows and becomes the next group.
// Source: SyncRequestProcessor; zab.md 6.2 step 4 and 7.2.
import { assert } from '../base/assert.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import type { DiskMark } from './disk.ts';
import type { Peer } from './peer.ts';

export interface SyncProcessorState {
  /** Accepted and not yet appended. */
  queue: Txn[];
  /** Groups that are appended and not yet durable, in order; more than one only while draining. */
  flushing: { readonly mark: DiskMark; readonly zxids: readonly Zxid[] }[];
  /** No more txns are accepted. */
  stopped: boolean;
}

export function newSyncProcessorState(): SyncProcessorState {
  return { queue: [], flushing: [], stopped: false };
}

export class SyncProcessor {
  private readonly peer: Peer;
  private readonly state: SyncProcessorState;
  private readonly next: (zxid: Zxid) => void;

  /** `next` is told of every txn once it is durable, in order. */
  constructor(peer: Peer, state: SyncProcessorState, next: (zxid: Zxid) => void) {
    this.peer = peer;
    this.state = state;
    this.next = next;
  }

  process(txn: Txn): void {
    assert(!this.state.stopped, 'A stopped sync processor accepts nothing');
    const last = this.state.queue.at(-1);
    assert(last === undefined || last.zxid < txn.zxid, 'The log grows in zxid order');
    this.state.queue.push(txn);
    this.peer.tell({ type: 'queued', zxid: txn.zxid });
    this.run();
  }

  onSynced(mark: DiskMark): void {
    for (let group = this.state.flushing[0]; group !== undefined; group = this.state.flushing[0]) {
      if (group.mark > mark) return;
      this.state.flushing.shift();
      const last = group.zxids.at(-1);
      if (last !== undefined) this.peer.tell({ type: 'synced', zxid: last });
      for (const zxid of group.zxids) this.next(zxid);
      this.run();
    }
  }

  /** Appends and syncs all that is left; nothing is accepted from now on. True if nothing is outstanding. */
  drain(): boolean {
    this.state.stopped = true;
    while (this.state.queue.length > 0) this.flush();
    return this.isIdle();
  }

  /** Bug M6: accepts nothing more, yet what is left is written whenever the disk gets to it. */
  abandon(): void {
    this.state.stopped = true;
  }

  isIdle(): boolean {
    return this.state.queue.length === 0 && this.state.flushing.length === 0;
  }

  private run(): void {
    if (this.state.flushing.length === 0 && this.state.queue.length > 0) this.flush();
  }

  private flush(): void {
    const size = this.peer.has('B7') ? 1 : this.peer.settings.maxBatchSize;
    const txns = this.state.queue.splice(0, size);
    this.peer.write({ op: 'append', txns });
    const zxids = txns.map(({ zxid }) => zxid);
    this.peer.tell({ type: 'appended', zxids });
    this.state.flushing.push({ mark: this.peer.sync(), zxids });
    this.peer.database.logged(txns.length);
  }
}
