// The tree of znodes: what every server of an ensemble holds and changes in the same order. Called by ReplicatedState for
// every committed txn, by reads, and by Prep for the state below the outstanding changes.
// Every change costs the same in a tree of any size. Nothing here checks permissions or versions: Prep has done that,
// and a txn holds results only, so that replaying it over a newer state does no harm.
// Source: DataTree.
import type { Base64, SessionId, WallMillis } from '../base/units.ts';
import { NO_SESSION } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import { openAclUnsafe, readAclUnsafe } from './acl.ts';
import { AclCache } from './acl-cache.ts';
import { byteLength, decodeText, encodeText } from './base64.ts';
import { errorCodes } from './errors.ts';
import type { ErrorCode } from './errors.ts';
import type { NodeImage, NodePage, TreeImage } from './image.ts';
import { ImagePages } from './image-pages.ts';
import { capacityOfCopy, hashOrder } from './java-hash.ts';
import type { Acl, Stat } from './model.ts';
import {
  childPath,
  CONFIG,
  nodeName,
  parentPath,
  QUOTA,
  ROOT,
  upwards,
  ZOOKEEPER,
} from './paths.ts';
import { HashSum, hashText } from './state-hash.ts';
import { StatsTrack } from './stats-track.ts';
import { LIMITS, quotaSubject, STATS, statsPath, TreeIndex } from './tree-index.ts';
import { childrenOf, imageOf, newStat, newZnode, shareOf, statOf } from './znode.ts';
import type { StatPersisted, Znode } from './znode.ts';

/** What a change means to watchers. `acl` is the node's own: without READ in it a watcher is not told. */
export interface TreeChange {
  readonly type: 'NodeCreated' | 'NodeDeleted' | 'NodeDataChanged' | 'NodeChildrenChanged';
  readonly path: string;
  readonly acl: readonly Acl[];
}

/** What createNode takes. `parentCVersion` is the parent's counter of creates after this one. */
export interface NewNode {
  readonly path: string;
  readonly data: Base64 | null;
  readonly acl: readonly Acl[];
  /** NO_SESSION, a session, or the mark of a container or of a time to live. */
  readonly ephemeralOwner: SessionId;
  readonly parentCVersion: number;
}

const { OK, NONODE, NODEEXISTS } = errorCodes;

export class DataTree {
  private readonly nodes = new Map<string, Znode>();
  private readonly acls = new AclCache();
  private readonly index = new TreeIndex();
  private readonly sum = new HashSum();
  private readonly pages = new ImagePages();
  private bytes = 0;

  /** The tree of a server that never saw a txn: /, /zookeeper, /zookeeper/quota and /zookeeper/config. */
  static empty(): DataTree {
    const tree = new DataTree();
    const stat = newStat(0, 0, NO_SESSION);
    for (const path of [ROOT, ZOOKEEPER, QUOTA]) tree.put(path, '', openAclUnsafe, { ...stat });
    // The configuration's ACL is set by a setACL with version -1 before any txn (ZOOKEEPER-2014).
    tree.put(CONFIG, '', readAclUnsafe, { ...stat, aversion: -1 });
    return tree;
  }

  /** A tree from an image's nodes, parents before children. Quotas take effect; their statistics are as in the nodes. */
  static from({ pages }: TreeImage): DataTree {
    const tree = new DataTree();
    for (const page of pages)
      for (const { path, data, acl, ...stat } of page) tree.put(path, data, acl, stat);
    return tree;
  }

  /** The empty path, which only a client without a library sends, is another name of the root: ZooKeeper keeps both. */
  get(path: string): Readonly<Znode> | undefined {
    return this.nodes.get(path === '' ? ROOT : path);
  }

  has(path: string): boolean {
    return this.get(path) !== undefined;
  }

  stat(path: string): Stat | null {
    const node = this.get(path);
    return node === undefined ? null : statOf(node);
  }

  /** Names in the order of ZooKeeper's answer, that of a Java hash set; null if there is no such node. */
  children(path: string): readonly string[] | null {
    const node = this.get(path);
    return node === undefined ? null : childrenOf(node);
  }

  /** How many nodes are below `path`; walks them. Source: DataTree.getAllChildrenNumber. */
  countDescendants(path: string): number {
    if (path === ROOT) return this.nodes.size - 1;
    // Below the empty path is everything that begins with a slash, the root as well.
    if (path === '') return this.nodes.size;
    let count = -1;
    for (const _ of this.walk(path)) count += 1;
    return Math.max(0, count);
  }

  /** As ZooKeeper counts: the root is in its table twice. */
  get nodeCount(): number {
    return this.nodes.size + 1;
  }

  get ephemeralCount(): number {
    return this.index.ephemeralCount;
  }

