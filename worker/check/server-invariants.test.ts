// Each server invariant has a trace here that must turn it red, made from a correct one by the least that breaks it.
import { describe, expect, it } from 'vitest';
import { established, HandRun, linkOf, redIn, shape, txn, zxid } from './hand-run.ts';
import { Checker } from './checker.ts';
import type { serverInvariants, InvariantId } from '../trace/invariant-ids.ts';

const one = txn(1, 1);
const two = txn(1, 2);
const written = (): HandRun => established().write(one);
const vote = (leader: number, counter: number, epoch = 1) => ({
  ...{ leader, zxid: zxid(epoch, counter), electionEpoch: 1, peerEpoch: epoch },
});

/** For each invariant: runs that must turn it red, by what they do. */
const broken: Readonly<
  Record<(typeof serverInvariants)[number], Readonly<Record<string, () => HandRun>>>
> = {
  S1: {
    'two servers are established in one epoch': () =>
      established().state(3, 3, 1, 'SYNCHRONIZATION'),
  },
  S2: {
    'a server serves a history that lacks a committed txn': () =>
      written()
        .propose(2, two)
        .ack(1, 2, two.zxid)
        .ack(2, 2, two.zxid)
        .commit(2, two.zxid)
        .push(3, { type: 'cleared' })
        .apply(3, two),
  },
  S3: {
    'a server applies what nobody proposed': () => written().apply(1, txn(1, 2)),
    'a server proposes that does not lead': () => written().propose(3, two),
  },
  S4: {
    'a server applies what is not committed': () => written().propose(2, two).apply(1, two),
  },
  S5: {
    'a server applies a txn again behind a later one': () => written().write(two).apply(1, one),
  },
  S6: {
    'a server leaves out a txn of the leader': () =>
      written().write(two).push(1, { type: 'cleared' }).apply(1, two),
    'a leader leaves out a number': () => written().propose(2, txn(1, 3)),
  },
  S7: {
    'a log goes back to an older epoch': () => written().log(1, zxid(2, 1)).log(1, zxid(1, 2)),
  },
  S8: {
    'a leader begins without a txn that was delivered': () =>
      written().push(3, { type: 'cleared' }).epoch(3, 2).epoch(1, 2).state(3, 3, 2, 'BROADCAST'),
  },
  S9: {
    'a leader is established without a committed txn': () =>
      written().push(3, { type: 'cleared' }).epoch(3, 2).epoch(1, 2).lead(3, 2),
  },
  S10: {
    'a committed txn is cut off on a quorum': () =>
      written().disk(1, { op: 'truncate', zxid: 0 }).disk(2, { op: 'truncate', zxid: 0 }),
  },
  S11: {
    'a follower is up to date without what the epoch began with': () =>
      written()
        .epoch(2, 2)
        .epoch(1, 2)
        .epoch(3, 2)
        .lead(2, 2)
        .push(3, { type: 'cleared' })
        .follow(3, 2, 2),
    'a follower keeps a ghost in its log': () =>
      written()
        .propose(2, two)
        .log(3, two.zxid)
        .epoch(1, 2)
        .epoch(2, 2)
        .epoch(3, 2)
        .lead(2, 2)
        .follow(3, 2, 2),
    'a follower claims more history than it holds': () =>
      written().toLeader(3, 2, { type: 'ACKEPOCH', zxid: zxid(1, 2), epoch: 1 }),
  },
  S12: {
    'a COMMIT comes before its turn': () =>
      written()
        .propose(2, two)
        .propose(2, txn(1, 3))
        .toLearner(1, 2, { type: 'COMMIT', zxid: zxid(1, 3) }),
    'a server raises a flag': () =>
      written().push(1, { type: 'flag', flag: 'commit', what: 'COMMIT without a proposal' }),
  },
  S13: {
    'a leader commits with one ACK of three': () =>
      written().propose(2, two).ack(2, 2, two.zxid).commit(2, two.zxid, [2]),
    'a leader commits what only its own disk has': () =>
      written().propose(2, two).ack(2, 2, two.zxid).commit(2, two.zxid, [1, 2]),
  },
  S14: {
    'a follower acknowledges before its disk has synced': () =>
      written()
        .propose(2, two)
        .disk(1, { op: 'append', zxids: [two.zxid] }, false)
        .toLeader(1, 2, { type: 'ACK', zxid: two.zxid }),
    'a leader counts itself before its disk has synced': () =>
      written()
        .propose(2, two)
        .push(2, { type: 'acked', zxid: two.zxid, sid: 2, have: 1, need: 2 }),
    'a follower acknowledges NEWLEADER with history in memory only': () =>
      established()
        .propose(2, one)
        .apply(1, one, 'd', 'sync')
        .toLeader(1, 2, { type: 'ACK', zxid: zxid(1, 0) }),
  },
  S15: {
    'currentEpoch passes acceptedEpoch': () =>
      established().disk(1, { op: 'epoch', file: 'currentEpoch', value: 2 }),
    'acceptedEpoch goes back': () =>
      established().disk(1, { op: 'epoch', file: 'acceptedEpoch', value: 0 }),
    'a leader announces an epoch that its disk does not have': () =>
      established().toLearner(1, 2, {
        ...{ type: 'LEADERINFO', zxid: zxid(2, 0), protocolVersion: 0x10000 },
      }),
    'a follower acknowledges an epoch twice': () =>
      established()
        .toLeader(1, 2, { type: 'ACKEPOCH', zxid: 0, epoch: 0 })
        .toLeader(1, 2, { type: 'ACKEPOCH', zxid: 0, epoch: 0 }),
    'a follower writes currentEpoch before the history': () =>
      established()
        .propose(2, one)
        .toLearner(1, 2, { type: 'COMMIT', zxid: one.zxid })
        .disk(1, { op: 'epoch', file: 'currentEpoch', value: 1 }),
  },
  S16: {
    'a follower acknowledges to a leader of an epoch below its promise': () =>
      written()
        .disk(1, { op: 'epoch', file: 'acceptedEpoch', value: 2 })
        .toLeader(1, 2, { type: 'ACK', zxid: one.zxid }),
    'a leader proposes below its own promise': () =>
      written().disk(2, { op: 'epoch', file: 'acceptedEpoch', value: 2 }).propose(2, two),
  },
  S17: {
    'two txns have one zxid': () => written().apply(1, { ...one, cxid: 9 }),
    'a counter reaches its end': () =>
      new HandRun().boot(1, 2, 3).epoch(2, 1).lead(2, 1).propose(2, txn(1, 0xffffffff)),
  },
  S18: {
    'two trees differ at one zxid': () =>
      established()
        .propose(2, one)
        .ack(1, 2, one.zxid)
        .ack(2, 2, one.zxid)
        .commit(2, one.zxid)
        .apply(2, one, 'here')
        .apply(1, one, 'there'),
  },
  S19: {
    'a log leaves out a txn of its epoch': () => written().log(1, zxid(1, 3)),
    'a leader sends a stretch with a hole': () =>
      written()
        .write(two)
        .write(txn(1, 3))
        .push(2, {
          ...{ type: 'syncDecided', sid: 3, mode: 'DIFF', row: 3, peerZxid: 0, zxid: zxid(1, 3) },
          ...{ minCommitted: zxid(1, 1), maxCommitted: zxid(1, 3), liveFrom: zxid(1, 3) },
          sent: [zxid(1, 1), zxid(1, 3)],
        }),
  },
  S20: {
    'a restart finds less than the disk holds': () =>
      written()
        .act({ do: 'kill', node: 1 })
        .push(0, { type: 'diskKept', node: 1, mark: 99 })
        .push(1, { type: 'booted', incarnation: 2 })
        .push(1, {
          ...{ type: 'loaded', from: 'disk', zxid: 0, digest: '' },
          image: { sessions: [], pages: [], count: 0 },
        }),
  },
  S21: {
    'a server elects with one vote of three': () =>
      new HandRun()
        .boot(1, 2, 3)
        .push(1, { type: 'electionStarted', round: 1, vote: vote(1, 5) })
        .push(1, { type: 'elected', leader: 1, vote: vote(1, 5), round: 1, how: 'votes' }),
    'a server changes to a vote that is less up to date': () =>
      new HandRun()
        .boot(1, 2, 3)
        .push(1, { type: 'electionStarted', round: 1, vote: vote(1, 5) })
        .push(1, { type: 'voteChanged', round: 1, vote: vote(3, 4), because: 'better', from: 3 }),
  },
  S22: {
    'an ephemeral node is made for a session that is not there': () => {
      const body = {
        ...{ type: 'create' as const, path: '/e', data: null, acl: [], ephemeral: true },
        parentCVersion: 1,
      };
      return established().write({ ...one, body, sessionId: '0200000000000002' });
    },
  },
  S23: {
    'a packet arrives twice': () =>
      written().receive(linkOf(1), 2, 1, 0).receive(linkOf(1), 2, 1, 0),
    'packets arrive out of order': () => written().receive(linkOf(1), 2, 1, 1),
    'a packet arrives after the end': () =>
      written()
        .push(1, { type: 'closed', link: linkOf(1), plane: 'quorum', peer: 2 })
        .receive(linkOf(1), 2, 1, 0),
  },
  Z1: {
    'a leader begins with history that no quorum has': () =>
      written()
        .propose(2, two)
        .log(2, two.zxid)
        .epoch(1, 2)
        .epoch(2, 2)
        .epoch(3, 2)
        .push(2, { type: 'applied', txn: two, err: 0, digest: 'd', during: 'recovery' })
        .lead(2, 2),
  },
  Z2: {
    'a follower answers a client before it is up to date': () =>
      established()
        .open('1001.1.1', 1001, 3, 'client')
        .state(3, 2, 1, 'SYNCHRONIZATION')
        .send('1001.1.1', 3, 1001, { type: 'PONG', zxid: 0 }, 'client'),
  },
};

