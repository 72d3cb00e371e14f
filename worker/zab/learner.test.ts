// A follower and an observer against a played leader: discovery, the sync stream with its durable actions, broadcast,
// time-outs and the end (zab.md 4.1, 5.7, 6, 7).
import { describe, expect, test } from 'vitest';
import { MS } from '../base/units.ts';
import { makeZxid } from '../base/zxid.ts';
import type { TreeImage } from '../data/image.ts';
import {
  acceptedStage,
  broadcastStage,
  commit,
  leaderInfo,
  learnerStage,
  newLeader,
  pairs,
  proposal,
  txn,
  upToDate,
  z,
} from './testing/stages.ts';
import type { Stage } from './testing/stages.ts';

function durableLog({ cluster, me }: Stage): number[] {
  return cluster.world.disk(me.sid).durable.log.map(({ zxid }) => zxid);
}

function lastStep({ cluster }: Stage): unknown {
  return cluster.told('stepDown').at(-1)?.why;
}

function exitCode({ cluster }: Stage): number | undefined {
  return cluster.exits.at(-1)?.exit.code;
}

function tree({ me }: Stage): string[] {
  return me.database.history.map(({ body }) => ('data' in body ? String(body.data) : ''));
}

describe('connecting', () => {
  test('a follower introduces itself with its accepted epoch, not with its position', () => {
    const so = learnerStage();
    expect(so.peers.get(3)?.take()).toEqual([
      { type: 'FOLLOWERINFO', zxid: 0, sid: 1, protocolVersion: 0x10000, configVersion: 0 },
    ]);
    expect(so.me.zabState()).toBe('DISCOVERY');
  });

  test('a leader that does not listen is dialed five times, 100 ms apart', () => {
    const so = learnerStage({ deaf: true });
    so.cluster.run(385);
    expect(lastStep(so)).toBeUndefined();
    so.cluster.run(20);
    expect(lastStep(so)).toBe('connectFailed');
  });

  test('one that listens in time is reached', () => {
    const so = learnerStage({ deaf: true });
    so.cluster.run(250);
    const leader = so.peers.get(3);
    if (leader !== undefined) leader.deaf = [];
    so.cluster.run(100);
    expect(so.heard(3)).toEqual(['FOLLOWERINFO 0.0']);
  });

  test('one that never answers is given up after initLimit ticks', () => {
    const so = learnerStage({ deaf: true, settings: { initLimit: 1 } });
    so.cluster.run(150);
    expect(lastStep(so)).toBe('connectFailed');
  });

  test('a connection that breaks ends the role', () => {
    const so = learnerStage();
    so.peers.get(3)?.hangUp('quorum');
    so.cluster.run(1);
    expect(lastStep(so)).toBe('leaderClosed');
  });
});

describe('discovery', () => {
  test('a larger epoch is accepted on disk before ACKEPOCH leaves', () => {
    const so = learnerStage();
    so.heard(3);
    so.say(3, leaderInfo(4));
    expect(so.heard(3)).toEqual([]);
    expect(so.cluster.world.disk(1).durable.acceptedEpoch).toBe(0);
    so.cluster.run(1.5);
    expect(so.cluster.world.disk(1).durable.acceptedEpoch).toBe(4);
    expect(so.peers.get(3)?.take()).toEqual([{ type: 'ACKEPOCH', zxid: 0, epoch: 0 }]);
    expect(so.me.zabState()).toBe('SYNCHRONIZATION');
  });

  test('an epoch accepted before is answered with -1 at once', () => {
    const so = learnerStage();
    so.heard(3);
    so.say(3, leaderInfo(0));
    expect(so.peers.get(3)?.take()).toEqual([{ type: 'ACKEPOCH', zxid: 0, epoch: -1 }]);
  });

  test('an epoch below the accepted one ends the role', () => {
    const so = learnerStage();
    so.me.files.acceptedEpoch = 9;
    so.say(3, leaderInfo(4));
    expect(lastStep(so)).toBe('epochRefused');
    expect(so.me.state()).toBe('LOOKING');
  });

  test('anything but LEADERINFO ends the role', () => {
    const so = learnerStage();
    so.say(3, upToDate);
    expect(lastStep(so)).toBe('badPacket');
  });
});

