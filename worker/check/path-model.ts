// A model of the tree by itself, for the checks of client histories: every path with all its versions, computed from the
// committed txns and nothing else. It shares no code with the servers' tree, so that a mistake there shows here.
// Left out: everything below /zookeeper, whose nodes servers write themselves (quota statistics, configuration).
// Source: correctness.md 3.3 (H5, H13, H17); DataTree.createNode, deleteNode, setData; DataNode.copyStat.
import type { Base64, SessionId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Acl, Stat, Txn, TxnBody } from '../data/model.ts';

export interface Version {
  /** From this txn on. */
  readonly zxid: Zxid;
  readonly data: Base64 | null;
  readonly acl: readonly Acl[];
  readonly stat: Stat;
}

/** Null from that txn on: the path is gone. */
type Entry = Version | { readonly zxid: Zxid; readonly stat: null };

interface ChildChange {
  readonly zxid: Zxid;
  readonly name: string;
  readonly there: boolean;
}

interface PathHistory {
  entries: Entry[];
  /** Names before the first of `changes`, and what happened since. */
  base: Set<string>;
  changes: ChildChange[];
  /** Creates and deletes of children since this node was created, and children that were there before any txn. */
  creates: number;
  deletes: number;
  readonly builtIn: number;
}

/** Versions and changes kept of each path; reads of older states are not judged. */
const KEPT = 200;

export class PathModel {
  private readonly paths = new Map<string, PathHistory>();
  private readonly owned = new Map<SessionId, Set<string>>();
  private readonly alive = new Set<SessionId>();

  constructor() {
    const root: PathHistory = { ...newHistory(), base: new Set(['zookeeper']), builtIn: 1 };
    root.entries.push({ zxid: 0, data: '', acl: [], stat: rootStat });
    this.paths.set('/', root);
  }

  isAlive(sessionId: SessionId): boolean {
    return this.alive.has(sessionId);
  }

  /** Its ephemeral nodes, ascending. */
  ownedBy(sessionId: SessionId): string[] {
    return [...(this.owned.get(sessionId) ?? [])].sort();
  }

  /** The node as of `zxid`; null if there was none, undefined if that is too long ago to know. */
  at(path: string, zxid: Zxid): Version | null | undefined {
    const { entries } = this.paths.get(path) ?? { entries: [] };
    const entry = entries.findLast((one) => one.zxid <= zxid);
    if (entry === undefined) return entries.length >= KEPT / 2 ? undefined : null;
    return entry.stat === null ? null : entry;
  }

  latest(path: string): Version | null {
    return this.at(path, Infinity) ?? null;
  }

  /** Names of the children as of `zxid`, ascending; undefined if that is too long ago to know. */
  childrenAt(path: string, zxid: Zxid): string[] | undefined {
    const history = this.paths.get(path);
    if (history === undefined) return [];
    if ((history.changes[0]?.zxid ?? 0) > zxid && history.changes.length >= KEPT) return undefined;
    const names = new Set(history.base);
    for (const change of history.changes) {
      if (change.zxid > zxid) break;
      if (change.there) names.add(change.name);
      else names.delete(change.name);
    }
    return [...names].sort();
  }

  /** How many children were created below `path` since it was: what the next sequential name ends with. */
  creates(path: string): number {
    return this.paths.get(path)?.creates ?? 0;
  }

  /** The first change after `from` and up to `to` that a watch of this kind is for; null if there was none. */
  changeBetween(
    kind: 'data' | 'exists' | 'child',
    path: string,
    from: Zxid,
    to: Zxid,
  ): Zxid | null {
    const history = this.paths.get(path);
    if (history === undefined) return null;
    const { entries, changes } = history;
    if (kind === 'child') {
      const child = changes.find((one) => one.zxid > from && one.zxid <= to);
      const gone = entries.find((one) => one.stat === null && one.zxid > from && one.zxid <= to);
      return least(child?.zxid ?? null, gone?.zxid ?? null);
    }
    const seen = entries.findLast((one) => one.zxid <= from);
    let before = seen?.stat ?? null;
    for (const entry of entries) {
      if (entry.zxid > to) break;
      if (entry.zxid <= from) continue;
      // Changes of the children alone are not the node's own.
      if (entry.stat?.mzxid !== before?.mzxid) return entry.zxid;
      before = entry.stat;
    }
    return null;
  }

  /** Applies a committed txn, each once and in order. */
  apply(txn: Txn): void {
    if (txn.body.type !== 'multi') this.applyBody(txn.body, txn);
    else if (!txn.body.txns.some((body) => body.type === 'error'))
      for (const body of txn.body.txns) this.applyBody(body, txn);
  }