const cases = Object.entries(broken).flatMap(([id, runs]) =>
  Object.entries(runs).map(([what, run]) => [id as InvariantId, what, run] as const),
);

describe('a broken server invariant', () => {
  it.each(cases)('%s is red when %s', (id, _what, run) => {
    expect(redIn(run())).toContain(id);
  });

  it('says where it broke first and what was seen', () => {
    const run = written().propose(2, two).ack(2, 2, two.zxid).commit(2, two.zxid, [2]);
    const checker = new Checker(shape);
    for (const event of run.events) checker.push(event);
    const { S13, S1 } = checker.verdicts();
    expect(S13.state).toBe('red');
    expect(run.events[S13.first?.index ?? -1]?.fact.type).toBe('committed');
    expect(S13.first?.sentence).toBe(
      'Node 2 commits 1.2 with the ACKs of 2, no quorum of 1, 2, 3.',
    );
    expect(S1).toEqual({ state: 'green', first: null, checked: 3, broken: 0 });
  });
});

describe('what is allowed stays green', () => {
  it('a correct run', () => {
    expect(redIn(written().write(two))).toEqual([]);
  });

  it('B6: a txn is applied before it is durable here, once a quorum has it', () => {
    expect(
      redIn(
        written()
          .propose(2, two)
          .ack(1, 2, two.zxid)
          .ack(3, 2, two.zxid)
          .commit(2, two.zxid, [1, 3])
          .apply(2, two)
          .log(2, two.zxid),
      ),
    ).toEqual([]);
  });

  it('B8: a deposed leader stays in BROADCAST while a new one begins', () => {
    expect(redIn(written().epoch(1, 2).epoch(3, 2).lead(3, 2).follow(1, 3, 2))).toEqual([]);
  });

  it('B9: a new leader commits an inherited tail, and the deposed one commits it later too', () => {
    expect(
      redIn(
        written()
          .propose(2, two)
          .ack(3, 2, two.zxid)
          .ack(2, 2, two.zxid)
          .ack(1, 2, two.zxid)
          .push(3, { type: 'applied', txn: two, err: 0, digest: 'd', during: 'recovery' })
          .epoch(1, 2)
          .epoch(3, 2)
          .lead(3, 2)
          .commit(2, two.zxid, [2, 3]),
      ),
    ).toEqual([]);
  });

  it('B9: or the tail vanishes, cut off where nobody else had it', () => {
    expect(
      redIn(
        written()
          .propose(2, two)
          .log(2, two.zxid)
          .epoch(1, 2)
          .epoch(3, 2)
          .lead(3, 2)
          .push(2, { type: 'truncated', to: one.zxid, removed: [two.zxid] })
          .disk(2, { op: 'truncate', zxid: one.zxid })
          .epoch(2, 2)
          .follow(2, 3, 2),
      ),
    ).toEqual([]);
  });

  it('B12: a failed write takes a zxid', () => {
    const failed = txn(1, 1, { type: 'error', err: -110 });
    expect(redIn(established().write(failed).write(two))).toEqual([]);
  });

  it('B4: among equally up-to-date servers any id may win', () => {
    const run = new HandRun()
      .boot(1, 2, 3)
      .push(1, { type: 'electionStarted', round: 1, vote: vote(1, 0, 0) })
      .push(1, { type: 'voteChanged', round: 1, vote: vote(3, 0, 0), because: 'better', from: 3 })
      .push(1, { type: 'voteChanged', round: 1, vote: vote(2, 0, 0), because: 'better', from: 2 });
    for (const from of [1, 2])
      run.push(1, {
        ...{ type: 'voteCounted', from, state: 'LOOKING', round: 1, vote: vote(2, 0, 0) },
        ...{ have: 2, need: 2 },
      });
    expect(
      redIn(
        run.push(1, { type: 'elected', leader: 2, vote: vote(2, 0, 0), round: 1, how: 'votes' }),
      ),
    ).toEqual([]);
  });
});
