// Mutants of the server around the protocol: main loop, database, pipeline, sessions.
import { MutantsOf } from './mutant.ts';

const peer = new MutantsOf('server/quorum-peer.ts')
  .edit(
    'W1',
    'the log is not replayed before a vote',
    "else if (!this.has('M5') && this.database.isLoaded()) this.database.fastForward();",
    '',
    1,
  )
  .edit(
    'W2',
    'a tree from an unfinished SNAP is kept',
    "if (this.s.syncMode === 'SNAP') return !this.has('M7');",
    "if (this.s.syncMode === 'SNAP') return false;",
    16,
  )
  .edit(
    'W3',
    'a tree from an unfinished TRUNC is kept',
    "return this.s.syncMode === 'TRUNC' && !this.has('5094');",
    'return false;',
    16,
  )
  .edit(
    'W4',
    'the next role does not wait until the log is drained',
    "if (!present(this.role, 'A draining role').isDrained()) return;",
    '',
    16,
  )
  .edit(
    'W5',
    'clients are not dropped when a role ends',
    '    this.s.decision = null;\n    this.serving.stop();\n    this.s.draining = true;',
    '    this.s.decision = null;\n    this.s.draining = true;',
  )
  .edit(
    'W6',
    'a disk that fails is passed over',
    "this.process.exit(10, 'The disk refused to sync');",
    '',
  )
  .edit(
    'W7',
    'a log ahead of every promise is taken',
    'if (lastEpoch > this.acceptedEpoch()) {',
    'if (lastEpoch < 0) {',
  )
  .edit(
    'W8',
    'an observer looks again at once',
    "if (this.learnerType() === 'OBSERVER' && this.incarnationHasLed()) {",
    "if (this.learnerType() === 'OBSERVER' && this.draw('observerElectionDelay', 0, 1) > 1) {",
  );

const port = new MutantsOf('server/peer-port.ts')
  .edit(
    'W9',
    'a proposed configuration is not kept on disk',
    "this.process.write({ op: 'config', file: 'next', config });\n    this.process.sync();",
    '',
  )
  .edit(
    'W10',
    'an older configuration replaces a newer one',
    'if (config.version <= before.version) return false;',
    '',
  )
  .edit(
    'W11',
    'after a restart a pending configuration is forgotten',
    'next !== null && next.version > committed.version ? next : committed',
    'next !== null && next.version < 0 ? next : committed',
  );

const database = new MutantsOf('server/database.ts')
  .edit(
    'J1',
    'the replay of an overlap takes the position back',
    'this.state.lastProcessedZxid = Math.max(this.state.lastProcessedZxid, txn.zxid);',
    'this.state.lastProcessedZxid = txn.zxid;',
  )
  .edit('J2', 'the log is not replayed at boot', '    this.replayLog();\n', '')
  .edit(
    'J3',
    'a snapshot under way survives the end of a role',
    '    // A dump under way would hold the uncommitted tail under an older name, beyond the reach of a later TRUNC.\n    this.cancelDump();\n',
    '',
  )
  .edit(
    'J4',
    'committedLog survives a SNAP',
    '    this.replicated = ReplicatedState.from(image);\n    this.state.committedLog = [];\n',
    '    this.replicated = ReplicatedState.from(image);\n',
  )
  .edit(
    'J5',
    'what is replayed enters committedLog again',
    'if (last !== undefined && txn.zxid <= last.zxid) return;',
    '',
  )
  .edit(
    'J6',
    'a fuzzy snapshot is named by its end',
    'this.store(dump.zxid, fuzzyImage(dump.begun, this.replicated.image()));',
    'this.store(this.state.lastProcessedZxid, fuzzyImage(dump.begun, this.replicated.image()));',
  )
  .edit(
    'J7',
    'txns of a synchronization are missing in committedLog',
    "if (!(this.process.has('M9') && during === 'sync')) this.addCommitted(txn);",
    "if (during !== 'sync') this.addCommitted(txn);",
  )
  .edit(
    'J8',
    'txns replayed from the log are missing in committedLog',
    "if (!(this.process.has('M9') && during === 'sync')) this.addCommitted(txn);",
    "if (during !== 'recovery') this.addCommitted(txn);",
  );

