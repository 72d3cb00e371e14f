// The replicated state in memory and its way to and from the disk: tree, sessions, committedLog, snapshots.
// Called by the protocol (worker/zab, through the Database port) and by the request pipeline.
// Source: ZKDatabase, FileTxnSnapLog.restore, ZooKeeperServer.loadData and takeSnapshot; zab.md 1.2, 1.3, 7.2, 7.3.
import { assert } from '../base/assert.ts';
import { pack, unpack, type Packed } from '../base/pack.ts';
import { MS } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { TreeImage } from '../data/image.ts';
import type { Txn } from '../data/model.ts';
import { ReplicatedState, type Applied } from '../data/replicated-state.ts';
import { encodeText } from '../data/base64.ts';
import { configText } from '../data/config-text.ts';
import { CONFIG } from '../data/paths.ts';
import { countUpTo } from '../zab/disk.ts';
import type { Database } from '../zab/peer.ts';
import type { QuorumConfig } from '../zab/quorum-config.ts';
import { fuzzyImage } from './fuzzy-image.ts';
import type { Process } from './process.ts';
import { countWrite, noTraffic, type Traffic } from './traffic.ts';

/** The timer that ends the dump of a snapshot. */
export const dumpTimer = 'db/dump';

interface DatabaseState {
  loaded: boolean;
  lastProcessedZxid: Zxid;
  committedLog: Txn[];
  /** Log records since the last snapshot, and how many there may be. */
  logged: number;
  loggedMax: number;
  /** A snapshot under way: its name, and the tree as it was when the dump began. */
  dump: { zxid: Zxid; begun: TreeImage } | null;
}

export class ServerDatabase implements Database {
  replicated: ReplicatedState;
  /** Kept for mntr as long as the process lives. */
  readonly traffic: Traffic;
  private readonly process: Process;
  private readonly state: DatabaseState;

  constructor(process: Process, captured?: Packed) {
    this.process = process;
    if (captured === undefined) {
      this.replicated = ReplicatedState.empty();
      this.traffic = noTraffic();
      this.state = {
        loaded: false,
        lastProcessedZxid: 0,
        committedLog: [],
        logged: 0,
        loggedMax: this.drawLoggedMax(),
        dump: null,
      };
      return;
    }
    const { image, state, traffic } = unpack(captured) as {
      image: TreeImage;
      state: DatabaseState;
      traffic: Traffic;
    };
    this.traffic = traffic;
    this.replicated = ReplicatedState.from(image, true);
    this.state = state;
  }

  lastProcessedZxid(): Zxid {
    return this.state.lastProcessedZxid;
  }

  setLastProcessedZxid(zxid: Zxid): void {
    this.state.lastProcessedZxid = zxid;
  }

  /** As `Database.apply`; also returns what the pipeline answers a client with. */
  apply(txn: Txn, during: 'sync' | 'broadcast' | 'recovery'): Applied {
    const applied = this.replicated.apply(txn);
    countWrite(this.traffic, txn.body);
    // The replay of an overlap does not take the position back (DataTree.processTxn).
    this.state.lastProcessedZxid = Math.max(this.state.lastProcessedZxid, txn.zxid);
    if (!(this.process.has('M9') && during === 'sync')) this.addCommitted(txn);
    const digest = this.replicated.digest();
    this.process.tell({ type: 'applied', txn, err: applied.err, digest, during });
    return applied;
  }

  committedLog(): readonly Txn[] {
    return this.state.committedLog;
  }

  minCommittedLog(): Zxid {
    return this.state.committedLog[0]?.zxid ?? this.state.lastProcessedZxid;
  }

  maxCommittedLog(): Zxid {
    return this.state.committedLog.at(-1)?.zxid ?? this.state.lastProcessedZxid;
  }

  clear(): void {
    this.cancelDump();
    this.replicated = ReplicatedState.empty();
    this.state.committedLog = [];
    this.state.lastProcessedZxid = 0;
    this.state.loaded = false;
    this.process.tell({ type: 'cleared' });
  }

  isLoaded(): boolean {
    return this.state.loaded;
  }

  load(): void {
    this.cancelDump();
    const { files } = this.process;
    const newest = files.snapshots.at(-1);
    if (newest === undefined && files.log.length > 0)
      this.process.exit(1, 'There is a log but no snapshot');
    this.replicated =
      newest === undefined ? ReplicatedState.empty() : ReplicatedState.from(newest.image);
    this.state.lastProcessedZxid = newest?.zxid ?? 0;
    this.state.committedLog = [];
    this.replayLog();
    this.state.loaded = true;
    this.tellLoaded('disk');
    // An empty database is snapshotted at once (FileTxnSnapLog.restore), so that a later log has its snapshot.
    if (newest === undefined) this.writeSnapshot();
  }

