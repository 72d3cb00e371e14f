// Applies the synchronization table to this leader's database and disk, and announces the decision.
// Called by learner-handler.ts. Source: LearnerHandler.syncFollower, ZKDatabase.calculateTxnLogSizeLimit; zab.md 5.2.
import type { ServerId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import type { Peer } from './peer.ts';
import { decideSync, servableLog } from './sync.ts';
import type { SyncBasis, SyncDecision } from './sync.ts';

/** `unapplied` are the leader's committed txns that are not in its tree yet. */
export function syncFollower(
  peer: Peer,
  sid: ServerId,
  peerZxid: Zxid,
  unapplied: readonly Txn[],
): SyncDecision {
  // ZOOKEEPER-5094 is about what follows a TRUNC: only ZooKeeper's own row 2 sends anything then.
  const basis = syncBasis(peer, peerZxid, peer.has('5094') ? [] : unapplied);
  const decision = decideSync(peerZxid, basis, {
    snapAlways: peer.has('B1'),
    diffAlways: peer.has('M15'),
  });
  peer.tell({
    type: 'syncDecided',
    sid,
    mode: decision.mode,
    row: decision.row,
    peerZxid,
    zxid: decision.zxid,
    minCommitted: basis.minCommitted,
    maxCommitted: basis.maxCommitted,
    sent: decision.txns.map(({ zxid }) => zxid),
    liveFrom: decision.liveFrom,
  });
  return decision;
}

function syncBasis(peer: Peer, peerZxid: Zxid, unapplied: readonly Txn[]): SyncBasis {
  const { database, files, settings } = peer;
  const minCommitted = database.minCommittedLog();
  // The log is looked at only where row 4 may need it.
  const usesLog = settings.snapshotSizeFactor >= 0 && peerZxid < minCommitted;
  const log = peer.has('M13') ? files.log : servableLog(files.log, files.snapshots);
  return {
    lastProcessed: database.lastProcessedZxid(),
    committedLog: database.committedLog(),
    minCommitted,
    maxCommitted: database.maxCommittedLog(),
    unapplied: unapplied.map(({ zxid }) => zxid),
    log: usesLog ? log : null,
    logLimit: logLimit(peer),
  };
}

/** Differs: ZooKeeper compares bytes of files; here records are compared with the znodes of the newest snapshot. */
function logLimit({ files, settings }: Peer): number {
  const nodes = files.snapshots.at(-1)?.image.count ?? 0;
  return Math.floor(nodes * Math.max(0, settings.snapshotSizeFactor));
}
