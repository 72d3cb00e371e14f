// Lesson 11: the newest log wins, not the biggest id. Node 3 misses a committed write, then the leader dies.
import { commits, connected, leads, partitioned, prints, proposes } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const proposed = proposes(2, '/app/x');

export const lesson = {
  id: '11',
  opening: opening({ clients: { A: 1 }, then: [typed('A', 'create /app hello')] }),
  steps: [
    {
      id: 'behind',
      at: 10,
      act: [
        { do: 'partition', node: 3 },
        { ...typed('A', 'create /app/x 1'), in: 1 },
      ],
      show: { pane: 'log' },
      wait: { order: [partitioned(3), proposed, commits(2), prints('A', 'Created /app/x')] },
      claims: {
        two: { order: [{ fact: 'committed', by: 2, has: { zxid: '1.3', acks: [1, 2] } }] },
        missing: { log: 3, zxid: '1.3', stage: 'none' },
      },
    },
    {
      id: 'kill',
      at: 13,
      act: [
        { do: 'kill', node: 2 },
        { do: 'heal', node: 3, in: 1.5 },
      ],
      predict: { choices: ['three', 'one', 'tie'], right: 'one' },
      show: { pane: 'stage' },
      wait: {
        all: [
          { fact: 'elected', by: 1, has: { leader: 1, how: 'votes' } },
          { fact: 'elected', by: 3, has: { leader: 1, how: 'votes' } },
        ],
      },
      claims: {
        own: {
          all: [
            {
              fact: 'electionStarted',
              by: 1,
              has: { vote: { leader: 1, zxid: '1.3', peerEpoch: 1 } },
            },
            {
              fact: 'electionStarted',
              by: 3,
              has: { vote: { leader: 3, zxid: '1.2', peerEpoch: 1 } },
            },
          ],
        },
        yields: {
          order: [
            {
              fact: 'voteChanged',
              by: 3,
              has: { because: 'better', from: 1, vote: { leader: 1, zxid: '1.3' } },
            },
          ],
        },
        keeps: { never: { fact: 'voteChanged', by: 1 } },
      },
    },
    {
      id: 'sync',
      at: 16.4,
      predict: { choices: ['asks', 'given', 'late'], right: 'given' },
      show: { pane: 'log', node: 3 },
      wait: { order: [leads(1, 2), { fact: 'upToDate', by: 3 }, connected('A')] },
      claims: {
        sent: {
          order: [{ fact: 'syncDecided', by: 1, has: { sid: 3, mode: 'DIFF', sent: ['1.3'] } }],
        },
        before: {
          order: [
            { fact: 'applied', by: 3, has: { txn: { zxid: '1.3' } } },
            { fact: 'upToDate', by: 3 },
          ],
        },
        same: { trees: 'same', nodes: [1, 3] },
      },
    },
    {
      id: 'look',
      at: 19,
      act: [typed('A', 'get /app/x')],
      show: { pane: 'terminal' },
      wait: { order: [prints('A', '1')] },
      claims: {
        kept: { order: [{ fact: 'returned', by: 'A', has: { err: 0, body: { type: 'data' } } }] },
      },
    },
  ],
  ends: 23,
  deciding: [{ step: 'behind' }, { step: 'kill' }],
} as const satisfies Lesson;
