// Who is a quorum of whom, by majority, by groups, and in two configurations at once.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addAck,
  containsQuorum,
  currentAndNextVoters,
  hasAllQuorums,
  progressOf,
  sameMembership,
  trackerOver,
  trackerProgress,
  verifiersOf,
  votesInAll,
  weightOf,
} from './quorum.ts';
import type { QuorumConfig } from './quorum-config.ts';
import { configOf } from './testing/cluster.ts';

function grouped(groups: number[][], weights: Record<number, number> = {}): QuorumConfig {
  return {
    ...configOf(groups.flat().length),
    groups: groups.map((members, i) => ({ gid: i + 1, members })),
    weights: Object.entries(weights).map(([sid, weight]) => ({ sid: Number(sid), weight })),
  };
}

describe('majority', () => {
  test.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 3],
    [7, 4],
  ])('of %i voters, %i are a quorum and one fewer is not', (voters, need) => {
    const config = configOf(voters);
    const sids = Array.from({ length: need }, (_, i) => i + 1);
    expect(containsQuorum(config, sids)).toBe(true);
    expect(containsQuorum(config, sids.slice(1))).toBe(false);
    expect(progressOf(config, sids)).toEqual({ have: need, need });
  });

  test('observers and strangers are never counted', () => {
    const config = configOf(3, 2);
    expect(containsQuorum(config, [1, 4, 5, 99])).toBe(false);
    expect(containsQuorum(config, [1, 2, 4])).toBe(true);
  });

  test('any two quorums share a voter', () => {
    const sids = fc.uniqueArray(fc.integer({ min: 1, max: 7 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), sids, sids, (voters, one, two) => {
        const config = configOf(voters);
        if (!containsQuorum(config, one) || !containsQuorum(config, two)) return;
        expect(one.some((sid) => sid <= voters && two.includes(sid))).toBe(true);
      }),
    );
  });
});

describe('hierarchical quorums', () => {
  const config = grouped([
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ]);

  test('need a majority of the groups, each by a majority of its weight', () => {
    expect(containsQuorum(config, [1, 2, 4, 5])).toBe(true);
    expect(containsQuorum(config, [1, 2, 3, 4, 7])).toBe(false);
    expect(progressOf(config, [1, 2, 4])).toEqual({ have: 1, need: 2 });
  });

  test('a group without weight need not be won, and a server without weight counts nothing', () => {
    const weighted = grouped([[1, 2, 3], [4], [5]], { 1: 3, 5: 0 });
    expect(containsQuorum(weighted, [1, 4])).toBe(true);
    expect(containsQuorum(weighted, [2, 3, 4])).toBe(false);
    expect(weightOf(weighted, 5)).toBe(0);
    expect(weightOf(weighted, 2)).toBe(1);
  });

  test('a server in no group weighs nothing; in a majority configuration everybody weighs 1', () => {
    expect(weightOf({ ...configOf(2), groups: [{ gid: 1, members: [1] }] }, 2)).toBe(0);
    expect(weightOf(configOf(1), 77)).toBe(1);
  });
});

describe('ack sets', () => {
  const old = configOf(3);
  const grown = { ...configOf(5), version: 9 };

  test('need a quorum of every configuration attached', () => {
    const tracker = trackerOver([old, grown]);
    addAck(tracker, 1);
    addAck(tracker, 2);
    expect(hasAllQuorums(tracker)).toBe(false);
    expect(trackerProgress(tracker)).toEqual({ have: 2, need: 3 });
    expect(addAck(tracker, 5)).toBe(true);
    expect(hasAllQuorums(tracker)).toBe(true);
  });

  test('say whether an ack counted anywhere, and who votes in all of them', () => {
    const tracker = trackerOver([old, grown]);
    expect(addAck(tracker, 9)).toBe(false);
    expect(votesInAll(tracker, 3)).toBe(true);
    expect(votesInAll(tracker, 5)).toBe(false);
  });

  test('the last seen configuration counts only while it is newer', () => {
    const view = (lastSeen: QuorumConfig) => ({
      quorumVerifier: () => old,
      lastSeenQuorumVerifier: () => lastSeen,
    });
    expect(verifiersOf(view(grown))).toEqual([old, grown]);
    expect(verifiersOf(view(old))).toEqual([old]);
    expect(currentAndNextVoters(view(grown))).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('membership', () => {
  test('is the same whatever the version, and another with any change to a member', () => {
    expect(sameMembership(configOf(3), { ...configOf(3), version: 7 })).toBe(true);
    expect(sameMembership(configOf(3), { ...configOf(4), version: 7 })).toBe(false);
    const [first, ...rest] = configOf(3).members;
    const moved = { version: 7, members: [{ ...first!, address: 'elsewhere:1:2' }, ...rest] };
    expect(sameMembership(configOf(3), moved)).toBe(false);
  });
});
