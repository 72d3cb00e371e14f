// A leader against played learners: its barriers, synchronization, proposals and time-outs (zab.md 4, 5, 6, 7).
import { describe, expect, test } from 'vitest';
import { makeZxid } from '../base/zxid.ts';
import { configOf } from './testing/cluster.ts';
import {
  connect,
  followerInfo,
  hear,
  leaderStage,
  newLeader,
  proposal,
  servingStage,
  upToDate,
  z,
} from './testing/stages.ts';
import type { Stage } from './testing/stages.ts';

const ack = (text: string) => ({ type: 'ACK', zxid: z(text) }) as const;
const ackEpoch = (epoch: number, text = '0.0') =>
  ({ type: 'ACKEPOCH', zxid: z(text), epoch }) as const;

function lastStep({ cluster }: Stage): unknown {
  return cluster.told('stepDown').at(-1)?.why;
}

function barrier({ cluster }: Stage, name: 'epoch' | 'epochAck' | 'newLeaderAck') {
  return cluster.told('barrier').filter((fact) => fact.barrier === name);
}

describe('B1, the epoch', () => {
  test('is one above the largest accepted by a quorum that includes the leader, and durable before LEADERINFO', () => {
    const so = leaderStage();
    connect(so, 1, followerInfo(1, 6));
    expect(barrier(so, 'epoch').at(-1)).toMatchObject({ sids: [1, 3], formed: true, epoch: 7 });
    expect(so.heard(1)).toEqual([]);
    expect(so.cluster.world.disk(3).durable.acceptedEpoch).toBe(0);
    so.cluster.run(1.5);
    expect(so.cluster.world.disk(3).durable.acceptedEpoch).toBe(7);
    expect(so.heard(1)).toEqual(['LEADERINFO 7.0']);
  });

  test('is raised by an observer too, who is not counted', () => {
    const so = leaderStage({ observers: 1 });
    connect(so, 4, followerInfo(4, 9, 'OBSERVERINFO'));
    expect(barrier(so, 'epoch').at(-1)).toMatchObject({ sids: [3], formed: false, epoch: 10 });
    connect(so, 1);
    expect(barrier(so, 'epoch').at(-1)).toMatchObject({ formed: true, epoch: 10 });
  });

  test('once decided is told to a latecomer unchanged, however large its own is', () => {
    const so = leaderStage();
    connect(so, 1);
    so.cluster.run(3);
    connect(so, 2, followerInfo(2, 50));
    expect(so.heard(2)).toEqual(['LEADERINFO 1.0']);
  });

  test('keeps counting a follower that is gone', () => {
    const so = leaderStage({ voters: 5 });
    connect(so, 1);
    so.peers.get(1)?.hangUp('quorum');
    so.cluster.run(1);
    connect(so, 2);
    expect(barrier(so, 'epoch').at(-1)).toMatchObject({ sids: [1, 2, 3], formed: true });
  });

  test('that is not formed within initLimit ticks ends the leader', () => {
    const so = leaderStage();
    so.cluster.run(1990);
    expect(lastStep(so)).toBeUndefined();
    so.cluster.run(20);
    expect(so.cluster.told('stepDown')).toMatchObject([
      { why: 'epochTimeout', have: 1, need: 2, detail: 'epoch' },
    ]);
  });

  test('a learner with a newer configuration, or one that does not introduce itself, is refused', () => {
    const so = leaderStage();
    connect(so, 1, { ...followerInfo(1), configVersion: 5 } as ReturnType<typeof followerInfo>);
    connect(so, 2, upToDate);
    expect(so.cluster.told('learnerRefused').map(({ why }) => why)).toEqual(['config', 'packet']);
    expect(so.peers.get(1)?.isConnected('quorum')).toBe(false);
    expect(barrier(so, 'epoch')).toHaveLength(1);
  });

  test('is given up early where a voter looks again, if the setting says so', () => {
    const so = leaderStage({ settings: { maxTimeToWaitForEpochMs: 100 } });
    so.me.onLooking(1);
    expect(lastStep(so)).toBeUndefined();
    so.cluster.run(150);
    so.me.onLooking(9);
    expect(lastStep(so)).toBeUndefined();
    so.me.onLooking(1);
    expect(lastStep(so)).toBe('epochTimeout');
  });
});

