// Mutants of the learner: discovery, synchronization, broadcast.
import { MutantsOf } from './mutant.ts';

const learner = new MutantsOf('zab/learner.ts')
  .edit(
    'A1',
    'an older epoch than the promised one is accepted',
    'if (epoch < accepted) {',
    'if (epoch < 0) {',
    5,
  )
  .edit(
    'A2',
    'an epoch is acknowledged twice',
    'this.acknowledgeEpoch(-1);',
    'this.acknowledgeEpoch(peer.currentEpoch());',
    5,
  )
  .edit(
    'A3',
    'ACKEPOCH leaves before acceptedEpoch is durable',
    "state.disk = { mark: peer.writeEpoch('acceptedEpoch', epoch), then: 'ackEpoch' };",
    "peer.writeEpoch('acceptedEpoch', epoch);\n    this.acknowledgeEpoch(peer.currentEpoch());",
    5,
  )
  .edit(
    'A4',
    'FOLLOWERINFO carries the last zxid',
    'zxid: makeZxid(peer.acceptedEpoch(), 0),',
    'zxid: peer.database.lastProcessedZxid(),',
    6,
  )
  .edit(
    'A5',
    'what the synchronization left over is forgotten',
    'this.broadcast.takeLeftovers();',
    '',
    10,
  )
  .edit(
    'A6',
    'a follower leaves its role with its log undrained',
    'else this.syncProcessor.drain();',
    'else this.syncProcessor.abandon();',
    16,
  )
  .edit(
    'A7',
    'a silent leader is borne for initLimit ticks',
    'this.deadline.set(this.peer.now() + this.state.silenceTicks * tickTimeMs * MS);',
    'this.deadline.set(this.peer.now() + this.peer.settings.initLimit * tickTimeMs * MS);',
  )
  .edit(
    'A8',
    'packets of a connection that is gone are read',
    'if (link !== this.state.link || this.isOver()) return;',
    'if (this.isOver()) return;',
  )
  .edit(
    'A9',
    'packets are read while the disk is awaited',
    'while (this.state.disk === null && !this.isOver()) {',
    'while (!this.isOver()) {',
  )
  .edit(
    'A10',
    'a follower’s vote keeps its old epoch',
    'peer.setCurrentVote(withEstablishedEpoch(peer.currentVote(), state.epoch));',
    '',
  )
  .edit(
    'A11',
    'ACKEPOCH claims what the log holds, not what the tree is made of',
    'const zxid = this.peer.database.lastProcessedZxid();',
    'const zxid = this.peer.files.log.at(-1)?.zxid ?? 0;',
  );

