// Who watches what, over all nodes: watches live on the server that a session is connected to. Pure; called by Tree.svelte.
import type { NodeView, WatchView, World } from '../../worker/trace/world-state.ts';

export interface Watcher {
  /** The client's name, or its session id where no client has told it. */
  readonly who: string;
  readonly node: number;
  readonly kind: WatchView['kind'];
  readonly path: string;
}

export type Watchers = ReadonlyMap<string, readonly Watcher[]>;

/** By the path that is watched. */
export function watchersOf(world: World): Watchers {
  const names = new Map(world.clients.map((client) => [client.sessionId, client.name]));
  const all = new Map<string, Watcher[]>();
  for (const { sid, watches } of world.nodes)
    for (const { sessionId, kind, path } of watches) {
      const who = names.get(sessionId) ?? `0x${sessionId.replace(/^0+/, '')}`;
      const list = all.get(path) ?? [];
      list.push({ who, node: sid, kind, path });
      all.set(path, list);
    }
  return all;
}

/** Those that hear of changes at `path`: its own watches and recursive ones above it. */
export function hearing(watchers: Watchers, path: string): readonly Watcher[] {
  const found = [...(watchers.get(path) ?? [])];
  for (let at = path; at !== '/' && at !== '';) {
    at = at.slice(0, at.lastIndexOf('/')) || '/';
    for (const watcher of watchers.get(at) ?? [])
      if (watcher.kind.startsWith('recursive')) found.push(watcher);
  }
  return found;
}

/** Watches that wait for nodes which are not there: directly below `path`, or at the root all of them. */
export function awaited(watchers: Watchers, path: string): readonly Watcher[] {
  const found: Watcher[] = [];
  for (const [at, list] of watchers) {
    const parent = at.slice(0, at.lastIndexOf('/')) || '/';
    if (path === '/' || parent === path)
      found.push(...list.filter(({ kind }) => kind === 'exists'));
  }
  return found;
}

/** Milliseconds since 1970 on a server's wall clock (determinism.md 4). */
export function wallMs(epochMs: number, timeMicros: number, node: NodeView | null): number {
  return epochMs + Math.floor(timeMicros / 1000) + (node?.clock.skewMs ?? 0);
}
