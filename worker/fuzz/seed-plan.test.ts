// What the campaign draws: everything that the page can do to an ensemble, nothing that it cannot, and within its budget.
import { expect, test } from 'vitest';
import { decodeRecording } from '../world/decode.ts';
import { actionFields } from '../world/decode-action.ts';
import { sidsOf } from '../world/profiles.ts';
import { planSeed } from './seed-plan.ts';

const seeds = Array.from({ length: 150 }, (_, seed) => seed);
const plans = seeds.map((seed) => planSeed(seed, { seconds: 60 }));

test('every action of the vocabulary is drawn with every field that it may have, and nothing else', () => {
  const drawn = new Set<string>();
  for (const { recording } of plans)
    for (const action of recording.actions)
      for (const field of Object.keys(action))
        if (field !== 'at') drawn.add(field === 'do' ? action.do : `${action.do} ${field}`);
  const vocabulary = Object.entries(actionFields).flatMap(([name, fields]) => [
    name,
    ...fields.map((field) => `${name} ${field}`),
  ]);
  expect([...drawn].sort()).toEqual(vocabulary.sort());
});

test('every drawn recording is one that the page can open', () => {
  for (const { recording } of plans) expect(decodeRecording(recording).ok).toBe(true);
});

test('with the budget that preserves a quorum, a majority of voters is never hurt before all heals', () => {
  for (const { recording, budget, healAt, ambush } of plans.filter(
    (plan) => plan.budget === 'quorum',
  )) {
    const voters = sidsOf(recording.ensemble).slice(0, recording.ensemble.servers);
    const hurt = new Set(ambush?.victims.filter((sid) => voters.includes(sid)));
    for (const action of recording.actions)
      if (action.at < healAt && ['kill', 'hostCrash', 'pause', 'partition'].includes(action.do))
        if ('node' in action && action.node !== undefined && voters.includes(action.node))
          hurt.add(action.node);
    expect(2 * hurt.size, budget).toBeLessThan(voters.length);
  }
});
