// Lesson 13, variant: the herd. Seven clients watch one lock, and all seven are woken when it is released; then each watches
// the one before it, and one is woken.
import { prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const waiting = ['B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;
const gone = { fact: 'notified', has: { event: { type: 'NodeDeleted' } } } as const;

export const lesson = {
  id: '13-herd',
  opening: opening({
    clients: { A: 1, B: 1, C: 2, D: 3, E: 1, F: 2, G: 3, H: 1 },
    then: [
      typed('A', 'create -e /lock A'),
      ...waiting.map((client) => typed(client, 'get -w /lock')),
    ],
  }),
  steps: [
    {
      id: 'herd',
      at: 18,
      act: [typed('A', 'delete /lock')],
      predict: { choices: ['one', 'seven', 'none'], right: 'seven' },
      show: { pane: 'stage' },
      wait: { count: gone, times: 7 },
      claims: {
        one: { count: { fact: 'committed', by: 2 }, exactly: 1 },
        seven: { all: waiting.map((by) => ({ ...gone, by })) },
      },
    },
    {
      id: 'rush',
      at: 21,
      does: waiting.map((client) => typed(client, `create -e /lock ${client}`)),
      predict: { choices: ['one', 'seven', 'none'], right: 'one' },
      show: { pane: 'log' },
      wait: { count: { fact: 'returned', has: { err: { $oneOf: [0, -110] } } }, times: 7 },
      claims: {
        one: { count: { fact: 'returned', has: { err: 0 } }, exactly: 1 },
        refused: { count: { fact: 'returned', has: { err: -110 } }, exactly: 6 },
        cost: { count: { fact: 'committed', by: 2 }, exactly: 7 },
      },
    },
    {
      id: 'queue',
      at: 24,
      does: [
        typed('A', 'create /queue'),
        { ...typed('A', 'create -e -s /queue/n- A'), in: 1.5 },
        { ...typed('B', 'create -e -s /queue/n- B'), in: 2.5 },
        { ...typed('C', 'create -e -s /queue/n- C'), in: 3.5 },
        { ...typed('B', 'get -w /queue/n-0000000000'), in: 4.5 },
        { ...typed('C', 'get -w /queue/n-0000000001'), in: 5.5 },
      ],
      show: { pane: 'tree' },
      wait: { order: [{ fact: 'watchSet', has: { path: '/queue/n-0000000001' } }] },
      claims: {
        names: {
          order: [
            prints('A', 'Created /queue/n-0000000000'),
            prints('B', 'Created /queue/n-0000000001'),
            prints('C', 'Created /queue/n-0000000002'),
          ],
        },
        before: {
          order: [
            { fact: 'watchSet', has: { path: '/queue/n-0000000000' } },
            { fact: 'watchSet', has: { path: '/queue/n-0000000001' } },
          ],
        },
      },
    },
    {
      id: 'next',
      at: 32,
      act: [typed('A', 'delete /queue/n-0000000000'), { ...typed('A', 'ls /queue'), in: 1.5 }],
      predict: { choices: ['both', 'b', 'c'], right: 'b' },
      show: { pane: 'stage' },
      wait: { order: [prints('A', '[n-0000000001, n-0000000002]')] },
      claims: {
        b: { count: { ...gone, by: 'B' }, exactly: 1 },
        c: { never: { ...gone, by: 'C' } },
      },
    },
  ],
  ends: 40,
  deciding: [{ step: 'herd' }, { step: 'rush' }, { step: 'queue' }],
} as const satisfies Lesson;
