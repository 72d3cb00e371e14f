// Every row of the decision tables of Fast Leader Election (zab.md 3.3 to 3.6): one server looks, the test plays the others.
import { describe, expect, test } from 'vitest';
import type { ServerId } from '../base/units.ts';
import type { Notification, ServerState } from './packets.ts';
import type { QuorumConfig } from './quorum-config.ts';
import { Cluster, configOf } from './testing/cluster.ts';
import type { ClusterOptions } from './testing/cluster.ts';
import { Phantom } from './testing/phantom.ts';
import type { TestServer } from './testing/test-server.ts';

const ME = 2;

interface Stage {
  readonly cluster: Cluster;
  readonly me: TestServer;
  readonly peers: ReadonlyMap<ServerId, Phantom>;
}

/** Server 2 looks; everybody else is played, and connected. */
function stage(options: ClusterOptions = {}): Stage {
  const cluster = new Cluster({
    voters: 5,
    latency: [50, 50],
    sync: [50, 50],
    played: true,
    ...options,
  });
  const peers = new Map<ServerId, Phantom>();
  for (const sid of cluster.sids) if (sid !== ME) peers.set(sid, new Phantom(cluster.world, sid));
  cluster.start(ME).run(1);
  for (const [sid, peer] of peers) if (sid > ME) peer.dial('election', ME);
  cluster.run(1);
  for (const peer of peers.values()) peer.take();
  return { cluster, me: cluster.server(ME), peers };
}

function note(changes: Partial<Notification>): Notification {
  return {
    type: 'NOTIFICATION',
    leader: 1,
    zxid: 0,
    electionEpoch: 1,
    peerEpoch: 0,
    state: 'LOOKING',
    version: 2,
    config: configOf(5),
    ...changes,
  };
}

function say({ cluster, peers }: Stage, from: ServerId, changes: Partial<Notification>): void {
  peers.get(from)?.say('election', note(changes));
  cluster.run(0.2);
}

/** What `sid` heard since, as `leader@round state`. */
function heardBy({ peers }: Stage, sid: ServerId): string[] {
  return (peers.get(sid)?.take() ?? [])
    .filter((packet) => packet.type === 'NOTIFICATION')
    .map(({ leader, electionEpoch, state }) => `${leader}@${electionEpoch} ${state}`);
}

function role({ me }: Stage): ServerState {
  return me.state();
}

function elected({ cluster }: Stage): ServerId | undefined {
  return cluster.told('elected').at(-1)?.leader;
}

describe('a server that begins to look', () => {
  test('votes for itself with its own position and tells every voter', () => {
    const cluster = new Cluster({ voters: 3, observers: 1, latency: [50, 50] });
    const one = new Phantom(cluster.world, 1);
    const observer = new Phantom(cluster.world, 4);
    cluster.start(ME).run(1);
    expect(one.take()).toEqual([note({ leader: 2, config: configOf(3, 1) })]);
    expect(observer.heard).toEqual([]);
    expect(cluster.told('electionStarted')[0]).toMatchObject({ round: 1, vote: { leader: 2 } });
  });

  test('repeats itself after 200 ms, 400 ms and so on up to the maximum', () => {
    const { cluster } = stage({ settings: { maxNotificationIntervalMs: 1000 } });
    cluster.run(5000);
    const backoffs = cluster.told('backoff').map(({ intervalMs }) => intervalMs);
    expect(backoffs).toEqual([400, 800, 1000, 1000, 1000, 1000]);
  });

  test('alone in its ensemble it elects itself after the finalize wait', () => {
    const cluster = new Cluster({ voters: 1 }).start(1);
    cluster.run(199);
    expect(cluster.told('elected')).toEqual([]);
    cluster.run(2);
    expect(cluster.server(1).state()).toBe('LEADING');
    cluster.settle(1000);
  });
});

