// The watches of the clients that are connected to one server: set by reads, fired by applied txns. They live on that
// server alone and go with the client's connection; the client sets them again after a reconnect (setWatches).
// Called by worker/server's final stage and by reads. Source: DataTree (dataWatches, childWatches, setWatches,
// containsWatcher, removeWatch), WatchManager; NIOServerCnxn.process for the READ check (CVE-2024-23944, in Debian's 3.8.0).
import type { Packed } from '../base/pack.ts';
import { pack, unpack } from '../base/pack.ts';
import type { SessionId } from '../base/units.ts';
import type { Acl, AddWatchMode, Operation, WatchedEvent, WatcherType } from './model.ts';
import type { DataTree, TreeChange } from './tree.ts';
import { WatchTable } from './watch-table.ts';
import type { WatchMode, WatchTableState } from './watch-table.ts';

export type WatchNotice = readonly [SessionId, WatchedEvent];

export type SetWatches = Extract<Operation, { readonly type: 'setWatches' }>;

export interface WatchEntry {
  readonly data: WatchMode | null;
  readonly child: WatchMode | null;
}

export class WatchManager {
  private data = new WatchTable();
  private child = new WatchTable();

  /** A one-shot watch of getData or exists. */
  addData(path: string, watcher: SessionId): void {
    this.data.add(path, watcher, 'STANDARD');
  }

  /** A one-shot watch of getChildren. */
  addChild(path: string, watcher: SessionId): void {
    this.child.add(path, watcher, 'STANDARD');
  }

  /** addWatch: in both tables, until it is removed. */
  addPersistent(path: string, watcher: SessionId, mode: AddWatchMode): void {
    this.data.add(path, watcher, mode);
    this.child.add(path, watcher, mode);
  }

  /**
   * What an applied txn's changes mean to the watchers here, in the order in which ZooKeeper sends it. `mayRead` tells
   * whether a session may READ a node with this ACL; where it may not, the watch is used up and nobody is told.
   */
  trigger(
    changes: readonly TreeChange[],
    mayRead: (watcher: SessionId, acl: readonly Acl[]) => boolean,
  ): WatchNotice[] {
    const notices: WatchNotice[] = [];
    for (const { type, path, acl } of changes)
      for (const watcher of this.triggerOne(type, path))
        if (mayRead(watcher, acl)) notices.push([watcher, { type, path }]);
    return notices;
  }

  /** A deletion is told once to a session that watches data and children. */
  private triggerOne(type: TreeChange['type'], path: string): Set<SessionId> {
    if (type === 'NodeChildrenChanged') return this.child.trigger(path, true);
    const told = this.data.trigger(path, false);
    if (type === 'NodeDeleted') for (const more of this.child.trigger(path, false)) told.add(more);
    return told;
  }

  /**
   * A client's watches after a reconnect. What it missed since `relativeZxid` comes back as events, to be sent at once and
   * before the reply; for these the watch is not set again. No READ is asked, as in ZooKeeper.
   */
  setWatches(op: SetWatches, watcher: SessionId, tree: DataTree): WatchedEvent[] {
    const missed: WatchedEvent[] = [];
    for (const path of op.dataWatches) {
      const node = tree.get(path);
      if (node === undefined) missed.push({ type: 'NodeDeleted', path });
      else if (node.stat.mzxid > op.relativeZxid) missed.push({ type: 'NodeDataChanged', path });
      else this.addData(path, watcher);
    }
    for (const path of op.existWatches) {
      if (tree.has(path)) missed.push({ type: 'NodeCreated', path });
      else this.addData(path, watcher);
    }
    for (const path of op.childWatches) {
      const node = tree.get(path);
      if (node === undefined) missed.push({ type: 'NodeDeleted', path });
      else if (node.stat.pzxid > op.relativeZxid)
        missed.push({ type: 'NodeChildrenChanged', path });
      else this.addChild(path, watcher);
    }
    for (const path of op.persistentWatches) this.addPersistent(path, watcher, 'PERSISTENT');
    for (const path of op.persistentRecursiveWatches)
      this.addPersistent(path, watcher, 'PERSISTENT_RECURSIVE');
    return missed;
  }

  /** checkWatches: whether there is a watch of this kind. */
  contains(path: string, type: WatcherType, watcher: SessionId): boolean {
    return this.tables(type).some((table) => table.contains(path, watcher));
  }

  /** removeWatches: false if there was none. With `Any` both tables lose it. */
  remove(path: string, type: WatcherType, watcher: SessionId): boolean {
    const removed = this.tables(type).map((table) => table.remove(path, watcher));
    return removed.includes(true);
  }

  /** The session's connection to this server is closed. */
  removeSession(watcher: SessionId): void {
    this.data.removeWatcher(watcher);
    this.child.removeWatcher(watcher);
  }

  /** How a session watches exactly this path, by table; null for not at all. */
  entry(path: string, watcher: SessionId): WatchEntry {
    return { data: this.data.entry(path, watcher), child: this.child.entry(path, watcher) };
  }

  /** Who watches exactly this path in either table, ascending. */
  watchersOf(path: string): SessionId[] {
    const all = new Set([...this.data.watchersOf(path), ...this.child.watchersOf(path)]);
    return [...all].sort();
  }

  /** zk_watch_count. */
  get count(): number {
    return this.data.size + this.child.size;
  }

  /** What wchs, wchc and wchp show: like ZooKeeper the table of data watches only. */
  get dataTable(): WatchTable {
    return this.data;
  }

  /** All watches, for the page: by path and then session. */
  list(): readonly {
    path: string;
    sessionId: SessionId;
    table: 'data' | 'child';
    mode: WatchMode;
  }[] {
    const tables = [
      ['data', this.data],
      ['child', this.child],
    ] as const;
    return tables.flatMap(([table, watches]) =>
      watches.pathsWithSessions().flatMap(([path, sessions]) =>
        sessions.map((sessionId) => {
          const mode = watches.modeOf(sessionId, path);
          return { path, sessionId, table, mode };
        }),
      ),
    );
  }

  capture(): Packed {
    return pack({ data: this.data.plain, child: this.child.plain });
  }

  restore(state: Packed): void {
    const plain = unpack(state) as { data: WatchTableState; child: WatchTableState };
    this.data = new WatchTable(plain.data);
    this.child = new WatchTable(plain.child);
  }

  private tables(type: WatcherType): readonly WatchTable[] {
    if (type === 'Data') return [this.data];
    return type === 'Children' ? [this.child] : [this.child, this.data];
  }
}
