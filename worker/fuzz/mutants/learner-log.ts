// Mutants of the learner's log and disk, and of what it shares with the leader.
import { MutantsOf } from './mutant.ts';

const processor = new MutantsOf('zab/sync-processor.ts')
  .edit(
    'O1',
    'a sync speaks for what was written behind it',
    'if (group.mark > mark) return;',
    'if (group.mark > mark + 1) return;',
    13,
  )
  .edit(
    'O2',
    'txns are passed on when they are appended',
    'this.state.flushing.push({ mark: this.peer.sync(), zxids });',
    'this.peer.sync();\n    for (const zxid of zxids) this.next(zxid);',
    13,
  )
  .edit(
    'O3',
    'what waits is not written when the role ends',
    'while (this.state.queue.length > 0) this.flush();',
    'this.state.queue = [];',
    16,
  )
  .edit(
    'O4',
    'one record of a group is passed on',
    'for (const zxid of group.zxids) this.next(zxid);',
    'if (last !== undefined) this.next(last);',
  );

const truncate = new MutantsOf('zab/truncate.ts')
  .edit(
    'U1',
    'snapshots that hold what is cut are kept',
    "if (!keepsSnapshots) peer.write({ op: 'dropSnapshots', above });",
    '',
  )
  .edit(
    'U4',
    'the snapshot that an epoch began with is cut with it',
    'return begins ? start : zxid;',
    'return begins ? zxid : zxid;',
  )
  .edit(
    'U5',
    'a log is cut to where it cannot go',
    'if (!keepsSnapshots && !canRebuild(peer, above)) return null;',
    '',
  )
  .edit(
    'U2',
    'the first record behind the target survives',
    "peer.write({ op: 'truncate', zxid });",
    "peer.write({ op: 'truncate', zxid: zxid + 1 });",
  )
  .edit('U3', 'the tree is not built again', '  database.clear();\n  database.load();\n', '');

const disk = new MutantsOf('zab/disk.ts')
  .edit(
    'K1',
    'a purge drops the record at the oldest snapshot',
    'countUpTo(this.log, oldest.zxid) - 1));',
    'countUpTo(this.log, oldest.zxid)));',
  )
  .edit(
    'K2',
    'a purge drops what the oldest snapshot does not hold',
    'countUpTo(this.log, oldest.zxid) - 1));',
    'countUpTo(this.log, oldest.zxid) + 1));',
  )
  .edit(
    'K3',
    'a log is cut one record too early',
    'if (record !== undefined && record.zxid <= zxid) low = middle + 1;',
    'if (record !== undefined && record.zxid < zxid) low = middle + 1;',
  );

const connector = new MutantsOf('zab/leader-connector.ts').edit(
  'X1',
  'a leader that refuses once is given up',
  'if (state.tries >= TRIES_MAX ||',
  'if (state.tries >= 1 ||',
);

const continuity = new MutantsOf('zab/continuity.ts').edit(
  'X2',
  'an epoch may go on where it likes',
  'if (next === previous + 1) return true;',
  'if (next > previous) return true;',
);

const reconfig = new MutantsOf('zab/reconfig.ts')
  .edit(
    'F1',
    'who loses its role by a reconfiguration looks again',
    'return { changed: true, next: nextRole(peer) };',
    'return { changed: true, next: null };',
  )
  .edit(
    'F2',
    'the successor is not voted for',
    'peer.setCurrentVote({ leader: designatedLeader, zxid, electionEpoch: -1, peerEpoch: -1 });',
    'peer.setCurrentVote(vote);',
  )
  .edit(
    'F3',
    'a follower stays with a leader that was removed',
    'if (!roleChange && !leaderChange) return unchanged;',
    'if (!roleChange) return unchanged;',
  );

export const learnerLogMutants = [...[processor, truncate, disk, connector, continuity, reconfig]];