  /** The lengths of all paths (in UTF-16 units) and data (in bytes). */
  get approximateDataSize(): number {
    return this.bytes;
  }

  /** A session's ephemerals in the order of ZooKeeper's answer: that of a copy of a Java hash set. */
  ephemerals(sessionId: SessionId): string[] {
    const paths = this.index.ephemerals.get(sessionId) ?? new Set();
    return hashOrder(paths, capacityOfCopy(paths.size));
  }

  /** The sessions that own ephemerals, ascending. */
  ephemeralOwners(): SessionId[] {
    return [...this.index.ephemerals.keys()].sort();
  }

  containers(): string[] {
    return [...this.index.containers].sort();
  }

  ttls(): string[] {
    return [...this.index.ttls].sort();
  }

  /** The path whose quota counts a change at `path`, or null. Source: DataTree.getMaxPrefixWithQuota. */
  quotaPrefix(path: string): string | null {
    return this.index.quotaAbove(path);
  }

  /**
   * The new node's stat, taken before quotas change anything. NONODE without a parent, NODEEXISTS if it is there: both only
   * at replay over a newer state.
   */
  createNode(
    node: NewNode,
    zxid: Zxid,
    timeMs: WallMillis,
    changes: TreeChange[],
  ): Stat | ErrorCode {
    const parentName = parentPath(node.path);
    const parent = parentName === null ? undefined : this.nodes.get(parentName);
    if (parentName === null || parent === undefined) return NONODE;
    const name = nodeName(node.path);
    if (parent.children?.has(name) === true) return NODEEXISTS;
    this.raiseCversion(parentName, parent, node.parentCVersion, zxid);
    const own = newStat(zxid, timeMs, node.ephemeralOwner);
    const stat = statOf(this.put(node.path, node.data, node.acl, own));
    const counted = quotaSubject(node.path, STATS);
    if (counted !== null) this.recount(counted);
    this.addToQuota(node.path, byteLength(node.data), 1);
    changes.push({ type: 'NodeCreated', path: node.path, acl: node.acl });
    changes.push({ type: 'NodeChildrenChanged', path: parentName, acl: parent.acl.acl });
    return stat;
  }

  /** NONODE only at replay; the parent's pzxid rises even then. */
  deleteNode(path: string, zxid: Zxid, changes: TreeChange[]): ErrorCode {
    const parentName = parentPath(path);
    const parent = parentName === null ? undefined : this.nodes.get(parentName);
    if (parentName === null || parent === undefined) return NONODE;
    if (parent.children?.delete(nodeName(path)) === true) parent.listed = null;
    parent.stat.pzxid = Math.max(parent.stat.pzxid, zxid);
    this.rehash(parentName, parent);
    const node = this.nodes.get(path);
    if (node === undefined) return NONODE;
    this.drop(path, node);
    const limited = quotaSubject(path, LIMITS);
    if (limited !== null) this.index.removeQuota(limited);
    this.addToQuota(path, -byteLength(node.data), -1);
    changes.push({ type: 'NodeDeleted', path, acl: node.acl.acl });
    changes.push({ type: 'NodeChildrenChanged', path: parentName, acl: parent.acl.acl });
    return OK;
  }

  /** `version` is the version it gets. The stat is taken before quotas change anything. */
  setData(
    path: string,
    data: Base64 | null,
    version: number,
    zxid: Zxid,
    timeMs: WallMillis,
    changes: TreeChange[],
  ): Stat | ErrorCode {
    const node = this.nodes.get(path);
    if (node === undefined) return NONODE;
    const grown = byteLength(data) - byteLength(node.data);
    Object.assign(node.stat, { mtime: timeMs, mzxid: zxid, version });
    this.replaceData(path, node, data);
    const stat = statOf(node);
    this.addToQuota(path, grown, 0);
    changes.push({ type: 'NodeDataChanged', path, acl: node.acl.acl });
    return stat;
  }

  /** `version` is the aversion it gets. No watch fires. */
  setAcl(path: string, acl: readonly Acl[], version: number): Stat | ErrorCode {
    const node = this.nodes.get(path);
    if (node === undefined) return NONODE;
    this.acls.release(node.acl);
    node.acl = this.acls.use(acl);
    node.stat.aversion = version;
    this.rehash(path, node);
    return statOf(node);
  }

  /** For a create that was replayed over its own result. Source: DataTree.setCversionPzxid. */
  setCversionPzxid(path: string, cversion: number, zxid: Zxid): ErrorCode {
    const node = this.nodes.get(path);
    if (node === undefined) return NONODE;
    this.raiseCversion(path, node, cversion, zxid);
    return OK;
  }

  /** Every node that can be reached from the root. After the first time it costs what has changed since the last. */
  image(): readonly NodePage[] {
    return this.pages.take(
      () => this.images(),
      (path) => this.imageAt(path),
    );
  }

