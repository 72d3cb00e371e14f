// Cuts a learner's log back to the leader's, with every snapshot that holds more, and reloads what is left.
// Called by sync-stream.ts.
// Source: ZKDatabase.truncateLog, FileTxnLog.truncate; zab.md 5.8.
import { counterOf, epochOf, makeZxid } from '../base/zxid.ts';
import type { Zxid } from '../base/zxid.ts';
import { countUpTo } from './disk.ts';
import type { Peer } from './peer.ts';

/** The removed zxids; null, with the disk untouched, if the state at `zxid` cannot be rebuilt from this disk. */
export function truncateLog(peer: Peer, zxid: Zxid): readonly Zxid[] | null {
  const { files, database } = peer;
  const keepsSnapshots = peer.has('M12');
  const above = newestSnapshotFor(peer, zxid);
  if (!keepsSnapshots && !canRebuild(peer, above)) return null;
  const removed = files.log.slice(countUpTo(files.log, zxid)).map((txn) => txn.zxid);
  // Snapshots first: a crash between the two must not leave a snapshot that the log contradicts.
  if (!keepsSnapshots) peer.write({ op: 'dropSnapshots', above });
  peer.write({ op: 'truncate', zxid });
  database.clear();
  database.load();
  database.setLastProcessedZxid(zxid);
  return removed;
}

/**
 * A snapshot above this holds more than the history up to `zxid`: mostly `zxid` itself. A learner that was brought into an
 * epoch by SNAP may have nothing older than the snapshot `e:0`, the history which that epoch began with; if the leader cuts
 * to before the epoch, nothing of it is in the leader's history, and that snapshot holds no more than what is to stay.
 * Differs: ZooKeeper gets by here because it cuts behind the first record from `zxid` on, and so cuts nothing.
 */
function newestSnapshotFor({ files, database }: Peer, zxid: Zxid): Zxid {
  const epoch = epochOf(database.lastProcessedZxid());
  const start = makeZxid(epoch, 0);
  const begins = epochOf(zxid) < epoch && files.snapshots.some((one) => one.zxid === start);
  return begins ? start : zxid;
}

/**
 * Whether snapshot and log reach exactly `zxid`. An epoch's start is no record, so there the last record before it must
 * do. Differs: ZooKeeper fails only where the log has no record from `zxid` on.
 */
function canRebuild({ files }: Peer, zxid: Zxid): boolean {
  const base = files.snapshots.findLast((snapshot) => snapshot.zxid <= zxid);
  if (base === undefined && files.snapshots.length > 0) return false;
  const last = files.log[countUpTo(files.log, zxid) - 1];
  const reached = Math.max(base?.zxid ?? 0, last?.zxid ?? 0);
  return reached === zxid || counterOf(zxid) === 0;
}
