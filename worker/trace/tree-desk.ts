// Answers what a view asks of the trees: the rows in its window, the znode chosen, in what other servers' trees differ.
// Keeps what it made for the last question, so that scrolling costs nothing. Pure; runs in a worker of its own
// (host/trees-worker.ts), so that a large tree never holds the page up (correctness.md W22).
import { ZOOKEEPER } from '../data/paths.ts';
import type { ServerId } from '../base/units.ts';
import { Outline, pathsOf, withAncestors, type OutlineShape, type Place } from './outline.ts';
import { differencesByTrees, differencesByTxns, type Difference } from './tree-differences.ts';
import { TreeReader, type TreeView } from './tree-reader.ts';
import type { TreeVersion } from './tree.ts';
import { rowDetail, znodeDetail, type RowDetail, type ZnodeDetail } from './znode-detail.ts';

export interface TreeQuestion {
  /** Branches that are closed. A filter opens them all. */
  readonly closed: readonly string[];
  /** /zookeeper and what is below it. */
  readonly system: boolean;
  /** Part of a name, or of a path where it holds a slash; empty for none. Upper and lower case are the same. */
  readonly filter: string;
  /** Only in what the tree of this server differs; null for everything. */
  readonly differing: ServerId | null;
  /** A path, or the index of a row. */
  readonly chosen: string | number;
  /** The window. */
  readonly first: number;
  readonly count: number;
}

export interface OtherTree {
  readonly sid: ServerId;
  readonly version: TreeVersion;
}

export interface TreeRow extends Place {
  /** Null where this tree does not have it, but the one it is compared with. */
  readonly node: RowDetail | null;
  /** The servers whose trees differ from this one in this znode. */
  readonly differs: readonly ServerId[];
}

export interface TreeAnswer {
  readonly zxid: number;
  /** How many znodes there are, /zookeeper included, and how many the filter found; null without a filter. */
  readonly znodes: number;
  readonly found: number | null;
  readonly rows: readonly TreeRow[];
  /** The index of the first of `rows`, and how many rows there are in all. */
  readonly first: number;
  readonly total: number;
  readonly chosen: TreeRow | null;
  readonly detail: ZnodeDetail | null;
  /** In how many znodes each other tree differs. */
  readonly others: readonly { readonly sid: ServerId; readonly differences: number }[];
}

/** By server: each znode in which its tree differs. */
type Differences = ReadonlyMap<ServerId, ReadonlyMap<string, Difference>>;

interface Made {
  readonly key: string;
  readonly outline: Outline;
  readonly found: number | null;
}

const noGhosts: OutlineShape['ghosts'] = new Map();

export class TreeDesk {
  private readonly reader = new TreeReader();
  /** Built for a moment only: two trees of one origin are compared without it. */
  private compared: {
    readonly key: string;
    readonly by: Differences;
  } = { key: '', by: new Map() };
  private made: Made | null = null;

  /** The names of a znode's children, in order; null if it is not there. */
  children(version: TreeVersion, path: string): readonly string[] | null {
    return this.reader.read(version).children(path);
  }

  answer(version: TreeVersion, others: readonly OtherTree[], question: TreeQuestion): TreeAnswer {
    const tree = this.reader.read(version);
    const differences = this.differences(version, others, tree);
    const { outline, found } = this.outline(tree, question, differences);
    const { chosen } = question;
    const index = typeof chosen === 'string' ? outline.indexOf(chosen) : chosen;
    const at = Math.max(0, Math.min(index, outline.length - 1));
    const row = (place: Place): TreeRow => rowOf(tree, place, differences);
    const first = Math.max(0, Math.min(question.first, outline.length - 1));
    const places = Array.from({ length: question.count }, (_, i) => outline.at(first + i));
    const place = outline.at(at);
    return {
      ...{ zxid: version.zxid, znodes: tree.size, found, first, total: outline.length },
      rows: places.filter((each) => each !== null).map(row),
      chosen: place === null ? null : row(place),
      detail: place === null ? null : znodeDetail(tree, place.path),
      others: [...differences].map(([sid, list]) => ({ sid, differences: list.size })),
    };
  }

  private outline(tree: TreeView, question: TreeQuestion, differences: Differences): Made {
    const { closed, system, filter, differing } = question;
    const { zxid, digest } = tree.version;
    const against = differing === null ? null : `${differing} ${this.compared.key}`;
    const key = JSON.stringify([zxid, digest, closed, system, filter, against]);
    if (this.made?.key === key) return this.made;
    const hidden = new Set(system || differing !== null ? [] : [ZOOKEEPER]);
    const plain = { closed: new Set(closed), hidden, only: null, ghosts: noGhosts };
    const shape =
      differing !== null
        ? { ...plain, ...differingOnly([...(differences.get(differing)?.values() ?? [])]) }
        : filter !== ''
          ? { ...plain, ...filtered(tree, hidden, filter) }
          : { ...plain, found: null };
    this.made = { key, outline: new Outline(tree, shape), found: shape.found };
    return this.made;
  }

  private differences(
    version: TreeVersion,
    others: readonly OtherTree[],
    tree: TreeView,
  ): Differences {
    const names = others.map((other) => [other.sid, other.version.zxid, other.version.digest]);
    const key = JSON.stringify([version.zxid, version.digest, names]);
    if (this.compared.key === key) return this.compared.by;
    const by = new Map(
      others.map((other) => [other.sid, differencesOf(version, other.version, tree)]),
    );
    this.compared = { key, by };
    return by;
  }
}

function differencesOf(
  here: TreeVersion,
  there: TreeVersion,
  tree: TreeView,
): ReadonlyMap<string, Difference> {
  if (here === there || here.digest === there.digest) return new Map();
  const list =
    differencesByTxns(here, there) ?? differencesByTrees(tree, new TreeReader().read(there));
  return new Map(list.map((each) => [each.path, each]));
}

function rowOf(tree: TreeView, place: Place, differences: Differences): TreeRow {
  const differs: ServerId[] = [];
  for (const [sid, list] of differences) if (list.has(place.path)) differs.push(sid);
  return { ...place, node: rowDetail(tree, place.path), differs };
}

function filtered(
  tree: TreeView,
  hidden: ReadonlySet<string>,
  filter: string,
): Pick<OutlineShape, 'only'> & { readonly found: number } {
  const wanted = filter.toLowerCase();
  const inPath = wanted.includes('/');
  const found: string[] = [];
  for (const path of pathsOf(tree, hidden)) {
    const text = inPath ? path : path.slice(path.lastIndexOf('/') + 1);
    if (text.toLowerCase().includes(wanted)) found.push(path);
  }
  return { only: withAncestors(found), found: found.length };
}

function differingOnly(
  differences: readonly Difference[],
): Pick<OutlineShape, 'only' | 'ghosts'> & { readonly found: number } {
  const ghosts = new Map<string, string[]>();
  for (const { path, here } of differences) {
    if (here || path === '/') continue;
    const slash = path.lastIndexOf('/');
    const parent = path.slice(0, slash) || '/';
    ghosts.set(parent, [...(ghosts.get(parent) ?? []), path.slice(slash + 1)]);
  }
  const only = withAncestors(differences.map(({ path }) => path));
  return { only, ghosts, found: differences.length };
}