describe('B2, the freshness of the leader', () => {
  function proposed(): Stage {
    const so = leaderStage();
    connect(so, 1);
    connect(so, 2);
    so.cluster.run(3);
    return so;
  }

  test('a follower that is ahead loses its connection, and the leader goes on with another', () => {
    const so = proposed();
    so.say(1, ackEpoch(0, '0.1'));
    expect(so.cluster.told('learnerRefused')).toMatchObject([{ sid: 1, why: 'ahead' }]);
    expect(so.peers.get(1)?.isConnected('quorum')).toBe(false);
    so.say(2, ackEpoch(0));
    expect(barrier(so, 'epochAck').at(-1)).toMatchObject({ sids: [2, 3], formed: true });
  });

  test('an epoch of -1 is not counted and not checked, and the learner is synchronized all the same', () => {
    const so = proposed();
    so.say(1, ackEpoch(-1, '0.0'));
    expect(barrier(so, 'epochAck').at(-1)).toMatchObject({ sid: 1, sids: [3], formed: false });
    so.say(2, ackEpoch(0));
    expect(so.cluster.told('syncDecided').map(({ sid }) => sid)).toEqual([1, 2]);
  });

  test('once finished is not asked of a latecomer, who is simply cut', () => {
    const so = leaderStage();
    connect(so, 1);
    so.cluster.run(3);
    so.say(1, ackEpoch(0));
    connect(so, 2);
    so.say(2, ackEpoch(9, '0.7'));
    expect(so.cluster.told('syncDecided').at(-1)).toMatchObject({ sid: 2, mode: 'TRUNC', row: 2 });
  });

  test('writes currentEpoch before the leader counts itself in B3', () => {
    const so = proposed();
    so.say(1, ackEpoch(0));
    expect(so.me.zabState()).toBe('DISCOVERY');
    expect(barrier(so, 'newLeaderAck')).toEqual([]);
    so.cluster.run(1.2);
    expect(so.cluster.world.disk(3).durable.currentEpoch).toBe(1);
    expect(so.me.zabState()).toBe('SYNCHRONIZATION');
    expect(barrier(so, 'newLeaderAck')).toMatchObject([{ sids: [3], formed: false }]);
  });

  test('that is not formed in time ends the leader', () => {
    const so = proposed();
    so.say(1, ackEpoch(-1));
    so.cluster.run(2010);
    expect(so.cluster.told('stepDown')).toMatchObject([{ have: 1, need: 2, detail: 'epochAck' }]);
  });
});

describe('B3, the initial history', () => {
  function synchronizing(): Stage {
    const so = leaderStage();
    connect(so, 1);
    connect(so, 2);
    so.cluster.run(3);
    so.say(1, ackEpoch(0));
    so.say(2, ackEpoch(0));
    so.cluster.run(3);
    return so;
  }

  test('a learner gets its stream and NEWLEADER, then UPTODATE once a quorum has acknowledged', () => {
    const so = synchronizing();
    expect(so.peers.get(1)?.take().slice(-2)).toEqual([{ type: 'DIFF', zxid: 0 }, newLeader(1)]);
    expect(so.heard(2)).toEqual(['LEADERINFO 1.0', 'DIFF 0.0', 'NEWLEADER 1.0']);
    so.say(1, ack('1.0'));
    expect(so.me.zabState()).toBe('BROADCAST');
    expect(so.heard(1)).toEqual(['UPTODATE']);
    expect(so.heard(2)).toEqual([]);
    so.say(2, ack('1.0'));
    expect(so.heard(2)).toEqual(['UPTODATE']);
  });

  test('an established leader stands at its epoch, with its vote naming it', () => {
    const so = synchronizing();
    so.say(1, ack('1.0'));
    expect(so.me.database.lastProcessedZxid()).toBe(z('1.0'));
    expect(so.me.currentVote().peerEpoch).toBe(1);
    expect(so.me.serving.isRunning()).toBe(true);
  });

  test('an ACK with a foreign zxid is not counted, and the real one comes too late (M11)', () => {
    const so = synchronizing();
    so.say(1, ack('0.1'), ack('1.0'));
    expect(so.cluster.told('learnerRefused')).toMatchObject([{ sid: 1, why: 'zxid' }]);
    expect(so.me.zabState()).toBe('SYNCHRONIZATION');
    so.cluster.run(2010);
    expect(lastStep(so)).toBe('epochTimeout');
  });

  test('may form without the leader, who serves only when its own currentEpoch is durable', () => {
    const so = leaderStage({ voters: 5 });
    for (const sid of [1, 2, 4]) connect(so, sid);
    so.cluster.run(3);
    so.cluster.world.disk(3).slow = 50;
    for (const sid of [1, 2, 4]) so.say(sid, ackEpoch(0));
    for (const sid of [1, 2, 4]) so.say(sid, ack('1.0'));
    expect(barrier(so, 'newLeaderAck').at(-1)).toMatchObject({ sids: [1, 2, 4], formed: true });
    expect(so.me.zabState()).toBe('DISCOVERY');
    so.cluster.run(60);
    expect(so.me.zabState()).toBe('BROADCAST');
    expect(so.heard(1)).toContain('UPTODATE');
  });

  test('anything but an ACK ends that learner', () => {
    const so = synchronizing();
    so.say(1, { type: 'PING', zxid: 0 });
    expect(so.peers.get(1)?.isConnected('quorum')).toBe(false);
    expect(so.cluster.told('learnerRefused')).toMatchObject([{ sid: 1, why: 'packet' }]);
  });
});

