// Question 7: what happens in a partition? Both sides of it, with a client on each.
import { commits, connected, partitioned, prints, serves } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

export const lesson = {
  id: 'question-7',
  opening: opening({
    then: [
      { do: 'connect', client: 'A', node: 1 },
      { do: 'connect', client: 'B', node: 2 },
      typed('A', 'create /app hello'),
    ],
  }),
  steps: [
    {
      id: 'reads',
      at: 12,
      act: [
        { do: 'partition', node: 2 },
        { ...typed('B', 'get /app'), in: 2 },
      ],
      predict: { choices: ['value', 'waits', 'error'], right: 'value' },
      show: { pane: 'terminal' },
      wait: { order: [partitioned(2), prints('B', 'hello')] },
      claims: {
        still: { node: 2, has: { state: 'LEADING', partitioned: true } },
        local: {
          never: {
            fact: 'sent',
            by: 2,
            has: { plane: 'quorum', packet: { type: { $not: 'PING' } } },
          },
        },
      },
    },
    {
      id: 'writes',
      at: 15,
      act: [typed('B', 'create /app/b 1')],
      predict: { choices: ['commits', 'waits', 'error'], right: 'waits' },
      show: { pane: 'stage' },
      wait: {
        each: [
          {
            order: [
              { fact: 'stepDown', by: 2 },
              prints('B', 'KeeperErrorCode = ConnectionLoss for /app/b'),
            ],
          },
          // The next step types at client A: it must be back.
          { order: [connected('A')] },
        ],
      },
      claims: {
        alone: { order: [{ fact: 'acked', by: 2, has: { have: 1, need: 2 } }] },
        resigned: { node: 2, has: { stepDown: { why: 'noQuorum', have: 1, need: 2 } } },
        loss: { order: [{ fact: 'unknown', by: 'B' }] },
      },
    },
    {
      id: 'majority',
      at: 26,
      act: [typed('A', 'create /app/a 1')],
      show: { pane: 'stage' },
      wait: {
        order: [
          { fact: 'proposed', by: 3, has: { txn: { zxid: '?z' } } },
          commits(3),
          prints('A', 'Created /app/a'),
        ],
      },
      claims: {
        two: { order: [{ fact: 'committed', by: 3, has: { acks: [1, 3] } }] },
        leader: { node: 3, has: { state: 'LEADING', epoch: 2 } },
        minority: { node: 2, has: { state: 'LOOKING', serving: false } },
      },
    },
    {
      id: 'heal',
      at: 29,
      act: [
        { do: 'heal', node: 2 },
        { ...typed('A', 'ls /app'), in: 6 },
      ],
      predict: { choices: ['both', 'a', 'b'], right: 'a' },
      show: { pane: 'log' },
      wait: { order: [serves(2), prints('A', '[a]')] },
      claims: {
        follows: { node: 2, has: { state: 'FOLLOWING', leader: 3 } },
        same: { trees: 'same', nodes: [1, 2, 3] },
      },
    },
  ],
  ends: 42,
  deciding: [{ step: 'reads' }, { step: 'writes' }, { step: 'heal' }],
} as const satisfies Lesson;
