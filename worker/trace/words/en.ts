// The story's sentences in English. Each names who, what, and the reason with its numbers, from facts only.
// Called by the page, `npm run sim` and the golden conversations, by the key of a story entry (../explanation.ts).
import { shortZxid as z } from '../../base/zxid.ts';
import type { End, StoryWords } from '../story-params.ts';

const n = (sid: number): string => `Node ${sid}`;
const end = (who: End): string => (typeof who === 'number' ? n(who) : `client ${who}`);
const all = (sids: readonly number[]): string =>
  sids.length === 0 ? 'nobody' : listOf(sids.map(String), sids.length === 1 ? 'node' : 'nodes');
const limit = (ticks: number, seconds: number): string => `${ticks} ticks, ${seconds} s`;
const many = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

function listOf(items: readonly string[], noun: string): string {
  const last = items.at(-1) ?? '';
  const rest = items.slice(0, -1);
  return `${noun} ${rest.length === 0 ? last : `${rest.join(', ')} and ${last}`}`;
}

export const en: StoryWords = {
  started: (p) => `${n(p.node)} is started.`,
  killed: (p) =>
    p.leader
      ? `${n(p.node)}, the leader, is killed: its process is gone, its disk stays.`
      : `${n(p.node)} is killed: its process is gone, its disk stays.`,
  restarted: (p) => `${n(p.node)} is started again from its disk.`,
  partitioned: (p) =>
    p.leader
      ? `${n(p.node)}, the leader, is cut off from every other node. Nobody is told: messages just stop.`
      : `${n(p.node)} is cut off from every other node. Nobody is told: messages just stop.`,
  healed: (p) => `${n(p.node)} can reach the others again.`,
  healedAll: () => 'Every cut is healed.',
  cut: (p) =>
    `What ${end(p.from)} sends to ${end(p.to)} is held from now on; the other way stays open.`,
  joined: (p) => `What ${end(p.from)} sends to ${end(p.to)} arrives again.`,
  slowed: (p) => `The way from ${end(p.from)} to ${end(p.to)} takes ${p.factor} times as long.`,
  slowEnded: (p) => `The way from ${end(p.from)} to ${end(p.to)} has its usual latency again.`,
  reset: (p) =>
    `The connections between ${end(p.from)} and ${end(p.to)} break; what was last on the way is lost.`,
  paused: (p) => `${n(p.node)} is frozen: it runs no step, but its connections stay open.`,
  resumed: (p) => `${n(p.node)} goes on where it was frozen, and does not know how long that was.`,
  diskSlow: (p) => `The disk of ${n(p.node)} takes ${p.factor} times as long to sync.`,
  diskFails: (p) => `The disk of ${n(p.node)} fails from now on.`,
  diskOk: (p) => `The disk of ${n(p.node)} works again.`,
  clock: (p) =>
    `The clock of ${n(p.node)} runs at ${p.percent} % of real speed; its wall clock is ${p.skewMs} ms off.`,
  clientStarted: (p) =>
    p.node !== null
      ? `Client ${p.client} starts and knows only node ${p.node}.`
      : p.first === null
        ? `Client ${p.client} starts and knows all nodes.`
        : `Client ${p.client} starts, knows all nodes and tries node ${p.first} first.`,
  clientKilled: (p) =>
    `Client ${p.client} is killed without closing its session: its ephemeral nodes stay until that expires.`,
  clientClosed: (p) => `Client ${p.client} closes its session.`,
  hostLost: (p) => `The browser lost the worker of node ${p.node}; this is not part of ZooKeeper.`,
  typed: (p) => `Client ${p.client}: ${p.line}`,
  word: (p) => `${n(p.node)} is asked ${p.line}.`,

  booted: (p) =>
    p.again ? `${n(p.node)} is up again, with what its disk kept.` : `${n(p.node)} is up.`,
  exited: (p) => `The process of node ${p.node} ends with code ${p.code}: ${p.why}.`,
  crashed: (p) =>
    `A rule of this program broke on node ${p.node} and ended it; ZooKeeper did not: ${p.why}.`,
  loadedDisk: (p) =>
    `${n(p.node)} reads its newest snapshot and replays its log up to ${z(p.zxid)}, whether those txns were committed or not.`,
  loadedSnap: (p) => `${n(p.node)} takes over the leader's whole tree as of ${z(p.zxid)}.`,
  servingOn: (p) => `${n(p.node)} accepts clients.`,
  servingOff: (p) => `${n(p.node)} disconnects its clients and serves no more.`,

  electionStarted: (p) =>
    `${n(p.node)} is LOOKING and votes for itself in round ${p.round}, with (epoch ${p.epoch}, zxid ${z(p.zxid)}, id ${p.node}).`,
  observerLooks: (p) => `${n(p.node)}, an observer, looks for a leader; it has no vote.`,
  voteByEpoch: (p) =>
    `${n(p.node)} now votes for node ${p.candidate}, of which node ${p.from} told it: epoch ${p.theirs} beats epoch ${p.own} of node ${p.before}.`,
  voteByZxid: (p) =>
    `${n(p.node)} now votes for node ${p.candidate}, of which node ${p.from} told it: same epoch, but its log ends at ${z(p.theirs)}, that of node ${p.before} at ${z(p.own)}.`,
  voteById: (p) =>
    `${n(p.node)} now votes for node ${p.candidate}, of which node ${p.from} told it: epoch and zxid are equal, so the larger id wins, ${p.theirs} over ${p.own}.`,
  voteNewRound: (p) =>
    `${n(p.node)} hears from node ${p.from} that round ${p.round} is under way, leaves round ${p.ownRound} with its votes, and votes for node ${p.candidate}.`,
  voteCounted: (p) =>
    `${n(p.node)} counts the vote of node ${p.from} for node ${p.candidate}: ${p.have} agree with its own, ${p.need} are needed.`,
  voteOldRound: (p) => `${n(p.node)} drops a vote of node ${p.from}: it is of an older round.`,
  voteNotVoter: (p) => `${n(p.node)} drops a vote of node ${p.from}: only voters count.`,
  voteUntrusted: (p) =>
    `${n(p.node)} drops a vote of node ${p.from}: an empty disk that may have lost data must not vote.`,
  voteWorse: (p) => `${n(p.node)} drops a vote of node ${p.from}: it does not beat its own.`,
  finalizing: (p) =>
    `${n(p.node)} has a quorum for node ${p.candidate} and waits ${p.waitMs} ms more in case a better vote comes.`,
  backoff: (p) =>
    `${n(p.node)} has heard nothing new and asks again in ${p.seconds} s at the latest; the wait doubles each time.`,
  electedSelf: (p) =>
    `${n(p.node)} is elected in round ${p.round} and goes LEADING. A quorum must still follow it before it may lead.`,
  electedOther: (p) =>
    `${n(p.node)} agrees in round ${p.round} that node ${p.leader} leads, and follows it.`,
  electedEstablished: (p) =>
    `${n(p.node)} hears from a quorum that node ${p.leader} already leads, and joins without an election.`,
  electedDesignated: (p) =>
    `${n(p.node)} takes node ${p.leader} as leader without an election: the new configuration names it.`,

  epochAccepted: (p) =>
    `${n(p.node)} has acceptedEpoch ${p.epoch} on its disk: it promises to follow no older epoch.`,
  epochCurrent: (p) =>
    `${n(p.node)} has currentEpoch ${p.epoch} on its disk: it holds the history that epoch ${p.epoch} began with.`,
  barrierJoined: (p) =>
    `${n(p.node)} has ${p.packet} of node ${p.learner}: ${p.have} of the ${p.need} it needs.`,
  epochChosen: (p) =>
    `${n(p.node)} has heard ${p.have} voters and opens epoch ${p.epoch}: one more than any of them had accepted.`,
  epochAcked: (p) =>
    `${p.have} voters accepted epoch ${p.epoch}; none has a newer history than node ${p.node}. Synchronization begins.`,
  historyHeld: (p) =>
    `${p.have} voters hold the history of node ${p.node} on disk: from here on epoch ${p.epoch} cannot lose it.`,
  refusedAhead: (p) =>
    `${n(p.node)} refuses node ${p.learner}: its history, up to ${z(p.zxid)}, is newer than the leader's.`,
  refusedConfig: (p) =>
    `${n(p.node)} refuses node ${p.learner}: it knows a newer configuration than the leader.`,
  refusedPacket: (p) => `${n(p.node)} refuses node ${p.learner}: that packet has no place here.`,
  refusedZxid: (p) =>
    `${n(p.node)} does not count an ACK of node ${p.learner}: it is not for NEWLEADER.`,

  syncNothing: (p) =>
    `${n(p.learner)} ends at ${z(p.peer)} like the leader, node ${p.node}: an empty DIFF is enough.`,
  syncDiff: (p) =>
    `${n(p.learner)} ends at ${z(p.peer)}, which node ${p.node} still keeps in memory (${z(p.min)} to ${z(p.max)}): DIFF with the ${many(p.count, 'txn')} it misses.`,
  syncDiffFromLog: (p) =>
    `${n(p.learner)} ends at ${z(p.peer)}, before what node ${p.node} keeps in memory, but its log on disk reaches back far enough: DIFF with ${many(p.count, 'txn')}.`,
  syncTrunc: (p) =>
    `${n(p.learner)} ends at ${z(p.peer)}, beyond ${z(p.max)} of node ${p.node}: TRUNC to ${z(p.cut)}, what is behind it was never committed.`,
  syncTruncAndMore: (p) =>
    `${n(p.learner)} has txns that node ${p.node} never saw: TRUNC to ${z(p.cut)}, the newest both have, then the ${many(p.count, 'txn')} it misses.`,
  syncSnapBehind: (p) =>
    `${n(p.learner)} ends at ${z(p.peer)}, before ${z(p.min)}, the oldest txn node ${p.node} can still send: SNAP, the whole tree.`,
  syncSnapUnknown: (p) =>
    `${n(p.learner)} ends at ${z(p.peer)}, the start of an epoch whose txns node ${p.node} does not know: SNAP, the whole tree.`,
  syncSnapOtherEpoch: (p) =>
    `${n(p.learner)} ends at ${z(p.peer)}, on a branch of another epoch than what follows on node ${p.node}. Zab never cuts a log across an epoch: SNAP, the whole tree.`,
  syncSnapForced: (p) =>
    `${n(p.node)} sends node ${p.learner} a SNAP, the whole tree, as it is told to.`,
  truncated: (p) =>
    p.removed.length === 0
      ? `${n(p.node)} cuts its log at ${z(p.to)}; there was nothing behind it.`
      : `${n(p.node)} cuts ${p.removed.map(z).join(', ')} off its log: no quorum had it.`,
  newLeaderAcked: (p) =>
    `${n(p.node)} has the leader's history and epoch ${p.epoch} on disk and says so: ACK of NEWLEADER.`,
  learnerReady: (p) => `${n(p.node)} counts node ${p.learner} as synchronized.`,
  upToDate: (p) => `${n(p.node)} is UPTODATE in epoch ${p.epoch} and serves clients.`,

  leading: (p) =>
    `${n(p.node)} leads epoch ${p.epoch}: a quorum holds its history, now it takes writes.`,
  proposed: (p) => `${n(p.node)} proposes ${z(p.zxid)}, ${p.what}, to ${all(p.to)}.`,
  appended: (p) => `${n(p.node)} writes ${p.zxids.map(z).join(', ')} to its log, not yet synced.`,
  synced: (p) => `${n(p.node)} has ${z(p.zxid)} on disk for good.`,
  acked: (p) =>
    `${n(p.node)} counts the ACK of node ${p.from} for ${z(p.zxid)}: ${p.have} of the ${p.need} needed.`,
  committed: (p) =>
    `${z(p.zxid)}, ${p.what}, is committed: ${all(p.acks)}, ${p.acks.length} of ${p.voters} voters, had it on disk.`,
  committedError: (p) =>
    `${z(p.zxid)} is committed, but it is a request that failed with ${p.err}: it takes a zxid and changes nothing.`,
  commitLearned: (p) => `${n(p.node)} learns that ${z(p.zxid)} is committed.`,
  applied: (p) => `${n(p.node)} applies ${z(p.zxid)}, ${p.what}, to its tree.`,
  syncAnswered: (p) =>
    `${n(p.node)} answers a sync of node ${p.learner} at ${z(p.zxid)}; it asks no quorum for that.`,
  learnerSilent: (p) =>
    `${n(p.node)} has heard nothing of node ${p.learner} for syncLimit (${limit(p.ticks, p.seconds)}) and closes the connection.`,
  learnerUnacked: (p) =>
    `${n(p.learner)} did not acknowledge a proposal within syncLimit (${limit(p.ticks, p.seconds)}): node ${p.node} closes the connection.`,
  rollover: (p) =>
    `The counter of ${z(p.zxid)} is used up: node ${p.node} gives up the lead so that a new epoch starts at 1.`,

  downNoQuorum: (p) =>
    `${n(p.node)} heard no quorum within syncLimit (${limit(p.ticks, p.seconds)}), only ${p.have} of the ${p.need} needed: a Zab leader then steps down.`,
  downEpochTimeout: (p) =>
    `${n(p.node)} was elected, but only ${p.have} of the ${p.need} it needs came within initLimit (${limit(p.ticks, p.seconds)}): it gives up the lead.`,
  downLearnerTimeout: (p) =>
    `${n(p.node)} was not synchronized within initLimit (${limit(p.ticks, p.seconds)}) and looks for a leader again.`,
  downRollover: (p) => `${n(p.node)} steps down to let a new epoch start with a fresh counter.`,
  downConnectFailed: (p) =>
    `${n(p.node)} cannot reach node ${p.leader}, its leader, and looks for another.`,
  downLeaderSilent: (p) =>
    `${n(p.node)} heard nothing of node ${p.leader}, its leader, for ${limit(p.ticks, p.seconds)}, and looks for another.`,
  downLeaderClosed: (p) =>
    `${n(p.node)} lost its connection to node ${p.leader}, its leader, and looks for another.`,
  downEpochRefused: (p) =>
    `${n(p.node)} refuses node ${p.leader}: it has promised a newer epoch, and looks for another leader.`,
  downContinuity: (p) =>
    `${n(p.node)} sees a hole in what its leader sends and starts over rather than log it.`,
  downCommitMismatch: (p) =>
    `${n(p.node)} is told to commit something else than its next proposal, and stops.`,
  downBadPacket: (p) => `${n(p.node)} gets a packet that has no place here, and starts over.`,
  downConfigChanged: (p) =>
    `The new configuration gives node ${p.node} another role; it starts over in that.`,
  downNewConfigSeen: (p) =>
    `${n(p.node)} hears of a newer configuration and starts its election again with that.`,
  downDiskError: (p) =>
    `The disk of node ${p.node} failed: it must leave, for it may acknowledge nothing more.`,
  downVoluntary: (p) => `${n(p.node)} gives up its role of its own accord.`,

  configSeen: (p) =>
    `${n(p.node)} knows of a proposed configuration: voters ${p.voters.join(', ')}.`,
  configActivated: (p) =>
    `${n(p.node)} works with the new configuration: voters ${p.voters.join(', ')}.`,

  sessionOpened: (p) =>
    `${n(p.node)} opens session 0x${p.session}; after ${p.seconds} s of silence it ends.`,
  sessionRenewed: (p) => `Session 0x${p.session} goes on at node ${p.node}.`,
  sessionExpired: (p) => `${n(p.node)} turns session 0x${p.session} away: it has expired.`,
  sessionAhead: (p) =>
    `${n(p.node)} turns session 0x${p.session} away: the client has seen ${z(p.zxid)}, this node has not yet.`,
  sessionMoved: (p) =>
    `${n(p.node)} turns session 0x${p.session} away: it has moved to another node.`,
  sessionExpiring: (p) =>
    `${n(p.node)}, the leader, has heard nothing of session 0x${p.session} for ${p.seconds} s: it proposes to close it, as a txn like any other.`,
  sessionOwner: (p) => `Session 0x${p.session} now belongs to node ${p.owner}.`,
  watchSet: (p) => `${n(p.node)} watches ${p.path} for session 0x${p.session}.`,
  watchFired: (p) =>
    `A watch on ${p.path} fires at node ${p.node}: ${p.event} for session 0x${p.session}.`,
  connected: (p) => `Client ${p.client} is connected to node ${p.node}.`,
  disconnected: (p) =>
    `Client ${p.client} lost its connection and tries the other nodes; its session goes on.`,
  clientExpired: (p) => `Client ${p.client} learns that its session has expired.`,
  authFailed: (p) => `Client ${p.client} could not authenticate.`,
  returned: (p) => `Client ${p.client}: ${p.what} is done, as of ${z(p.zxid)}.`,
  failed: (p) => `Client ${p.client}: ${p.what} failed with ${p.err}.`,
  unknownOutcome: (p) =>
    `Client ${p.client} lost its connection before the answer to ${p.what}: it may have been done or not. The application must look before it tries again.`,
  unknownRead: (p) => `Client ${p.client} lost its connection before the answer to ${p.what}.`,
  notified: (p) => `Client ${p.client} is told: ${p.event} ${p.path}.`,

  lost: (p) =>
    `${many(p.count, 'message')} from ${end(p.from)} to ${end(p.to)} died with the connection.`,
  flag: (p) => `${n(p.node)} saw something that Zab rules out: ${p.what}.`,
};