  private applyBody(body: TxnBody, txn: Txn): void {
    switch (body.type) {
      case 'create':
      case 'createContainer':
      case 'createTTL':
        this.create(body, body.type === 'create' && body.ephemeral, txn);
        return;
      case 'delete':
        this.delete(body.path, txn.zxid);
        return;
      case 'setData':
        this.change(body.path, txn.zxid, body.data, {
          mzxid: txn.zxid,
          mtime: txn.timeMs,
          version: body.version,
          dataLength: bytes(body.data),
        });
        return;
      case 'setACL':
        this.setAcl(body.path, body.acl, body.version, txn.zxid);
        return;
      case 'createSession':
        this.alive.add(txn.sessionId);
        return;
      case 'closeSession': {
        const owned = this.ownedBy(txn.sessionId);
        for (const path of owned) this.delete(path, txn.zxid);
        this.owned.delete(txn.sessionId);
        this.alive.delete(txn.sessionId);
        return;
      }
      case 'check':
      case 'error':
      case 'multi':
      case 'reconfig':
        return;
    }
  }

  private create(
    body: { readonly path: string; readonly data: Base64 | null; readonly acl: readonly Acl[] },
    ephemeral: boolean,
    { zxid, timeMs, sessionId }: Txn,
  ): void {
    const { path, data, acl } = body;
    if (isReserved(path)) return;
    const history = this.historyOf(path);
    history.base = new Set();
    history.changes = [];
    history.creates = 0;
    history.deletes = 0;
    const stat: Stat = {
      ...{ czxid: zxid, mzxid: zxid, pzxid: zxid, ctime: timeMs, mtime: timeMs },
      ...{ version: 0, cversion: 0, aversion: 0, dataLength: bytes(data), numChildren: 0 },
      ephemeralOwner: ephemeral ? sessionId : '0000000000000000',
    };
    push(history.entries, { zxid, data, acl, stat });
    if (ephemeral) {
      const owned = this.owned.get(sessionId) ?? new Set();
      owned.add(path);
      this.owned.set(sessionId, owned);
    }
    this.childChanged(path, zxid, true);
  }

  private delete(path: string, zxid: Zxid): void {
    const node = this.latest(path);
    if (node === null || isReserved(path)) return;
    this.owned.get(node.stat.ephemeralOwner)?.delete(path);
    push(this.historyOf(path).entries, { zxid, stat: null });
    this.childChanged(path, zxid, false);
  }

  private childChanged(path: string, zxid: Zxid, there: boolean): void {
    const cut = path.lastIndexOf('/');
    const parent = cut === 0 ? '/' : path.slice(0, cut);
    const history = this.historyOf(parent);
    if (there) history.creates += 1;
    else history.deletes += 1;
    history.changes.push({ zxid, name: path.slice(cut + 1), there });
    if (history.changes.length > KEPT * 2) forgetChanges(history);
    const node = this.latest(parent);
    if (node === null) return;
    const { creates, deletes, builtIn } = history;
    const numChildren = builtIn + creates - deletes;
    // What a client sees as cversion (correctness.md 0.5).
    this.change(parent, zxid, node.data, {
      pzxid: zxid,
      cversion: 2 * creates - numChildren,
      numChildren,
    });
  }

  private setAcl(path: string, acl: readonly Acl[], version: number, zxid: Zxid): void {
    const node = this.latest(path);
    if (node === null) return;
    const stat = { ...node.stat, aversion: version };
    push(this.historyOf(path).entries, { zxid, data: node.data, acl, stat });
  }

  private change(path: string, zxid: Zxid, data: Base64 | null, changed: Partial<Stat>): void {
    const node = this.latest(path);
    if (node === null) return;
    const stat = { ...node.stat, ...changed };
    push(this.historyOf(path).entries, { zxid, data, acl: node.acl, stat });
  }

  private historyOf(path: string): PathHistory {
    let history = this.paths.get(path);
    if (history === undefined) {
      history = newHistory();
      this.paths.set(path, history);
    }
    return history;
  }
}

function newHistory(): PathHistory {
  return { entries: [], base: new Set(), changes: [], creates: 0, deletes: 0, builtIn: 0 };
}

const rootStat: Stat = {
  ...{ czxid: 0, mzxid: 0, pzxid: 0, ctime: 0, mtime: 0, version: 0, aversion: 0 },
  ...{ cversion: -1, dataLength: 0, numChildren: 1, ephemeralOwner: '0000000000000000' },
};

export function isReserved(path: string): boolean {
  return path === '/zookeeper' || path.startsWith('/zookeeper/');
}

function push(entries: Entry[], entry: Entry): void {
  entries.push(entry);
  if (entries.length > KEPT * 2) entries.splice(0, KEPT);
}

function forgetChanges(history: PathHistory): void {
  for (const { name, there } of history.changes.splice(0, KEPT)) {
    if (there) history.base.add(name);
    else history.base.delete(name);
  }
}

function least(a: Zxid | null, b: Zxid | null): Zxid | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

/** Length in bytes of base64 text; null data has 0. */
function bytes(data: Base64 | null): number {
  if (data === null) return 0;
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0;
  return (data.length / 4) * 3 - padding;
}