describe('a LOOKING notification', () => {
  test('of the same round with a better vote is adopted and passed on', () => {
    const so = stage();
    say(so, 3, { leader: 3 });
    expect(so.cluster.told('voteChanged')).toMatchObject([{ because: 'better', from: 3 }]);
    expect(heardBy(so, 1)).toEqual(['3@1 LOOKING']);
  });

  test('of the same round with a worse vote is counted and not answered', () => {
    const so = stage();
    say(so, 1, { leader: 1 });
    expect(so.cluster.told('voteCounted').at(-1)).toMatchObject({ from: 1, have: 1, need: 3 });
    expect(heardBy(so, 1)).toEqual([]);
  });

  test('of a larger round starts over from the better of it and the own initial vote', () => {
    const so = stage();
    say(so, 4, { leader: 4, zxid: 9 });
    say(so, 1, { leader: 1, electionEpoch: 7 });
    expect(so.me.election.logicalclock()).toBe(7);
    // Not 4, which was proposed in the round before.
    expect(heardBy(so, 1)).toEqual(['4@1 LOOKING', '2@7 LOOKING']);
    say(so, 3, { leader: 3, electionEpoch: 9 });
    expect(heardBy(so, 1)).toEqual(['3@9 LOOKING']);
  });

  test('of a larger round makes the votes of the round before void', () => {
    const so = stage();
    say(so, 3, { leader: 3 });
    say(so, 4, { leader: 3, electionEpoch: 2 });
    expect(so.cluster.told('voteCounted').at(-1)).toMatchObject({ have: 2, round: 2 });
    so.cluster.run(1000);
    expect(elected(so)).toBeUndefined();
  });

  test('of a smaller round is dropped and answered with the own vote', () => {
    const so = stage();
    say(so, 3, { leader: 3, electionEpoch: 5 });
    heardBy(so, 4);
    say(so, 4, { leader: 4, electionEpoch: 2 });
    expect(so.cluster.told('voteIgnored').at(-1)).toEqual({
      type: 'voteIgnored',
      from: 4,
      why: 'oldRound',
    });
    expect(heardBy(so, 4)).toEqual(['3@5 LOOKING']);
    expect(heardBy(so, 1)).toEqual(['3@5 LOOKING']);
  });

  test('that comes from an untrusted empty disk is ignored', () => {
    const so = stage();
    say(so, 4, { leader: 4, zxid: -1, peerEpoch: 9 });
    expect(so.cluster.told('voteIgnored').at(-1)?.why).toBe('untrusted');
    expect(so.cluster.told('voteChanged')).toEqual([]);
  });

  test('is ignored as long as the own disk is empty and not trusted', () => {
    const so = stage();
    so.me.database.setLastProcessedZxid(-1);
    say(so, 4, { leader: 4 });
    expect(so.cluster.told('voteIgnored').at(-1)?.why).toBe('untrusted');
  });

  test('that names somebody who does not vote is ignored', () => {
    const so = stage();
    say(so, 4, { leader: 9, zxid: 9 });
    expect(so.cluster.told('voteIgnored').at(-1)?.why).toBe('notVoter');
  });
});

describe('the finalize wait', () => {
  /** A quorum votes for 3. */
  function finalizing(): Stage {
    const so = stage();
    say(so, 3, { leader: 3 });
    say(so, 4, { leader: 3 });
    expect(so.cluster.told('finalizing')).toHaveLength(1);
    return so;
  }

  test('ends in FOLLOWING after 200 ms of silence', () => {
    const so = finalizing();
    so.cluster.run(198);
    expect(role(so)).toBe('LOOKING');
    so.cluster.run(2);
    expect(role(so)).toBe('FOLLOWING');
    expect(so.me.currentVote()).toEqual({ leader: 3, zxid: 0, electionEpoch: 1, peerEpoch: 0 });
  });

  test('ends in LEADING where the quorum names this server', () => {
    const so = stage();
    say(so, 1, { leader: 2 });
    say(so, 3, { leader: 2 });
    so.cluster.run(201);
    expect(role(so)).toBe('LEADING');
  });

  test('is broken off by a better vote, whatever its round, and the vote is weighed as any other', () => {
    const so = finalizing();
    say(so, 5, { leader: 5 });
    so.cluster.run(300);
    expect(role(so)).toBe('LOOKING');
    expect(so.cluster.told('voteChanged').at(-1)).toMatchObject({ from: 5, round: 1 });
  });

  test('a better vote of an older round breaks it off and is then dropped', () => {
    const so = stage();
    say(so, 3, { leader: 3, electionEpoch: 4 });
    say(so, 4, { leader: 3, electionEpoch: 4 });
    say(so, 5, { leader: 5, electionEpoch: 3 });
    expect(so.cluster.told('voteIgnored').at(-1)?.why).toBe('oldRound');
    so.cluster.run(300);
    expect(role(so)).toBe('LOOKING');
  });

  test('discards what is not better, in whatever state, and begins again', () => {
    const so = finalizing();
    so.cluster.run(150);
    say(so, 1, { leader: 1, electionEpoch: 9 });
    expect(so.me.election.logicalclock()).toBe(1);
    so.cluster.run(150);
    expect(role(so)).toBe('LOOKING');
    so.cluster.run(55);
    expect(role(so)).toBe('FOLLOWING');
  });
});

