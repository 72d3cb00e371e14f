// Lesson 9: the orphan proposal. Only the leader that was cut off has it; it vanishes when that node comes back.
import { connected, leads, partitioned, prints, proposes, serves } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const proposed = proposes(2, '/app/orphan');

export const lesson = {
  id: '9',
  opening: opening({ clients: { A: 2, B: 1 }, then: [typed('A', 'create /app hello')] }),
  steps: [
    {
      id: 'write',
      at: 10,
      act: [
        { do: 'partition', node: 2 },
        { ...typed('A', 'create /app/orphan x'), in: 0.6 },
      ],
      show: { pane: 'log', node: 2 },
      wait: { order: [partitioned(2), proposed, { fact: 'acked', by: 2, has: { zxid: '?z' } }] },
      claims: {
        alone: {
          order: [proposed, { fact: 'acked', by: 2, has: { zxid: '?z', have: 1, need: 2 } }],
        },
        logged: { log: 2, zxid: '1.4', stage: 'synced' },
        nobody: {
          each: [
            { log: 1, zxid: '1.4', stage: 'none' },
            { log: 3, zxid: '1.4', stage: 'none' },
          ],
        },
      },
    },
    {
      id: 'elect',
      at: 11,
      predict: { choices: ['on', 'down', 'asks'], right: 'down' },
      show: { pane: 'stage', node: 2 },
      wait: {
        each: [
          { all: [leads(3, 2), { fact: 'unknown', by: 'A' }] },
          { order: [{ fact: 'unknown', by: 'A' }, connected('A')] },
          { order: [connected('B')] },
        ],
      },
      claims: {
        resigned: { node: 2, has: { stepDown: { why: 'noQuorum', have: 1, need: 2 } } },
        loss: { order: [{ fact: 'unknown', by: 'A' }] },
        uncommitted: { never: { fact: 'committed' } },
        still: { log: 2, zxid: '1.4', stage: 'synced' },
      },
    },
    {
      id: 'heal',
      at: 28,
      act: [{ do: 'heal', node: 2 }],
      predict: { choices: ['kept', 'cut', 'merged'], right: 'cut' },
      show: { pane: 'log', node: 2 },
      wait: { order: [serves(2)] },
      claims: {
        ahead: {
          order: [
            {
              fact: 'syncDecided',
              by: 3,
              has: { sid: 2, peerZxid: '1.4', mode: 'TRUNC', zxid: '1.3' },
            },
          ],
        },
        cut: { order: [{ fact: 'truncated', by: 2, has: { to: '1.3', removed: ['1.4'] } }] },
        ash: { log: 2, zxid: '1.4', stage: 'truncated' },
        same: { trees: 'same', nodes: [1, 2, 3] },
      },
    },
    {
      id: 'look',
      at: 31,
      act: [typed('A', 'get /app/orphan')],
      show: { pane: 'terminal' },
      wait: { order: [prints('A', 'Node does not exist: /app/orphan')] },
      claims: { none: { order: [{ fact: 'returned', by: 'A', has: { err: -101 } }] } },
    },
  ],
  ends: 36,
  deciding: [{ step: 'write' }, { step: 'heal' }],
} as const satisfies Lesson;