describe('the header', () => {
  test('anything but DIFF, SNAP or TRUNC ends the process with 13', () => {
    const so = acceptedStage();
    so.say(3, newLeader(1));
    expect(exitCode(so)).toBe(13);
  });

  test('a DIFF does not move the learner', () => {
    const so = acceptedStage();
    so.say(3, { type: 'DIFF', zxid: z('1.9') });
    expect(so.me.database.lastProcessedZxid()).toBe(0);
    expect(so.me.syncMode()).toBe('DIFF');
  });

  test('bug M1: a DIFF moves it', () => {
    const so = acceptedStage(1, { switches: ['M1'] });
    so.say(3, { type: 'DIFF', zxid: z('1.9') });
    expect(so.me.database.lastProcessedZxid()).toBe(z('1.9'));
  });

  test('a SNAP replaces the database', () => {
    const so = acceptedStage();
    so.say(3, { type: 'SNAP', zxid: z('1.2'), image: imageWith('1.1', '1.2') });
    expect(so.me.database.lastProcessedZxid()).toBe(z('1.2'));
    expect(tree(so)).toEqual(['1.1', '1.2']);
  });
});

describe('DIFF and its stream', () => {
  const diff = { type: 'DIFF', zxid: z('1.2') } as const;

  test('committed txns are durable, then currentEpoch is, and only then ACK leaves: once', () => {
    const so = acceptedStage(2);
    so.say(3, diff, ...pairs('1.1', '1.2'));
    expect(tree(so)).toEqual([]);
    so.say(3, newLeader(2));
    expect(tree(so)).toEqual(['1.1', '1.2']);
    expect(durableLog(so)).toEqual([]);
    expect(so.me.files.currentEpoch).toBe(0);
    so.cluster.run(1);
    expect(durableLog(so)).toEqual([z('1.1'), z('1.2')]);
    expect(so.me.files.currentEpoch).toBe(2);
    expect(so.cluster.world.disk(1).durable.currentEpoch).toBe(0);
    expect(so.heard(3)).toEqual([]);
    so.cluster.run(1.2);
    expect(so.cluster.world.disk(1).durable.currentEpoch).toBe(2);
    expect(so.heard(3)).toEqual(['ACK 2.0']);
    expect(so.me.syncMode()).toBe('NONE');
  });

  test('a proposal without COMMIT waits until after UPTODATE, and is acknowledged then', () => {
    const so = acceptedStage(2);
    so.say(3, diff, ...pairs('1.1', '1.2'), proposal('2.1'), newLeader(2));
    so.cluster.run(5);
    expect(durableLog(so)).toEqual([z('1.1'), z('1.2')]);
    so.say(3, commit('2.1'));
    expect(tree(so)).toEqual(['1.1', '1.2']);
    so.heard(3);
    so.say(3, upToDate);
    expect(so.heard(3)).toEqual(['ACK 2.0']);
    expect(tree(so)).toEqual(['1.1', '1.2', '2.1']);
    so.cluster.run(1.2);
    expect(so.heard(3)).toEqual(['ACK 2.1']);
    expect(so.me.zabState()).toBe('BROADCAST');
  });

  test('clients are served from UPTODATE on, never before', () => {
    const so = acceptedStage(2);
    so.say(3, diff, ...pairs('1.1', '1.2'), newLeader(2));
    so.cluster.run(5);
    expect(so.me.serving.isRunning()).toBe(false);
    so.say(3, upToDate);
    expect(so.me.serving.isRunning()).toBe(true);
    expect(so.me.currentVote().peerEpoch).toBe(2);
  });

  test('a gap inside an epoch ends the role; a step to a later epoch does not', () => {
    const so = acceptedStage(3);
    so.say(3, diff, proposal('1.1'), proposal('2.1'));
    expect(lastStep(so)).toBeUndefined();
    so.say(3, proposal('2.3'));
    expect(lastStep(so)).toBe('continuity');
  });

  test('a COMMIT without a proposal drops the connection', () => {
    const so = acceptedStage(2);
    so.say(3, diff, commit('1.1'));
    expect(lastStep(so)).toBe('commitMismatch');
    expect(so.cluster.told('flag')).toHaveLength(1);
  });

  test('PING stays unanswered until UPTODATE', () => {
    const so = acceptedStage(2);
    so.say(3, diff, newLeader(2), { type: 'PING', zxid: 0 });
    so.cluster.run(5);
    expect(so.heard(3)).toEqual(['ACK 2.0']);
  });

  test('what arrives while the disk works is handled afterwards, in order, and so is the end', () => {
    const so = acceptedStage(2);
    so.say(3, diff, ...pairs('1.1'), newLeader(2), upToDate, proposal('2.1'));
    so.peers.get(3)?.hangUp('quorum');
    so.cluster.run(0.5);
    expect(so.me.zabState()).toBe('SYNCHRONIZATION');
    so.cluster.run(5);
    expect(so.cluster.told('upToDate')).toHaveLength(1);
    expect(lastStep(so)).toBe('leaderClosed');
    expect(so.me.database.lastProcessedZxid()).toBe(z('2.1'));
  });
});

