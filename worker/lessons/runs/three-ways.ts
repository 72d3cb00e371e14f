// Lesson 7, variant: nine nodes, a wall that leaves three groups of three.
import { connected, leads, looks } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';
import { wall } from '../walls.ts';

const all = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export const lesson = {
  id: '7-split',
  opening: opening({ servers: 9, clients: { A: 4 }, then: [typed('A', 'create /app hello')] }),
  steps: [
    {
      id: 'split',
      at: 10,
      act: wall([1, 2, 3], [4, 5, 6], [7, 8, 9]),
      predict: { choices: ['leader', 'none', 'each'], right: 'none' },
      show: { pane: 'stage' },
      wait: { all: all.map(looks) },
      claims: {
        resigned: { node: 5, has: { stepDown: { why: 'noQuorum', have: 3, need: 5 } } },
        nobody: { never: { fact: 'state', has: { state: 'LEADING' } } },
        closed: {
          each: all.map((node) => ({ node, has: { serving: false } })),
        },
      },
    },
    {
      id: 'heal',
      at: 26,
      act: [{ do: 'healAll' }],
      show: { pane: 'stage' },
      wait: {
        order: [leads(9, 2), connected('A')],
      },
      claims: {
        lone: { never: { fact: 'elected', has: { leader: { $oneOf: [1, 2, 3, 4, 5, 6, 7, 8] } } } },
        before: { node: 9, has: { lastLogged: '1.2' } },
      },
    },
    {
      id: 'write',
      at: 36,
      act: [typed('A', 'create /app/x 1')],
      show: { pane: 'log' },
      wait: { order: [{ fact: 'committed', by: 9 }] },
      claims: {
        five: { order: [{ fact: 'committed', by: 9, has: { zxid: '2.1', acks: { $length: 5 } } }] },
      },
    },
  ],
  ends: 40,
  deciding: [{ step: 'split' }, { step: 'heal' }],
} as const satisfies Lesson;
