// Lesson 5: heal and catch up.
import { applies, looks, prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

export const lesson = {
  id: '5',
  opening: opening({ clients: { A: 2 }, then: [typed('A', 'create /app hello')] }),
  steps: [
    {
      id: 'away',
      at: 10,
      act: [{ do: 'partition', node: 1 }],
      show: { pane: 'stage', node: 1 },
      wait: { order: [looks(1)] },
      claims: { quorum: { node: 2, has: { state: 'LEADING', zabState: 'BROADCAST' } } },
    },
    {
      id: 'write',
      at: 22,
      act: [
        typed('A', 'create /app/x 1'),
        typed('A', 'create /app/y 2'),
        typed('A', 'create /app/z 3'),
      ],
      show: { pane: 'log', node: 1 },
      wait: { count: prints('A', 'Created /app/'), times: 3 },
      claims: {
        commits: { count: { fact: 'committed', by: 2, has: { acks: [2, 3] } }, exactly: 3 },
        nothing: { never: { fact: 'queued', by: 1 } },
        differ: { trees: 'different', nodes: [1, 2] },
      },
    },
    {
      id: 'heal',
      at: 28,
      act: [{ do: 'heal', node: 1 }],
      predict: { choices: ['whole', 'missing', 'clients'], right: 'missing' },
      show: { pane: 'log', node: 1 },
      wait: { order: [{ fact: 'syncDecided', by: 2, has: { sid: 1 } }] },
      claims: {
        tells: {
          order: [{ fact: 'syncDecided', by: 2, has: { sid: 1, peerZxid: '1.2' } }],
        },
        diff: {
          order: [
            { fact: 'syncDecided', by: 2, has: { sid: 1, mode: 'DIFF', sent: { $length: 3 } } },
          ],
        },
        joins: { order: [{ fact: 'elected', by: 1, has: { leader: 2, how: 'established' } }] },
      },
    },
    {
      id: 'ready',
      at: 28.8,
      predict: { choices: ['first', 'disk', 'vote'], right: 'disk' },
      show: { pane: 'log', node: 1 },
      wait: { order: [{ fact: 'upToDate', by: 1 }] },
      claims: {
        disk: {
          order: [
            { fact: 'synced', by: 1 },
            { fact: 'newLeaderAcked', by: 1 },
            { fact: 'upToDate', by: 1 },
          ],
        },
        order: { order: [applies(1, '/app/x'), applies(1, '/app/y'), applies(1, '/app/z')] },
        same: { trees: 'same', nodes: [1, 2, 3] },
      },
    },
  ],
  ends: 34,
  deciding: [{ step: 'away' }, { step: 'write' }],
} as const satisfies Lesson;
