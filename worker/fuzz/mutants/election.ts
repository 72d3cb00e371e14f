// Mutants of Fast Leader Election and of counting: votes, rounds, quorums, connections.
import { MutantsOf } from './mutant.ts';

const vote = new MutantsOf('zab/vote.ts')
  .edit(
    'V1',
    'the smaller zxid wins',
    'return next.zxid > current.zxid;',
    'return next.zxid < current.zxid;',
    1,
  )
  .edit(
    'V2',
    'the epoch does not count in a vote',
    'if (next.peerEpoch !== current.peerEpoch) return next.peerEpoch > current.peerEpoch;',
    '',
    1,
  )
  .edit('V3', 'looking votes are equal whatever their zxid', 'one.zxid === other.zxid &&', '')
  .edit(
    'V4',
    'established votes must agree in zxid and round too',
    'return one.version !== other.version || one.peerEpoch === other.peerEpoch;',
    'return one.zxid === other.zxid && one.electionEpoch === other.electionEpoch;',
    2,
  )
  .edit(
    'V5',
    'a leader is believed in without its own word',
    "return votes.get(leader)?.state === 'LEADING';",
    'return true;',
    2,
  )
  .edit(
    'V6',
    'a former leader is confirmed by votes of an older round',
    'if (leader === me) return logicalclock === electionEpoch;',
    'if (leader === me) return true;',
    2,
  )
  .edit(
    'V7',
    'a server of weight 0 may win',
    'if (weightOf(config, next.leader) === 0) return false;',
    '',
  )
  .edit(
    'V8',
    'votes keep the epoch from before the synchronization',
    'return { ...vote, peerEpoch: epoch };',
    'return epoch < 0 ? { ...vote, peerEpoch: epoch } : vote;',
  );

const state = new MutantsOf('zab/election-state.ts').edit(
  'S1',
  'the vote names the epoch of the zxid instead of currentEpoch',
  'peerEpoch: peer.currentEpoch() };',
  'peerEpoch: Math.floor(lastLoggedZxid(peer) / 2 ** 32) };',
  1,
);

const election = new MutantsOf('zab/election.ts')
  .edit(
    'E1',
    'a larger round starts from the best vote so far',
    'const mine = initialVote(this.peer);',
    'const mine = this.state.proposed;',
    3,
  )
  .edit('E2', 'a larger round keeps the votes of the old one', 'this.state.recvset.clear();', '', 3)
  .edit(
    'E3',
    'votes of older rounds are counted',
    'if (n.electionEpoch < state.logicalclock) {',
    'if (n.electionEpoch < 0) {',
  )
  .edit(
    'E4',
    'no finalize wait',
    "    this.state.phase = 'finalizing';\n    this.notificationDeadline.clear();",
    "    this.decide(this.proposedVote(), 'votes');\n    return;\n    this.notificationDeadline.clear();",
    4,
  )
  .edit(
    'E5',
    'a finalize wait where a leader is established already',
    "        this.decide(vote, 'established');\n        return;",
    "        state.proposed = candidateOf(n);\n        state.phase = 'finalizing';\n        this.notificationDeadline.clear();\n        this.waitToFinalize();\n        return;",
    4,
  )
  .edit(
    'E6',
    'a better vote that ends the finalize wait is forgotten',
    'this.state.queue.push(arrival);',
    '',
  )
  .edit(
    'E7',
    'a joiner does not take over the round of the ensemble',
    'state.logicalclock = n.electionEpoch;\n    this.decide',
    'this.decide',
  )
  .edit('E8', 'rounds do not go up', 'state.logicalclock += 1;', '')
  .edit(
    'E9',
    'votes of a former ensemble are kept for the next election',
    'state.outofelection.clear();',
    '',
  )
  .edit('E10', 'no back-off', 'this.state.notTimeoutMs * 2,', 'this.state.notTimeoutMs,')
  .edit(
    'E11',
    'a changed vote is not told',
    'because, from });\n    this.sendNotifications();',
    'because, from });',
  )
  .edit(
    'E12',
    'a committed reconfiguration leaves the round as it was',
    'this.state.logicalclock = 0;',
    '',
  )
  .edit(
    'E13',
    'votes of servers that do not vote are counted',
    'if (!known.includes(from) || !known.includes(notification.leader)) {',
    'if (!known.includes(from) && !known.includes(notification.leader)) {',
  )
  .edit(
    'E14',
    'an empty disk that nobody trusts votes',
    'if (isUntrusted(this.peer) || n.zxid === -1) {',
    'if (n.zxid === -1) {',
  );

