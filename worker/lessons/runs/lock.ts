// Lesson 13: ephemerals and watches. A client that holds a lock dies; its session runs out, and a watcher hears of it.
import { commits, prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const closing = { type: 'closeSession' } as const;

export const lesson = {
  id: '13',
  opening: opening({
    clients: { B: 3 },
    then: [
      { do: 'connect', client: 'A', node: 1, line: '-timeout 10000' },
      typed('B', 'create /locks'),
    ],
  }),
  steps: [
    {
      id: 'lock',
      at: 12,
      act: [typed('A', 'create -e -s /locks/lock- A')],
      show: { pane: 'tree' },
      wait: { order: [prints('A', 'Created /locks/lock-0000000000')] },
      claims: {
        txn: {
          order: [
            {
              fact: 'proposed',
              by: 2,
              has: { txn: { zxid: '?z', body: { type: 'create', ephemeral: true } } },
            },
            commits(2),
          ],
        },
      },
    },
    {
      id: 'watch',
      at: 15,
      act: [typed('B', 'get -w /locks/lock-0000000000')],
      show: { pane: 'terminal' },
      wait: {
        order: [{ fact: 'watchSet', by: 3, has: { kind: 'data', path: '/locks/lock-0000000000' } }],
      },
      claims: {
        local: {
          each: [{ never: { fact: 'watchSet', by: 1 } }, { never: { fact: 'watchSet', by: 2 } }],
        },
        nothing: { never: { fact: 'proposed' } },
      },
    },
    {
      id: 'dies',
      at: 18,
      does: [{ do: 'kill', client: 'A' }],
      predict: { choices: ['once', 'leader', 'asks'], right: 'leader' },
      show: { pane: 'stage' },
      wait: { order: [{ fact: 'sessionExpiring', by: 2 }] },
      claims: {
        waits: { order: [{ fact: 'sessionExpiring', by: 2, has: { timeoutMs: 10000 } }] },
        leader: {
          each: [
            { never: { fact: 'sessionExpiring', by: 1 } },
            { never: { fact: 'sessionExpiring', by: 3 } },
          ],
        },
        still: { never: { fact: 'applied', has: { txn: { body: closing } } } },
      },
    },
    {
      id: 'free',
      at: 28.05,
      show: { pane: 'terminal' },
      wait: { order: [{ fact: 'notified', by: 'B', has: { event: { type: 'NodeDeleted' } } }] },
      claims: {
        quorum: {
          order: [
            { fact: 'proposed', by: 2, has: { txn: { zxid: '?z', body: closing } } },
            commits(2),
            { fact: 'applied', by: 3, has: { txn: { body: closing } } },
          ],
        },
        fires: {
          order: [
            {
              fact: 'watchFired',
              by: 3,
              has: { event: { type: 'NodeDeleted', path: '/locks/lock-0000000000' } },
            },
            { fact: 'notified', by: 'B', has: { event: { type: 'NodeDeleted' } } },
          ],
        },
      },
    },
    {
      id: 'once',
      at: 32,
      act: [
        typed('B', 'get -w /locks'),
        { ...typed('B', 'set /locks 1'), in: 1.5 },
        { ...typed('B', 'set /locks 2'), in: 2.5 },
      ],
      predict: { choices: ['twice', 'once', 'none'], right: 'once' },
      show: { pane: 'terminal' },
      wait: {
        count: { fact: 'returned', by: 'B', has: { err: 0, body: { type: 'stat' } } },
        times: 2,
      },
      claims: {
        told: {
          count: { fact: 'notified', by: 'B', has: { event: { type: 'NodeDataChanged' } } },
          exactly: 1,
        },
        gone: { node: 3, has: { watches: [] } },
      },
    },
  ],
  ends: 40,
  deciding: [{ step: 'lock' }, { step: 'watch' }, { step: 'dies' }],
} as const satisfies Lesson;
