// The order of votes, their equality, and the confirmation of a leader (zab.md 2, 3.2, 3.4).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configOf } from './testing/cluster.ts';
import { beats, isLeaderConfirmed, NOBODY, sameVote, votesFor } from './vote.ts';
import type { Candidate, CountedVote } from './vote.ts';

const config = configOf(5);
const better = (one: Candidate, two: Candidate) => beats(config, one, two, false);
const vote = (changes: Partial<CountedVote>): CountedVote => ({
  leader: 3,
  zxid: 7,
  electionEpoch: 1,
  peerEpoch: 2,
  state: 'LOOKING',
  version: 0,
  ...changes,
});

describe('the order of votes', () => {
  test('compares the epoch, then the zxid, then the id', () => {
    const base = { leader: 2, zxid: 5, peerEpoch: 1 };
    expect(better({ leader: 1, zxid: 0, peerEpoch: 2 }, base)).toBe(true);
    expect(better({ leader: 1, zxid: 6, peerEpoch: 1 }, base)).toBe(true);
    expect(better({ leader: 3, zxid: 5, peerEpoch: 1 }, base)).toBe(true);
    expect(better({ leader: 5, zxid: 9, peerEpoch: 0 }, base)).toBe(false);
    expect(better(base, base)).toBe(false);
  });

  test('puts nobody behind everybody', () => {
    const nobody = { leader: NOBODY, zxid: NOBODY, peerEpoch: NOBODY };
    expect(better({ leader: 1, zxid: 0, peerEpoch: 0 }, nobody)).toBe(true);
    expect(better(nobody, { leader: 1, zxid: 0, peerEpoch: 0 })).toBe(false);
  });

  test('never lets a server without weight win', () => {
    const weightless = {
      ...config,
      groups: [{ gid: 1, members: [1, 2, 3, 4, 5] }],
      weights: [{ sid: 5, weight: 0 }],
    };
    const worse = { leader: 1, zxid: 0, peerEpoch: 0 };
    expect(beats(weightless, { leader: 5, zxid: 9, peerEpoch: 9 }, worse, false)).toBe(false);
  });

  const candidate = fc.record({
    leader: fc.integer({ min: 1, max: 5 }),
    zxid: fc.integer({ min: 0, max: 2 }),
    peerEpoch: fc.integer({ min: 0, max: 2 }),
  });
  test.each([false, true])('is total and transitive (ids in any order: %s)', (anyId) => {
    fc.assert(
      fc.property(candidate, candidate, candidate, (a, b, c) => {
        const over = (x: Candidate, y: Candidate) => beats(config, x, y, anyId);
        const equal = a.leader === b.leader && a.zxid === b.zxid && a.peerEpoch === b.peerEpoch;
        expect(Number(over(a, b)) + Number(over(b, a))).toBe(equal ? 0 : 1);
        if (over(a, b) && over(b, c)) expect(over(a, c)).toBe(true);
      }),
    );
  });

  test('variant B4 still prefers the larger epoch and the larger zxid', () => {
    const old = { leader: 5, zxid: 5, peerEpoch: 1 };
    expect(beats(config, { leader: 1, zxid: 0, peerEpoch: 2 }, old, true)).toBe(true);
    expect(beats(config, { leader: 1, zxid: 6, peerEpoch: 1 }, old, true)).toBe(true);
  });
});

describe('votes that count as one', () => {
  test('match in everything while one side is LOOKING', () => {
    expect(sameVote(vote({}), vote({ state: 'FOLLOWING' }))).toBe(true);
    for (const other of [{ leader: 4 }, { zxid: 8 }, { electionEpoch: 2 }, { peerEpoch: 3 }])
      expect(sameVote(vote({}), vote({ ...other, state: 'LEADING' }))).toBe(false);
  });

  test('match in leader and peerEpoch once both are established', () => {
    const one = vote({ state: 'LEADING', version: 2 });
    expect(sameVote(one, vote({ state: 'FOLLOWING', version: 2, zxid: 1, electionEpoch: 9 }))).toBe(
      true,
    );
    expect(sameVote(one, vote({ state: 'FOLLOWING', version: 2, peerEpoch: 1 }))).toBe(false);
  });

  test('match in the leader alone where exactly one side has no version', () => {
    const one = vote({ state: 'LEADING', version: 2 });
    expect(sameVote(one, vote({ state: 'FOLLOWING', version: 0, peerEpoch: 9 }))).toBe(true);
    expect(sameVote(one, vote({ state: 'FOLLOWING', version: 0, leader: 4 }))).toBe(false);
  });

  test('are counted by sender, voters only', () => {
    const votes = new Map([
      [1, vote({})],
      [2, vote({ zxid: 8 })],
      [5, vote({})],
      [9, vote({})],
    ]);
    const tracker = votesFor([config], votes, vote({}));
    expect([...(tracker.pairs[0]?.acks ?? [])]).toEqual([1, 5]);
  });
});

describe('checkLeader', () => {
  const votes = new Map([
    [1, vote({ state: 'FOLLOWING' })],
    [3, vote({ state: 'LEADING' })],
  ]);
  const named = (leader: number, electionEpoch = 1) => vote({ leader, electionEpoch });

  test('wants to have heard from the leader itself that it leads', () => {
    expect(isLeaderConfirmed(votes, named(3), 2, 1)).toBe(true);
    expect(isLeaderConfirmed(votes, named(1), 2, 1)).toBe(false);
    expect(isLeaderConfirmed(votes, named(4), 2, 1)).toBe(false);
  });

  test('does not let a restarted leader be confirmed by votes of an older round', () => {
    expect(isLeaderConfirmed(votes, named(2, 4), 2, 5)).toBe(false);
    expect(isLeaderConfirmed(votes, named(2, 5), 2, 5)).toBe(true);
  });
});
