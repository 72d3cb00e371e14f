// How a leader brings a learner's history in line with its own: DIFF, TRUNC or SNAP, and which txns follow. Pure functions;
// called by learner-handler.ts when the ACKEPOCH quorum is there.
// Source: LearnerHandler.syncFollower and queueCommittedProposals, ZKDatabase.getProposalsFromTxnLog; zab.md 5.2 and 5.3.
import { assert } from '../base/assert.ts';
import { counterOf, epochOf, isSuccessor } from '../base/zxid.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import type { Snapshot } from './disk.ts';

/** What the leader knows at the moment of the decision. */
export interface SyncBasis {
  readonly lastProcessed: Zxid;
  readonly committedLog: readonly Txn[];
  /** Both are `lastProcessed` while committedLog is empty. */
  readonly minCommitted: Zxid;
  readonly maxCommitted: Zxid;
  /** Committed and not applied yet (toBeApplied), ascending: behind `maxCommitted`. */
  readonly unapplied: readonly Zxid[];
  /** The part of the log on disk that may be served, ascending; null while on-disk log sync is off. */
  readonly log: readonly Txn[] | null;
  /** The most records that may be served from the disk; 0 is no limit. */
  readonly logLimit: number;
}

export interface SyncDecision {
  readonly mode: 'DIFF' | 'TRUNC' | 'SNAP';
  /** Which row of the table (zab.md 5.2) decided. */
  readonly row: number;
  /** The header's zxid: informational for DIFF, the cut point for TRUNC, the leader's position for SNAP. */
  readonly zxid: Zxid;
  /** Sent as PROPOSAL and COMMIT pairs behind the header. */
  readonly txns: readonly Txn[];
  /** Live traffic is forwarded from behind this zxid. */
  readonly liveFrom: Zxid;
}

export interface SyncSwitches {
  /** Variant B1: row 0. */
  readonly snapAlways: boolean;
  /** Bug M15: inside the window of committedLog the header is always DIFF. */
  readonly diffAlways: boolean;
}

/** The decision table; `peer` is the learner's last zxid from its ACKEPOCH. */
export function decideSync(peer: Zxid, basis: SyncBasis, switches: SyncSwitches): SyncDecision {
  const { lastProcessed, minCommitted, maxCommitted, log } = basis;
  assert(minCommitted <= maxCommitted, 'committedLog is ascending');
  if (switches.snapAlways) return snap(0, lastProcessed, lastProcessed);
  if (peer === lastProcessed) return { mode: 'DIFF', row: 1, zxid: peer, txns: [], liveFrom: peer };
  if (peer > maxCommitted && counterOf(peer) !== 0) return beyond(peer, basis);
  if (minCommitted <= peer && peer <= maxCommitted) {
    if (switches.diffAlways) return diffAnyway(peer, basis);
    return decided(3, walk(newWalk(peer), basis.committedLog, peer, null, maxCommitted), basis);
  }
  if (peer < minCommitted && log !== null) {
    const walked = walkFromDisk(peer, basis, log);
    if (walked !== null) return decided(4, walked, basis);
  }
  return snap(5, lastProcessed, lastProcessed);
}

function snap(row: number, zxid: Zxid, liveFrom: Zxid): SyncDecision {
  return { mode: 'SNAP', row, zxid, txns: [], liveFrom };
}

/**
 * Row 2, behind all that is applied. Differs: ZooKeeper cuts back to what is applied, also what is committed already; where
 * the learner was one of the quorum that has it on disk, a crash then loses it. Here a committed txn is never cut.
 */
function beyond(peer: Zxid, { maxCommitted, unapplied }: SyncBasis): SyncDecision {
  const zxid = unapplied.findLast((committed) => committed <= peer) ?? maxCommitted;
  return { mode: zxid === peer ? 'DIFF' : 'TRUNC', row: 2, zxid, txns: [], liveFrom: zxid };
}

interface Walk {
  header: { mode: 'DIFF' | 'TRUNC'; zxid: Zxid } | null;
  readonly txns: Txn[];
  lastQueued: Zxid;
}