describe('SNAP and its stream', () => {
  test('pairs are applied at once and not logged; the snapshot at NEWLEADER holds them, before ACK', () => {
    const so = acceptedStage(2);
    const snap = { type: 'SNAP', zxid: z('1.2'), image: imageWith('1.1', '1.2') } as const;
    so.say(3, snap, ...pairs('1.3'));
    expect(tree(so)).toEqual(['1.1', '1.2', '1.3']);
    so.say(3, newLeader(2));
    so.cluster.run(5);
    expect(durableLog(so)).toEqual([]);
    expect(so.cluster.world.disk(1).durable.snapshots.at(-1)?.zxid).toBe(z('1.3'));
    expect(so.heard(3)).toEqual(['ACK 2.0']);
  });

  test('the log of another history does not outlive the snapshot', () => {
    const so = acceptedStage(1);
    so.me.write({ op: 'append', txns: [txn('1.1'), txn('1.2')] });
    so.say(3, { type: 'SNAP', zxid: z('1.1'), image: imageWith('1.1') }, newLeader(1));
    so.cluster.run(5);
    expect(durableLog(so)).toEqual([]);
  });

  test('a COMMIT that is not for the next proposal is skipped', () => {
    const so = acceptedStage(2);
    so.say(3, { type: 'SNAP', zxid: z('1.2'), image: imageWith('1.1', '1.2') });
    so.say(3, proposal('1.3'), commit('1.4'), commit('1.3'));
    expect(so.me.database.lastProcessedZxid()).toBe(z('1.3'));
    expect(so.cluster.told('flag')).toHaveLength(1);
  });
});

