// Mutants of the leader: barriers and proposals.
import { MutantsOf } from './mutant.ts';

const barriers = new MutantsOf('zab/barriers.ts')
  .edit(
    'B1',
    'the epoch is not above every accepted one',
    'if (lastAcceptedEpoch >= state.epoch) state.epoch',
    'if (lastAcceptedEpoch > state.epoch) state.epoch',
    6,
  )
  .edit(
    'B2',
    'the acceptedEpoch of an observer does not raise the epoch',
    'if (lastAcceptedEpoch >= state.epoch) state.epoch = lastAcceptedEpoch + 1;\n    const config = this.peer.quorumVerifier();',
    'const config = this.peer.quorumVerifier();\n    if (isVoter(config, sid) && lastAcceptedEpoch >= state.epoch) state.epoch = lastAcceptedEpoch + 1;',
    18,
  )
  .edit(
    'B3',
    'a follower that is ahead is taken',
    "if (isMoreRecent(summary, state.summary)) return 'ahead';",
    '',
    7,
  )
  .edit(
    'B4',
    'the leader compares with its new epoch',
    'if (isMoreRecent(summary, state.summary)) return',
    'if (isMoreRecent(summary, { ...state.summary, epoch: state.epoch })) return',
    7,
  )
  .edit(
    'B5',
    'only zxids are compared',
    'return one.epoch > other.epoch || (one.epoch === other.epoch && one.zxid > other.zxid);',
    'return one.zxid > other.zxid;',
    7,
  )
  .edit(
    'B6',
    'a repeated promise (-1) counts',
    'if (summary.epoch !== -1) {',
    'if (summary.epoch >= -1) {',
    5,
  )
  .edit(
    'B7',
    'any ACK counts for NEWLEADER',
    'if (zxid !== makeZxid(state.epoch, 0)) {',
    'if (zxid < 0) {',
    11,
  );

const lead = new MutantsOf('zab/lead-thread.ts')
  .edit(
    'L1',
    'LEADERINFO leaves before acceptedEpoch is durable',
    "state.diskMark = this.peer.writeEpoch('acceptedEpoch', state.epoch);",
    "state.diskMark = this.peer.writeEpoch('acceptedEpoch', state.epoch);\n    this.onEpochDurable();",
    5,
  )
  .edit(
    'L2',
    'the leader does not write currentEpoch',
    "state.diskMark = this.peer.writeEpoch('currentEpoch', state.epoch);\n    this.learners.wakeEpochAcked();",
    'this.onCurrentEpochDurable();\n    this.learners.wakeEpochAcked();',
  )
  .edit(
    'L3',
    'the leader counts itself for B3 before its currentEpoch is durable',
    "state.diskMark = this.peer.writeEpoch('currentEpoch', state.epoch);\n",
    "state.diskMark = this.peer.writeEpoch('currentEpoch', state.epoch);\n    this.onCurrentEpochDurable();\n",
  )
  .edit(
    'L4',
    'the leader takes no part in B3',
    'this.barriers.joinNewLeaderAck(peer.sid, state.zxid);',
    '',
    7,
  )
  .edit(
    'L5',
    'barriers have no time-out',
    'this.deadline.set(this.peer.now() + initLimit * tickTimeMs * MS);',
    'if (initLimit < 0) this.deadline.set(this.peer.now() + initLimit * tickTimeMs * MS);',
  )
  .edit('L6', 'lastProposed does not begin at e:0', 'state.lastProposed = state.zxid;', '')
  .edit(
    'L7',
    'a pending configuration has no say in B3',
    'state.newLeaderAcks = trackerOver(verifiersOf(peer));',
    'state.newLeaderAcks = trackerOver([peer.quorumVerifier()]);',
  )
  .edit(
    'L8',
    'B2 is timed from the start of B1',
    "    state.phase = 'epochAck';\n    this.waitAtBarrier();",
    "    state.phase = 'epochAck';",
  );

