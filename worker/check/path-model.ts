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
  readonly entries: Entry[];
  /** Names before the first of `changes`, and what happened since. */
  readonly base: Set<string>;
  readonly changes: ChildChange[];
  /** Creates and deletes of children since this node was created, and children that were there before any txn. */
  creates: number;
  deletes: number;
  readonly builtIn: number;
}

export class PathModel {
  private readonly paths = new Map<string, PathHistory>();
  private readonly owned = new Map<SessionId, Set<string>>();
  private readonly alive = new Set<SessionId>();
  /** States from this txn on are known. */
  private horizon: Zxid = 0;
  /** Which paths have entries or changes that may be forgotten one day, in the order of their zxids. */
  private touched: { readonly zxid: Zxid; readonly path: string }[] = [];

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

  /** The oldest zxid not below `zxid` whose state is known. */
  known(zxid: Zxid): Zxid {
    return Math.max(zxid, this.horizon);
  }

  /** The node as of `zxid`; null if there was none, undefined if that is too long ago to know. */
  at(path: string, zxid: Zxid): Version | null | undefined {
    if (zxid < this.horizon) return undefined;
    const entry = this.paths.get(path)?.entries.findLast((one) => one.zxid <= zxid);
    return entry === undefined || entry.stat === null ? null : entry;
  }

  latest(path: string): Version | null {
    return this.at(path, Infinity) ?? null;
  }

  /** Names of the children as of `zxid`, ascending; undefined if that is too long ago to know. */
  childrenAt(path: string, zxid: Zxid): string[] | undefined {
    if (zxid < this.horizon) return undefined;
    const history = this.paths.get(path);
    if (history === undefined) return [];
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
    const entries = this.paths.get(path)?.entries ?? [];
    // A node's entries are of all its changes, those of its children too: each says when the last one of a kind was.
    const isDue = ({ zxid, stat }: Entry): boolean => {
      if (zxid <= from || zxid > to) return false;
      return stat === null || (kind === 'child' ? stat.pzxid : stat.mzxid) > from;
    };
    const newest = entries.findLast(({ zxid }) => zxid <= to);
    // Most often nothing has happened.
    if (newest === undefined || !isDue(newest)) return null;
    return entries.find(isDue)?.zxid ?? null;
  }

  /** States before `horizon` are asked for no more. False if that is no news. */
  forget(horizon: Zxid): boolean {
    if (horizon === this.horizon) return false;
    this.horizon = horizon;
    const kept = this.touched.findIndex(({ zxid }) => zxid > horizon);
    const old = this.touched.splice(0, kept < 0 ? this.touched.length : kept);
    for (const path of new Set(old.map((one) => one.path))) this.trim(path);
    return true;
  }

  /** Leaves the newest state up to the horizon and what came after it. */
  private trim(path: string): void {
    const history = this.paths.get(path);
    if (history === undefined) return;
    const { entries, changes, base } = history;
    const newest = entries.findLastIndex(({ zxid }) => zxid <= this.horizon);
    if (newest >= 0) entries.splice(0, entries[newest]?.stat === null ? newest + 1 : newest);
    const later = changes.findIndex(({ zxid }) => zxid > this.horizon);
    for (const { name, there } of changes.splice(0, later < 0 ? changes.length : later)) {
      if (there) base.add(name);
      else base.delete(name);
    }
    if (entries.length + changes.length + base.size === 0) this.paths.delete(path);
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
    // No children: those of an earlier node of that name are gone, as its changes tell.
    history.creates = 0;
    history.deletes = 0;
    const stat: Stat = {
      ...{ czxid: zxid, mzxid: zxid, pzxid: zxid, ctime: timeMs, mtime: timeMs },
      ...{ version: 0, cversion: 0, aversion: 0, dataLength: bytes(data), numChildren: 0 },
      ephemeralOwner: ephemeral ? sessionId : '0000000000000000',
    };
    this.push(path, { zxid, data, acl, stat });
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
    this.push(path, { zxid, stat: null });
    this.childChanged(path, zxid, false);
  }

  private childChanged(path: string, zxid: Zxid, there: boolean): void {
    const cut = path.lastIndexOf('/');
    const parent = cut === 0 ? '/' : path.slice(0, cut);
    const history = this.historyOf(parent);
    if (there) history.creates += 1;
    else history.deletes += 1;
    history.changes.push({ zxid, name: path.slice(cut + 1), there });
    this.touched.push({ zxid, path: parent });
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
    this.push(path, { zxid, data: node.data, acl, stat });
  }

  private change(path: string, zxid: Zxid, data: Base64 | null, changed: Partial<Stat>): void {
    const node = this.latest(path);
    if (node === null) return;
    const stat = { ...node.stat, ...changed };
    this.push(path, { zxid, data, acl: node.acl, stat });
  }

  private push(path: string, entry: Entry): void {
    this.historyOf(path).entries.push(entry);
    this.touched.push({ zxid: entry.zxid, path });
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

/** Length in bytes of base64 text; null data has 0. */
function bytes(data: Base64 | null): number {
  if (data === null) return 0;
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0;
  return (data.length / 4) * 3 - padding;
}
