// The historical bugs that can be switched on, and the benign variants that must never alarm.
// Off unless a recording names them; each use in the code is one line: `if (peer.has('M1')) …`.
// Source: zab.md section 11.2 (M1 to M16), 5.7 (ZOOKEEPER-5094), correctness.md 3.1 (B1 to B12).

export const bugs = {
  M1: 'ZOOKEEPER-2355: the learner takes its position from the DIFF header',
  M2: 'ZOOKEEPER-3911: ACK of NEWLEADER before the DIFF history is logged',
  M3: 'ZOOKEEPER-4646: the DIFF history is logged, but asynchronously',
  M4: 'ZOOKEEPER-4643: currentEpoch is written before the history',
  M5: 'ZOOKEEPER-2845: the database is kept across LOOKING without catching up with the log',
  M6: 'ZOOKEEPER-4712: the old sync processor outlives its role',
  M7: 'ZOOKEEPER-3642: the database is kept after a SNAP that never reached the disk',
  M8: 'ZOOKEEPER-3104: NEWLEADER is queued before the snapshot image',
  M9: 'ZOOKEEPER-4925: txns of the synchronization are missing in committedLog',
  M10: 'ZOOKEEPER-4394: all buffered proposals are consumed at NEWLEADER',
  M11: 'ZOOKEEPER-4685: the ACK of a proposal overtakes the ACK of NEWLEADER',
  M12: 'ZOOKEEPER-1549: TRUNC leaves snapshots that are newer than its target',
  M13: 'ZOOKEEPER-2846: DIFF from an on-disk log that has a hole',
  M15: 'ZOOKEEPER-1154: always DIFF inside the committedLog window',
  M16: 'ZOOKEEPER-1277: the counter overflows into the epoch',
  '5094': 'ZOOKEEPER-5094: the database is kept after a TRUNC that was not completed',
} as const;

export const variants = {
  B1: 'SNAP always instead of DIFF',
  B2: 'COMMITs batched',
  B3: 'ACKs delayed by up to a tick',
  B4: 'among equally up-to-date servers any id may win',
  B5: 'a snapshot after every txn',
  B6: 'applied before locally durable',
  B7: 'one sync per txn',
  B8: 'an old leader serves stale reads until its time-out',
  B9: 'a new leader commits an inherited tail, or it vanishes',
  B10: 'voluntary re-election at random',
  B11: 'an error reply to a write that later proves committed',
  B12: 'followers apply at different times, later than they commit',
} as const;

export type BugId = keyof typeof bugs;
export type VariantId = keyof typeof variants;
/** What a recording may switch on. */
export type Switch = BugId | VariantId;