describe('TRUNC', () => {
  /** Server 1 has logged 1.1 to 1.3 and comes back to a leader of epoch 2. */
  function withLog(switches: ('M12' | 'M13')[] = []): Stage {
    const so = acceptedStage(2, { switches });
    so.me.write({ op: 'append', txns: [txn('1.1'), txn('1.2'), txn('1.3')] });
    so.me.database.fastForward();
    so.me.database.writeSnapshot();
    return so;
  }

  test('cuts the log, drops the snapshots that hold more, and reloads', () => {
    const so = withLog();
    so.say(3, { type: 'TRUNC', zxid: z('1.2') });
    expect(tree(so)).toEqual(['1.1', '1.2']);
    expect(so.me.files.log.map(({ zxid }) => zxid)).toEqual([z('1.1'), z('1.2')]);
    expect(so.me.files.snapshots.map(({ zxid }) => zxid)).toEqual([0]);
    expect(so.cluster.told('truncated')).toEqual([
      { type: 'truncated', to: z('1.2'), removed: [z('1.3')] },
    ]);
  });

  test('bug M12: a newer snapshot survives, and brings back what was cut', () => {
    const so = withLog(['M12']);
    so.say(3, { type: 'TRUNC', zxid: z('1.2') });
    expect(tree(so)).toEqual(['1.1', '1.2', '1.3']);
    expect(so.me.database.lastProcessedZxid()).toBe(z('1.2'));
  });

  test('that cannot be reached makes the learner dial anew and ask for an image, uncounted; the disk is left alone', () => {
    const so = withLog();
    so.say(3, { type: 'TRUNC', zxid: z('1.7') });
    so.cluster.run(1);
    expect(so.me.zabState()).toBe('DISCOVERY');
    expect(so.me.files.log).toHaveLength(3);
    so.say(3, leaderInfo(2));
    const uncounted = { type: 'ACKEPOCH', zxid: 0, epoch: -1 };
    expect(so.peers.get(3)?.take().slice(1)).toEqual([uncounted]);
    so.say(3, { type: 'SNAP', zxid: z('1.2'), image: imageWith('1.1', '1.2') }, newLeader(2));
    so.cluster.run(5);
    expect(tree(so)).toEqual(['1.1', '1.2']);
    expect(so.me.files.snapshots.map(({ zxid }) => zxid)).toEqual([0, z('1.2')]);
  });

  test('that cannot be reached, and a leader of a newer epoch after it: named and counted is what the disk holds', () => {
    const so = withLog();
    so.say(3, { type: 'TRUNC', zxid: z('1.7') });
    so.cluster.run(1);
    so.say(3, leaderInfo(3));
    so.cluster.run(5);
    const whole = { type: 'ACKEPOCH', zxid: z('1.3'), epoch: so.me.currentEpoch() };
    expect(so.peers.get(3)?.take().slice(1)).toEqual([whole]);
  });

  test('to before an epoch that came by SNAP leaves the snapshot which that epoch began with', () => {
    const so = acceptedStage(2);
    const image = imageWith('1.1', '1.2');
    so.me.write({ op: 'snapshot', snapshot: { zxid: z('2.0'), image } });
    so.me.write({ op: 'purge', retain: 1 });
    so.me.write({ op: 'append', txns: [txn('2.1')] });
    so.me.database.load();
    expect(so.me.database.lastProcessedZxid()).toBe(z('2.1'));
    so.say(3, { type: 'TRUNC', zxid: z('1.2') });
    expect(exitCode(so)).toBeUndefined();
    expect(tree(so)).toEqual(['1.1', '1.2']);
    expect(so.me.database.lastProcessedZxid()).toBe(z('1.2'));
    expect(so.me.files.log).toEqual([]);
  });

  test('an abort before NEWLEADER wipes the database, so that the next vote tells what the disk has', () => {
    const so = withLog();
    so.say(3, { type: 'TRUNC', zxid: z('1.2') }, ...pairs('1.3', '1.4'));
    expect(so.me.database.lastProcessedZxid()).toBe(z('1.4'));
    so.peers.get(3)?.hangUp('quorum');
    so.cluster.run(1);
    expect(so.me.database.lastProcessedZxid()).toBe(z('1.2'));
  });
});