describe('a SNAP', () => {
  test('is decided at once and written later; what changes meanwhile is in the image and in the queue behind it', () => {
    const so = servingStage({ settings: { snapshotDumpMs: 20 }, switches: ['B1'] });
    connect(so, 2);
    so.say(2, ackEpoch(0));
    so.cluster.write(3);
    so.cluster.run(2);
    so.say(1, ack('1.1'));
    expect(so.heard(2)).toEqual(['LEADERINFO 1.0']);
    so.cluster.run(20);
    const packets = so.peers.get(2)?.take() ?? [];
    expect(packets.map(({ type }) => type)).toEqual(['SNAP', 'PROPOSAL', 'COMMIT', 'NEWLEADER']);
    expect(packets[0]).toMatchObject({ zxid: z('1.0') });
    expect(JSON.stringify(packets[0])).toContain('/history/');
  });

  test('bug M8: NEWLEADER stands in the queue before the image is written', () => {
    const so = servingStage({ settings: { snapshotDumpMs: 20 }, switches: ['B1', 'M8'] });
    connect(so, 2);
    so.say(2, ackEpoch(0));
    so.cluster.run(12);
    so.cluster.write(3);
    so.cluster.run(15);
    so.heard(1);
    expect(so.heard(2)).toEqual(['LEADERINFO 1.0', 'SNAP 1.0', 'NEWLEADER 1.0', 'PROPOSAL 1.1']);
  });
});

describe('live traffic', () => {
  test('reaches a learner from the moment of the decision, committed or not', () => {
    const so = servingStage();
    so.cluster.write(3);
    so.cluster.run(2);
    so.say(1, ack('1.1'));
    so.cluster.write(3);
    connect(so, 2);
    so.say(2, ackEpoch(-1));
    hear(so, 2, 'NEWLEADER');
    expect(so.heard(2)).toEqual(['LEADERINFO 1.0', 'SNAP 1.1', 'PROPOSAL 1.2', 'NEWLEADER 1.0']);
  });

  test('observers are told of a txn when it is committed', () => {
    const so = servingStage({ observers: 1 });
    connect(so, 4, followerInfo(4, 0, 'OBSERVERINFO'));
    so.say(4, ackEpoch(-1));
    so.cluster.run(5);
    so.say(4, ack('1.0'));
    so.heard(4);
    so.cluster.write(3);
    so.cluster.run(2);
    expect(so.heard(4)).toEqual([]);
    so.say(1, ack('1.1'));
    expect(so.heard(4)).toEqual(['INFORM 1.1']);
    so.say(4, ack('1.1'));
    expect(so.cluster.told('acked').map(({ sid }) => sid)).toEqual([3, 1]);
  });
});

