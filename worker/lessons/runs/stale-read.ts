// Lesson 6: old news. The way from the leader to node 3 takes seconds, so that a read there can be caught in between.
import { prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const body = { type: 'setData', path: '/config' } as const;

export const lesson = {
  id: '6',
  opening: opening({
    clients: { A: 2, B: 3 },
    then: [typed('A', 'create /config old'), { do: 'slow', from: 2, to: 3, value: 100 }],
  }),
  steps: [
    {
      id: 'write',
      at: 12,
      act: [typed('A', 'set /config new')],
      show: { pane: 'stage' },
      wait: { order: [{ fact: 'returned', by: 'A', has: { err: 0, body: { type: 'stat' } } }] },
      claims: {
        committed: { order: [{ fact: 'committed', by: 2, has: { acks: [1, 2] } }] },
        told: {
          order: [
            { fact: 'invoked', by: 'A', has: { op: body, xid: '?xid' } },
            { fact: 'returned', by: 'A', has: { xid: '?xid', err: 0 } },
          ],
        },
        behind: { never: { fact: 'queued', by: 3 } },
      },
    },
    {
      id: 'read',
      at: 12.75,
      act: [{ ...typed('B', 'get /config'), in: 0.2 }],
      predict: { choices: ['new', 'old', 'waits'], right: 'old' },
      show: { pane: 'terminal' },
      wait: { order: [prints('B', 'old')] },
      claims: {
        local: {
          never: { fact: 'sent', by: 3, has: { to: 2, packet: { type: 'REQUEST' } } },
        },
        answered: {
          order: [
            { fact: 'sent', by: 'B', has: { to: 3, packet: { type: 'REQUEST' } } },
            { fact: 'sent', by: 3, has: { to: 'B', packet: { type: 'REPLY' } } },
          ],
        },
        differ: { trees: 'different', nodes: [2, 3] },
      },
    },
    {
      id: 'sync',
      at: 13.2,
      act: [
        { ...typed('B', 'sync /config'), in: 0.2 },
        { ...typed('B', 'get /config'), in: 0.3 },
      ],
      predict: { choices: ['old', 'new', 'error'], right: 'new' },
      show: { pane: 'terminal' },
      wait: { order: [prints('B', 'Sync is OK'), prints('B', 'new')] },
      claims: {
        leader: {
          order: [
            {
              fact: 'sent',
              by: 3,
              has: { to: 2, packet: { type: 'REQUEST', request: { op: { type: 'sync' } } } },
            },
            { fact: 'syncAnswered', by: 2, has: { sid: 3 } },
          ],
        },
        behind: {
          order: [
            { fact: 'applied', by: 3, has: { txn: { body } } },
            prints('B', 'Sync is OK'),
            prints('B', 'new'),
          ],
        },
        nobody: { never: { fact: 'proposed' } },
        same: { trees: 'same', nodes: [1, 2, 3] },
      },
    },
  ],
  ends: 24,
  deciding: [{ step: 'write' }, { step: 'sync' }, { opening: { do: 'slow' } }],
} as const satisfies Lesson;
