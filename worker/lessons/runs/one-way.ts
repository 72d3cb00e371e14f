// Lesson 17: a one-way link. Only what node 2, the leader, sends to node 3 is held; then only what node 3 sends to node 2.
// Followers only answer, so either cut soon silences both directions.
import { looks, prints, serves } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const timedOut = { fact: 'learnerTimedOut', by: 2, has: { sid: 3, why: 'silent' } } as const;

export const lesson = {
  id: '17',
  opening: opening({ clients: { A: 1 }, then: [typed('A', 'create /app hello')] }),
  steps: [
    {
      id: 'cut',
      at: 10,
      act: [{ do: 'cut', from: 2, to: 3 }],
      predict: { choices: ['three', 'two', 'both'], right: 'both' },
      show: { pane: 'stage', node: 3 },
      wait: { all: [looks(3), timedOut] },
      claims: {
        three: { node: 3, has: { stepDown: { why: 'leaderSilent' } } },
        two: { order: [timedOut] },
        one: { never: looks(1) },
      },
    },
    {
      id: 'stuck',
      at: 19.9,
      predict: { choices: ['joins', 'looks', 'leads'], right: 'looks' },
      show: { pane: 'stage', node: 3 },
      wait: {
        count: { fact: 'voteCounted', by: 3, has: { from: 1, state: 'FOLLOWING' } },
        times: 4,
      },
      claims: {
        hears: {
          order: [
            {
              fact: 'voteCounted',
              by: 3,
              has: { from: 1, state: 'FOLLOWING', vote: { leader: 2 }, have: 1, need: 2 },
            },
          ],
        },
        answers: {
          count: {
            fact: 'sent',
            by: 2,
            has: { to: 3, packet: { type: 'NOTIFICATION', state: 'LEADING', leader: 2 } },
          },
          times: 3,
        },
        never: { never: { fact: 'elected', by: 3 } },
      },
    },
    {
      id: 'write',
      at: 30,
      act: [typed('A', 'create /app/x 1')],
      show: { pane: 'log' },
      wait: { order: [prints('A', 'Created /app/x')] },
      claims: {
        two: { order: [{ fact: 'committed', by: 2, has: { acks: [1, 2] } }] },
        calm: { never: { fact: 'stepDown' } },
      },
    },
    {
      id: 'join',
      at: 33,
      act: [{ do: 'join', from: 2, to: 3 }],
      show: { pane: 'stage', node: 3 },
      wait: { order: [serves(3)] },
      claims: {
        joins: { order: [{ fact: 'elected', by: 3, has: { leader: 2, how: 'established' } }] },
        same: { trees: 'same', nodes: [1, 2, 3] },
      },
    },
    {
      id: 'other',
      at: 38,
      act: [{ do: 'cut', from: 3, to: 2 }],
      predict: { choices: ['three', 'two', 'nobody'], right: 'two' },
      show: { pane: 'stage', node: 2 },
      wait: { order: [timedOut, { fact: 'stepDown', by: 3 }, looks(3)] },
      claims: {
        first: { order: [timedOut, { fact: 'stepDown', by: 3, has: { why: 'leaderClosed' } }] },
        calm: { never: { fact: 'stepDown', by: 2 } },
      },
    },
    {
      id: 'heal',
      at: 50,
      act: [{ do: 'healAll' }],
      show: { pane: 'stage' },
      wait: { order: [serves(3)] },
      claims: { epoch: { node: 2, has: { state: 'LEADING', epoch: 1 } } },
    },
  ],
  ends: 56,
  deciding: [{ step: 'cut' }, { step: 'join' }, { step: 'other' }, { step: 'heal' }],
} as const satisfies Lesson;