describe('proposals', () => {
  test('are committed by a quorum of durable copies, in order, with or without the own', () => {
    const so = servingStage();
    so.cluster.write(3);
    so.cluster.write(3);
    so.cluster.run(0.2);
    expect(so.heard(1)).toEqual(['PROPOSAL 1.1', 'PROPOSAL 1.2']);
    so.say(1, ack('1.1'));
    expect(so.heard(1)).toEqual([]);
    so.cluster.run(1);
    expect(so.heard(1)).toEqual(['COMMIT 1.1']);
    so.say(1, ack('1.2'));
    so.cluster.run(2);
    expect(so.heard(1)).toEqual(['COMMIT 1.2']);
    expect(so.me.database.lastProcessedZxid()).toBe(z('1.2'));
  });

  test('never overtake an older one, whoever has acknowledged them', () => {
    const so = servingStage();
    so.cluster.write(3);
    so.cluster.write(3);
    so.cluster.run(10);
    so.heard(1);
    so.say(1, ack('1.2'));
    expect(so.heard(1)).toEqual([]);
    so.say(1, ack('1.1'));
    expect(so.heard(1)).toEqual(['COMMIT 1.1']);
  });

  test('may be committed and applied before the leader has them on disk itself', () => {
    const so = leaderStage({ voters: 5 });
    for (const sid of [1, 2, 4]) connect(so, sid);
    so.cluster.run(3);
    for (const sid of [1, 2, 4]) so.say(sid, ackEpoch(0));
    so.cluster.run(3);
    for (const sid of [1, 2, 4]) so.say(sid, ack('1.0'));
    so.cluster.world.disk(3).slow = 100;
    so.cluster.write(3);
    for (const sid of [1, 2, 4]) so.say(sid, ack('1.1'));
    expect(so.me.database.lastProcessedZxid()).toBe(z('1.1'));
    expect(so.cluster.world.disk(3).durable.log).toEqual([]);
  });

  test('ignore ACKs of counter 0, of what is committed, and (with a flag) of what nobody proposed', () => {
    const so = servingStage();
    so.say(1, ack('1.0'), ack('1.1'));
    expect(so.cluster.told('acked')).toEqual([]);
    so.cluster.write(3);
    so.cluster.run(2);
    so.say(1, ack('1.9'));
    expect(so.cluster.told('flag')).toMatchObject([{ flag: 'ack' }]);
    so.say(1, ack('1.1'), ack('1.1'));
    expect(so.cluster.told('committed')).toHaveLength(1);
  });

  test('forget what a learner acknowledged before its tail is cut', () => {
    const so = leaderStage({ voters: 5 });
    for (const sid of [1, 2]) connect(so, sid);
    so.cluster.run(3);
    for (const sid of [1, 2]) so.say(sid, ackEpoch(0));
    so.cluster.run(3);
    for (const sid of [1, 2]) so.say(sid, ack('1.0'));
    so.cluster.world.disk(3).slow = 1000;
    so.cluster.write(3);
    so.say(1, ack('1.1'));
    so.peers.get(1)?.hangUp('quorum');
    so.cluster.run(1);
    connect(so, 1, followerInfo(1, 1));
    so.say(1, ackEpoch(-1, '1.1'));
    expect(so.cluster.told('syncDecided').at(-1)).toMatchObject({ sid: 1, mode: 'TRUNC' });
    so.say(2, ack('1.1'));
    expect(so.cluster.told('acked').at(-1)).toMatchObject({ sid: 2, have: 1, need: 3 });
  });

  test('variant B2 commits in batches and loses none', () => {
    const so = servingStage({ switches: ['B2'] });
    for (let i = 0; i < 3; i += 1) so.cluster.write(3);
    so.cluster.run(3);
    so.say(1, ack('1.1'), ack('1.2'), ack('1.3'));
    so.heard(1);
    so.cluster.run(60);
    expect(so.heard(1).filter((line) => line.startsWith('COMMIT'))).toHaveLength(3);
  });
});

describe('sync', () => {
  const request = {
    sessionId: '0000000000000000',
    cxid: 1,
    op: { type: 'sync', path: '/' },
    authInfo: [],
  } as const;

  test('is answered at once where nothing is outstanding', () => {
    const so = servingStage();
    so.say(1, { type: 'REQUEST', zxid: -1, request });
    expect(so.heard(1)).toEqual(['SYNC 0.0']);
  });

  test('is answered right behind the COMMIT of what was proposed last', () => {
    const so = servingStage();
    so.cluster.write(3);
    so.cluster.write(3);
    so.say(1, { type: 'REQUEST', zxid: -1, request });
    so.cluster.write(3);
    so.cluster.run(3);
    so.heard(1);
    so.say(1, ack('1.1'), ack('1.2'), ack('1.3'));
    expect(so.heard(1)).toEqual(['COMMIT 1.1', 'COMMIT 1.2', 'SYNC 0.0', 'COMMIT 1.3']);
  });
});