function newWalk(peer: Zxid): Walk {
  return { header: null, txns: [], lastQueued: peer };
}

/** Walks committed proposals in order, choosing the header at the first that matters. `upper` bounds the pass over the disk. */
function walk(
  so: Walk,
  log: readonly Txn[],
  peer: Zxid,
  upper: Zxid | null,
  maxCommitted: Zxid,
): Walk {
  const isEpochStart = counterOf(peer) === 0;
  const diff = { mode: 'DIFF', zxid: maxCommitted } as const;
  let previous: Zxid = -1;
  for (const txn of log) {
    if (upper !== null && txn.zxid > upper) break;
    if (txn.zxid < peer) {
      previous = txn.zxid;
      continue;
    }
    if (so.header === null) {
      if (txn.zxid === peer) {
        so.header = diff;
        continue;
      }
      // An epoch's start is no txn: there is nothing to cut behind it.
      if (isEpochStart) so.header = diff;
      else {
        // The learner's tail is a dead branch; it is never cut across an epoch boundary.
        if (epochOf(txn.zxid) !== epochOf(peer)) return so;
        so.header = { mode: 'TRUNC', zxid: previous };
      }
    }
    if (txn.zxid <= so.lastQueued) continue;
    so.txns.push(txn);
    so.lastQueued = txn.zxid;
  }
  if (so.header === null && isEpochStart) so.header = diff;
  return so;
}

/** Row 4: the log on disk up to committedLog, then committedLog. Null if the log cannot be used or leaves a gap. */
function walkFromDisk(peer: Zxid, basis: SyncBasis, log: readonly Txn[]): Walk | null {
  const first = log[0];
  if (first === undefined || first.zxid > peer) return null;
  const served = log.filter(({ zxid }) => zxid >= peer).length;
  if (basis.logLimit > 0 && served > basis.logLimit) return null;
  const walked = walk(newWalk(peer), log, peer, basis.minCommitted, basis.maxCommitted);
  if (walked.lastQueued < basis.minCommitted) return null;
  return walk(walked, basis.committedLog, walked.lastQueued, null, basis.maxCommitted);
}

function decided(
  row: number,
  { header, txns, lastQueued }: Walk,
  { lastProcessed }: SyncBasis,
): SyncDecision {
  // Live traffic is registered from where the walk stopped, before the fallback to SNAP is noticed.
  if (header === null) return snap(6, lastProcessed, lastQueued);
  return { ...header, row, txns, liveFrom: lastQueued };
}

/** Bug M15: the learner's dead branch is not cut. */
function diffAnyway(peer: Zxid, { committedLog, maxCommitted }: SyncBasis): SyncDecision {
  const txns = committedLog.filter(({ zxid }) => zxid > peer);
  return { mode: 'DIFF', row: 3, zxid: maxCommitted, txns, liveFrom: txns.at(-1)?.zxid ?? peer };
}

/**
 * The part of a log that may be served to learners: what follows its last hole. A hole shows as a step that is no
 * successor, or as a snapshot between two records that is named after neither: what it holds beyond the earlier one
 * came by SNAP or TRUNC and is in no log. Differs: ZooKeeper serves across holes (ZOOKEEPER-2846, bug M13).
 */
export function servableLog(
  log: readonly Txn[],
  snapshots: readonly Pick<Snapshot, 'zxid'>[],
): readonly Txn[] {
  const names = snapshots.map(({ zxid }) => zxid);
  const last = log.at(-1);
  if (last === undefined || names.some((name) => name > last.zxid)) return [];
  let start = 0;
  for (let i = 1; i < log.length; i += 1) {
    const before = log[i - 1];
    const after = log[i];
    if (before === undefined || after === undefined) continue;
    const covered = names.some((name) => before.zxid < name && name < after.zxid);
    if (covered || !isSuccessor(before.zxid, after.zxid)) start = i;
  }
  return log.slice(start);
}
