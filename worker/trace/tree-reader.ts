// Builds a tree that can be read from a version of it (tree.ts). A view keeps one reader and asks it for whatever version
// is to be shown: going forward costs the txns in between, going back a rebuild from the nearest image.
import { ReplicatedState } from '../data/replicated-state.ts';
import type { NodeImage, TreeImage } from '../data/image.ts';
import type { Stat, Txn } from '../data/model.ts';
import type { TreeVersion } from './tree.ts';
import type { World } from './world-state.ts';

/** A tree to look at; good until its reader reads another version. */
export interface TreeView {
  readonly version: TreeVersion;
  /** How many znodes there are, the root and /zookeeper included. */
  readonly size: number;
  /** Names in code-unit order; null if there is no such node. */
  children(path: string): readonly string[] | null;
  node(path: string): ZnodeView | null;
  /** The path whose quota counts what happens at `path`; null for none. */
  quotaAbove(path: string): string | null;
  /** Live sessions as the replicated state knows them: id and timeout in milliseconds. */
  sessions(): readonly (readonly [string, number])[];
}

export interface ZnodeView {
  readonly data: NodeImage['data'];
  readonly acl: NodeImage['acl'];
  readonly stat: Stat;
  /** With ZooKeeper's marks for containers and TTL nodes, which `stat` hides. */
  readonly ephemeralOwner: string;
  /** How many children were ever created below it: the number of the next sequential one. */
  readonly creates: number;
}

export class TreeReader {
  private at: TreeVersion | null = null;
  private state = ReplicatedState.empty();

  read(version: TreeVersion): TreeView {
    this.moveTo(version);
    return new StateView(version, this.state);
  }

  /** The whole tree as plain data. */
  imageOf(version: TreeVersion): TreeImage {
    this.moveTo(version);
    return this.state.image();
  }

  private moveTo(version: TreeVersion): void {
    const ahead: Txn[] = [];
    let from = version;
    while (from !== this.at && from.origin.kind === 'txn') {
      ahead.push(from.origin.txn);
      from = from.origin.before;
    }
    if (from !== this.at) this.state = stateOf(from);
    for (let index = ahead.length - 1; index >= 0; index -= 1) {
      const txn = ahead[index];
      if (txn !== undefined) this.state.apply(txn);
    }
    this.at = version;
  }
}

function stateOf(version: TreeVersion): ReplicatedState {
  const { origin } = version;
  const image = origin.kind === 'image' ? origin.image : null;
  return image === null ? ReplicatedState.empty() : ReplicatedState.from(image);
}

/** Children in order, by the list that a znode keeps of them until they change. */
const sorted = new WeakMap<readonly string[], readonly string[]>();

class StateView implements TreeView {
  readonly version: TreeVersion;
  private readonly state: ReplicatedState;

  constructor(version: TreeVersion, state: ReplicatedState) {
    this.version = version;
    this.state = state;
  }

  get size(): number {
    // The tree counts its root twice, as ZooKeeper does.
    return this.state.tree.nodeCount - 1;
  }

  children(path: string): readonly string[] | null {
    const listed = this.state.tree.children(path);
    if (listed === null || listed.length < 2) return listed;
    const known = sorted.get(listed);
    if (known !== undefined) return known;
    const names = listed.toSorted();
    sorted.set(listed, names);
    return names;
  }

  quotaAbove(path: string): string | null {
    return this.state.tree.quotaPrefix(path);
  }

  node(path: string): ZnodeView | null {
    const node = this.state.tree.get(path);
    const stat = this.state.tree.stat(path);
    if (node === undefined || stat === null) return null;
    const { ephemeralOwner, cversion: creates } = node.stat;
    return { data: node.data, acl: node.acl.acl, stat, ephemeralOwner, creates };
  }

  sessions(): readonly (readonly [string, number])[] {
    return [...this.state.sessions].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

/**
 * Turns the versions that the oldest kept World holds into images, so that the txns before them can be forgotten.
 * `frames` are ascending by time.
 */
export function compactTrees(frames: readonly World[]): void {
  const reader = new TreeReader();
  const versions = new Set(frames[0]?.nodes.map((node) => node.tree));
  for (const version of [...versions].sort((a, b) => a.zxid - b.zxid)) {
    if (version.origin.kind === 'image') continue;
    version.origin = { kind: 'image', image: reader.imageOf(version) };
  }
}
