// Cuts a learner's log back to the leader's, with every snapshot that holds more, and reloads what is left.
// Called by sync-stream.ts.
// Source: ZKDatabase.truncateLog, FileTxnLog.truncate; zab.md 5.8.
import { counterOf } from '../base/zxid.ts';
import type { Zxid } from '../base/zxid.ts';
import { countUpTo } from './disk.ts';
import type { Peer } from './peer.ts';

/** The removed zxids; null, with the disk untouched, if the state at `zxid` cannot be rebuilt from this disk. */
export function truncateLog(peer: Peer, zxid: Zxid): readonly Zxid[] | null {
  const { files, database } = peer;
  const keepsSnapshots = peer.has('M12');
  if (!keepsSnapshots && !canRebuild(peer, zxid)) return null;
  const removed = files.log.slice(countUpTo(files.log, zxid)).map((txn) => txn.zxid);
  // Snapshots first: a crash between the two must not leave a snapshot that the log contradicts.
  if (!keepsSnapshots) peer.write({ op: 'dropSnapshots', above: zxid });
  peer.write({ op: 'truncate', zxid });
  database.clear();
  database.load();
  database.setLastProcessedZxid(zxid);
  return removed;
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