const receiver = new MutantsOf('zab/election-receiver.ts')
  .edit(
    'R1',
    'who is in an older round is not told of ours',
    'if (notification.electionEpoch >= this.state.logicalclock) return;',
    'return;',
  )
  .edit(
    'R2',
    'an established server does not answer who looks',
    "else if (notification.state === 'LOOKING') this.onLookingPeer(from);",
    '',
  )
  .edit(
    'R3',
    'an observer is not answered',
    "      this.reply(from, vote, this.peer.state());\n      return 'handled';",
    "      return vote.leader === -9 ? 'restart' : 'handled';",
  )
  .edit(
    'R4',
    'a leader is not told that its voters look again',
    "if (this.peer.state() === 'LEADING') this.peer.reportLookingSid(from);",
    '',
  );

const quorum = new MutantsOf('zab/quorum.ts')
  .edit(
    'Q1',
    'half of the voters are a quorum',
    'need: Math.floor(voters(config).length / 2) + 1 };',
    'need: Math.ceil(voters(config).length / 2) };',
  )
  .edit(
    'Q2',
    'observers count',
    'const counted = new Set([...sids].filter((sid) => isVoter(config, sid)));',
    'const counted = new Set(sids);',
    18,
  )
  .edit(
    'Q3',
    'everybody is counted in every configuration',
    'if (!isVoter(config, sid)) continue;',
    '',
    18,
  )
  .edit(
    'Q4',
    'a pending configuration is not asked',
    'return lastSeen.version > committed.version ? [committed, lastSeen] : [committed];',
    'return lastSeen.version < 0 ? [committed, lastSeen] : [committed];',
  )
  .edit(
    'Q5',
    'half the weight of a group wins it',
    'if (sum(acked) > Math.floor(total / 2)) have += 1;',
    'if (sum(acked) >= Math.floor(total / 2)) have += 1;',
  )
  .edit(
    'Q6',
    'one configuration with a quorum is enough',
    'return tracker.pairs.every(({ config, acks }) => containsQuorum(config, acks));',
    'return tracker.pairs.some(({ config, acks }) => containsQuorum(config, acks));',
  );

const cnx = new MutantsOf('zab/quorum-cnx.ts')
  .edit(
    'C1',
    'the smaller sid keeps the connection that it dialed',
    'if (sid > this.peer.sid) this.peer.close(link);\n    else this.adopt(link, sid);',
    'this.adopt(link, sid);',
  )
  .edit(
    'C2',
    'a smaller sid is not dialed back',
    '    // It told its address, so that even one missing in our configuration can be dialed back.\n    this.dial(sid);',
    '',
  )
  .edit(
    'C3',
    'what was sent last is not sent again on a new connection',
    'if (last !== undefined) this.peer.send(link, last);',
    '',
  )
  .edit(
    'C4',
    'a connection that closed is still used',
    'if (this.isCurrent(link, sid)) this.state.links.delete(sid);',
    '',
  )
  .edit(
    'C5',
    'the older message is kept where a newer one comes',
    'this.state.queues.set(to, notification);\n    const link',
    'if ((this.state.queues.get(to) ?? null) === null) this.state.queues.set(to, notification);\n    const link',
  );

export const electionMutants = [vote, state, election, receiver, quorum, cnx];
