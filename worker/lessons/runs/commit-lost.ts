// Lesson 8, variant: the leader commits and answers, and dies before a follower hears of it. The followers' disks are slow,
// so that the way to them can be cut after they have the proposal and before the leader has their ACKs.
import { connected, leads, prints, proposes } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const proposed = proposes(2, '/app/x');

export const lesson = {
  id: '8-commit',
  opening: opening({
    clients: { A: 2 },
    then: [
      typed('A', 'create /app hello'),
      { do: 'disk', node: 1, value: 100 },
      { do: 'disk', node: 3, value: 100 },
    ],
  }),
  steps: [
    {
      id: 'write',
      at: 12,
      act: [typed('A', 'create /app/x 1')],
      show: { pane: 'stage' },
      wait: {
        all: [
          { fact: 'queued', by: 1, has: { zxid: '1.3' } },
          { fact: 'queued', by: 3, has: { zxid: '1.3' } },
        ],
      },
      claims: {
        proposed: { order: [proposed] },
        nobody: { never: { fact: 'sent', has: { packet: { type: 'ACK', zxid: '1.3' } } } },
      },
    },
    {
      id: 'cut',
      at: 12.65,
      does: [
        { do: 'cut', from: 2, to: 1, in: 0.1 },
        { do: 'cut', from: 2, to: 3, in: 0.1 },
      ],
      predict: { choices: ['waits', 'ok', 'loss'], right: 'ok' },
      show: { pane: 'terminal' },
      wait: { order: [prints('A', 'Created /app/x')] },
      claims: {
        committed: { order: [{ fact: 'committed', by: 2, has: { zxid: '1.3' } }] },
        held: {
          each: [
            { never: { fact: 'commitLearned', by: 1 } },
            { never: { fact: 'commitLearned', by: 3 } },
          ],
        },
        differ: {
          each: [
            { trees: 'same', nodes: [1, 3] },
            { trees: 'different', nodes: [1, 2] },
          ],
        },
      },
    },
    {
      id: 'kill',
      at: 14.5,
      act: [
        { do: 'kill', node: 2 },
        { do: 'healAll', in: 1.5 },
      ],
      predict: { choices: ['lost', 'kept', 'depends'], right: 'kept' },
      show: { pane: 'stage' },
      wait: {
        order: [leads(3, 2), connected('A')],
      },
      claims: {
        never: { never: { fact: 'commitLearned', by: 1 } },
        both: {
          each: [
            { log: 1, zxid: '1.3', stage: 'synced' },
            { log: 3, zxid: '1.3', stage: 'synced' },
          ],
        },
        equal: {
          order: [
            {
              fact: 'syncDecided',
              by: 3,
              has: { sid: 1, peerZxid: '1.3', mode: 'DIFF', sent: [] },
            },
          ],
        },
      },
    },
    {
      id: 'look',
      at: 22,
      act: [typed('A', 'get /app/x')],
      show: { pane: 'terminal' },
      wait: { order: [prints('A', '1')] },
      claims: { same: { trees: 'same', nodes: [1, 3] } },
    },
  ],
  ends: 26,
  deciding: [{ step: 'write' }, { step: 'cut' }, { step: 'kill' }],
} as const satisfies Lesson;
