// Question 1: how does ZooKeeper coordinate? One write through the whole ensemble, with the tree, a watch and an ephemeral.
import { commits, prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const body = { type: 'create', path: '/app/worker' } as const;
const proposed = { fact: 'proposed', by: 2, has: { txn: { zxid: '?z', body } } } as const;

export const lesson = {
  id: 'question-1',
  opening: opening({ clients: { A: 1, B: 3 }, then: [typed('A', 'create /app hello')] }),
  steps: [
    {
      id: 'watch',
      at: 10,
      act: [typed('B', 'ls -w /app')],
      show: { pane: 'terminal' },
      wait: {
        order: [
          { fact: 'watchSet', by: 3, has: { kind: 'child', path: '/app' } },
          prints('B', '[]'),
        ],
      },
      claims: {
        local: { never: { fact: 'sent', by: 3, has: { to: 2, packet: { type: 'REQUEST' } } } },
      },
    },
    {
      id: 'write',
      at: 13,
      act: [typed('A', 'create -e /app/worker me')],
      predict: { choices: ['node', 'leader', 'vote'], right: 'leader' },
      show: { pane: 'stage' },
      wait: { order: [proposed, commits(2)] },
      claims: {
        forwarded: {
          order: [
            {
              fact: 'sent',
              by: 1,
              has: { to: 2, packet: { type: 'REQUEST', request: { op: body } } },
            },
            proposed,
          ],
        },
        quorum: {
          order: [
            proposed,
            { fact: 'committed', by: 2, has: { zxid: '?z', acks: { $length: 2 } } },
          ],
        },
      },
    },
    {
      id: 'told',
      at: 13.73,
      predict: { choices: ['a', 'b', 'all'], right: 'b' },
      show: { pane: 'tree' },
      wait: {
        order: [
          { fact: 'notified', by: 'B', has: { event: { type: 'NodeChildrenChanged' } } },
          prints('A', 'Created /app/worker'),
        ],
      },
      claims: {
        applied: {
          all: [
            { fact: 'applied', by: 1, has: { txn: { body } } },
            { fact: 'applied', by: 3, has: { txn: { body } } },
          ],
        },
        fires: { order: [{ fact: 'watchFired', by: 3, has: { event: { path: '/app' } } }] },
      },
    },
    {
      id: 'leaves',
      at: 17,
      act: [
        { ...typed('B', 'ls /app'), in: 0.5 },
        { ...typed('A', 'quit'), in: 2 },
        { ...typed('B', 'ls /app'), in: 4 },
      ],
      predict: { choices: ['stays', 'goes', 'expires'], right: 'goes' },
      show: { pane: 'tree' },
      wait: {
        order: [
          prints('B', '[worker]'),
          { fact: 'applied', by: 3, has: { txn: { body: { type: 'closeSession' } } } },
          prints('B', '[]'),
        ],
      },
      claims: {
        txn: {
          order: [{ fact: 'proposed', by: 2, has: { txn: { body: { type: 'closeSession' } } } }],
        },
        same: { trees: 'same', nodes: [1, 2, 3] },
      },
    },
  ],
  ends: 26,
  deciding: [{ step: 'watch' }, { step: 'write' }, { step: 'leaves' }],
} as const satisfies Lesson;
