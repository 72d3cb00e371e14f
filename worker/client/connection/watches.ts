// The watches a client knows of. zkCli has one watcher for everything, so a set of paths for each kind is all there is.
// Called by the connection when replies and events arrive, and for SET_WATCHES after a reconnect.
// Source: ZKWatchManager, ZooKeeper.WatchRegistration, WatchDeregistration.
import { errorCodes, type ErrorCode } from '../../data/errors.ts';
import type { EventType, Operation, WatchedEvent, WatcherType } from '../../data/model.ts';
import { upwards } from '../../data/paths.ts';

export interface Watches {
  readonly data: Set<string>;
  readonly exists: Set<string>;
  readonly child: Set<string>;
  readonly persistent: Set<string>;
  readonly persistentRecursive: Set<string>;
}

export interface Registration {
  readonly kind: keyof Watches;
  readonly path: string;
}

export function noWatches(): Watches {
  return {
    data: new Set(),
    exists: new Set(),
    child: new Set(),
    persistent: new Set(),
    persistentRecursive: new Set(),
  };
}

/** After the reply: only success leaves a watch, save that `exists` and `addWatch` may watch for what is not there. */
export function register(watches: Watches, { kind, path }: Registration, err: ErrorCode): void {
  const missing = err === errorCodes.NONODE;
  if (err !== errorCodes.OK && !missing) return;
  if (kind === 'exists') (missing ? watches.exists : watches.data).add(path);
  else if (!missing || kind === 'persistent' || kind === 'persistentRecursive')
    watches[kind].add(path);
}

/** Whether anybody wants to hear of this event; its one-shot watches are used up. */
export function materialize(watches: Watches, { type, path }: WatchedEvent): boolean {
  let wanted = false;
  const fire = (...kinds: readonly (keyof Watches)[]): void => {
    for (const kind of kinds) wanted = watches[kind].delete(path) || wanted;
  };
  switch (type) {
    case 'NodeDataChanged':
    case 'NodeCreated':
      fire('data', 'exists');
      break;
    case 'NodeChildrenChanged':
      fire('child');
      break;
    case 'NodeDeleted':
      fire('data', 'exists', 'child');
      break;
    default:
      return true;
  }
  if (watches.persistent.has(path)) return true;
  for (const ancestor of upwards(path)) if (watches.persistentRecursive.has(ancestor)) return true;
  return wanted;
}

const kindsOf: Record<WatcherType, readonly (keyof Watches)[]> = {
  Children: ['child'],
  Data: ['data', 'exists'],
  Any: ['child', 'data', 'exists', 'persistent', 'persistentRecursive'],
};

const removedType: Record<keyof Watches, EventType> = {
  child: 'ChildWatchRemoved',
  data: 'DataWatchRemoved',
  exists: 'DataWatchRemoved',
  persistent: 'PersistentWatchRemoved',
  persistentRecursive: 'PersistentWatchRemoved',
};

/**
 * What becomes of a removeWatches that the server answered with `err`: the code for the caller, and the events of the
 * watches that are gone, each type once. A persistent watch is found by `-c` and `-d` but never removed by them.
 */
export function unregister(
  watches: Watches,
  path: string,
  type: WatcherType,
  local: boolean,
  err: ErrorCode,
): { readonly err: ErrorCode; readonly removed: readonly EventType[] } {
  const kinds = kindsOf[type];
  const known = [...kinds, 'persistent' as const, 'persistentRecursive' as const];
  if (!known.some((kind) => watches[kind].has(path)))
    return { err: errorCodes.NOWATCHER, removed: [] };
  if (err !== errorCodes.OK && !local) return { err, removed: [] };
  const gone = kinds.filter((kind) => watches[kind].delete(path)).map((kind) => removedType[kind]);
  if (gone.length === 0) return { err: errorCodes.NOWATCHER, removed: [] };
  return { err: errorCodes.OK, removed: gone.filter((each, at) => gone.indexOf(each) === at) };
}

type SetWatches = Extract<Operation, { type: 'setWatches' }>;

/** A batch is full when its paths have this many characters. */
const SET_WATCHES_MAX_LENGTH = 128 * 1024;

/**
 * What a reconnected client tells its server, in batches; `prepend` makes server paths of client paths.
 * Source: ClientCnxn.SendThread.primeConnection.
 */
export function setWatchesBatches(
  watches: Watches,
  relativeZxid: number,
  prepend: (path: string) => string,
): SetWatches[] {
  const order = ['data', 'exists', 'child', 'persistent', 'persistentRecursive'] as const;
  const all = order.flatMap((kind) => [...watches[kind]].map((path) => ({ kind, path })));
  const batches: SetWatches[] = [];
  let from = 0;
  while (from < all.length) {
    let length = 0;
    let to = from;
    for (; to < all.length && length < SET_WATCHES_MAX_LENGTH; to += 1)
      length += prepend(all[to]?.path ?? '').length;
    const batch = all.slice(from, to);
    const paths = (kind: keyof Watches): string[] =>
      batch.filter((each) => each.kind === kind).map((each) => prepend(each.path));
    batches.push({
      type: 'setWatches',
      relativeZxid,
      dataWatches: paths('data'),
      existWatches: paths('exists'),
      childWatches: paths('child'),
      persistentWatches: paths('persistent'),
      persistentRecursiveWatches: paths('persistentRecursive'),
    });
    from = to;
  }
  return batches;
}
