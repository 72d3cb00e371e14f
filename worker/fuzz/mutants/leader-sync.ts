// Mutants of how a leader synchronizes its learners and watches over them.
import { MutantsOf } from './mutant.ts';

const table = new MutantsOf('zab/sync.ts')
  .edit(
    'T1',
    'the start of an epoch is cut like a txn',
    'if (peer > maxCommitted && counterOf(peer) !== 0) return beyond',
    'if (peer > maxCommitted) return beyond',
    9,
  )
  .edit(
    'T2',
    'a log is cut across epochs',
    'if (epochOf(txn.zxid) !== epochOf(peer)) return so;',
    '',
    9,
  )
  .edit(
    'T3',
    'the start of an epoch is no special case in the walk',
    'if (isEpochStart) so.header = diff;\n      else {',
    '{',
    9,
  )
  .edit(
    'T4',
    'txns are sent twice where log and window overlap',
    'if (txn.zxid <= so.lastQueued) continue;',
    '',
  )
  .edit(
    'T5',
    'a log that begins behind the learner is used',
    'if (first === undefined || first.zxid > peer) return null;',
    'if (first === undefined) return null;',
  )
  .edit(
    'T6',
    'a gap between log and window is passed over',
    'if (walked.lastQueued < basis.minCommitted) return null;',
    '',
  )
  .edit('T7', 'a log is served across its holes', 'start = i;', 'start = start * i;')
  .edit(
    'T8',
    'a committed txn that is not applied is cut',
    'const zxid = unapplied.findLast((committed) => committed <= peer) ?? maxCommitted;',
    'const zxid = unapplied.findLast((committed) => committed < 0) ?? maxCommitted;',
    8,
  )
  .edit(
    'T9',
    'a learner at the lower end of the window gets a SNAP',
    'if (minCommitted <= peer && peer <= maxCommitted) {',
    'if (minCommitted < peer && peer <= maxCommitted) {',
  )
  .edit(
    'T10',
    'the limit of the log on disk is not asked',
    'if (basis.logLimit > 0 && served > basis.logLimit) return null;',
    '',
  );

const handler = new MutantsOf('zab/learner-handler.ts')
  .edits(
    'H1',
    'a learner is registered for live traffic only with UPTODATE',
    [
      ['    state.forwarding = true;\n', ''],
      [
        "this.queue.push({ type: 'UPTODATE', zxid: -1 });",
        "this.queue.push({ type: 'UPTODATE', zxid: -1 });\n    this.state.forwarding = true;",
      ],
    ],
    8,
  )
  .edit(
    'H2',
    'what is outstanding is not sent to a newcomer',
    'queueUnapplied(this.queue, state.type, unapplied, decision.liveFrom);',
    '',
    8,
  )
  .edits(
    'H3',
    'NEWLEADER is queued before the image is made',
    [
      [
        '      this.dump();\n      return;',
        '      this.queueNewLeader();\n      this.dump();\n      return;',
      ],
      ["if (!peer.has('M8')) this.queueNewLeader();", ''],
    ],
    10,
  )
  .edit(
    'H4',
    'UPTODATE does not wait for the leader’s pipeline',
    "if (this.leader.phase === 'broadcast') this.onStarted();",
    'this.onStarted();',
    12,
  )
  .edit(
    'H5',
    'an unacknowledged proposal is borne for ever',
    'if (this.queue.isAckOverdue(tickTimeMs * syncLimit * MS)) {',
    'if (this.queue.isAckOverdue(tickTimeMs * syncLimit * MS * 1000)) {',
    15,
  )
  .edits(
    'H6',
    'only ACKs show that a learner is alive',
    [
      [
        '    this.state.tickOfNextAckDeadline = this.leader.tick + syncLimit;\n    this.waitUpTo',
        '    this.waitUpTo',
      ],
      [
        'this.queue.updateAck(packet.zxid);',
        'this.queue.updateAck(packet.zxid);\n      this.state.tickOfNextAckDeadline = this.leader.tick + syncLimit;',
      ],
    ],
    15,
  )
  .edit(
    'H7',
    'a learner is given up a tick too early',
    'return this.leader.tick <= this.state.tickOfNextAckDeadline;',
    'return this.leader.tick < this.state.tickOfNextAckDeadline - 4;',
    15,
  )
  .edit(
    'H8',
    'ACKs from before a TRUNC count',
    "if (decision.mode !== 'DIFF') this.master.forgetAcks(state.sid, decision.zxid);",
    '',
  )
  .edit(
    'H9',
    'a learner with a newer configuration is led',
    'if (packet.configVersion > this.peer.quorumVerifier().version) {',
    'if (packet.configVersion < 0) {',
  )
  .edit(
    'H10',
    'any packet passes for the ACK of NEWLEADER',
    "  private onNewLeaderAck(packet: QuorumPacket): void {\n    if (packet.type !== 'ACK') {",
    "  private onNewLeaderAck(packet: QuorumPacket): void {\n    if (packet.type === 'SYNC') {",
  )
  .edit(
    'H11',
    'a synchronized learner may stay silent for initLimit ticks',
    "    this.peer.tell({ type: 'learnerReady', sid: this.state.sid });\n    this.waitUpTo(this.peer.settings.syncLimit);",
    "    this.peer.tell({ type: 'learnerReady', sid: this.state.sid });\n    this.waitUpTo(this.peer.settings.initLimit);",
  )
  .edit(
    'H12',
    'LEADERINFO carries the last zxid',
    "      type: 'LEADERINFO',\n      zxid: makeZxid(this.leader.epoch, 0),",
    "      type: 'LEADERINFO',\n      zxid: makeZxid(this.leader.epoch, 1),",
    6,
  );

const learners = new MutantsOf('zab/learners.ts')
  .edit(
    'N1',
    'a latecomer hears LEADERINFO before acceptedEpoch is durable',
    "return this.state.phase !== 'epochDisk';",
    'return true;',
    5,
  )
  .edit(
    'N2',
    'proposals go to observers too',
    'return state.forwarding && state.type === type;',
    "return state.forwarding && (state.type === type || type === 'PARTICIPANT');",
    18,
  )
  .edit(
    'N3',
    'a learner that is silent for long still counts for a reconfiguration',
    '.filter((handler) => handler.synced() && isForwarding',
    '.filter((handler) => isForwarding',
  );

export const leaderSyncMutants = [table, handler, learners];