const stream = new MutantsOf('zab/sync-stream.ts')
  .edit(
    'Y1',
    'DIFF moves the position',
    "else if (peer.has('M1')) peer.database",
    'else peer.database',
    9,
  )
  .edit(
    'Y2',
    'currentEpoch is written before the history',
    "const steps: NewLeaderStep[] = [...snapshot, 'history', 'currentEpoch', 'acknowledge'];",
    "const steps: NewLeaderStep[] = [...snapshot, 'currentEpoch', 'history', 'acknowledge'];",
    11,
  )
  .edit(
    'Y3',
    'NEWLEADER is acknowledged before currentEpoch is written',
    "const steps: NewLeaderStep[] = [...snapshot, 'history', 'currentEpoch', 'acknowledge'];",
    "const steps: NewLeaderStep[] = [...snapshot, 'history', 'acknowledge', 'currentEpoch'];",
    11,
  )
  .edit(
    'Y4',
    'no snapshot after TRUNC',
    "this.stream.mode === 'DIFF' ? [] : ['snapshot'];",
    "this.stream.mode !== 'SNAP' ? [] : ['snapshot'];",
  )
  .edit(
    'Y5',
    'the snapshot of a SNAP is not waited for',
    "this.thread.waitForDisk(peer.sync(), 'snapshot');",
    'peer.sync();',
    11,
  )
  .edit(
    'Y6',
    'the history is not waited for',
    "this.thread.waitForDisk(peer.sync(), 'history');",
    'peer.sync();',
    11,
  )
  .edit(
    'Y7',
    'the history is not logged at all',
    "peer.write({ op: 'append', txns });\n    peer.tell",
    'peer.tell',
    11,
  )
  .edit(
    'Y8',
    'what is committed behind a SNAP is not applied',
    "this.peer.database.apply(head, 'sync');",
    '',
    10,
  )
  .edit(
    'Y9',
    'a hole in the stream is not noticed',
    'if (lastQueued === 0 || txn.zxid === lastQueued + 1) return true;',
    'if (lastQueued >= 0) return true;',
  )
  .edit(
    'Y10',
    'uncommitted proposals are taken into the history',
    'for (const zxid of this.stream.packetsCommitted.splice(0)) {',
    'this.stream.packetsCommitted = this.stream.packetsNotLogged.map((txn) => txn.zxid);\n    for (const zxid of this.stream.packetsCommitted.splice(0)) {',
    10,
  )
  .edit(
    'Y11',
    'the history is not applied',
    "for (const txn of txns) peer.database.apply(txn, 'sync');",
    '',
  )
  .edit(
    'Y12',
    'behind NEWLEADER a SNAP goes on unlogged',
    'stream.writeToTxnLog = true;\n    this.runSteps();',
    'this.runSteps();',
    10,
  )
  .edit(
    'Y13',
    'the role counts as half synchronized for ever',
    "this.peer.setSyncMode('NONE', this.peer.database.lastProcessedZxid());",
    '',
  )
  .edit(
    'Y14',
    'a learner serves at NEWLEADER',
    "peer.tell({ type: 'newLeaderAcked', epoch: state.epoch });",
    "peer.tell({ type: 'newLeaderAcked', epoch: state.epoch });\n        if (!state.observer) this.thread.startServing();",
    12,
  )
  .edit(
    'Y15',
    'an observer does not write its epoch',
    "if (!this.isCounted()) return [...snapshot, 'currentEpoch', 'acknowledge'];",
    "if (!this.isCounted()) return [...snapshot, 'acknowledge'];",
    18,
  )
  .edit(
    'Y16',
    'a log from before a SNAP is kept',
    "if (last !== undefined && last.zxid !== name && !peer.has('M13'))",
    'if (last !== undefined && last.zxid < 0)',
  )
  .edit(
    'Y17',
    'UPTODATE does not activate the configuration of NEWLEADER',
    'const { changed } = processReconfig(this.peer, newLeaderConfig, null, 0);',
    'const changed = newLeaderConfig.version < 0;',
  )
  .edit(
    'Y18',
    'the history is acknowledged txn by txn',
    '    const txns = this.takeCommitted();\n    if (txns.length === 0) return;',
    "    const txns = this.takeCommitted();\n    if (txns.length === 0) return;\n    for (const { zxid } of txns) this.thread.send({ type: 'ACK', zxid });",
    11,
  );

const broadcast = new MutantsOf('zab/learner-broadcast.ts')
  .edit(
    'G1',
    'a COMMIT for another txn is taken for the next one',
    'if (head.zxid !== zxid) {',
    'if (zxid < 0) {',
    13,
  )
  .edit(
    'G2',
    'commits that came before UPTODATE are forgotten',
    'for (const zxid of commits) this.commit(zxid);',
    '',
    10,
  )
  .edit(
    'G3',
    'a proposed configuration is not remembered',
    'rememberConfig(this.peer, configOf(txn));\n    this.logRequest(txn);',
    'this.logRequest(txn);',
  )
  .edit(
    'G4',
    'pings do not tell of active sessions',
    'touched: this.peer.serving.takeTouched() });',
    'touched: [] });',
    17,
  )
  .edit(
    'G5',
    'an observer does not log',
    '    this.thread.log(txn);\n    this.peer.tell',
    '    this.peer.tell',
  )
  .edit(
    'G6',
    'the role ends before the reconfiguration is applied',
    '    this.commit(zxid);\n    if (changed)',
    '    if (!changed) this.commit(zxid);\n    if (changed)',
  )
  .edit(
    'G7',
    'proposals of the synchronization are not logged',
    'for (const txn of proposals) this.logRequest(txn);',
    'for (const txn of proposals) this.state.pendingTxns.push(txn);',
    10,
  );

export const learnerMutants = [learner, stream, broadcast];
