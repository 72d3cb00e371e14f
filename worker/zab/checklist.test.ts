// The implementer's checklist (zab.md, appendix B), point by point: which tests would fail if a point were got wrong. The
// deliberate edits in worker/fuzz/mutants name the point that they break, and CAUGHT.md what caught each.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mutants } from '../fuzz/mutants/list.ts';

/** `file: name of a test`, or a golden conversation. */
const checklist: readonly (readonly [point: string, ...tests: readonly string[]])[] = [
  [
    'votes carry currentEpoch, not the zxid’s epoch, and the position after fast-forward',
    'zab/vote.test.ts: compares the epoch, then the zxid, then the id',
    'zab/museum.test.ts: M5, ZOOKEEPER-2845',
    'world/golden/election-position.txt',
    'world/golden/shutdown-drain.txt',
  ],
  [
    'established votes are compared by leader and epoch, and the leader must have said so itself',
    'zab/election.test.ts: counts with others of a different round and zxid, as long as leader and epoch agree',
    'zab/election.test.ts: is not enough without the leader, however many follow it',
    'world/golden/election-established.txt',
  ],
  [
    'a larger round starts over from the initial vote, clears recvset and keeps outofelection',
    'zab/election.test.ts: of a larger round starts over from the better of it and the own initial vote',
    'zab/election.test.ts: of a larger round makes the votes of the round before void',
    'zab/election.test.ts: is remembered across a larger round',
  ],
  [
    'the finalize wait is on the LOOKING path only',
    'zab/election.test.ts: ends in FOLLOWING after 200 ms of silence',
    'zab/election.test.ts: joins its ensemble at once when a quorum of the round follows a leader that says so itself',
    'world/golden/election-finalize.txt',
  ],
  [
    'acceptedEpoch is durable before LEADERINFO and ACKEPOCH; -1 where it was accepted before',
    'zab/leader.test.ts: is one above the largest accepted by a quorum that includes the leader, and durable before LEADERINFO',
    'zab/learner.test.ts: a larger epoch is accepted on disk before ACKEPOCH leaves',
    'zab/learner.test.ts: an epoch accepted before is answered with -1 at once',
    'world/golden/crash-accepted-epoch-durable.txt',
  ],
  [
    'LEADERINFO carries e:0, FOLLOWERINFO acceptedEpoch:0',
    'zab/learner.test.ts: a follower introduces itself with its accepted epoch, not with its position',
    'world/golden/discovery-barriers.txt',
  ],
  [
    'the leader’s summary is older than its epoch, and it takes part in every barrier',
    'zab/leader.test.ts: a follower that is ahead loses its connection, and the leader goes on with another',
    'zab/leader.test.ts: writes currentEpoch before the leader counts itself in B3',
    'world/golden/discovery-ahead.txt',
  ],
  [
    'a learner is decided about and registered at once; toBeApplied is included, outstanding for participants',
    'zab/leader.test.ts: reaches a learner from the moment of the decision, committed or not',
    'world/golden/sync-live.txt',
    'world/golden/sync-live-unapplied.txt',
  ],
  [
    'the walk never cuts across an epoch, counter 0 is special, DIFF moves nobody',
    'zab/sync.test.ts: a dead tail in front of a later epoch is never cut: SNAP, live from where it was',
    'zab/sync.test.ts: a dead tail behind everything is cut, whatever its epoch',
    'zab/learner.test.ts: a DIFF does not move the learner',
    'world/golden/sync-snap-epoch.txt',
    'world/golden/sync-epoch-start.txt',
    'world/golden/sync-epoch-start-ahead.txt',
  ],
  [
    'NEWLEADER follows the image; live packets may stand before it and behind it',
    'zab/leader.test.ts: is decided at once and written later; what changes meanwhile is in the image and in the queue behind it',
    'zab/learner.test.ts: a proposal without COMMIT waits until after UPTODATE, and is acknowledged then',
    'world/golden/sync-snap-live.txt',
  ],
  [
    'persist, currentEpoch, ACK(e:0), no ACK for each txn, two ACKs with counter 0',
    'zab/learner.test.ts: committed txns are durable, then currentEpoch is, and only then ACK leaves: once',
    'zab/leader.test.ts: ignore ACKs of counter 0, of what is committed, and (with a flag) of what nobody proposed',
    'world/golden/sync-order.txt',
    'world/golden/crash-history.txt',
  ],
  [
    'UPTODATE waits for the leader’s pipeline; clients are served from then on',
    'zab/leader.test.ts: may form without the leader, who serves only when its own currentEpoch is durable',
    'zab/learner.test.ts: clients are served from UPTODATE on, never before',
  ],
  [
    'commits in zxid order by a quorum of synced copies, the leader’s own counted when it is synced',
    'zab/leader.test.ts: are committed by a quorum of durable copies, in order, with or without the own',
    'zab/leader.test.ts: may be committed and applied before the leader has them on disk itself',
    'world/golden/write-pipeline.txt',
    'world/golden/write-at-leader.txt',
  ],
  [
    'failed writes are txns, and writes are checked against what is outstanding too',
    'world/golden/write-fails.txt',
    'world/golden/snapshot-fuzzy.txt',
  ],
  [
    'any packet keeps a learner alive; a leader counts itself',
    'zab/leader.test.ts: a leader without a quorum of learners heard within syncLimit ticks steps down',
    'zab/leader.test.ts: a learner that answers PING but leaves a PROPOSAL unacknowledged for syncLimit ticks is dropped',
    'world/golden/ping-no-quorum.txt',
    'world/golden/ping-unacked.txt',
  ],
  [
    'the sync processor is drained before fast-forward; half a SNAP or TRUNC is wiped',
    'zab/learner.test.ts: what was queued is appended, synced and replayed before the next vote',
    'zab/learner.test.ts: an abort before NEWLEADER wipes the database, so that the next vote tells what the disk has',
    'world/golden/shutdown-drain.txt',
    'world/golden/crash-snap-in-memory.txt',
  ],
  [
    'sessions expire on the leader alone, by a txn; a new leader gives full time-outs',
    'world/golden/session-expiry.txt',
    'world/golden/session-leader-change.txt',
  ],
  [
    'observers are in no ack set, write epochs, and raise the next epoch',
    'zab/leader.test.ts: is raised by an observer too, who is not counted',
    'zab/quorum.test.ts: observers and strangers are never counted',
    'world/golden/observer-sync.txt',
    'world/golden/observer-inform.txt',
  ],
];

const worker = join(import.meta.dirname, '..');

function isThere(claim: string): boolean {
  const [file = '', ...name] = claim.split(': ');
  const path = join(worker, file);
  return existsSync(path) && readFileSync(path, 'utf8').includes(name.join(': '));
}

describe.each(checklist.map(([point, ...tests], index) => ({ number: index + 1, point, tests })))(
  'point $number, $point',
  ({ number, tests }) => {
    test('has tests that would fail', () => {
      expect(tests.filter((claim) => !isThere(claim))).toEqual([]);
      expect(tests.length).toBeGreaterThan(1);
    });

    test('has mutants that break it', () => {
      expect(mutants.some(({ point }) => point === number)).toBe(true);
    });
  },
);
