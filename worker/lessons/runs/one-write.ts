// Lesson 1: one write, three copies. The way to node 3 is slow, so that its copy comes after the decision.
import { commits, proposes } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const body = { type: 'create', path: '/app/x' } as const;
const proposed = proposes(2, '/app/x');

export const lesson = {
  id: '1',
  opening: opening({
    clients: { A: 1 },
    then: [typed('A', 'create /app hello'), { do: 'slow', from: 2, to: 3, value: 20 }],
  }),
  steps: [
    {
      id: 'type',
      at: 12,
      act: [typed('A', 'create /app/x hello')],
      show: { pane: 'terminal' },
      wait: {
        order: [
          { fact: 'invoked', by: 'A', has: { op: body } },
          { fact: 'sent', by: 1, has: { to: 2, packet: { type: 'REQUEST' } } },
        ],
      },
      claims: {
        forwarded: {
          order: [
            { fact: 'sent', by: 'A', has: { to: 1, packet: { type: 'REQUEST' } } },
            {
              fact: 'sent',
              by: 1,
              has: { to: 2, packet: { type: 'REQUEST', request: { op: body } } },
            },
          ],
        },
        nowhere: { never: { fact: 'queued' } },
      },
    },
    {
      id: 'quorum',
      at: 12.53,
      predict: { choices: ['one', 'two', 'three'], right: 'two' },
      show: { pane: 'stage', node: 2 },
      wait: { order: [proposed, commits(2)] },
      claims: {
        proposed: {
          all: [
            { fact: 'sent', by: 2, has: { to: 1, packet: { type: 'PROPOSAL', txn: { body } } } },
            { fact: 'sent', by: 2, has: { to: 3, packet: { type: 'PROPOSAL', txn: { body } } } },
          ],
        },
        synced: {
          order: [
            proposed,
            { fact: 'synced', by: 1, has: { zxid: '?z' } },
            { fact: 'sent', by: 1, has: { to: 2, packet: { type: 'ACK', zxid: '?z' } } },
          ],
        },
        two: {
          order: [
            proposed,
            { fact: 'acked', by: 2, has: { zxid: '?z', have: 2, need: 2 } },
            { fact: 'committed', by: 2, has: { zxid: '?z', acks: [1, 2] } },
          ],
        },
        late: { never: { fact: 'queued', by: 3, has: { zxid: '?z' } }, after: proposed },
      },
    },
    {
      id: 'answer',
      at: 12.69,
      show: { pane: 'terminal' },
      wait: {
        order: [{ fact: 'printed', by: 'A', has: { lines: { $includes: 'Created /app/x' } } }],
      },
      claims: {
        applied: {
          order: [
            { fact: 'commitLearned', by: 1, has: { zxid: '?z' } },
            { fact: 'applied', by: 1, has: { txn: { body, zxid: '?z' } } },
            { fact: 'returned', by: 'A', has: { zxid: '?z', err: 0 } },
          ],
        },
        missing: { trees: 'different', nodes: [1, 3] },
      },
    },
    {
      id: 'third',
      at: 12.8,
      predict: { choices: ['never', 'later', 'asks'], right: 'later' },
      show: { pane: 'log', node: 3 },
      wait: { order: [{ fact: 'applied', by: 3, has: { txn: { body } } }] },
      claims: {
        late: {
          order: [
            { fact: 'synced', by: 3, has: { zxid: '?z' } },
            { fact: 'applied', by: 3, has: { txn: { body, zxid: '?z' } } },
          ],
        },
        same: { trees: 'same', nodes: [1, 2, 3] },
      },
    },
  ],
  ends: 20,
  deciding: [{ step: 'type' }, { opening: { do: 'slow' } }],
} as const satisfies Lesson;