describe('a notification of an established server', () => {
  test('joins its ensemble at once when a quorum of the round follows a leader that says so itself', () => {
    const so = stage();
    say(so, 1, { leader: 4, state: 'FOLLOWING', peerEpoch: 3 });
    say(so, 3, { leader: 4, state: 'FOLLOWING', peerEpoch: 3 });
    expect(role(so)).toBe('LOOKING');
    say(so, 4, { leader: 4, state: 'LEADING', peerEpoch: 3 });
    expect(role(so)).toBe('FOLLOWING');
    expect(elected(so)).toBe(4);
  });

  test('is not enough without the leader, however many follow it', () => {
    const so = stage();
    for (const sid of [1, 3, 5]) say(so, sid, { leader: 4, state: 'FOLLOWING' });
    so.cluster.run(1000);
    expect(role(so)).toBe('LOOKING');
  });

  test('of another round joins too, and takes the round over', () => {
    const so = stage();
    for (const sid of [1, 3]) say(so, sid, { leader: 4, state: 'FOLLOWING', electionEpoch: 6 });
    say(so, 4, { leader: 4, state: 'LEADING', electionEpoch: 6, zxid: 77 });
    expect(role(so)).toBe('FOLLOWING');
    expect(so.me.election.logicalclock()).toBe(6);
    expect(so.me.currentVote()).toEqual({ leader: 4, zxid: 77, electionEpoch: 6, peerEpoch: 0 });
  });

  test('counts with others of a different round and zxid, as long as leader and epoch agree', () => {
    const so = stage();
    say(so, 1, { leader: 4, state: 'FOLLOWING', electionEpoch: 6, zxid: 3, peerEpoch: 2 });
    say(so, 3, { leader: 4, state: 'FOLLOWING', electionEpoch: 8, zxid: 5, peerEpoch: 2 });
    say(so, 4, { leader: 4, state: 'LEADING', electionEpoch: 9, peerEpoch: 2 });
    expect(elected(so)).toBe(4);
  });

  test('does not count with one that names another epoch of the same leader, in another round', () => {
    const so = stage();
    say(so, 1, { leader: 4, state: 'FOLLOWING', electionEpoch: 6, peerEpoch: 1 });
    say(so, 3, { leader: 4, state: 'FOLLOWING', electionEpoch: 6, peerEpoch: 2 });
    say(so, 4, { leader: 4, state: 'LEADING', electionEpoch: 6, peerEpoch: 2 });
    expect(role(so)).toBe('LOOKING');
  });

  test('is remembered across a larger round', () => {
    const so = stage();
    for (const sid of [1, 3]) say(so, sid, { leader: 4, state: 'FOLLOWING', electionEpoch: 6 });
    say(so, 5, { leader: 5, electionEpoch: 20 });
    say(so, 4, { leader: 4, state: 'LEADING', electionEpoch: 6 });
    expect(elected(so)).toBe(4);
  });

  test('of a round that is over does not count with those of the round that was joined', () => {
    const so = stage();
    say(so, 1, { leader: 4, state: 'FOLLOWING' });
    say(so, 5, { leader: 5, electionEpoch: 2 });
    const now = { leader: 4, electionEpoch: 2, peerEpoch: 1 };
    say(so, 3, { ...now, state: 'FOLLOWING' });
    say(so, 4, { ...now, state: 'LEADING' });
    expect(elected(so)).toBeUndefined();
    say(so, 5, { ...now, state: 'FOLLOWING' });
    expect(elected(so)).toBe(4);
  });

  test('does not make a restarted leader of whom old followers still name', () => {
    const so = stage();
    for (const sid of [1, 3, 4]) say(so, sid, { leader: 2, state: 'FOLLOWING', electionEpoch: 6 });
    so.cluster.run(300);
    expect(role(so)).toBe('LOOKING');
  });

  test('that observes says nothing about anybody', () => {
    const so = stage();
    for (const sid of [1, 3, 4]) say(so, sid, { leader: 5, state: 'OBSERVING', zxid: 9 });
    so.cluster.run(300);
    expect(role(so)).toBe('LOOKING');
  });
});

