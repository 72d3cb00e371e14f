// What the writes that were prepared but not yet applied will have done, by path: Prep answers a new request against the
// tree plus these. Called by Prep only. Source: ZooKeeperServer.outstandingChanges, ChangeRecord, PrepRequestProcessor's
// getRecordForPath, addChangeRecord and rollbackPendingChanges.
// Differs: the root has one record; ZooKeeper keeps '/' and '' apart, so that a pending change of '/' itself and a
// pending child of it do not see each other.
import { assert, present } from '../base/assert.ts';
import type { Base64 } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Acl } from './model.ts';
import type { DataTree } from './tree.ts';
import type { StatPersisted } from './znode.ts';

/** A node as it will be once `zxid` is applied; `stat` null says that it will be gone. */
export interface ChangeRecord {
  readonly zxid: Zxid;
  readonly path: string;
  readonly stat: Readonly<StatPersisted> | null;
  readonly childCount: number;
  readonly acl: readonly Acl[];
  readonly data: Base64 | null;
}
export type NodeRecord = ChangeRecord & { readonly stat: Readonly<StatPersisted> };

/** Plain data. `first` is the place of the oldest record in `queue`; what is before it has been applied. */
export interface OutstandingState {
  queue: ChangeRecord[];
  first: number;
  byPath: Map<string, ChangeRecord>;
}

export class OutstandingChanges {
  private state: OutstandingState = { queue: [], first: 0, byPath: new Map() };

  /** The node as of the last prepared write, or null. */
  record(path: string, tree: DataTree): NodeRecord | null {
    const pending = this.state.byPath.get(path);
    if (pending !== undefined) return isNode(pending) ? pending : null;
    const node = tree.get(path);
    if (node === undefined) return null;
    const { stat, acl, data } = node;
    return { zxid: -1, path, stat, childCount: node.children?.size ?? 0, acl: acl.acl, data };
  }

  add(record: ChangeRecord): void {
    this.state.queue.push(record);
    this.state.byPath.set(record.path, record);
  }

  /** Those not yet applied, oldest first. */
  *all(): Generator<ChangeRecord, void> {
    const { queue, first } = this.state;
    for (let at = first; at < queue.length; at += 1) yield present(queue[at], 'A change record');
  }

  /** Forgets the changes of everything up to `zxid`: it is in the tree now. */
  applied(zxid: Zxid): void {
    const { queue, byPath } = this.state;
    for (let oldest = this.oldest(); oldest !== undefined; oldest = this.oldest()) {
      if (oldest.zxid > zxid) break;
      this.state.first += 1;
      if (byPath.get(oldest.path) === oldest) byPath.delete(oldest.path);
    }
    // Given back in lumps, so that a long queue is not copied once per txn.
    if (this.state.first > 1024 && this.state.first * 2 > queue.length) {
      this.state.queue = queue.slice(this.state.first);
      this.state.first = 0;
    }
  }

  /** Takes back every record of `zxid`, the newest: for their paths the records before them count again. */
  rollback(zxid: Zxid): void {
    const { queue, first, byPath } = this.state;
    const orphaned = new Set<string>();
    for (
      let last = queue.at(-1);
      last?.zxid === zxid && queue.length > first;
      last = queue.at(-1)
    ) {
      queue.pop();
      byPath.delete(last.path);
      orphaned.add(last.path);
    }
    for (let at = queue.length - 1; at >= first && orphaned.size > 0; at -= 1) {
      const record = present(queue[at], 'A change record');
      if (orphaned.delete(record.path)) byPath.set(record.path, record);
    }
  }

  clear(): void {
    this.state = { queue: [], first: 0, byPath: new Map() };
  }

  size(): number {
    return this.state.queue.length - this.state.first;
  }

  /** The records in order: `byPath` follows from them. */
  capture(): readonly ChangeRecord[] {
    return [...this.all()];
  }

  restore(records: readonly ChangeRecord[]): void {
    this.clear();
    for (const record of records) {
      assert(record.zxid >= 0, 'Only changes with a zxid are outstanding');
      this.add(record);
    }
  }

  private oldest(): ChangeRecord | undefined {
    return this.state.queue[this.state.first];
  }
}

function isNode(record: ChangeRecord): record is NodeRecord {
  return record.stat !== null;
}

/** The record as `zxid` changes it. Source: ChangeRecord.duplicate. */
export function changed(
  record: NodeRecord,
  zxid: Zxid,
  stat: Partial<StatPersisted>,
  more: Partial<Pick<ChangeRecord, 'childCount' | 'data' | 'acl'>> = {},
): NodeRecord {
  return { ...record, ...more, zxid, stat: { ...record.stat, ...stat } };
}

/** The record of a node that `zxid` deletes. */
export function deleted(path: string, zxid: Zxid, childCount: number): ChangeRecord {
  return { zxid, path, stat: null, childCount, acl: [], data: null };
}
