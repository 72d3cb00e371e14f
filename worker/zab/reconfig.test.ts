// Reconfiguration on whole clusters (zab.md 8): versions, joining, leaving, the designated leader, crashes in between.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServerId } from '../base/units.ts';
import { counterOf, epochOf } from '../base/zxid.ts';
import { decodeText, encodeText } from '../data/base64.ts';
import { configData, configOfData } from './config-text.ts';
import type { QuorumConfig } from './quorum-config.ts';
import { voters } from './quorum.ts';
import { Cluster, configOf } from './testing/cluster.ts';
import type { ClusterOptions } from './testing/cluster.ts';

function cluster(options: ClusterOptions = {}): Cluster {
  return new Cluster({ ...options, settings: { reconfigEnabled: true, ...options.settings } });
}

function reconfig(so: Cluster, change: (config: QuorumConfig) => QuorumConfig): void {
  const leader = so.leader();
  leader?.guard(() => {
    leader.serving.reconfig(change);
  });
}

/** Only these of the members vote; the others are left out. */
function only(...sids: ServerId[]): (config: QuorumConfig) => QuorumConfig {
  return (config) => ({
    ...config,
    members: config.members.filter(({ sid }) => sids.includes(sid)),
  });
}

function withVoters(count: number): (config: QuorumConfig) => QuorumConfig {
  return (config) => ({ ...config, members: configOf(count).members });
}

function versions(so: Cluster): number[] {
  return [...new Set(so.up().map((server) => server.quorumVerifier().version))];
}

/** Everybody up serves, and the same writes are everywhere. */
function works(so: Cluster): void {
  so.settle();
  const before = so.oracle.ghost.length;
  so.write(so.leader()?.sid ?? 0);
  so.run(200);
  expect(so.oracle.ghost.length).toBe(before + 1);
  expect(so.oracle.violations).toEqual([]);
  for (const server of so.up()) expect(server.database.history).toEqual(so.oracle.ghost);
}

describe('the first establishment', () => {
  test('gives the configuration the zxid of NEWLEADER as its version, everywhere, and nothing more', () => {
    const so = cluster({ observers: 1 }).startAll().settle();
    expect(versions(so)).toHaveLength(1);
    const [version = 0] = versions(so);
    expect([epochOf(version), counterOf(version)]).toEqual([1, 0]);
    expect(so.told('stepDown')).toEqual([]);
    works(so);
  });

  test('does not happen while reconfiguration is disabled', () => {
    const so = new Cluster().startAll().settle();
    expect(versions(so)).toEqual([0]);
    expect(so.told('configSeen')).toEqual([]);
  });
});