describe('answers', () => {
  /** Server 2 follows 3. */
  function following(options: ClusterOptions = {}): Stage {
    const so = stage(options);
    say(so, 3, { leader: 3 });
    say(so, 4, { leader: 3 });
    so.cluster.run(201);
    expect(role(so)).toBe('FOLLOWING');
    for (const peer of so.peers.values()) peer.take();
    return so;
  }

  test('an established server tells a looking voter whom it follows, in the round of its vote', () => {
    const so = following();
    say(so, 5, { leader: 5, electionEpoch: 9 });
    expect(heardBy(so, 5)).toEqual(['3@1 FOLLOWING']);
  });

  test('an established server ignores voters that are established too', () => {
    const so = following();
    say(so, 5, { leader: 5, state: 'LEADING' });
    expect(heardBy(so, 5)).toEqual([]);
  });

  test('whoever does not vote is answered at once and never counted', () => {
    const so = stage({ observers: 1 });
    so.peers.get(6)?.say('election', note({ leader: 6, zxid: 99, electionEpoch: 50 }));
    so.cluster.run(1);
    expect(heardBy(so, 6)).toEqual(['2@1 LOOKING']);
    expect(so.cluster.told('voteChanged')).toEqual([]);
    expect(so.me.election.logicalclock()).toBe(1);
  });

  test('after synchronization the vote names the established epoch and keeps the rest', () => {
    const so = following();
    so.me.election.updateElectionVote(7);
    expect(so.me.currentVote()).toEqual({ leader: 3, zxid: 0, electionEpoch: 1, peerEpoch: 7 });
  });
});

describe('an observer', () => {
  test('votes for nobody, adopts any real vote, and observes whom a quorum has elected', () => {
    const config = configOf(5, 0);
    const members = config.members.map((member) =>
      member.sid === ME ? { ...member, type: 'observer' as const } : member,
    );
    const so = stage({ config: { ...config, members } });
    expect(so.cluster.told('electionStarted')[0]?.vote).toMatchObject({ leader: -1, zxid: -1 });
    const notes = { leader: 4, config: { ...config, members } };
    for (const sid of [1, 3, 4]) say(so, sid, notes);
    so.cluster.run(201);
    expect(role(so)).toBe('OBSERVING');
  });
});

describe('a member the configuration does not know', () => {
  test('votes for nobody but tells its real position', () => {
    const so = stage({
      config: { ...configOf(5), members: configOf(5).members.filter(({ sid }) => sid !== ME) },
    });
    expect(so.cluster.told('electionStarted')[0]?.vote).toMatchObject({ leader: -1, zxid: 0 });
  });
});

describe('gossip of configurations', () => {
  const newer: QuorumConfig = { ...configOf(3), version: 2 ** 32 + 5 };

  test('a looking server adopts a newer one and starts over with it', () => {
    const so = stage({ settings: { reconfigEnabled: true } });
    say(so, 3, { leader: 3, config: newer });
    expect(so.me.quorumVerifier()).toEqual(newer);
    expect(so.cluster.told('electionStarted')).toHaveLength(2);
    expect(so.me.election.logicalclock()).toBe(1);
  });

  test('nothing of it happens while reconfiguration is disabled', () => {
    const so = stage();
    say(so, 3, { leader: 3, config: newer });
    expect(so.me.quorumVerifier()).toEqual(configOf(5));
  });
});

describe('weights', () => {
  test('a server without weight is never proposed by others', () => {
    const config: QuorumConfig = {
      ...configOf(5),
      groups: [{ gid: 1, members: [1, 2, 3, 4, 5] }],
      weights: [{ sid: 5, weight: 0 }],
    };
    const so = stage({ config });
    say(so, 5, { leader: 5, zxid: 9, config });
    expect(so.cluster.told('voteChanged')).toEqual([]);
  });
});
