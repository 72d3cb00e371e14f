// Question 4: how is communication reliable? A client loses its node, and nothing of its order, session or watches.
import { prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const renewed = { fact: 'sessionOpened', has: { renewed: true } } as const;

export const lesson = {
  id: 'question-4',
  opening: opening({ clients: { A: 3, B: 1 }, then: [typed('A', 'create /app hello')] }),
  steps: [
    {
      id: 'order',
      at: 10,
      act: [
        { ...typed('A', 'set /app 1'), in: 0.5 },
        { ...typed('A', 'set /app 2'), in: 0.5 },
        { ...typed('A', 'set /app 3'), in: 0.5 },
        { ...typed('A', 'get -s /app'), in: 0.5 },
      ],
      show: { pane: 'log' },
      wait: { order: [prints('A', 'dataVersion = 3')] },
      claims: {
        order: {
          order: [
            {
              fact: 'proposed',
              by: 2,
              has: { txn: { zxid: '1.4', body: { type: 'setData', version: 1 } } },
            },
            {
              fact: 'proposed',
              by: 2,
              has: { txn: { zxid: '1.5', body: { type: 'setData', version: 2 } } },
            },
            {
              fact: 'proposed',
              by: 2,
              has: { txn: { zxid: '1.6', body: { type: 'setData', version: 3 } } },
            },
          ],
        },
        everywhere: {
          order: [
            { fact: 'applied', by: 1, has: { txn: { zxid: '1.4' } } },
            { fact: 'applied', by: 1, has: { txn: { zxid: '1.5' } } },
            { fact: 'applied', by: 1, has: { txn: { zxid: '1.6' } } },
          ],
        },
      },
    },
    {
      id: 'watch',
      at: 15,
      act: [
        { ...typed('A', 'get -w /app'), in: 0.5 },
        { do: 'kill', node: 3, in: 2 },
      ],
      predict: { choices: ['ends', 'moves', 'waits'], right: 'moves' },
      show: { pane: 'terminal' },
      wait: {
        order: [
          { fact: 'watchSet', by: 3, has: { path: '/app' } },
          { fact: 'notified', by: 'A', has: { state: 'Disconnected' } },
          renewed,
          { fact: 'watchSet', has: { kind: 'data', path: '/app' } },
        ],
      },
      claims: {
        asks: {
          order: [
            { fact: 'sent', has: { to: 2, packet: { type: 'REVALIDATE' } } },
            { fact: 'sent', by: 2, has: { packet: { type: 'REVALIDATE', valid: true } } },
            renewed,
          ],
        },
        again: {
          order: [renewed, { fact: 'sent', by: 'A', has: { packet: { type: 'SET_WATCHES' } } }],
        },
      },
    },
    {
      id: 'fires',
      at: 22,
      act: [typed('B', 'set /app 4')],
      predict: { choices: ['lost', 'told', 'twice'], right: 'told' },
      show: { pane: 'terminal' },
      wait: { order: [{ fact: 'notified', by: 'A', has: { event: { type: 'NodeDataChanged' } } }] },
      claims: {
        once: {
          count: { fact: 'notified', by: 'A', has: { event: { type: 'NodeDataChanged' } } },
          exactly: 1,
        },
      },
    },
  ],
  ends: 30,
  deciding: [{ step: 'order' }, { step: 'watch' }, { step: 'fires' }],
} as const satisfies Lesson;
