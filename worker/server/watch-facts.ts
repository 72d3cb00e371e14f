// Which watches a session got, lost or used up at one server, as facts, told by comparing the tables before and after.
// An event that is told says by itself that it used up the one-shot watches of its kind (trace/fold-serving.ts); what goes
// or changes without one, as where the session may not read the node, is told here. Called by the client side.
import type { SessionId } from '../base/units.ts';
import type { Operation } from '../data/model.ts';
import type { DataTree, TreeChange } from '../data/tree.ts';
import type { WatchEntry, WatchManager, WatchNotice } from '../data/watches.ts';
import type { ServerOwnFact } from './facts.ts';

type WatchFact = Extract<ServerOwnFact, { type: 'watchSet' | 'watchDropped' }>;
type WatchKind = WatchFact['kind'];

/** One session's watches on one path, as they were. */
interface Before {
  readonly sessionId: SessionId;
  readonly path: string;
  readonly entry: WatchEntry;
  /** Whether the node was there. */
  readonly exists: boolean;
}

/** To be taken before a read is answered: what it may change. */
export function watchesBeforeRead(
  op: Operation,
  sessionId: SessionId,
  watches: WatchManager,
  tree: DataTree,
): readonly Before[] {
  return pathsOf(op).map((path) => ({
    ...{ sessionId, path, entry: watches.entry(path, sessionId), exists: tree.has(path) },
  }));
}

/** To be taken before watches fire: who watches what is changed. */
export function watchesBeforeChanges(
  changes: readonly TreeChange[],
  watches: WatchManager,
): readonly Before[] {
  const paths = new Set(changes.map(({ path }) => path));
  return [...paths].flatMap((path) =>
    watches.watchersOf(path).map((sessionId) => ({
      ...{ sessionId, path, entry: watches.entry(path, sessionId), exists: true },
    })),
  );
}

/** What has changed since; `told` are the events of it that sessions are sent. */
export function watchFacts(
  before: readonly Before[],
  watches: WatchManager,
  told: readonly WatchNotice[] = [],
): readonly WatchFact[] {
  return before.flatMap(({ sessionId, path, entry, exists }) => {
    const used = told.filter(([session, event]) => session === sessionId && event.path === path);
    const expected = kindsOf(used.reduce(without, entry), exists);
    const found = kindsOf(watches.entry(path, sessionId), exists);
    const fact = (type: WatchFact['type'], kind: WatchKind): WatchFact => ({
      ...{ type, sessionId, kind, path },
    });
    return [
      ...expected.filter((kind) => !found.includes(kind)).map((kind) => fact('watchDropped', kind)),
      ...found.filter((kind) => !expected.includes(kind)).map((kind) => fact('watchSet', kind)),
    ];
  });
}

/** What is left of the watches of a session that was told this event. */
function without(entry: WatchEntry, [, { type }]: WatchNotice): WatchEntry {
  const { data, child } = entry;
  const isData = type !== 'NodeChildrenChanged';
  const isChild = type === 'NodeChildrenChanged' || type === 'NodeDeleted';
  return {
    data: isData && data === 'STANDARD' ? null : data,
    child: isChild && child === 'STANDARD' ? null : child,
  };
}

/** A persistent watch stands in both tables; a one-shot watch on its path leaves it in one. */
function kindsOf({ data, child }: WatchEntry, exists: boolean): WatchKind[] {
  if (data === child && data === 'PERSISTENT') return ['persistent'];
  if (data === child && data === 'PERSISTENT_RECURSIVE') return ['recursive'];
  const kinds: (WatchKind | null)[] = [
    data === 'STANDARD' ? (exists ? 'data' : 'exists') : null,
    data === 'PERSISTENT' ? 'persistentData' : null,
    data === 'PERSISTENT_RECURSIVE' ? 'recursiveData' : null,
    child === 'STANDARD' ? 'child' : null,
    child === 'PERSISTENT' ? 'persistentChild' : null,
    child === 'PERSISTENT_RECURSIVE' ? 'recursiveChild' : null,
  ];
  return kinds.filter((kind) => kind !== null);
}

function pathsOf(op: Operation): readonly string[] {
  switch (op.type) {
    case 'exists':
    case 'getData':
    case 'getChildren':
    case 'getChildren2':
      return op.watch ? [op.path] : [];
    case 'addWatch':
    case 'removeWatches':
      return [op.path];
    case 'setWatches':
      return [
        ...new Set([
          ...op.dataWatches,
          ...op.existWatches,
          ...op.childWatches,
          ...op.persistentWatches,
          ...op.persistentRecursiveWatches,
        ]),
      ];
    default:
      return [];
  }
}
