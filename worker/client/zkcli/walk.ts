// Ways through a subtree, as the client's library takes them: many reads, no snapshot. Called by ls -R, setAcl -R,
// setquota and deleteall. Source: ZKUtil.visitSubTreeDFS, listSubTreeBFS.
import { validatePath } from '../../data/paths.ts';
import type { Failure } from '../connection/keeper-exception.ts';
import { ask, call, isFailure, isNoNode, type Part } from './program.ts';

/** UTF-16 order, which is String.compareTo's and that of Array.sort. */
function sorted(children: readonly string[]): string[] {
  return [...children].sort();
}

/**
 * Calls `visit` for the path and everything below: all children of a node before what is below the first of them.
 * `visit` may make calls of its own, and stop the walk with a value. Null at the end; a failure ends it too, save a node that is gone meanwhile.
 * `watch` leaves a data watch on the path and a child watch on every node.
 */
export function* visitSubTree<T>(
  path: string,
  watch: boolean,
  visit: (path: string) => Part<T | null> | null,
): Part<T | Failure | null> {
  const fault = validatePath(path);
  if (fault !== null) return { kind: 'illegal', message: fault };
  const root = yield* call({ op: { type: 'getData', path, watch } });
  if (root.kind !== 'reply') return root;
  const first = visit(path);
  const stopped = first === null ? null : yield* first;
  if (stopped !== null) return stopped;
  // A stack in place of recursion: paths may be deep.
  const stack = [path];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const read = yield* ask({ op: { type: 'getChildren2', path: node, watch } }, 'children');
    if (isFailure(read)) {
      if (isNoNode(read)) continue;
      return read;
    }
    const base = node.length === 1 ? node : `${node}/`;
    const children = sorted(read.children).map((child) => base + child);
    for (const child of children) {
      const part = visit(child);
      const value = part === null ? null : yield* part;
      if (value !== null) return value;
    }
    stack.push(...children.reverse());
  }
  return null;
}

/** The path and everything below, level by level, children in the order the server lists them. */
export function* listSubTree(path: string): Part<readonly string[] | Failure> {
  const tree = [path];
  for (let at = 0; at < tree.length; at += 1) {
    const node = tree[at] ?? '';
    const read = yield* ask({ op: { type: 'getChildren', path: node, watch: false } }, 'children');
    if (isFailure(read)) return read;
    for (const child of read.children) tree.push(`${node === '/' ? '' : node}/${child}`);
  }
  return tree;
}