describe('a committed reconfiguration', () => {
  test('lets a joiner vote, who followed without a vote before', () => {
    const so = cluster().startAll().settle();
    so.boot(4, configOf(4));
    so.settle();
    expect(so.server(4).quorumVerifier().members).toHaveLength(3);
    reconfig(so, withVoters(4));
    so.run(200);
    expect(versions(so)).toHaveLength(1);
    expect(voters(so.server(4).quorumVerifier())).toEqual([1, 2, 3, 4]);
    expect(so.told('stepDown')).toEqual([]);
    works(so);
  });

  test('without a follower leaves that follower without a vote', () => {
    const so = cluster({ voters: 4 }).startAll().settle();
    expect(so.leader()?.sid).toBe(4);
    reconfig(so, only(2, 3, 4));
    so.run(200);
    so.kill(2);
    works(so);
    expect(so.told('acked').filter(({ sid, zxid }) => sid === 1 && counterOf(zxid) > 1)).toEqual(
      [],
    );
  });

  test('without the leader names another, who leads without an election; the old one follows it', () => {
    const so = cluster({ voters: 4 }).startAll().settle();
    const elections = so.told('electionStarted').length;
    reconfig(so, only(1, 2, 3));
    so.run(3000);
    works(so);
    expect([1, 2, 3]).toContain(so.leader()?.sid);
    expect(so.server(4).state()).toBe('FOLLOWING');
    expect(so.told('electionStarted')).toHaveLength(elections);
    expect(so.told('configActivated').at(-1)).toMatchObject({ designatedLeader: so.leader()?.sid });
  });

  test('makes a voter of an observer, who comes back as a follower', () => {
    const so = cluster({ observers: 1 }).startAll().settle();
    reconfig(so, (config) => ({ ...config, members: configOf(4).members }));
    so.run(2000);
    works(so);
    expect(so.server(4).state()).toBe('FOLLOWING');
    expect(so.told('stepDown', 4)).toMatchObject([{ why: 'configChanged' }]);
  });

  test('makes an observer of a voter', () => {
    const so = cluster({ voters: 4 }).startAll().settle();
    reconfig(so, () => configOf(4, 0));
    so.run(100);
    reconfig(so, (config) => ({
      ...config,
      members: config.members.map((member) =>
        member.sid === 1 ? { ...member, type: 'observer' } : member,
      ),
    }));
    so.run(2000);
    works(so);
    expect(so.server(1).state()).toBe('OBSERVING');
  });

  test('needs a quorum of the old and of the new voters', () => {
    const so = cluster({ settings: { tickTimeMs: 2000 } })
      .startAll()
      .settle();
    so.boot(4, configOf(5));
    so.boot(5, configOf(5));
    so.settle();
    so.kill(1, 2);
    reconfig(so, withVoters(5));
    so.run(100);
    // 3, 4 and 5 are a quorum of the new voters, but 3 alone is none of the old.
    expect(so.leader()?.quorumVerifier().members).toHaveLength(3);
    so.start(1);
    so.run(5000);
    works(so);
  });

  test('survives a restart of everybody', () => {
    const so = cluster({ voters: 4 }).startAll().settle();
    reconfig(so, only(2, 3, 4));
    so.run(300);
    so.kill(1, 2, 3, 4).start(2, 3, 4);
    works(so);
    expect(so.up().map((server) => server.quorumVerifier().members.length)).toEqual([3, 3, 3]);
  });
});

describe('a proposed reconfiguration', () => {
  test('that its leader did not commit is completed by the next leader who knows of it', () => {
    const so = cluster({ voters: 4, seed: 3 }).startAll().settle();
    so.world.cut(1, 4);
    so.world.cut(2, 4);
    so.world.cut(3, 4);
    reconfig(so, only(1, 2, 3));
    so.run(20);
    expect(so.up().filter((s) => s.lastSeenQuorumVerifier().members.length === 3)).toHaveLength(4);
    expect(so.up().filter((s) => s.quorumVerifier().members.length === 3)).toHaveLength(0);
    so.kill(4);
    so.world.healAll();
    so.run(5000);
    works(so);
    expect(so.leader()?.quorumVerifier().members).toHaveLength(3);
  });
});

describe('the text of a configuration', () => {
  test('is what /zookeeper/config shows', () => {
    expect(decodeText(configData({ ...configOf(1, 1), version: 2 ** 32 }))).toBe(
      'server.1=node1:2888:3888:participant;0.0.0.0:2181\n' +
        'server.2=node2:2888:3888:observer;0.0.0.0:2182\nversion=100000000',
    );
  });

  test('is read back as it was, members without a client address included', () => {
    const sids = fc.uniqueArray(fc.integer({ min: 1, max: 255 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(sids, fc.nat(), fc.boolean(), (list, version, isGrouped) => {
        const members = [...list]
          .sort((a, b) => a - b)
          .map((sid) => ({
            sid,
            type: sid % 3 === 0 ? ('observer' as const) : ('participant' as const),
            address: `host-${sid}:2888:3888`,
            clientAddress: sid % 5 === 0 ? '' : `0.0.0.0:${sid}`,
          }));
        const voting = members.filter(({ type }) => type === 'participant');
        fc.pre(voting.length > 0);
        const config: QuorumConfig = {
          version,
          members,
          ...(isGrouped && {
            groups: [{ gid: 1, members: members.map(({ sid }) => sid) }],
            // Whoever is in a group needs a weight, an observer too.
            weights: members.map(({ sid }) => ({ sid, weight: 1 + (sid % 4) })),
          }),
        };
        expect(configOfData(configData(config))).toEqual(config);
      }),
    );
  });

  test('that is none is not read', () => {
    for (const text of ['', 'hello', 'server.1=nonsense', 'server.x=h:1:2:participant;h:3'])
      expect(configOfData(encodeText(text))).toBeNull();
  });
});
