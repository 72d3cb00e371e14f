// Lesson 14: far behind. Node 1 is away while the leader forgets more than it missed.
import { looks, prints, serves } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const writes = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];

export const lesson = {
  id: '14',
  opening: opening({ clients: { A: 2 }, then: [typed('A', 'create /app hello')] }),
  steps: [
    {
      id: 'away',
      at: 10,
      act: [{ do: 'partition', node: 1 }],
      show: { pane: 'log', node: 1 },
      wait: { order: [looks(1)] },
      claims: { ends: { node: 1, has: { lastLogged: '1.2' } } },
    },
    {
      id: 'writes',
      at: 21,
      does: [
        ...writes.map((name) => typed('A', `create /app/${name} 1`)),
        { do: 'slow', from: 1, to: 2, value: 25 },
      ],
      show: { pane: 'log' },
      wait: { order: [prints('A', 'Created /app/l')] },
      claims: {
        twelve: { count: { fact: 'committed', by: 2 }, exactly: 12 },
        none: { never: { fact: 'queued', by: 1 } },
      },
    },
    {
      id: 'heal',
      at: 26,
      act: [{ do: 'heal', node: 1 }],
      predict: { choices: ['diff', 'snap', 'never'], right: 'snap' },
      show: { pane: 'log', node: 1 },
      wait: { order: [{ fact: 'syncDecided', by: 2, has: { sid: 1 } }] },
      claims: {
        snap: {
          order: [
            {
              fact: 'syncDecided',
              by: 2,
              has: { sid: 1, mode: 'SNAP', peerZxid: '1.2', minCommitted: '1.5' },
            },
          ],
        },
      },
    },
    {
      id: 'image',
      at: 30.85,
      act: [{ ...typed('A', 'create /app/m 1'), in: 0.15 }],
      predict: { choices: ['lost', 'behind', 'again'], right: 'behind' },
      show: { pane: 'tree', node: 1 },
      wait: { order: [serves(1), { fact: 'applied', by: 1, has: { txn: { zxid: '1.15' } } }] },
      claims: {
        loaded: { order: [{ fact: 'loaded', by: 1, has: { from: 'snap', zxid: '1.14' } }] },
        kept: {
          order: [
            { fact: 'snapshot', by: 1, has: { zxid: '1.14', phase: 'written' } },
            { fact: 'newLeaderAcked', by: 1 },
          ],
        },
        live: {
          order: [
            { fact: 'sent', by: 2, has: { to: 1, packet: { type: 'PROPOSAL', zxid: '1.15' } } },
            { fact: 'sent', by: 2, has: { to: 1, packet: { type: 'UPTODATE' } } },
          ],
        },
      },
    },
    {
      id: 'tail',
      at: 32.385,
      predict: { choices: ['whole', 'gap', 'empty'], right: 'gap' },
      show: { pane: 'log', node: 1 },
      wait: { order: [{ fact: 'synced', by: 1, has: { zxid: '1.15' } }] },
      claims: {
        logged: { log: 1, zxid: '1.15', stage: 'synced' },
        gap: { log: 1, zxid: '1.14', stage: 'none' },
        same: { trees: 'same', nodes: [1, 2, 3] },
      },
    },
  ],
  ends: 36,
  deciding: [{ step: 'away' }, { step: 'writes' }, { step: 'heal' }, { step: 'image' }],
} as const satisfies Lesson;
