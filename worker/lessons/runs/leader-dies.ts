// Lesson 8: the leader dies between proposal and commit, and the write survives. Node 3 is cut off, and what node 1 sends
// to the leader is held: so node 1 has the proposal on disk, and the leader never hears of it.
import { connected, leads, prints, proposes } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const body = { type: 'create', path: '/app/x' } as const;
const proposed = proposes(2, '/app/x');

export const lesson = {
  id: '8',
  opening: opening({ clients: { A: 2 }, then: [typed('A', 'create /app hello')] }),
  steps: [
    {
      id: 'walls',
      at: 10,
      act: [
        { do: 'partition', node: 3 },
        { do: 'cut', from: 1, to: 2 },
      ],
      show: { pane: 'stage' },
      wait: { order: [{ fact: 'action', has: { action: { do: 'cut', from: 1, to: 2 } } }] },
      claims: { leads: { node: 2, has: { state: 'LEADING', zabState: 'BROADCAST' } } },
    },
    {
      id: 'write',
      at: 11,
      act: [typed('A', 'create /app/x 1')],
      show: { pane: 'log' },
      wait: {
        order: [proposed, { fact: 'sent', by: 1, has: { packet: { type: 'ACK', zxid: '?z' } } }],
      },
      claims: {
        both: {
          order: [
            proposed,
            { fact: 'synced', by: 2, has: { zxid: '?z' } },
            { fact: 'synced', by: 1, has: { zxid: '?z' } },
          ],
        },
        one: { order: [proposed, { fact: 'acked', by: 2, has: { zxid: '?z', have: 1, need: 2 } }] },
        open: { never: { fact: 'committed' } },
        waits: { busy: 'A' },
      },
    },
    {
      id: 'kill',
      at: 12.5,
      act: [
        { do: 'kill', node: 2 },
        { do: 'heal', node: 3, in: 1.5 },
      ],
      predict: { choices: ['lost', 'kept', 'never'], right: 'kept' },
      show: { pane: 'stage' },
      wait: {
        each: [{ order: [leads(1, 2)] }, { order: [connected('A')] }],
      },
      claims: {
        unknown: { order: [{ fact: 'unknown', by: 'A' }] },
        newer: {
          order: [
            {
              fact: 'voteChanged',
              by: 3,
              has: { because: 'better', vote: { leader: 1, zxid: '1.3' } },
            },
            { fact: 'elected', by: 3, has: { leader: 1 } },
          ],
        },
        sent: {
          order: [{ fact: 'syncDecided', by: 1, has: { sid: 3, mode: 'DIFF', sent: ['1.3'] } }],
        },
        applied: { order: [{ fact: 'applied', by: 3, has: { txn: { zxid: '1.3', body } } }] },
      },
    },
    {
      id: 'look',
      at: 18,
      act: [typed('A', 'get /app/x')],
      predict: { choices: ['value', 'none', 'error'], right: 'value' },
      show: { pane: 'terminal' },
      wait: { order: [prints('A', '1')] },
      claims: {
        told: { never: prints('A', 'Created /app/x') },
        reads: { order: [{ fact: 'returned', by: 'A', has: { err: 0, body: { type: 'data' } } }] },
        same: { trees: 'same', nodes: [1, 3] },
      },
    },
  ],
  ends: 22,
  deciding: [{ step: 'walls' }, { step: 'write' }, { step: 'kill' }],
} as const satisfies Lesson;
