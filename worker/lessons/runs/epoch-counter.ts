// Lesson 10: epoch.counter. Three elections, a first write after each; then a leader of an old epoch wakes up.
import { connected, leads, prints, serves } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

export const lesson = {
  id: '10',
  opening: opening({ clients: { A: 1 }, then: [typed('A', 'create /app hello')] }),
  steps: [
    {
      id: 'second',
      at: 10,
      act: [{ do: 'kill', node: 2 }],
      show: { pane: 'stage' },
      wait: { order: [leads(3), connected('A')] },
      claims: {
        epoch: { node: 3, has: { state: 'LEADING', epoch: 2 } },
        promised: {
          order: [{ fact: 'epochWritten', by: 1, has: { file: 'acceptedEpoch', epoch: 2 } }],
        },
      },
    },
    {
      id: 'write',
      at: 15,
      act: [typed('A', 'create /app/b 2')],
      predict: { choices: ['next', 'restart', 'both'], right: 'restart' },
      show: { pane: 'log' },
      wait: { order: [prints('A', 'Created /app/b')] },
      claims: {
        first: { order: [{ fact: 'proposed', by: 3, has: { txn: { zxid: '2.1' } } }] },
        old: { log: 1, zxid: '1.2', stage: 'synced' },
      },
    },
    {
      id: 'third',
      at: 18,
      act: [
        { do: 'restart', node: 2 },
        { do: 'kill', node: 3, in: 4 },
        { ...typed('A', 'create /app/c 3'), in: 12 },
      ],
      show: { pane: 'log' },
      wait: { order: [leads(2), prints('A', 'Created /app/c')] },
      claims: {
        back: { order: [serves(2), leads(2, 3)] },
        first: { order: [{ fact: 'proposed', by: 2, has: { txn: { zxid: '3.1' } } }] },
      },
    },
    {
      id: 'fourth',
      at: 34,
      act: [
        { do: 'restart', node: 3 },
        { do: 'connect', client: 'B', node: 2, in: 2 },
        { do: 'pause', node: 2, in: 4 },
      ],
      predict: { choices: ['none', 'three', 'one'], right: 'three' },
      show: { pane: 'stage', node: 2 },
      wait: { order: [{ fact: 'action', has: { action: { do: 'pause', node: 2 } } }, leads(3, 4)] },
      claims: {
        silence: { node: 1, has: { stepDown: { why: 'leaderSilent' } } },
        thinks: { node: 2, has: { state: 'LEADING', epoch: 3, paused: true } },
      },
    },
    {
      id: 'late',
      at: 50,
      act: [typed('B', 'create /app/late x'), { do: 'resume', node: 2, in: 1.5 }],
      predict: { choices: ['counts', 'nobody', 'epoch'], right: 'nobody' },
      show: { pane: 'log', node: 2 },
      wait: { order: [{ fact: 'upToDate', by: 2, has: { epoch: 4 } }] },
      claims: {
        nobody: {
          order: [
            {
              fact: 'proposed',
              by: 2,
              has: { txn: { zxid: '3.3', body: { path: '/app/late' } }, to: [] },
            },
            { fact: 'stepDown', by: 2, has: { why: 'noQuorum' } },
          ],
        },
        follows: { order: [{ fact: 'elected', by: 2, has: { leader: 3, how: 'established' } }] },
        gone: { order: [{ fact: 'truncated', by: 2, has: { removed: ['3.3'] } }] },
        unknown: { order: [{ fact: 'unknown', by: 'B' }] },
      },
    },
  ],
  ends: 56,
  deciding: [{ step: 'second' }, { step: 'third' }, { step: 'fourth' }, { step: 'late' }],
} as const satisfies Lesson;
