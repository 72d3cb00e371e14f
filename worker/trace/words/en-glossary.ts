// The terms on the screen, explained in English in a sentence or two each. ../word-types.ts has the list.
import type { Glossary } from '../word-types.ts';

export const enGlossary: Glossary = {
  LOOKING: [
    'LOOKING',
    'The node takes part in an election. It serves no clients until it follows or leads.',
  ],
  LEADING: ['LEADING', 'The node was elected. Once a quorum follows it, it orders all writes.'],
  FOLLOWING: [
    'FOLLOWING',
    'The node follows the leader: it logs and acknowledges proposals, and answers reads by itself.',
  ],
  OBSERVING: [
    'OBSERVING',
    'The node follows the leader without a vote: it never counts for a quorum.',
  ],
  DOWN: ['DOWN', 'The process of this node does not run. Its disk is still there.'],
  ELECTION: [
    'ELECTION',
    'The nodes exchange votes to find the one with the newest history. This is Fast Leader Election.',
  ],
  DISCOVERY: [
    'DISCOVERY',
    'The elected leader hears a quorum, chooses an epoch above all theirs, and has them promise it.',
  ],
  SYNCHRONIZATION: [
    'SYNCHRONIZATION',
    'The leader brings each learner to its own history: by DIFF, TRUNC or SNAP.',
  ],
  BROADCAST: [
    'BROADCAST',
    'Normal work: the leader proposes writes, a quorum logs them, then they are committed.',
  ],
  NOTIFICATION: [
    'NOTIFICATION',
    'A vote on its way: whom the sender would elect, in which round, and what state it is in.',
  ],
  FOLLOWERINFO: [
    'FOLLOWERINFO',
    'A follower introduces itself to its leader and tells the newest epoch it has accepted.',
  ],
  OBSERVERINFO: ['OBSERVERINFO', 'An observer introduces itself to its leader.'],
  LEADERINFO: ['LEADERINFO', 'The leader announces the epoch it is going to lead.'],
  ACKEPOCH: ['ACKEPOCH', 'A learner accepts the epoch, and says where its own history ends.'],
  DIFF: ['DIFF', 'The learner keeps its log and gets only the txns it misses.'],
  TRUNC: ['TRUNC', 'The learner must cut the end of its log: those txns were never committed.'],
  SNAP: ['SNAP', 'The learner gets the whole tree, because a few txns would not do.'],
  NEWLEADER: [
    'NEWLEADER',
    'The leader has sent all of its history. The learner must have it on disk before it acknowledges.',
  ],
  UPTODATE: ['UPTODATE', 'A quorum has the history: the learner may serve clients now.'],
  PROPOSAL: ['PROPOSAL', 'A write with its zxid, sent to be logged. It does not count yet.'],
  ACK: ['ACK', 'The sender has the txn on its disk for good.'],
  COMMIT: ['COMMIT', 'A quorum has the txn on disk: it counts, and every server applies it.'],
  INFORM: ['INFORM', 'A committed txn, sent to an observer in one piece.'],
  PING: [
    'PING',
    'A sign of life between leader and learner, twice a tick. Answers also tell which sessions are alive.',
  ],
  REQUEST: [
    'REQUEST',
    'A write that a learner forwards to the leader, or what a client asks of its server.',
  ],
  REVALIDATE: [
    'REVALIDATE',
    'A client came back at another server, which asks the leader whether its session still lives.',
  ],
  SYNC: ['SYNC', 'The leader answers a sync: everything committed so far is already on its way.'],
  znode: [
    'znode',
    'A node of the tree: a path with data, a version, an access list, and children.',
  ],
  ephemeral: [
    'ephemeral node',
    'A znode that lives as long as the session that made it. It has no children.',
  ],
  sequential: [
    'sequential node',
    'A znode whose name ends with a number that counts the creates below its parent. Gaps are normal.',
  ],
  version: [
    'version',
    'Counts the changes of a znode. A write may name the version it expects, and fails at any other.',
  ],
  ACL: ['ACL', 'Who may read, write, create, delete or administer a znode. It is not inherited.'],
  watch: [
    'watch',
    'A wish to be told once of the next change. It fires before the client can read the change.',
  ],
  session: [
    'session',
    'What ties a client to the ensemble. It survives a change of server, and ends when nobody hears the client for too long.',
  ],
  sessionTimeout: [
    'session time-out',
    'How long a session lives in silence. Only the leader ends it, by a txn like any other.',
  ],
  connectionLoss: [
    'connection loss',
    'The connection broke before the answer: the write may have been done or not. Look before you repeat it.',
  ],
  sync: [
    'sync',
    'Lets a read see all that the leader had committed. The leader asks no quorum for it, so a deposed one may answer too.',
  ],
  multi: ['multi', 'Several writes as one txn: all of them or none.'],
  client: [
    'client',
    'A program that uses ZooKeeper, here zkCli. It talks to one server at a time.',
  ],
  quorum: [
    'quorum',
    'More than half of the voters. Two quorums always share a node, so what one has decided the next one knows.',
  ],
  zxid: ['zxid', 'The number of a txn: epoch and counter, as in 2.1. All txns are ordered by it.'],
  epoch: ['epoch', 'The reign of one leader. Every new leader has a larger one.'],
  acceptedEpoch: [
    'acceptedEpoch',
    'The newest epoch this node has promised to follow. It will follow none below.',
  ],
  currentEpoch: [
    'currentEpoch',
    'The newest epoch whose beginning history is on the disk of this node. It comes first in its vote.',
  ],
  vote: ['vote', 'Whom a node would elect. Votes compare by epoch, then zxid, then server id.'],
  round: ['round', 'Which election a vote belongs to. Votes of an older round do not count.'],
  tick: ['tick', 'The unit of all time-outs in ZooKeeper, 2 s by default.'],
  initLimit: ['initLimit', 'How many ticks a learner may take to connect and synchronize.'],
  syncLimit: ['syncLimit', 'How many ticks leader and learner may hear nothing of each other.'],
  partition: [
    'partition',
    'Nodes that run but cannot reach each other. No message says so; only silence tells.',
  ],
  log: [
    'log',
    'The txns a node has on disk, in order. It holds proposed txns, also such as never get committed.',
  ],
  txn: [
    'txn',
    'A write as the leader has worked it out: the result, not the condition. Failed writes are txns too.',
  ],
  snapshot: ['snapshot', 'The whole tree on disk, so that the log before it is no longer needed.'],
  committed: ['committed', 'A quorum had it on disk: it will never be lost or changed.'],
  synced: ['synced', 'On disk for good: it survives a crash of this node.'],
  observer: ['observer', 'A server without a vote. It adds readers without making quorums larger.'],
  invariant: [
    'invariant',
    'Something that must hold at every moment of every run. This page checks all of them as it goes.',
  ],
};
