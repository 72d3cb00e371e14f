// In what two trees differ. Two versions that come from one differ by what the txns since then touched, so nothing is
// compared; where they come from different images, the trees themselves are. Called by tree-desk.ts.
import type { TxnBody } from '../data/model.ts';
import { CONFIG, parentPath } from '../data/paths.ts';
import { pathsOf } from './outline.ts';
import type { TreeView } from './tree-reader.ts';
import type { TreeVersion } from './tree.ts';

export interface Difference {
  readonly path: string;
  readonly here: boolean;
  readonly there: boolean;
}

/** Of the branches from a common version: what each path saw first and last. */
interface Touched {
  /** Whether it was there before the first txn that touched it, as far as that tells: a create says no, all else yes. */
  readonly before: boolean;
  readonly after: boolean;
}

/** By path, in order; null when the versions have no common one that is still known. */
export function differencesByTxns(here: TreeVersion, there: TreeVersion): Difference[] | null {
  const common = commonOf(here, there);
  if (common === null) return null;
  const ours = touchedSince(common, here);
  const theirs = touchedSince(common, there);
  const paths = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  return paths
    .map((path) => {
      const mine = ours.get(path);
      const other = theirs.get(path);
      const before = (mine ?? other)?.before ?? false;
      return { path, here: mine?.after ?? before, there: other?.after ?? before };
    })
    .filter((difference) => difference.here || difference.there);
}

/** The same by looking at every znode of both. */
export function differencesByTrees(here: TreeView, there: TreeView): Difference[] {
  const found: Difference[] = [];
  for (const path of pathsOf(here, new Set()))
    if (!isSame(path, here, there))
      found.push({ path, here: true, there: there.node(path) !== null });
  for (const path of pathsOf(there, new Set()))
    if (here.node(path) === null) found.push({ path, here: false, there: true });
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The configuration's data and times are each server's own (ReplicatedState.initConfig). */
function isSame(path: string, here: TreeView, there: TreeView): boolean {
  const [a, b] = [here.node(path), there.node(path)];
  if (a === null || b === null) return false;
  if (a.stat.cversion !== b.stat.cversion || a.stat.pzxid !== b.stat.pzxid) return false;
  if (a.stat.aversion !== b.stat.aversion || a.ephemeralOwner !== b.ephemeralOwner) return false;
  if (path === CONFIG) return true;
  return a.stat.czxid === b.stat.czxid && a.stat.mzxid === b.stat.mzxid && a.data === b.data;
}

/** Goes back on both sides, on the newer one first; only what lies between is looked at. */
function commonOf(here: TreeVersion, there: TreeVersion): string | null {
  let a: TreeVersion | null = here;
  let b: TreeVersion | null = there;
  while (a !== null && b !== null) {
    if (nameOf(a) === nameOf(b)) return nameOf(a);
    const zxids = { a: a.zxid, b: b.zxid };
    if (zxids.a >= zxids.b) a = beforeOf(a);
    if (zxids.b >= zxids.a) b = beforeOf(b);
  }
  return null;
}

function nameOf({ zxid, digest }: TreeVersion): string {
  return `${zxid} ${digest}`;
}

function beforeOf({ origin }: TreeVersion): TreeVersion | null {
  return origin.kind === 'txn' ? origin.before : null;
}

function touchedSince(common: string, version: TreeVersion): Map<string, Touched> {
  const bodies: TxnBody[] = [];
  for (let at = version; nameOf(at) !== common && at.origin.kind === 'txn'; at = at.origin.before)
    bodies.push(at.origin.txn.body);
  const touched = new Map<string, Touched>();
  for (const body of bodies.reverse()) touch(touched, body);
  return touched;
}

function touch(touched: Map<string, Touched>, body: TxnBody): void {
  const note = (path: string, after: boolean, before = true): void => {
    touched.set(path, { before: touched.get(path)?.before ?? before, after });
  };
  switch (body.type) {
    case 'create':
    case 'createContainer':
    case 'createTTL':
      note(body.path, true, false);
      note(parentPath(body.path) ?? '/', true);
      return;
    case 'delete':
      note(body.path, false);
      note(parentPath(body.path) ?? '/', true);
      return;
    case 'closeSession':
      for (const path of body.paths) touch(touched, { type: 'delete', path });
      return;
    case 'setData':
    case 'setACL':
      note(body.path, true);
      return;
    case 'reconfig':
      note(CONFIG, true);
      return;
    case 'multi':
      // One operation that failed voids them all.
      if (body.txns.some((each) => each.type === 'error')) return;
      for (const each of body.txns) touch(touched, each);
      return;
    case 'check':
    case 'error':
    case 'createSession':
      return;
  }
}
