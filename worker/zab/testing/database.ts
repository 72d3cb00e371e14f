// The replicated state of the test servers: the history itself, so that every hole, ghost and disorder shows, and a map of
// values, so that a txn replayed out of order shows too. Implements the protocol's port `Database`.
import { MS } from '../../base/units.ts';
import type { Zxid } from '../../base/zxid.ts';
import type { NodeImage, TreeImage } from '../../data/image.ts';
import type { Txn } from '../../data/model.ts';
import { countUpTo } from '../disk.ts';
import type { DiskImage } from '../disk.ts';
import type { Database, Peer } from '../peer.ts';

const DUMP_TIMER = 'db/dump';

export class TestDatabase implements Database {
  /** Every txn in the tree, ascending. */
  history: Txn[] = [];
  values = new Map<string, string>();
  private readonly peer: Peer;
  private position: Zxid = 0;
  private loaded = false;
  private log: Txn[] = [];
  private dump: { zxid: Zxid } | null = null;
  private sinceSnapshot = 0;

  constructor(peer: Peer) {
    this.peer = peer;
  }

  lastProcessedZxid(): Zxid {
    return this.position;
  }

  setLastProcessedZxid(zxid: Zxid): void {
    this.position = zxid;
  }

  apply(txn: Txn, during: 'sync' | 'broadcast' | 'recovery'): void {
    insert(this.history, txn);
    setValue(this.values, txn);
    // A replay of what the image held already does not move the position back (DataTree.processTxn).
    this.position = Math.max(this.position, txn.zxid);
    const last = this.log.at(-1);
    if (this.peer.has('M9') && during === 'sync') return;
    if (last !== undefined && txn.zxid <= last.zxid) return;
    this.log.push(txn);
    if (this.log.length > this.peer.settings.commitLogCount) this.log.shift();
  }

  committedLog(): readonly Txn[] {
    return this.log;
  }

  minCommittedLog(): Zxid {
    return this.log[0]?.zxid ?? this.position;
  }

  maxCommittedLog(): Zxid {
    return this.log.at(-1)?.zxid ?? this.position;
  }

  clear(): void {
    this.cancelDump();
    this.history = [];
    this.values = new Map();
    this.log = [];
    this.position = 0;
    this.loaded = false;
  }

  isLoaded(): boolean {
    return this.loaded;
  }

  load(): void {
    this.clear();
    const newest = this.peer.files.snapshots.at(-1);
    if (newest !== undefined) this.fill(newest.image, newest.zxid);
    this.loaded = true;
    this.fastForward();
    if (newest === undefined) this.writeSnapshot();
  }

  fastForward(): void {
    this.endDump();
    const { log } = this.peer.files;
    for (const txn of log.slice(countUpTo(log, this.position))) this.apply(txn, 'recovery');
  }

  serialize(): TreeImage {
    return imageOf(this.history, this.values);
  }

  restore(image: TreeImage, zxid: Zxid): void {
    this.clear();
    this.fill(image, zxid);
    this.loaded = true;
  }

  takeSnapshot(): void {
    if (this.dump !== null) return;
    this.dump = { zxid: this.position };
    this.peer.setTimer(DUMP_TIMER, this.peer.now() + this.peer.settings.snapshotDumpMs * MS);
  }

  writeSnapshot(): void {
    this.store(this.position);
  }

  logged(count: number): void {
    this.sinceSnapshot += count;
    const half = Math.floor(this.peer.settings.snapCount / 2);
    if (!this.peer.has('B5') && this.sinceSnapshot <= half) return;
    this.sinceSnapshot = 0;
    this.takeSnapshot();
  }

  onTimer(id: string): void {
    if (id === DUMP_TIMER) this.endDump();
  }

  private endDump(): void {
    if (this.dump === null) return;
    const { zxid } = this.dump;
    this.cancelDump();
    this.store(zxid);
  }

  private store(zxid: Zxid): void {
    this.peer.write({ op: 'snapshot', snapshot: { zxid, image: this.serialize() } });
    const retain = this.peer.settings.snapRetainCount;
    if (retain > 0 && this.peer.files.snapshots.length > retain)
      this.peer.write({ op: 'purge', retain });
  }

  private fill(image: TreeImage, zxid: Zxid): void {
    const { history, values } = contentOf(image);
    this.history = history;
    this.values = values;
    this.position = zxid;
  }

  private cancelDump(): void {
    if (this.dump === null) return;
    this.dump = null;
    this.peer.clearTimer(DUMP_TIMER);
  }
}

/** The history a disk would bring back after a crash. */
export function historyOn(disk: DiskImage): Txn[] {
  const newest = disk.snapshots.at(-1);
  const history = newest === undefined ? [] : contentOf(newest.image).history;
  for (const txn of disk.log) if (txn.zxid > (newest?.zxid ?? 0)) insert(history, txn);
  return history;
}

function insert(history: Txn[], txn: Txn): void {
  const at = countUpTo(history, txn.zxid);
  // A replay of what is there already changes nothing in the history.
  if (history[at - 1]?.zxid !== txn.zxid) history.splice(at, 0, txn);
}

function setValue(values: Map<string, string>, { body }: Txn): void {
  if (body.type === 'setData') values.set(body.path, body.data ?? '');
}

function imageOf(history: readonly Txn[], values: ReadonlyMap<string, string>): TreeImage {
  const nodes = [
    ...history.map((txn) => node(`/history/${txn.zxid}`, JSON.stringify(txn))),
    ...[...values].map(([path, value]) => node(`/values${path}`, value)),
  ];
  return { sessions: [], pages: [nodes], count: nodes.length };
}

function contentOf(image: TreeImage): { history: Txn[]; values: Map<string, string> } {
  const history: Txn[] = [];
  const values = new Map<string, string>();
  for (const { path, data } of image.pages.flat()) {
    if (path.startsWith('/history/')) history.push(JSON.parse(data ?? '') as Txn);
    else values.set(path.slice('/values'.length), data ?? '');
  }
  return { history, values };
}

function node(path: string, data: string): NodeImage {
  return {
    path,
    data,
    acl: [],
    czxid: 0,
    mzxid: 0,
    ctime: 0,
    mtime: 0,
    version: 0,
    cversion: 0,
    aversion: 0,
    ephemeralOwner: '0000000000000000',
    pzxid: 0,
  };
}