describe('broadcast', () => {
  test('a PROPOSAL is acknowledged once it is durable, in order', () => {
    const so = broadcastStage();
    so.say(3, proposal('1.1'), proposal('1.2'));
    expect(so.heard(3)).toEqual([]);
    so.cluster.run(1);
    expect(so.heard(3)).toEqual(['ACK 1.1']);
    so.cluster.run(1);
    expect(so.heard(3)).toEqual(['ACK 1.2']);
  });

  test('what queues behind a sync becomes one group', () => {
    const so = broadcastStage();
    so.say(3, ...['1.1', '1.2', '1.3', '1.4'].map(proposal));
    so.cluster.run(5);
    expect(so.cluster.told('appended', 1).map(({ zxids }) => zxids.length)).toEqual([1, 3]);
  });

  test('variant B7 syncs every txn by itself', () => {
    const so = broadcastStage(1, { switches: ['B7'] });
    so.say(3, ...['1.1', '1.2', '1.3'].map(proposal));
    so.cluster.run(5);
    expect(so.cluster.told('appended', 1).map(({ zxids }) => zxids.length)).toEqual([1, 1, 1]);
  });

  test('variant B3 holds ACKs back for up to a tick and keeps their order', () => {
    const so = broadcastStage(1, { switches: ['B3'] });
    so.say(3, ...['1.1', '1.2', '1.3'].map(proposal));
    so.cluster.run(5 + 200);
    expect(so.heard(3).filter((packet) => packet.startsWith('ACK'))).toEqual([
      'ACK 1.1',
      'ACK 1.2',
      'ACK 1.3',
    ]);
  });

  test('a COMMIT applies the oldest proposal, whether it is durable here or not', () => {
    const so = broadcastStage();
    so.say(3, proposal('1.1'), commit('1.1'));
    expect(tree(so)).toEqual(['1.1']);
    expect(durableLog(so)).toEqual([]);
  });

  test('a COMMIT for another proposal than the oldest ends the process with 12', () => {
    const so = broadcastStage();
    so.say(3, proposal('1.1'), proposal('1.2'), commit('1.2'));
    expect(exitCode(so)).toBe(12);
  });

  test('a COMMIT without any proposal is ignored', () => {
    const so = broadcastStage();
    so.say(3, commit('1.1'));
    expect(so.me.zabState()).toBe('BROADCAST');
    expect(so.cluster.told('flag')).toHaveLength(1);
  });

  test('PING is answered with its own zxid and the sessions that were active', () => {
    const so = broadcastStage();
    so.me.serving.touched = [['000000000000000a', 4000]];
    so.say(3, { type: 'PING', zxid: z('1.1') });
    expect(so.peers.get(3)?.take()).toEqual([
      { type: 'PING', zxid: z('1.1'), touched: [['000000000000000a', 4000]] },
    ]);
  });

  test('SYNC and REVALIDATE reach the pipeline', () => {
    const so = broadcastStage();
    const revalidated = { type: 'REVALIDATE', zxid: -1, sessionId: 'a', timeoutMs: 1 } as const;
    so.say(3, { type: 'SYNC', zxid: 0 }, { ...revalidated, valid: true });
    expect(so.me.serving.synced).toHaveLength(1);
    expect(so.me.serving.revalidations).toEqual([['a', true]]);
  });

  test('requests go to the leader as they are', () => {
    const so = broadcastStage();
    so.cluster.write(1);
    so.cluster.run(1);
    expect(so.heard(3)).toEqual(['REQUEST']);
  });
});

describe('silence', () => {
  // tickTime 200, initLimit 10, syncLimit 5.
  test('of initLimit ticks before NEWLEADER ends the role', () => {
    const so = acceptedStage();
    so.cluster.run(1990);
    expect(lastStep(so)).toBeUndefined();
    so.cluster.run(20);
    expect(lastStep(so)).toBe('leaderSilent');
  });

  test('of syncLimit ticks afterwards ends it', () => {
    const so = broadcastStage();
    so.cluster.run(900);
    so.say(3, { type: 'PING', zxid: 0 });
    so.cluster.run(990);
    expect(lastStep(so)).toBeUndefined();
    so.cluster.run(20);
    expect(lastStep(so)).toBe('leaderSilent');
  });
});

describe('the end of a role', () => {
  test('what was queued is appended, synced and replayed before the next vote', () => {
    const so = broadcastStage();
    so.say(3, proposal('1.1'), proposal('1.2'), proposal('1.3'));
    so.peers.get(3)?.hangUp('quorum');
    so.cluster.run(0.1);
    expect(so.me.state()).toBe('FOLLOWING');
    so.cluster.run(2);
    expect(so.me.state()).toBe('LOOKING');
    expect(durableLog(so)).toEqual([z('1.1'), z('1.2'), z('1.3')]);
    expect(so.cluster.told('electionStarted').at(-1)?.vote.zxid).toBe(z('1.3'));
  });

  test('bug M6: the vote does not wait for what is queued, which is appended later all the same', () => {
    const so = broadcastStage(1, { switches: ['M6'], sync: [5000, 5000] });
    so.cluster.run(30);
    so.say(3, proposal('1.1'), proposal('1.2'));
    so.peers.get(3)?.hangUp('quorum');
    so.cluster.run(1);
    expect(so.me.state()).toBe('LOOKING');
    expect(so.cluster.told('electionStarted').at(-1)?.vote.zxid).toBe(z('1.1'));
    so.cluster.run(20);
    expect(durableLog(so)).toEqual([z('1.1'), z('1.2')]);
  });

  test('nothing that arrives afterwards is read', () => {
    const so = broadcastStage();
    so.cluster.run(1010);
    expect(lastStep(so)).toBe('leaderSilent');
    expect(so.peers.get(3)?.isConnected('quorum')).toBe(false);
  });
});

