// Lesson 3: partition node 2, the leader.
import { connected, leads, partitioned, prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

export const lesson = {
  id: '3',
  opening: opening({ clients: { A: 1 }, then: [typed('A', 'create /app hello')] }),
  steps: [
    {
      id: 'cut',
      at: 10,
      act: [{ do: 'partition', node: 2 }],
      show: { pane: 'stage', node: 2 },
      wait: { order: [partitioned(2)] },
      claims: {
        leads: { node: 2, has: { state: 'LEADING', partitioned: true } },
        follow: { node: 1, has: { state: 'FOLLOWING', leader: 2 } },
      },
    },
    {
      id: 'write',
      at: 11,
      act: [typed('A', 'create /app/y 1')],
      predict: { choices: ['on', 'waits', 'error'], right: 'waits' },
      show: { pane: 'terminal' },
      wait: { order: [{ fact: 'unknown', by: 'A' }] },
      claims: {
        held: { never: { fact: 'proposed' } },
        silence: { node: 1, has: { stepDown: { why: 'leaderSilent' } } },
        dropped: { node: 1, has: { serving: false, state: 'LOOKING' } },
      },
    },
    {
      id: 'elect',
      at: 19.9,
      predict: { choices: ['one', 'three', 'two'], right: 'three' },
      show: { pane: 'stage' },
      wait: {
        each: [
          { node: 3, has: { state: 'LEADING', zabState: 'BROADCAST' } },
          { node: 2, has: { state: 'LOOKING' } },
          // The next step types at client A: it must be back.
          { order: [connected('A')] },
        ],
      },
      claims: {
        loss: { order: [prints('A', 'ConnectionLoss for /app/y')] },
        chosen: { order: [{ fact: 'elected', by: 1, has: { leader: 3, how: 'votes' } }] },
        epoch: { order: [leads(3, 2)] },
        resigned: { node: 2, has: { stepDown: { why: 'noQuorum', have: 1, need: 2 } } },
      },
    },
    {
      id: 'again',
      at: 24,
      act: [typed('A', 'create /app/y 1')],
      show: { pane: 'terminal' },
      wait: { order: [prints('A', 'Created /app/y')] },
      claims: {
        two: {
          order: [
            {
              fact: 'proposed',
              by: 3,
              has: { txn: { zxid: '?z', body: { type: 'create', path: '/app/y' } } },
            },
            { fact: 'committed', by: 3, has: { zxid: '?z', acks: [1, 3] } },
          ],
        },
        first: { order: [{ fact: 'proposed', by: 3, has: { txn: { zxid: '2.1' } } }] },
        without: { node: 2, has: { state: 'LOOKING', lastLogged: '1.2' } },
      },
    },
    {
      id: 'heal',
      at: 27,
      act: [{ do: 'heal', node: 2 }],
      predict: { choices: ['leads', 'follows', 'vote'], right: 'follows' },
      show: { pane: 'stage', node: 2 },
      wait: { order: [{ fact: 'upToDate', by: 2, has: { epoch: 2 } }] },
      claims: {
        hears: { order: [{ fact: 'elected', by: 2, has: { leader: 3, how: 'established' } }] },
        diff: {
          order: [{ fact: 'syncDecided', by: 3, has: { sid: 2, mode: 'DIFF', sent: ['2.1'] } }],
        },
        same: { trees: 'same', nodes: [1, 2, 3] },
      },
    },
  ],
  ends: 40,
  deciding: [{ step: 'cut' }],
} as const satisfies Lesson;