const leader = new MutantsOf('zab/leader.ts')
  .edit('D1', 'lastCommitted does not begin at e:0', 'state.lastCommitted = state.zxid;', '')
  .edit(
    'D2',
    'the position of a new leader stays at its last txn',
    'peer.database.setLastProcessedZxid(state.zxid);',
    '',
  )
  .edit(
    'D3',
    'the last counter of an epoch is assigned',
    'if (counterOf(state.zxid) + 1 >= COUNTER_MAX',
    'if (counterOf(state.zxid) >= COUNTER_MAX',
  )
  .edit(
    'D4',
    'a leader does not count itself among those who follow',
    'addAck(tracker, this.peer.sid);\n    for',
    'for',
    15,
  )
  .edit('D5', 'a leader without followers stays', 'if (!this.isQuorumFollowing()) return;', '', 15)
  .edit('D6', 'ticks are not counted', 'state.tick += 1;', '', 15)
  .edit(
    'D7',
    'a leader that steps down leaves its log as it is',
    'if (!this.syncProcessor.drain()) return false;',
    'this.syncProcessor.abandon();',
    16,
  )
  .edit(
    'D8',
    'the leader acknowledges itself before its disk does',
    'this.syncProcessor.process(txn);',
    'this.syncProcessor.process(txn);\n    this.proposals.processAck(this.peer.sid, txn.zxid);',
    13,
  )
  .edit(
    'D9',
    'acks that come while the leader steps down are dropped',
    "if (!this.isOver() || packet.type === 'ACK') this.learnerHandlers",
    'if (!this.isOver()) this.learnerHandlers',
  )
  .edit(
    'D10',
    'the leader’s vote keeps its old epoch',
    'peer.setCurrentVote(withEstablishedEpoch(peer.currentVote(), state.epoch));',
    '',
  )
  .edit('D11', 'a new leader takes no snapshot', 'peer.database.takeSnapshot();', '')
  .edit(
    'D12',
    'an unfollowed joiner counts as synced for a reconfiguration',
    'return containsQuorum(config, [this.peer.sid, ...this.learnerHandlers.forwardingSids()]);',
    'return containsQuorum(config, [this.peer.sid, ...config.members.map(({ sid }) => sid)]);',
  );

const proposals = new MutantsOf('zab/proposals.ts')
  .edit(
    'P1',
    'commits may overtake each other',
    'if (proposal === undefined || state.outstanding.has(zxid - 1)) return false;',
    'if (proposal === undefined) return false;',
    13,
  )
  .edit(
    'P2',
    'the first ACK commits',
    'if (!hasAllQuorums(proposal.tracker)) return false;',
    '',
    13,
  )
  .edit(
    'P3',
    'ACKs of what is committed already are looked at',
    'if (state.outstanding.size === 0 || zxid <= state.lastCommitted) return;',
    'if (state.outstanding.size === 0) return;',
  )
  .edit(
    'P4',
    'ACKs from before a log was cut count',
    'if (zxid > keep) for (const { acks } of tracker.pairs) acks.delete(sid);',
    'if (zxid < keep) for (const { acks } of tracker.pairs) acks.delete(sid);',
  )
  .edit(
    'P5',
    'observers are not informed',
    "      this.outlets.toObservers({ type: 'INFORM', zxid, txn: proposal.txn });",
    '',
  )
  .edit(
    'P6',
    'sync is answered before what is outstanding',
    '    if (state.outstanding.size === 0) {\n      this.answerSync',
    '    if (state.outstanding.size >= 0) {\n      this.answerSync',
  )
  .edit(
    'P7',
    'what is committed and not applied is not sent to a newcomer',
    'return this.state.toBeApplied;',
    'return [];',
    8,
  )
  .edit(
    'P8',
    'a proposal is counted in the old configuration alone',
    'const tracker = trackerOver(verifiersOf(this.peer));',
    'const tracker = trackerOver([this.peer.quorumVerifier()]);',
  )
  .edit(
    'P9',
    'a leader that was removed names itself',
    "if (me?.type === 'participant' && me.address === mine?.address) return this.peer.sid;",
    'if (me?.address === mine?.address || mine !== null) return this.peer.sid;',
  )
  .edit(
    'P10',
    'SYNC overtakes the COMMIT that it waits for',
    'state.lastCommitted = zxid;',
    'state.lastCommitted = zxid;\n    this.releaseSyncs(zxid);',
  )
  .edit(
    'P11',
    'a leader that gave its place away commits on',
    'if (designated !== peer.sid) state.allowedToCommit = false;\n    const { zxid } = txn;',
    'const { zxid } = txn;',
  )
  .edit(
    'P12',
    'what waited behind a reconfiguration stays where it is',
    'while (this.state.allowedToCommit && this.tryToCommit(next)) next += 1;',
    'while (next < 0 && this.tryToCommit(next)) next += 1;',
  );

export const leaderMutants = [barriers, lead, leader, proposals];