describe('time', () => {
  // tickTime 200, initLimit 10, syncLimit 5.
  test('PING goes out twice a tick and says what was proposed last', () => {
    const so = servingStage();
    so.cluster.run(200);
    expect(so.heard(1)).toEqual(['PING 1.0', 'PING 1.0']);
  });

  test('a leader without a quorum of learners heard within syncLimit ticks steps down', () => {
    const so = servingStage();
    so.cluster.run(500);
    so.say(1, { type: 'PING', zxid: 0 });
    so.cluster.run(990);
    expect(lastStep(so)).toBeUndefined();
    so.cluster.run(400);
    expect(so.cluster.told('stepDown')).toMatchObject([{ why: 'noQuorum', have: 1, need: 2 }]);
    expect(so.peers.get(1)?.isConnected('quorum')).toBe(false);
  });

  test('a learner that stays silent for syncLimit ticks is dropped by itself', () => {
    const so = servingStage({ voters: 3 });
    connect(so, 2);
    so.say(2, ackEpoch(-1));
    so.cluster.run(5);
    so.say(2, ack('1.0'));
    for (let i = 0; i < 6; i += 1) {
      so.say(1, { type: 'PING', zxid: 0 });
      so.cluster.run(200);
    }
    expect(so.cluster.told('learnerTimedOut')).toEqual([
      { type: 'learnerTimedOut', sid: 2, why: 'silent' },
    ]);
    expect(so.me.zabState()).toBe('BROADCAST');
  });

  test('a learner that answers PING but leaves a PROPOSAL unacknowledged for syncLimit ticks is dropped', () => {
    const so = servingStage();
    so.cluster.write(3);
    for (let i = 0; i < 12; i += 1) {
      so.say(1, { type: 'PING', zxid: 0 });
      so.cluster.run(100);
      if (!(so.peers.get(1)?.isConnected('quorum') ?? false)) break;
    }
    expect(so.cluster.told('learnerTimedOut')).toMatchObject([{ sid: 1, why: 'proposalUnacked' }]);
  });

  test('an ACK moves that watch to the newest proposal sent meanwhile', () => {
    const so = servingStage();
    so.cluster.write(3);
    so.cluster.run(600);
    so.cluster.write(3);
    so.say(1, ack('1.1'));
    so.cluster.run(600);
    so.say(1, { type: 'PING', zxid: 0 });
    expect(so.cluster.told('learnerTimedOut')).toEqual([]);
  });
});

describe('the rollover', () => {
  test('of the counter ends the leader instead of leaking into the epoch', () => {
    const so = servingStage({ settings: { firstCounter: 0xfffffffd } });
    so.cluster.write(3);
    expect(so.cluster.told('proposed').map(({ txn }) => txn.zxid)).toEqual([
      makeZxid(1, 0xfffffffe),
    ]);
    so.cluster.write(3);
    expect(lastStep(so)).toBe('rollover');
    expect(so.cluster.told('rollover')).toHaveLength(1);
  });

  test('bug M16: it leaks', () => {
    const so = servingStage({ settings: { firstCounter: 0xfffffffd }, switches: ['M16'] });
    for (let i = 0; i < 3; i += 1) so.cluster.write(3);
    expect(so.cluster.told('proposed').at(-1)?.txn.zxid).toBe(z('2.0'));
  });
});

describe('the end of a leader', () => {
  test('its log is drained, learners hear of what that commits, and only then lose their connection', () => {
    const so = servingStage({ sync: [20_000, 20_000] });
    so.cluster.run(30);
    so.cluster.write(3);
    so.cluster.write(3);
    so.say(1, ack('1.1'), ack('1.2'));
    so.heard(1);
    so.me.guard(() => so.me.roleOver());
    expect(so.peers.get(1)?.isConnected('quorum')).toBe(true);
    so.cluster.run(60);
    expect(so.heard(1)).toEqual(['COMMIT 1.1', 'COMMIT 1.2']);
    expect(so.peers.get(1)?.isConnected('quorum')).toBe(false);
    expect(so.me.database.lastProcessedZxid()).toBe(z('1.2'));
    expect(so.me.state()).toBe('LOOKING');
  });

  test('ACKs that come while its log is drained still count', () => {
    const so = servingStage({ sync: [20_000, 20_000] });
    so.cluster.run(30);
    so.cluster.write(3);
    so.me.guard(() => so.me.roleOver());
    so.say(1, ack('1.1'));
    so.cluster.run(60);
    expect(so.heard(1)).toEqual(['PROPOSAL 1.1', 'COMMIT 1.1']);
  });

  test('variant B10: it may leave at any time', () => {
    const so = servingStage({ switches: ['B10'] });
    for (let i = 0; i < 300 && lastStep(so) === undefined; i += 1) {
      so.say(1, { type: 'PING', zxid: 0 });
      so.cluster.run(200);
    }
    expect(lastStep(so)).toBe('voluntary');
  });
});

describe('hierarchical quorums', () => {
  test('a leader serves with a majority of the groups, not of the servers', () => {
    const groups = [
      { gid: 1, members: [1, 3] },
      { gid: 2, members: [2] },
      { gid: 3, members: [4, 5] },
    ];
    const so = leaderStage({ voters: 5, config: { ...configOf(5), groups } });
    connect(so, 1);
    expect(barrier(so, 'epoch').at(-1)?.formed).toBe(false);
    connect(so, 2);
    expect(barrier(so, 'epoch').at(-1)).toMatchObject({ formed: true, need: 2 });
    expect(proposal('1.1').zxid).toBe(z('1.1'));
  });
});
