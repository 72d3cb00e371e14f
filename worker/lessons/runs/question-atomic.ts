// Question 2: how is an update atomic? The leader dies at three moments of a write that changes two nodes at once.
import { connected, leads, prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const first = 'multi create /a 1 ; create /b 1';
const second = 'multi create /c 1 ; create /d 1';
const third = 'multi create /e 1 ; create /f 1';

export const lesson = {
  id: 'question-2',
  opening: opening({ clients: { A: 2, B: 1 } }),
  steps: [
    {
      id: 'alone',
      at: 8,
      does: [
        { do: 'cut', from: 2, to: 1, in: 0.1 },
        { do: 'cut', from: 2, to: 3, in: 0.1 },
      ],
      act: [typed('A', first), { do: 'kill', node: 2, in: 1.5 }, { do: 'healAll', in: 2.5 }],
      predict: { choices: ['both', 'none', 'one'], right: 'none' },
      show: { pane: 'log' },
      wait: { each: [{ order: [leads(3, 2)] }, { order: [connected('B')] }] },
      claims: {
        logged: { log: 2, zxid: '1.3', stage: 'synced' },
        nobody: {
          each: [
            { log: 1, zxid: '1.3', stage: 'none' },
            { log: 3, zxid: '1.3', stage: 'none' },
          ],
        },
      },
    },
    {
      id: 'gone',
      at: 16,
      does: [{ do: 'connect', client: 'C', node: 3, in: 2.2 }],
      act: [
        { do: 'restart', node: 2 },
        { ...typed('B', 'ls /'), in: 3 },
      ],
      show: { pane: 'tree' },
      wait: {
        all: [prints('B', '[zookeeper]'), connected('C')],
      },
      claims: {
        cut: { order: [{ fact: 'truncated', by: 2, has: { removed: ['1.3'] } }] },
        same: { trees: 'same', nodes: [1, 2, 3] },
      },
    },
    {
      id: 'logged',
      at: 21,
      does: [
        { do: 'cut', from: 1, to: 3, in: 0.1 },
        { do: 'cut', from: 2, to: 3, in: 0.1 },
      ],
      act: [typed('C', second), { do: 'kill', node: 3, in: 2 }, { do: 'healAll', in: 3 }],
      predict: { choices: ['both', 'none', 'one'], right: 'both' },
      show: { pane: 'log' },
      wait: {
        order: [leads(2, 3), connected('B')],
      },
      claims: {
        uncommitted: { never: { fact: 'committed', by: 3, has: { zxid: '2.2' } } },
        logged: {
          each: [
            { log: 1, zxid: '2.2', stage: 'synced' },
            { log: 2, zxid: '2.2', stage: 'synced' },
          ],
        },
        unknown: { order: [{ fact: 'unknown', by: 'C' }] },
      },
    },
    {
      id: 'kept',
      at: 31,
      act: [typed('B', 'ls /')],
      show: { pane: 'tree' },
      wait: { order: [prints('B', '[c, d, zookeeper]')] },
      claims: { same: { trees: 'same', nodes: [1, 2] } },
    },
    {
      id: 'answered',
      at: 34,
      act: [
        { do: 'restart', node: 3 },
        { ...typed('A', third), in: 3 },
        { do: 'kill', node: 2, in: 5 },
        { ...typed('B', 'ls /'), in: 11 },
      ],
      predict: { choices: ['both', 'none', 'depends'], right: 'both' },
      show: { pane: 'stage' },
      wait: {
        order: [prints('A', 'create /f: ok'), leads(3, 4), prints('B', '[c, d, e, f, zookeeper]')],
      },
      claims: {
        quorum: {
          order: [{ fact: 'committed', by: 2, has: { zxid: '3.1' } }, prints('A', 'create /f: ok')],
        },
        same: { trees: 'same', nodes: [1, 3] },
      },
    },
  ],
  ends: 50,
  deciding: [{ step: 'alone' }, { step: 'gone' }, { step: 'logged' }, { step: 'answered' }],
} as const satisfies Lesson;
