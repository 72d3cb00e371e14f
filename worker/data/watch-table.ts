// One of the two tables of watches that a server keeps (data, child). A watch has a mode only while it is persistent; a
// one-shot watch on the same path takes that mode away, so that the next event removes both. That is ZooKeeper's own
// behaviour and follows from this structure. Called by WatchManager only.
// Source: org.apache.zookeeper.server.watch.WatchManager, WatcherModeManager, PathParentIterator.
import type { SessionId } from '../base/units.ts';
import { hashOrder } from './java-hash.ts';
import type { AddWatchMode } from './model.ts';
import { upwards } from './paths.ts';

export type WatchMode = 'STANDARD' | AddWatchMode;

/** Plain data, so that a capture holds it. */
export interface WatchTableState {
  readonly byPath: Map<string, Set<SessionId>>;
  /** A session stays here without paths when its last one-shot watch has fired; wchs counts it. */
  readonly byWatcher: Map<SessionId, Set<string>>;
  readonly modes: Map<SessionId, Map<string, AddWatchMode>>;
  recursiveCount: number;
}

export class WatchTable {
  private readonly state: WatchTableState;

  constructor(state: WatchTableState = emptyTable()) {
    this.state = state;
  }

  add(path: string, watcher: SessionId, mode: WatchMode): void {
    entry(this.state.byPath, path).add(watcher);
    entry(this.state.byWatcher, watcher).add(path);
    this.setMode(watcher, path, mode);
  }

  /** Those to be told, in the order in which they set their watches; one-shot ones are gone after it. */
  trigger(path: string, isChildrenChanged: boolean): Set<SessionId> {
    const told = new Set<SessionId>();
    for (const at of this.state.recursiveCount === 0 ? [path] : upwards(path)) {
      const watchers = this.state.byPath.get(at);
      if (watchers === undefined) continue;
      for (const watcher of watchers) {
        const mode = this.modeOf(watcher, at);
        if (mode === 'PERSISTENT_RECURSIVE') {
          if (!isChildrenChanged) told.add(watcher);
        } else if (at === path) {
          told.add(watcher);
          if (mode === 'STANDARD') {
            watchers.delete(watcher);
            this.state.byWatcher.get(watcher)?.delete(at);
          }
        }
      }
      if (watchers.size === 0) this.state.byPath.delete(at);
    }
    return told;
  }

  /** True also when another session watches exactly this path: so ZooKeeper 3.8 answers. */
  contains(path: string, watcher: SessionId): boolean {
    return this.state.byPath.has(path) || this.modeOf(watcher, path) === 'PERSISTENT_RECURSIVE';
  }

  /** Removes one watch, persistent or not; false if there is none. */
  remove(path: string, watcher: SessionId): boolean {
    if (this.state.byWatcher.get(watcher)?.delete(path) !== true) return false;
    const watchers = this.state.byPath.get(path);
    if (watchers?.delete(watcher) !== true) return false;
    if (watchers.size === 0) this.state.byPath.delete(path);
    this.setMode(watcher, path, 'STANDARD');
    return true;
  }

  removeWatcher(watcher: SessionId): void {
    const paths = this.state.byWatcher.get(watcher);
    this.state.byWatcher.delete(watcher);
    for (const path of paths ?? []) {
      const watchers = this.state.byPath.get(path);
      if (watchers?.delete(watcher) === true && watchers.size === 0) this.state.byPath.delete(path);
      this.setMode(watcher, path, 'STANDARD');
    }
  }

  /** Watches as mntr and the page count them: one per path and session. */
  get size(): number {
    let size = 0;
    for (const watchers of this.state.byPath.values()) size += watchers.size;
    return size;
  }

  get watcherCount(): number {
    return this.state.byWatcher.size;
  }

  get pathCount(): number {
    return this.state.byPath.size;
  }

  /** Sessions ascending, their paths in the order of a Java hash set. */
  sessionsWithPaths(): readonly (readonly [SessionId, readonly string[]])[] {
    const { byWatcher } = this.state;
    const watchers = [...byWatcher.keys()].sort();
    return watchers.map((watcher) => [watcher, hashOrder(byWatcher.get(watcher) ?? [], 16)]);
  }

  /** Paths in the order of a Java hash table, their sessions ascending. */
  pathsWithSessions(): readonly (readonly [string, readonly SessionId[]])[] {
    const { byPath } = this.state;
    const paths = hashOrder(byPath.keys(), 16);
    return paths.map((path) => [path, [...(byPath.get(path) ?? [])].sort()]);
  }

  /** How a session watches exactly this path; null for not at all. */
  entry(path: string, watcher: SessionId): WatchMode | null {
    const isThere = this.state.byPath.get(path)?.has(watcher) === true;
    return isThere ? this.modeOf(watcher, path) : null;
  }

  /** Who watches exactly this path. */
  watchersOf(path: string): ReadonlySet<SessionId> {
    return this.state.byPath.get(path) ?? nobody;
  }

  modeOf(watcher: SessionId, path: string): WatchMode {
    return this.state.modes.get(watcher)?.get(path) ?? 'STANDARD';
  }

  get plain(): WatchTableState {
    return this.state;
  }

  private setMode(watcher: SessionId, path: string, mode: WatchMode): void {
    const before = this.modeOf(watcher, path);
    if (before === 'PERSISTENT_RECURSIVE') this.state.recursiveCount -= 1;
    if (mode === 'PERSISTENT_RECURSIVE') this.state.recursiveCount += 1;
    if (mode !== 'STANDARD') {
      const modes = this.state.modes.get(watcher) ?? new Map<string, AddWatchMode>();
      modes.set(path, mode);
      this.state.modes.set(watcher, modes);
    } else if (before !== 'STANDARD') {
      const modes = this.state.modes.get(watcher);
      modes?.delete(path);
      if (modes?.size === 0) this.state.modes.delete(watcher);
    }
  }
}

const nobody: ReadonlySet<SessionId> = new Set();

function emptyTable(): WatchTableState {
  return { byPath: new Map(), byWatcher: new Map(), modes: new Map(), recursiveCount: 0 };
}

function entry<K>(map: Map<K, Set<string>>, key: K): Set<string> {
  const known = map.get(key);
  if (known !== undefined) return known;
  const fresh = new Set<string>();
  map.set(key, fresh);
  return fresh;
}
