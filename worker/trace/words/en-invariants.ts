// What each invariant promises, in English: a name for its light and a sentence for who asks. ../invariant-ids.ts has the ids.
import type { InvariantWords } from '../word-types.ts';

export const enInvariants: InvariantWords = {
  S1: ['One leader per epoch', 'No two servers were ever established as leader of the same epoch.'],
  S2: [
    'Same history',
    'What servers have committed is the same sequence, as far as each has come.',
  ],
  S3: [
    'Nothing invented',
    'A server applies only txns that the leader of their epoch has proposed.',
  ],
  S4: [
    'Agreement',
    'What one server applies, every server will: nothing is applied that is not committed.',
  ],
  S5: ['Total order', 'Every server applies txns in the same order.'],
  S6: [
    'Order of the leader',
    'The txns of one leader are applied in the order it proposed them, none left out.',
  ],
  S7: ['Order of leaders', 'Along a log, epochs never go back.'],
  S8: [
    'The new leader knows all',
    'Before its first proposal a leader has everything that was applied anywhere before.',
  ],
  S9: ['Complete leader', 'A newly established leader holds every committed txn.'],
  S10: ['Commits last', 'A committed txn is never lost from the disks of a whole quorum.'],
  S11: [
    'Followers agree',
    'A server that becomes up to date holds what its leader holds, and nothing else.',
  ],
  S12: [
    'Lawful packets',
    'No packet comes where Zab rules it out: a COMMIT follows its PROPOSAL, in order.',
  ],
  S13: ['Commit needs a quorum', 'At a commit a quorum of voters has the txn durably on disk.'],
  S14: ['ACK after sync', 'A server acknowledges only what is durable on its disk.'],
  S15: [
    'Epochs in order',
    'currentEpoch never exceeds acceptedEpoch, neither goes back, and both are written before they are told.',
  ],
  S16: ['Promises kept', 'A server that accepted an epoch follows no older one.'],
  S17: ['One zxid, one txn', 'A zxid stands for one txn for ever.'],
  S18: ['Same tree', 'Servers at the same zxid have the same tree.'],
  S19: [
    'No holes',
    'Within an epoch no txn is missing in a log, nor in what a leader sends from it.',
  ],
  S20: ['Restart finds all', 'A restarted server has exactly what its disk kept.'],
  S21: [
    'Fair election',
    'A server leaves an election only with a quorum of equal votes, for the best it heard of.',
  ],
  S22: [
    'Ephemerals have owners',
    'Every ephemeral node belongs to a living session and goes with it.',
  ],
  S23: ['Honest connections', 'Nothing arrives twice, out of order, or on a closed connection.'],
  S24: ['Repeatable', 'The same recording played again gives the same run, to the byte.'],
  Z1: ['Initial history', 'When a leader begins, a quorum has the history of its epoch on disk.'],
  Z2: ['Up to date first', 'A server answers clients only once it is up to date.'],
  H1: [
    'Linearizable writes',
    'Writes took effect in one order that respects real time, and clients were told its results.',
  ],
  H2: ['At most once', 'A write whose answer was lost was carried out once or not at all.'],
  H3: [
    'First in, first out',
    'The requests of one session take effect and are answered in the order they were made.',
  ],
  H4: [
    'No going back',
    'A session never sees an older state than before, whichever server it asks.',
  ],
  H5: ['True reads', 'Every read showed a state that was committed, whole.'],
  H6: [
    'sync catches up',
    'After sync a session sees at least what the leader that answered had committed.',
  ],
  H7: ['One event per watch', 'A watch tells of the change it is for, once.'],
  H8: ['Event before data', 'A client hears of a watched change before it can read it.'],
  H9: ['Events in order', 'Events come in the order of the changes.'],
  H10: ['No lost watch', 'Every watched change that a client could see was told to it.'],
  H11: ['Reads after events', 'What is read after an event shows at least that change.'],
  H12: [
    'Ephemerals go at once',
    'All ephemeral nodes of a session vanish in one txn, and never before its time-out.',
  ],
  H13: [
    'Sequence numbers',
    'Sequential names count the creates below their parent: unique and rising.',
  ],
  H14: ['All or nothing', 'A multi changes everything under one zxid, or nothing.'],
  H15: [
    'Compare and set',
    'A write with a version succeeds only at that version, and raises it by one.',
  ],
  H16: ['Expired is expired', 'A session that has ended does nothing more.'],
  H17: ['True stats', 'Every field of every stat that was shown is right.'],
};
