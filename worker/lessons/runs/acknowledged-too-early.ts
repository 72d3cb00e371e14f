// Lesson 19: a real bug, replayed: M2, ZOOKEEPER-3911. A learner acknowledges NEWLEADER while the history it was sent by DIFF
// is in memory alone. Source: zab.md 11.2.
import { connected, leads, looks, prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

export const lesson = {
  id: '19',
  opening: opening({
    clients: { A: 2 },
    ensemble: { switches: ['M2'] },
    then: [typed('A', 'create /app hello')],
  }),
  steps: [
    {
      id: 'alone',
      at: 10,
      act: [
        { do: 'partition', node: 2 },
        { ...typed('A', 'create /app/x 1'), in: 0.6 },
        { do: 'kill', node: 1, in: 2 },
        { do: 'kill', node: 3, in: 2 },
      ],
      show: { pane: 'log', node: 2 },
      wait: { order: [{ fact: 'synced', by: 2, has: { zxid: '1.3' } }, looks(2)] },
      claims: {
        one: {
          each: [
            { order: [{ fact: 'acked', by: 2, has: { zxid: '1.3', have: 1, need: 2 } }] },
            { log: 1, zxid: '1.3', stage: 'none' },
            { log: 3, zxid: '1.3', stage: 'none' },
          ],
        },
        vote: {
          order: [{ fact: 'electionStarted', by: 2, has: { vote: { leader: 2, zxid: '1.3' } } }],
        },
      },
    },
    {
      id: 'elect',
      at: 24,
      does: [{ do: 'slow', from: 2, to: 1, value: 25, in: 0.1 }],
      act: [
        { do: 'heal', node: 2 },
        { do: 'restart', node: 1, in: 0.6 },
      ],
      predict: { choices: ['before', 'never', 'early'], right: 'early' },
      show: { pane: 'log', node: 1 },
      wait: { order: [{ fact: 'newLeaderAcked', by: 1, has: { epoch: 2 } }] },
      claims: {
        diff: {
          order: [{ fact: 'syncDecided', by: 2, has: { sid: 1, mode: 'DIFF', sent: ['1.3'] } }],
        },
        early: { never: { fact: 'synced', by: 1 } },
        epochs: { broken: 'S15' },
      },
    },
    {
      id: 'read',
      at: 31.11,
      does: [{ do: 'cut', from: 2, to: 1, in: 0.1 }],
      act: [{ ...typed('A', 'get /app/x'), in: 3 }],
      predict: { choices: ['doomed', 'safe', 'later'], right: 'doomed' },
      show: { pane: 'terminal' },
      wait: { order: [leads(2, 2), prints('A', '1')] },
      claims: {
        initial: { broken: 'Z1' },
        missing: { node: 1, has: { disk: { synced: '1.2' } } },
        told: { order: [{ fact: 'returned', by: 'A', has: { err: 0, body: { type: 'data' } } }] },
      },
    },
    {
      id: 'crash',
      at: 35,
      act: [
        { do: 'kill', node: 1 },
        { do: 'kill', node: 2 },
      ],
      show: { pane: 'log' },
      wait: {
        order: [
          { fact: 'diskKept', has: { node: 1 } },
          { fact: 'diskKept', has: { node: 2 } },
        ],
      },
      claims: {
        one: { node: 1, has: { life: 'down', currentEpoch: 2, disk: { synced: '1.2' } } },
        commits: { broken: 'S10' },
      },
    },
    {
      id: 'return',
      at: 38,
      act: [{ do: 'healAll' }, { do: 'restart', node: 1 }, { do: 'restart', node: 3 }],
      show: { pane: 'stage' },
      wait: { order: [leads(1, 3), connected('A')] },
      claims: {
        complete: { broken: 'S9' },
        knows: { broken: 'S8' },
        nobody: { never: { fact: 'elected', has: { leader: 2 } } },
      },
    },
    {
      id: 'look',
      at: 50,
      act: [typed('A', 'get /app/x')],
      show: { pane: 'terminal' },
      wait: { order: [prints('A', 'Node does not exist: /app/x')] },
      claims: { read: { broken: 'H5' } },
    },
  ],
  ends: 54,
  deciding: [{ switch: 'M2' }, { step: 'alone' }, { step: 'crash' }],
} as const satisfies Lesson;
