// Question 8: how is divergence repaired? Two of five log a proposal that no quorum has; then all logs become equal again.
import { leads, looks, prints, proposes, serves } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';
import { wall } from '../walls.ts';

const proposed = proposes(3, '/app/orphan');

export const lesson = {
  id: 'question-8',
  opening: opening({
    servers: 5,
    clients: { B: 5 },
    then: [{ do: 'connect', client: 'A', node: 3 }, typed('B', 'create /app hello')],
  }),
  steps: [
    {
      id: 'diverge',
      at: 12,
      act: [...wall([2, 3], [1, 4, 5]), { ...typed('A', 'create /app/orphan x'), in: 1 }],
      predict: { choices: ['commits', 'two', 'one'], right: 'two' },
      show: { pane: 'log' },
      wait: { order: [proposed, { fact: 'acked', by: 3, has: { zxid: '?z', have: 2, need: 3 } }] },
      claims: {
        both: {
          each: [
            { log: 2, zxid: '1.4', stage: 'synced' },
            { log: 3, zxid: '1.4', stage: 'synced' },
          ],
        },
        open: { never: { fact: 'committed' } },
      },
    },
    {
      id: 'apart',
      at: 14,
      show: { pane: 'stage' },
      wait: {
        each: [
          { all: [leads(5, 2), looks(2), looks(3)] },
          {
            order: [
              {
                fact: 'clientState',
                by: 'B',
                has: { state: 'CONNECTED', server: { $oneOf: [1, 4, 5] } },
              },
            ],
          },
        ],
      },
      claims: {
        resigned: { node: 3, has: { stepDown: { why: 'noQuorum', have: 2, need: 3 } } },
        without: { node: 5, has: { state: 'LEADING', epoch: 2, lastLogged: '1.3' } },
      },
    },
    {
      id: 'branch',
      at: 28,
      act: [typed('B', 'create /app/y 1')],
      show: { pane: 'log' },
      wait: {
        order: [{ fact: 'committed', by: 5, has: { zxid: '2.1' } }, prints('B', 'Created /app/y')],
      },
      claims: {
        three: { order: [{ fact: 'committed', by: 5, has: { acks: [1, 4, 5] } }] },
        two: {
          each: [
            { node: 2, has: { state: 'LOOKING', lastLogged: '1.4' } },
            { node: 3, has: { state: 'LOOKING', lastLogged: '1.4' } },
          ],
        },
        differ: { trees: 'different', nodes: [3, 5] },
      },
    },
    {
      id: 'heal',
      at: 32,
      act: [{ do: 'healAll' }],
      predict: { choices: ['merge', 'leader', 'longer'], right: 'leader' },
      show: { pane: 'log' },
      wait: { all: [serves(2), serves(3)] },
      claims: {
        repaired: {
          all: [
            { fact: 'syncDecided', by: 5, has: { sid: 2, peerZxid: '1.4', mode: 'SNAP' } },
            { fact: 'syncDecided', by: 5, has: { sid: 3, peerZxid: '1.4', mode: 'SNAP' } },
          ],
        },
        same: { trees: 'same', nodes: [1, 2, 3, 4, 5] },
      },
    },
    {
      id: 'look',
      at: 40,
      act: [typed('A', 'ls /app')],
      show: { pane: 'terminal' },
      wait: { order: [prints('A', '[y]')] },
      claims: {
        gone: {
          order: [{ fact: 'returned', by: 'A', has: { err: 0, body: { children: ['y'] } } }],
        },
      },
    },
  ],
  ends: 46,
  deciding: [{ step: 'diverge' }, { step: 'branch' }, { step: 'heal' }],
} as const satisfies Lesson;