describe('an observer', () => {
  const observing = { me: 4, observers: 1 };

  test('says OBSERVERINFO, and logs and applies what it is informed of without acknowledging', () => {
    const fresh = learnerStage(observing);
    expect(fresh.heard(3)).toEqual(['OBSERVERINFO 0.0']);
    const so = broadcastStage(1, observing);
    so.say(3, { type: 'INFORM', zxid: z('1.1'), txn: txn('1.1') });
    expect(tree(so)).toEqual(['1.1']);
    so.cluster.run(5);
    expect(durableLog(so)).toEqual([z('1.1')]);
    expect(so.heard(3)).toEqual([]);
  });

  test('logs the history of a DIFF after UPTODATE only', () => {
    const so = acceptedStage(2, observing);
    so.say(3, { type: 'DIFF', zxid: z('1.2') }, ...pairs('1.1', '1.2'), newLeader(2));
    so.cluster.run(5);
    expect(tree(so)).toEqual([]);
    expect(so.me.currentEpoch()).toBe(2);
    so.say(3, { type: 'INFORM', zxid: z('2.1'), txn: txn('2.1') }, upToDate);
    expect(tree(so)).toEqual(['1.1', '1.2', '2.1']);
    so.cluster.run(5);
    expect(durableLog(so)).toEqual([z('1.1'), z('1.2'), z('2.1')]);
  });

  test('skips a proposal that has no commit', () => {
    const so = acceptedStage(2, observing);
    so.say(3, { type: 'DIFF', zxid: 0 }, proposal('1.1'), newLeader(2));
    so.cluster.run(5);
    so.say(3, upToDate);
    expect(tree(so)).toEqual([]);
    expect(so.me.zabState()).toBe('BROADCAST');
  });

  test('ignores PROPOSAL and COMMIT in broadcast', () => {
    const so = broadcastStage(1, observing);
    so.say(3, ...pairs('1.1'));
    expect(tree(so)).toEqual([]);
    expect(so.me.zabState()).toBe('BROADCAST');
  });
});

describe('a capture', () => {
  test('in the middle of the disk work goes on where it was', () => {
    const so = acceptedStage(2);
    so.say(3, { type: 'DIFF', zxid: z('1.1') }, ...pairs('1.1'), newLeader(2), upToDate);
    so.me.recapture();
    so.cluster.run(1.1);
    so.me.recapture();
    so.cluster.run(5 * MS);
    expect(so.heard(3)).toEqual(['ACK 2.0', 'ACK 2.0']);
    expect(so.me.acceptedEpoch()).toBe(2);
    expect(makeZxid(2, 0)).toBe(z('2.0'));
  });
});

/** An image of the test database that holds these txns. */
function imageWith(...texts: string[]): TreeImage {
  const common = { acl: [], czxid: 0, mzxid: 0, ctime: 0, mtime: 0, version: 0, cversion: 0 };
  const node = { ...common, aversion: 0, ephemeralOwner: '0000000000000000', pzxid: 0 };
  const nodes = [
    ...texts.map((text) => ({
      ...node,
      path: `/history/${z(text)}`,
      data: JSON.stringify(txn(text)),
    })),
    { ...node, path: '/values/x', data: texts.at(-1) ?? '' },
  ];
  return { sessions: [], pages: [nodes], count: nodes.length };
}
