import { describe, expect, it } from 'vitest';
import { makeZxid } from '../base/zxid.ts';
import { Fold } from './fold.ts';
import { History } from './history.ts';
import { sentence, type StoryEntry } from './story-entry.ts';
import type { StoryKey, StoryWords } from './story-params.ts';
import { Tape, clientA, threeNodes, txn } from './tape.ts';
import { en } from './words/en.ts';
import { zhCN } from './words/zh-CN.ts';

const sample: Readonly<Record<string, unknown>> = {
  ...{ node: 2, learner: 3, leader: 1, from: 3, to: 1, candidate: 3, before: 2, owner: 3 },
  ...{
    theirs: 2,
    own: 1,
    round: 4,
    ownRound: 3,
    epoch: 2,
    zxid: makeZxid(1, 7),
    peer: makeZxid(1, 5),
  },
  ...{
    min: makeZxid(1, 1),
    max: makeZxid(1, 9),
    cut: makeZxid(1, 5),
    have: 2,
    need: 2,
    voters: [1, 2, 3],
  },
  ...{ ticks: 5, seconds: 10, waitMs: 200, count: 3, factor: 10, percent: 90, skewMs: 5, code: 12 },
  ...{ client: 'A', line: 'ls /', what: 'create /app', err: 'NODEEXISTS', event: 'NodeCreated' },
  ...{ path: '/app', session: '100', packet: 'ACKEPOCH', why: 'a reason', again: true },
  ...{ zxids: [makeZxid(1, 7)], removed: [makeZxid(1, 7)], acks: [1, 2] },
};
/** Keys whose parameters of a common name have another type than in `sample`. */
const special: Readonly<Record<string, unknown>> = {
  proposed: { ...sample, to: [1, 3] },
  truncated: { ...sample, to: makeZxid(1, 5) },
  committed: { ...sample, voters: 3 },
  killed: { ...sample, leader: true },
  partitioned: { ...sample, leader: true },
};

function paramsOf(key: string): object {
  const known = (special[key] ?? sample) as Readonly<Record<string, unknown>>;
  return new Proxy(known, {
    get(target, name) {
      if (!(String(name) in target)) throw new Error(`${key} asks for ${String(name)}`);
      return target[String(name)];
    },
  });
}

describe.each([
  ['English', en],
  ['Chinese', zhCN],
] as const)('the story in %s', (language, words: StoryWords) => {
  const keys = Object.keys(words) as StoryKey[];

  it.each(keys)('%s is a whole sentence without holes', (key) => {
    const text = (words[key] as (params: object) => string)(paramsOf(key));
    expect(text).not.toMatch(/undefined|NaN|null|\[object|\$\{/);
    if (key === 'typed') return;
    expect(text).toMatch(language === 'English' ? /^[A-Z0-9].*\.$/ : /。$/);
    if (language === 'Chinese') {
      expect(text).toMatch(/[\u4e00-\u9fff]/);
      expect(text).not.toMatch(/[\u4e00-\u9fff][,;:()]|[,;()][\u4e00-\u9fff]/);
    }
  });
});

function tell(tape: Tape): string[] {
  const history = new History(threeNodes);
  history.append(tape.events);
  return history.storyUpTo(history.length).map((entry: StoryEntry) => sentence(en, entry));
}

describe('explanations', () => {
  const vote = (leader: number, epoch: number, counter: number) => ({
    leader,
    zxid: makeZxid(epoch, counter),
    electionEpoch: 1,
    peerEpoch: epoch,
  });
  const looking = (own: number) =>
    new Tape().boot(1, 2, 3).push(1, { type: 'electionStarted', round: 1, vote: vote(own, 1, 5) });

  it('a better vote is explained by the first key in which it differs', () => {
    const changed = (better: ReturnType<typeof vote>) =>
      tell(
        looking(1).push(1, {
          type: 'voteChanged',
          round: 1,
          vote: better,
          because: 'better',
          from: 3,
        }),
      ).at(-1);
    expect(changed(vote(3, 2, 1))).toContain('epoch 2 beats epoch 1 of node 1');
    expect(changed(vote(3, 1, 6))).toContain('its log ends at 1.6, that of node 1 at 1.5');
    expect(changed(vote(3, 1, 5))).toContain('the larger id wins, 3 over 1');
  });

  it('a leader without a quorum says how long it waited and how many it heard', () => {
    const lines = tell(
      new Tape()
        .boot(1, 2, 3)
        .push(2, { type: 'stepDown', role: 'LEADING', why: 'noQuorum', have: 1, need: 2 }),
    );
    expect(lines.at(-1)).toBe(
      'Node 2 heard no quorum within syncLimit (5 ticks, 10 s), only 1 of the 2 needed: a Zab leader then steps down.',
    );
  });

  it('a commit names who had it on disk', () => {
    const lines = tell(
      new Tape()
        .boot(1, 2, 3)
        .push(2, { type: 'proposed', txn: txn(1, 1), to: [1, 3] })
        .push(2, { type: 'committed', zxid: makeZxid(1, 1), acks: [1, 2] }),
    );
    expect(lines.at(-1)).toBe(
      '1.1, create /1.1, is committed: nodes 1 and 2, 2 of 3 voters, had it on disk.',
    );
  });

  it('a write whose connection was lost is told as unknown, a read is not', () => {
    const tape = new Tape().push(
      clientA,
      { type: 'invoked', xid: 1, op: { type: 'delete', path: '/x', version: -1 } },
      { type: 'invoked', xid: 2, op: { type: 'exists', path: '/x', watch: false } },
      { type: 'unknown', xid: 1 },
      { type: 'unknown', xid: 2 },
    );
    const lines = tell(tape);
    expect(lines[0]).toContain('it may have been done or not');
    expect(lines[1]).not.toContain('may have been');
  });

  it('a fact is explained with the World before it', () => {
    const tape = new Tape()
      .boot(1, 2, 3)
      .push(2, { type: 'state', state: 'LEADING', zabState: 'BROADCAST', leader: 2, epoch: 1 })
      .act({ do: 'kill', node: 2 });
    const fold = new Fold(threeNodes);
    for (const event of tape.events) fold.push(event);
    expect(fold.world.leader).toBeNull();
    expect(tell(tape).at(-1)).toBe(
      'Node 2, the leader, is killed: its process is gone, its disk stays.',
    );
  });
});
