// Question 3: how is a cluster managed? Group membership and the recipe for electing a leader among clients.
import { prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const gone = { fact: 'notified', has: { event: { type: 'NodeDeleted' } } } as const;

export const lesson = {
  id: 'question-3',
  opening: opening({
    clients: { B: 2, C: 3 },
    then: [
      { do: 'connect', client: 'A', node: 1, line: '-timeout 10000' },
      typed('B', 'create /election'),
    ],
  }),
  steps: [
    {
      id: 'line',
      at: 10,
      act: [
        typed('A', 'create -e -s /election/n- hostA'),
        { ...typed('B', 'create -e -s /election/n- hostB'), in: 1.5 },
        { ...typed('C', 'create -e -s /election/n- hostC'), in: 2.5 },
        { ...typed('C', 'ls /election'), in: 4 },
      ],
      predict: { choices: ['vote', 'first', 'server'], right: 'first' },
      show: { pane: 'tree' },
      wait: { order: [prints('C', '[n-0000000000, n-0000000001, n-0000000002]')] },
      claims: {
        names: {
          order: [
            prints('A', 'Created /election/n-0000000000'),
            prints('B', 'Created /election/n-0000000001'),
            prints('C', 'Created /election/n-0000000002'),
          ],
        },
        same: { trees: 'same', nodes: [1, 2, 3] },
      },
    },
    {
      id: 'watch',
      at: 16,
      act: [
        typed('B', 'get -w /election/n-0000000000'),
        { ...typed('C', 'get -w /election/n-0000000001'), in: 1.5 },
      ],
      show: { pane: 'terminal' },
      wait: { order: [prints('B', 'hostA'), prints('C', 'hostB')] },
      claims: {
        before: {
          all: [
            { fact: 'watchSet', by: 2, has: { path: '/election/n-0000000000' } },
            { fact: 'watchSet', by: 3, has: { path: '/election/n-0000000001' } },
          ],
        },
      },
    },
    {
      id: 'dies',
      at: 20,
      does: [{ do: 'kill', client: 'A' }],
      predict: { choices: ['all', 'b', 'c'], right: 'b' },
      show: { pane: 'stage' },
      wait: { order: [{ ...gone, by: 'B' }] },
      claims: {
        expired: {
          order: [
            { fact: 'sessionExpiring', by: 2 },
            { fact: 'applied', by: 2, has: { txn: { body: { type: 'closeSession' } } } },
            { ...gone, by: 'B' },
          ],
        },
        quiet: { never: { ...gone, by: 'C' } },
      },
    },
    {
      id: 'leads',
      at: 33,
      act: [typed('B', 'ls /election'), { ...typed('B', 'create -e /leader hostB'), in: 1.5 }],
      show: { pane: 'tree' },
      wait: {
        order: [prints('B', '[n-0000000001, n-0000000002]'), prints('B', 'Created /leader')],
      },
      claims: {
        servers: { never: { fact: 'electionStarted' } },
        stays: { node: 2, has: { state: 'LEADING', epoch: 1 } },
      },
    },
  ],
  ends: 38,
  deciding: [{ step: 'line' }, { step: 'watch' }, { step: 'dies' }],
} as const satisfies Lesson;
