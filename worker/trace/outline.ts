// The tree of one server as the rows of an outline: which znodes are in view, in what order, with what branches beside them.
// Holds paths only, so that a tree of 100,000 znodes is laid out in a fraction of a second; what a row shows is read for
// the rows in view (tree-desk.ts). Pure; runs beside the page's thread.
import { childPath, nodeName, ROOT } from '../data/paths.ts';
import type { TreeView } from './tree-reader.ts';

export interface Place {
  readonly index: number;
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  /** Its branch is open: its children are the rows below it. */
  readonly open: boolean;
  /** How many branches it has in this outline, shown or not. */
  readonly branches: number;
  /** Among its siblings in this outline, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
  /** For each depth above: whether the branch there goes on below this row. */
  readonly rails: readonly boolean[];
}

export interface OutlineShape {
  readonly closed: ReadonlySet<string>;
  /** Not shown at all, with what is below it. */
  readonly hidden: ReadonlySet<string>;
  /** Only these paths, every branch open; null for all. They come with all their ancestors. */
  readonly only: ReadonlySet<string> | null;
  /** Names to be shown though the tree does not have them, by their parent. */
  readonly ghosts: ReadonlyMap<string, readonly string[]>;
}

interface Step {
  readonly path: string;
  readonly parent: number;
  readonly position: number;
  readonly siblings: number;
}

export class Outline {
  private readonly tree: TreeView;
  private readonly shape: OutlineShape;
  private readonly steps: Step[] = [];
  private readonly indexes = new Map<string, number>();

  constructor(tree: TreeView, shape: OutlineShape) {
    this.tree = tree;
    this.shape = shape;
    const ahead: Step[] = [{ path: ROOT, parent: -1, position: 1, siblings: 1 }];
    for (let step = ahead.pop(); step !== undefined; step = ahead.pop()) {
      const parent = this.steps.length;
      this.steps.push(step);
      this.indexes.set(step.path, parent);
      if (!this.isOpen(step.path)) continue;
      const names = this.branchesOf(step.path);
      const siblings = names.length;
      for (let at = siblings - 1; at >= 0; at -= 1) {
        const path = childPath(step.path, names[at] ?? '');
        ahead.push({ path, parent, position: at + 1, siblings });
      }
    }
  }

  get length(): number {
    return this.steps.length;
  }

  /** The row of a path, or of the nearest ancestor that has one. */
  indexOf(path: string): number {
    for (let at = path; at !== ROOT && at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const index = this.indexes.get(at);
      if (index !== undefined) return index;
    }
    return 0;
  }

  /** Null where there is no such row. */
  at(index: number): Place | null {
    const step = this.steps[index];
    if (step === undefined) return null;
    const { path, position, siblings } = step;
    const branches = this.branchesOf(path).length;
    const rails = this.railsOf(step);
    return {
      ...{ index, path, name: path === ROOT ? ROOT : nodeName(path), depth: rails.length },
      ...{ open: branches > 0 && this.isOpen(path), branches, position, siblings, rails },
    };
  }

  private isOpen(path: string): boolean {
    return this.shape.only !== null || !this.shape.closed.has(path);
  }

  private branchesOf(path: string): readonly string[] {
    const { hidden, only, ghosts } = this.shape;
    const names = this.tree.children(path) ?? [];
    const more = ghosts.get(path);
    const isPlain = only === null && more === undefined && (path !== ROOT || hidden.size === 0);
    if (isPlain) return names;
    const shown = names.filter((name) => {
      const child = childPath(path, name);
      return !hidden.has(child) && (only === null || only.has(child));
    });
    return more === undefined ? shown : [...shown, ...more].sort();
  }

  private railsOf(step: Step): boolean[] {
    const rails: boolean[] = [];
    for (let at: Step | undefined = step; at !== undefined && at.parent >= 0;) {
      rails.push(at.position < at.siblings);
      at = this.steps[at.parent];
    }
    return rails.reverse();
  }
}

/** Every path of the tree, the root's first; in no order that means anything. */
export function* pathsOf(tree: TreeView, hidden: ReadonlySet<string>): Generator<string, void> {
  const ahead = [ROOT];
  for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
    if (hidden.has(path)) continue;
    yield path;
    for (const name of tree.children(path) ?? []) ahead.push(childPath(path, name));
  }
}

/** These paths and all above them. */
export function withAncestors(paths: Iterable<string>): Set<string> {
  const all = new Set<string>([ROOT]);
  for (const path of paths) {
    for (let at = path; at !== '' && !all.has(at); at = at.slice(0, at.lastIndexOf('/')))
      all.add(at);
  }
  return all;
}