const serving = new MutantsOf('server/serving.ts')
  .edit('I1', 'requests of an earlier role are kept', '    this.commits.clear();\n', '')
  .edit('I2', 'syncs of an earlier role are kept', '    this.state.pendingSyncs = [];\n', '')
  .edit(
    'I3',
    'a follower does not report who was active',
    'else this.state.touched.set(sessionId, timeoutMs);',
    '',
    17,
  )
  .edit(
    'I4',
    'a sync at a learner is answered by the learner',
    "const needsCommit = isQuorum || (isSync && role.kind !== 'leader');",
    'const needsCommit = isQuorum;',
  );

const commits = new MutantsOf('server/commit-processor.ts')
  .edit(
    'I5',
    'a read overtakes the write of its session',
    'if (queue === undefined && !entry.needsCommit) return true;',
    'if (!entry.needsCommit) return true;',
  )
  .edit(
    'I6',
    'any commit of the session answers its oldest write',
    "if (head.request === null || head.request.op.type === 'sync' || head.request.cxid !== cxid)",
    "if (head.request === null || head.request.op.type === 'sync')",
  );

const leaderSide = new MutantsOf('server/leader-side.ts')
  .edit(
    'Z1',
    'a failed write is not proposed',
    '    role.propose(\n',
    "    if (body.type === 'error') return;\n    role.propose(\n",
    14,
  )
  .edit('Z2', 'what is outstanding is never forgotten', 'this.prep.onApplied(txn.zxid);', '', 14)
  .edit(
    'Z3',
    'what was outstanding in an earlier role is kept',
    '    this.prep.clear();\n    this.tracker = this.newTracker();',
    '    this.tracker = this.newTracker();',
    14,
  )
  .edit(
    'Z4',
    'a session that is being closed goes on',
    "if (op.type === 'closeSession') tracker.setClosing(sessionId);",
    '',
    17,
  )
  .edit(
    'Z5',
    'sessions are not known to a new leader',
    'return new SessionTracker(tickTimeMs, this.database.replicated.sessions, this.nowMs());',
    'return new SessionTracker(tickTimeMs, new Map(), this.nowMs());',
    17,
  )
  .edit(
    'Z6',
    'a session that moved keeps its old owner',
    'if (isAlive) this.own(sessionId, owner);',
    '',
    17,
  )
  .edit(
    'Z7',
    'the leader looks for expired sessions once',
    '      );\n    }\n    this.armExpiry();',
    '      );\n    }',
    17,
  );

const changes = new MutantsOf('data/outstanding-changes.ts').edit(
  'Z8',
  'writes are checked against the tree alone',
  'if (pending !== undefined) return isNode(pending) ? pending : null;',
  'if (pending !== undefined && pending.zxid < 0) return isNode(pending) ? pending : null;',
  14,
);

const tracker = new MutantsOf('data/session-tracker.ts')
  .edit(
    'Z9',
    'a new leader gives sessions no fresh time-out',
    'this.track(id, sessions.get(id) ?? 0, nowMs);',
    'this.track(id, 0, nowMs);',
    17,
  )
  .edit(
    'Z10',
    'a request of a server that is not the owner is done',
    'return session.owner === owner ? OK : SESSIONMOVED;',
    'return session.owner === null ? SESSIONMOVED : OK;',
  );

const opening = new MutantsOf('server/opening.ts').edit(
  'I7',
  'a client that has seen more is let in',
  'if (lastZxidSeen > side.database.lastProcessedZxid()) {',
  'if (lastZxidSeen < 0) {',
);

const clients = new MutantsOf('server/client-side.ts').edit(
  'I8',
  'clients are served by a server that does not run',
  'else if (!this.serving.isRunning()) this.drop(connection);',
  '',
  12,
);

export const serverMutants = [
  ...[peer, port, database, serving, commits, leaderSide, changes, tracker, opening, clients],
];