  fastForward(): void {
    // A dump under way would hold the uncommitted tail under an older name, beyond the reach of a later TRUNC.
    this.cancelDump();
    const { log } = this.process.files;
    for (const txn of log.slice(countUpTo(log, this.state.lastProcessedZxid)))
      this.apply(txn, 'recovery');
  }

  /** What a server does when it starts to serve: /zookeeper/config gets the configuration's text. No txn. */
  initConfig(config: QuorumConfig): void {
    const text = configText(config);
    this.replicated.initConfig(text, config.version, this.process.wallMs);
    const body = { type: 'setData', path: CONFIG, data: encodeText(text), version: -1 } as const;
    countWrite(this.traffic, body);
  }

  serialize(): TreeImage {
    return this.replicated.image();
  }

  restore(image: TreeImage, zxid: Zxid): void {
    this.cancelDump();
    this.replicated = ReplicatedState.from(image);
    this.state.committedLog = [];
    this.state.lastProcessedZxid = zxid;
    this.state.loaded = true;
    this.tellLoaded('snap');
  }

  takeSnapshot(): void {
    if (this.state.dump !== null) return;
    const { process, state } = this;
    state.dump = { zxid: state.lastProcessedZxid, begun: this.replicated.image() };
    process.tell({ type: 'snapshot', zxid: state.dump.zxid, phase: 'started' });
    process.setTimer(dumpTimer, process.now + process.config.settings.snapshotDumpMs * MS);
  }

  /** The dump has ended: its first half is as old as its beginning, the rest as new as its end. */
  onDumped(): void {
    const { dump } = this.state;
    assert(dump !== null, 'A dump ends only after it began');
    this.state.dump = null;
    this.store(dump.zxid, fuzzyImage(dump.begun, this.replicated.image()));
  }

  writeSnapshot(): void {
    this.store(this.state.lastProcessedZxid, this.replicated.image());
  }

  logged(count: number): void {
    this.state.logged += count;
    if (!this.process.has('B5') && this.state.logged <= this.state.loggedMax) return;
    this.state.logged = 0;
    this.state.loggedMax = this.drawLoggedMax();
    this.takeSnapshot();
  }

  capture(): Packed {
    return pack({ image: this.replicated.image(), state: this.state, traffic: this.traffic });
  }

  inspect(): unknown {
    const { committedLog, lastProcessedZxid, dump, logged, loggedMax } = this.state;
    return {
      lastProcessedZxid,
      committedLog: committedLog.map((txn) => txn.zxid),
      snapshotUnderWay: dump?.zxid ?? null,
      loggedSinceSnapshot: logged,
      snapshotAfter: loggedMax,
    };
  }

  private addCommitted(txn: Txn): void {
    const { committedLog } = this.state;
    // The replay of an overlap (fuzzy snapshot, SNAP with live changes) must not enter twice.
    const last = committedLog.at(-1);
    if (last !== undefined && txn.zxid <= last.zxid) return;
    committedLog.push(txn);
    if (committedLog.length > this.process.config.settings.commitLogCount) committedLog.shift();
  }

  private replayLog(): void {
    const { log } = this.process.files;
    for (const txn of log.slice(countUpTo(log, this.state.lastProcessedZxid))) {
      this.replicated.apply(txn);
      countWrite(this.traffic, txn.body);
      this.state.lastProcessedZxid = txn.zxid;
      this.addCommitted(txn);
    }
  }

  private store(zxid: Zxid, image: TreeImage): void {
    const { process } = this;
    process.write({ op: 'snapshot', snapshot: { zxid, image } });
    process.tell({ type: 'snapshot', zxid, phase: 'written' });
    const retain = process.config.settings.snapRetainCount;
    if (retain > 0 && process.files.snapshots.length > retain)
      process.write({ op: 'purge', retain });
  }

  private cancelDump(): void {
    if (this.state.dump === null) return;
    this.state.dump = null;
    this.process.clearTimer(dumpTimer);
  }

  private tellLoaded(from: 'disk' | 'snap'): void {
    const { lastProcessedZxid: zxid } = this.state;
    this.process.tell({
      type: 'loaded',
      from,
      zxid,
      digest: this.replicated.digest(),
      image: this.replicated.image(),
    });
  }

  /** snapCount/2 + random(0..snapCount/2), so that servers do not all dump at once. Source: SyncRequestProcessor.resetSnapshotStats. */
  private drawLoggedMax(): number {
    const half = Math.floor(this.process.config.settings.snapCount / 2);
    return half + this.process.draw('snapCount', 0, half);
  }
}