  /** The nodes' part of the state's digest. */
  hashSum(): HashSum {
    return this.sum;
  }

  /** Counts the nodes and bytes of every subtree with a quota anew, as a server does when it loads its tree. */
  recountQuotas(): void {
    for (const subject of [...this.index.limited].sort()) this.recount(subject);
  }

  /** -1 means one more than the parent has. A counter below the parent's leaves it alone, its pzxid included. */
  private raiseCversion(path: string, node: Znode, cversion: number, zxid: Zxid): void {
    const next = cversion === -1 ? (node.stat.cversion + 1) | 0 : cversion;
    if (next <= node.stat.cversion) return;
    node.stat.cversion = next;
    node.stat.pzxid = zxid;
    this.rehash(path, node);
  }

  /** Enters a node and its name at its parent, if that is there; replaces what a replayed delete left behind. */
  private put(path: string, data: Base64 | null, acl: readonly Acl[], stat: StatPersisted): Znode {
    const orphan = this.nodes.get(path);
    if (orphan !== undefined) this.drop(path, orphan);
    const node = newZnode(path, data, this.acls.use(acl), stat);
    this.nodes.set(path, node);
    this.bytes += path.length + byteLength(data);
    this.index.addOwned(path, stat.ephemeralOwner);
    this.rehash(path, node);
    if (path === ROOT) return node;
    const parent = this.nodes.get(parentPath(path) ?? ROOT);
    if (parent === undefined) return node;
    parent.children ??= new Set();
    parent.children.add(nodeName(path));
    parent.listed = null;
    const limited = quotaSubject(path, LIMITS);
    if (limited !== null) this.index.addQuota(limited);
    return node;
  }

  private drop(path: string, node: Znode): void {
    this.nodes.delete(path);
    this.pages.touch(path);
    // Only at replay: what is below can no longer be reached.
    if (node.children !== null && node.children.size > 0) this.pages.forget();
    this.acls.release(node.acl);
    this.bytes -= path.length + byteLength(node.data);
    this.index.removeOwned(path, node.stat.ephemeralOwner);
    this.sum.subtract(node.share);
  }

  private rehash(path: string, node: Znode): void {
    this.sum.subtract(node.share);
    node.share = shareOf(path, node);
    this.sum.add(node.share);
    this.pages.touch(path);
  }

  private replaceData(path: string, node: Znode, data: Base64 | null): void {
    this.bytes += byteLength(data) - byteLength(node.data);
    node.data = data;
    node.dataHash = hashText(data);
    this.rehash(path, node);
  }

  /** The statistics change without a zxid, a version or a watch. Source: DataTree.updateQuotaStat. */
  private addToQuota(path: string, bytes: number, count: number): void {
    const subject = this.quotaPrefix(path);
    const node = subject === null ? undefined : this.nodes.get(statsPath(subject));
    if (subject === null || node === undefined) return;
    const track = new StatsTrack(decodeText(node.data));
    track.set('count', track.get('count') + BigInt(count));
    track.set('bytes', track.get('bytes') + BigInt(bytes));
    this.replaceData(statsPath(subject), node, encodeText(track.toText()));
  }

  private recount(subject: string): void {
    const stats = this.nodes.get(statsPath(subject));
    if (stats === undefined) return;
    const track = new StatsTrack();
    let count = 0;
    let bytes = 0;
    for (const [, node] of this.walk(subject)) {
      count += 1;
      bytes += byteLength(node.data);
    }
    track.set('count', BigInt(count));
    track.set('bytes', BigInt(bytes));
    this.replaceData(statsPath(subject), stats, encodeText(track.toText()));
  }

  private *images(): Generator<NodeImage, void> {
    for (const [path, node] of this.walk(ROOT)) yield imageOf(path, node);
  }

  /** Null for a node that is not there, or that was left behind when a replay deleted a node above it. */
  private imageAt(path: string): NodeImage | null {
    const node = this.nodes.get(path);
    if (node === undefined) return null;
    for (const at of upwards(path)) {
      const parent = at === ROOT ? undefined : this.nodes.get(parentPath(at) ?? ROOT);
      if (at !== ROOT && parent?.children?.has(nodeName(at)) !== true) return null;
    }
    return imageOf(path, node);
  }

  /** A node and all below it, parents first, siblings in code-unit order. */
  private *walk(top: string): Generator<readonly [string, Znode], void> {
    const ahead = [top];
    for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
      const node = this.nodes.get(path);
      if (node === undefined) continue;
      yield [path, node];
      const names = node.children === null ? [] : [...node.children].sort();
      for (let at = names.length - 1; at >= 0; at -= 1)
        ahead.push(childPath(path, names[at] ?? ''));
    }
  }
}
