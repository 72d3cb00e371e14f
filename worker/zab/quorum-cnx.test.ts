// The connections of the election plane (zab.md 3.1).
import { describe, expect, test } from 'vitest';
import { Cluster } from './testing/cluster.ts';
import { Phantom } from './testing/phantom.ts';

function stage(me: number): { cluster: Cluster; peers: Phantom[] } {
  const cluster = new Cluster({
    voters: 3,
    latency: [50, 50],
    played: true,
    settings: { connectTimeoutMs: 500 },
  });
  const peers = [1, 2, 3].map((sid) => new Phantom(cluster.world, sid));
  cluster.world.servers.delete(me);
  cluster.start(me);
  return { cluster, peers };
}

function rounds(phantom: Phantom | undefined): number[] {
  return (phantom?.take() ?? []).map((packet) =>
    packet.type === 'NOTIFICATION' ? packet.electionEpoch : -1,
  );
}

describe('the direction of a connection', () => {
  test('a dial of a larger sid to a smaller one is kept and used', () => {
    const { cluster, peers } = stage(3);
    cluster.run(1);
    expect(peers[0]?.isConnected('election')).toBe(true);
    expect(rounds(peers[0])).toEqual([1]);
  });

  test('a dial of a smaller sid only shows who it is: nothing is sent, and it is closed', () => {
    const { cluster, peers } = stage(1);
    cluster.run(1);
    expect(peers[2]?.heard).toEqual([]);
    expect(peers[2]?.isConnected('election')).toBe(false);
    peers[2]?.dial('election', 1);
    cluster.run(1);
    expect(rounds(peers[2])).toEqual([1]);
  });

  test('the larger one closes the connection of a smaller one and dials back', () => {
    const { cluster, peers } = stage(3);
    cluster.run(1);
    peers[0]?.take();
    peers[0]?.dial('election', 3);
    cluster.run(1);
    expect(peers[0]?.closings).toBeGreaterThan(0);
    expect(peers[0]?.isConnected('election')).toBe(true);
    // Nothing new was queued: the last message is sent again.
    expect(rounds(peers[0])).toEqual([1]);
  });
});

describe('the queue to a peer', () => {
  test('holds one message, and the newer one wins', () => {
    const { cluster, peers } = stage(1);
    cluster.run(1);
    const me = cluster.server(1);
    me.guard(() => {
      me.election.look();
      me.election.look();
    });
    cluster.run(1);
    peers[2]?.dial('election', 1);
    cluster.run(1);
    expect(rounds(peers[2])).toEqual([3]);
  });

  test('a new connection replaces the old one, and with nothing queued the last message is repeated', () => {
    const { cluster, peers } = stage(1);
    cluster.run(1);
    peers[2]?.dial('election', 1);
    cluster.run(1);
    peers[2]?.take();
    peers[2]?.dial('election', 1);
    cluster.run(1);
    expect(rounds(peers[2])).toEqual([1]);
  });
});

describe('a dial that is not answered', () => {
  test('is given up after the connect time-out, and a later one reaches the peer', () => {
    const { cluster, peers } = stage(3);
    cluster.world.cut(1, 3);
    cluster.run(5000);
    expect(peers[0]?.heard).toEqual([]);
    cluster.world.healAll();
    cluster.run(3000);
    expect(peers[0]?.isConnected('election')).toBe(true);
    expect(rounds(peers[0]).length).toBeGreaterThan(0);
  });

  test('that is refused is made again when there is something to say', () => {
    const { cluster, peers } = stage(3);
    if (peers[0] !== undefined) peers[0].deaf = ['election'];
    cluster.run(300);
    if (peers[0] !== undefined) peers[0].deaf = [];
    cluster.run(2000);
    expect(rounds(peers[0]).length).toBeGreaterThan(0);
  });
});

describe('a restart of the election', () => {
  test('drops every connection and begins at round 1 again', () => {
    const { cluster, peers } = stage(3);
    cluster.run(1);
    const me = cluster.server(3);
    me.guard(() => me.election.look());
    cluster.run(1);
    expect(rounds(peers[0])).toEqual([1, 2]);
    me.guard(() => me.election.restart());
    cluster.run(1);
    expect(peers[0]?.closings).toBe(1);
    expect(me.election.logicalclock()).toBe(1);
    expect(rounds(peers[0])).toEqual([1]);
  });
});
