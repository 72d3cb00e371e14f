// Lesson 9, variant: the new epoch has a txn before the old leader comes back, so its log cannot simply be cut.
import { commits, proposes, serves } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { typed } from '../opening.ts';
import { lesson as orphan } from './orphan.ts';

export const lesson = {
  id: '9-snap',
  opening: orphan.opening,
  steps: [
    orphan.steps[0],
    orphan.steps[1],
    {
      id: 'epoch',
      at: 25,
      act: [typed('B', 'create /app/y 1')],
      show: { pane: 'log' },
      wait: { order: [proposes(3, '/app/y'), commits(3)] },
      claims: {
        first: { order: [{ fact: 'committed', by: 3, has: { zxid: '2.1', acks: [1, 3] } }] },
        beside: { log: 2, zxid: '1.4', stage: 'synced' },
      },
    },
    {
      id: 'heal',
      at: 28,
      act: [{ do: 'heal', node: 2 }],
      predict: { choices: ['trunc', 'diff', 'snap'], right: 'snap' },
      show: { pane: 'log', node: 2 },
      wait: { order: [serves(2)] },
      claims: {
        chosen: {
          order: [{ fact: 'syncDecided', by: 3, has: { sid: 2, peerZxid: '1.4', mode: 'SNAP' } }],
        },
        loaded: { order: [{ fact: 'loaded', by: 2, has: { from: 'snap' } }] },
        uncut: {
          each: [
            { never: { fact: 'truncated', by: 2 } },
            { log: 2, zxid: '1.4', stage: 'synced' },
            { node: 2, has: { disk: { snapshot: '2.1' } } },
          ],
        },
        same: { trees: 'same', nodes: [1, 2, 3] },
      },
    },
    orphan.steps[3],
  ],
  ends: 36,
  deciding: [{ step: 'write' }, { step: 'epoch' }, { step: 'heal' }],
} as const satisfies Lesson;
