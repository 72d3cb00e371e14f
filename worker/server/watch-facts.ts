// Which watches a read has set or taken away, as facts: from the request and its answer, where both are known.
// Called by the client side after every read.
import type { SessionId } from '../base/units.ts';
import { errorCodes } from '../data/errors.ts';
import type { Operation, WatchedEvent } from '../data/model.ts';
import type { Answer } from '../data/reads.ts';
import type { ServerOwnFact } from './facts.ts';

type WatchKind = Extract<ServerOwnFact, { type: 'watchSet' }>['kind'];

/** A read that failed sets no watch, except exists of a node that is not there. */
export function watchFacts(
  op: Operation,
  sessionId: SessionId,
  answer: Answer,
): readonly ServerOwnFact[] {
  const ok = answer.err === errorCodes.OK;
  const set = (kind: WatchKind, path: string): ServerOwnFact => ({
    type: 'watchSet',
    sessionId,
    kind,
    path,
  });
  switch (op.type) {
    case 'exists':
      if (!op.watch || answer.err === errorCodes.BADARGUMENTS) return [];
      return [set(ok ? 'data' : 'exists', op.path)];
    case 'getData':
      return op.watch && ok ? [set('data', op.path)] : [];
    case 'getChildren':
    case 'getChildren2':
      return op.watch && ok ? [set('child', op.path)] : [];
    case 'addWatch':
      return ok ? [set(op.mode === 'PERSISTENT' ? 'persistent' : 'recursive', op.path)] : [];
    case 'removeWatches':
      return ok ? dropped(op.watcherType, sessionId, op.path) : [];
    case 'setWatches':
      return renewed(op, answer.events, set);
    default:
      return [];
  }
}

function dropped(
  watcherType: 'Children' | 'Data' | 'Any',
  sessionId: SessionId,
  path: string,
): ServerOwnFact[] {
  const kinds: readonly WatchKind[] =
    watcherType === 'Children'
      ? ['child']
      : watcherType === 'Data'
        ? ['data', 'exists']
        : ['data', 'exists', 'child', 'persistent', 'recursive'];
  return kinds.map((kind) => ({ type: 'watchDropped', sessionId, kind, path }));
}

/** What was missed is told at once and not watched again. */
function renewed(
  op: Extract<Operation, { type: 'setWatches' }>,
  missed: readonly WatchedEvent[],
  set: (kind: WatchKind, path: string) => ServerOwnFact,
): ServerOwnFact[] {
  const gone = (path: string, types: readonly WatchedEvent['type'][]): boolean =>
    missed.some((event) => event.path === path && types.includes(event.type));
  return [
    ...op.dataWatches
      .filter((path) => !gone(path, ['NodeDeleted', 'NodeDataChanged']))
      .map((path) => set('data', path)),
    ...op.existWatches
      .filter((path) => !gone(path, ['NodeCreated']))
      .map((path) => set('exists', path)),
    ...op.childWatches
      .filter((path) => !gone(path, ['NodeDeleted', 'NodeChildrenChanged']))
      .map((path) => set('child', path)),
    ...op.persistentWatches.map((path) => set('persistent', path)),
    ...op.persistentRecursiveWatches.map((path) => set('recursive', path)),
  ];
}
