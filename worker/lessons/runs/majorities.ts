// Lesson 7: two of five, three of five. The leader stands once on the larger side of the wall, once on the smaller.
import { leads, looks, serves } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';
import { wall } from '../walls.ts';

const x = { type: 'create', path: '/app/x' } as const;
const y = { type: 'create', path: '/app/y' } as const;
const connectedToThree = { state: 'CONNECTED', server: { $oneOf: [1, 4, 5] } } as const;

export const lesson = {
  id: '7',
  opening: opening({
    servers: 5,
    clients: { A: 3, B: 5 },
    then: [typed('A', 'create /app hello')],
  }),
  steps: [
    {
      id: 'first',
      at: 11,
      act: wall([1, 2], [3, 4, 5]),
      predict: { choices: ['two', 'three', 'none'], right: 'three' },
      show: { pane: 'stage' },
      wait: { all: [looks(1), looks(2)] },
      claims: {
        silence: { node: 1, has: { stepDown: { why: 'leaderSilent' } } },
        stays: { never: { fact: 'stepDown', by: 3 } },
        follow: {
          each: [
            { node: 4, has: { state: 'FOLLOWING', leader: 3 } },
            { node: 5, has: { state: 'FOLLOWING', leader: 3 } },
          ],
        },
      },
    },
    {
      id: 'write',
      at: 23,
      act: [typed('A', 'create /app/x 1')],
      show: { pane: 'stage' },
      wait: {
        order: [
          { fact: 'proposed', by: 3, has: { txn: { body: x } } },
          { fact: 'committed', by: 3 },
        ],
      },
      claims: {
        three: { order: [{ fact: 'committed', by: 3, has: { acks: [3, 4, 5] } }] },
        without: {
          each: [
            { node: 1, has: { state: 'LOOKING', lastLogged: '1.3' } },
            { node: 2, has: { state: 'LOOKING', lastLogged: '1.3' } },
          ],
        },
      },
    },
    {
      id: 'heal',
      at: 26,
      act: [{ do: 'healAll' }],
      show: { pane: 'stage' },
      wait: { all: [serves(1), serves(2)] },
      claims: {
        same: { trees: 'same', nodes: [1, 2, 3, 4, 5] },
        epoch: { node: 3, has: { state: 'LEADING', epoch: 1 } },
      },
    },
    {
      id: 'second',
      at: 34,
      act: wall([2, 3], [1, 4, 5]),
      predict: { choices: ['leader', 'three', 'none'], right: 'three' },
      show: { pane: 'stage', node: 3 },
      wait: {
        each: [
          { all: [leads(5, 2), looks(3), looks(2)] },
          // The next step types at client B: it must be back, on the side that can write.
          { order: [{ fact: 'clientState', by: 'B', has: connectedToThree }] },
        ],
      },
      claims: {
        resigned: { node: 3, has: { stepDown: { why: 'noQuorum', have: 2, need: 3 } } },
        elected: {
          all: [
            { fact: 'elected', by: 1, has: { leader: 5 } },
            { fact: 'elected', by: 4, has: { leader: 5 } },
            { fact: 'elected', by: 5, has: { leader: 5, how: 'votes' } },
          ],
        },
        once: {
          each: [{ never: { fact: 'elected', by: 2 } }, { never: { fact: 'elected', by: 3 } }],
        },
      },
    },
    {
      id: 'again',
      at: 52,
      act: [typed('B', 'create /app/y 2')],
      show: { pane: 'stage' },
      wait: {
        order: [
          { fact: 'proposed', by: 5, has: { txn: { body: y } } },
          { fact: 'committed', by: 5 },
        ],
      },
      claims: {
        three: { order: [{ fact: 'committed', by: 5, has: { acks: [1, 4, 5], zxid: '2.1' } }] },
        without: {
          each: [
            { node: 2, has: { state: 'LOOKING', lastLogged: '1.4' } },
            { node: 3, has: { state: 'LOOKING', lastLogged: '1.4' } },
          ],
        },
      },
    },
    {
      id: 'whole',
      at: 55,
      act: [{ do: 'healAll' }],
      show: { pane: 'log' },
      wait: { all: [serves(2), serves(3)] },
      claims: {
        follows: { node: 3, has: { state: 'FOLLOWING', leader: 5, epoch: 2 } },
        same: { trees: 'same', nodes: [1, 2, 3, 4, 5] },
      },
    },
  ],
  ends: 64,
  deciding: [{ step: 'first' }, { step: 'second' }, { step: 'whole' }],
} as const satisfies Lesson;
