// Question 10: how are conflicting updates resolved? By the order of the leader, and by versions.
import { prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const exists = { fact: 'returned', has: { err: -110 } } as const;
const stat = { fact: 'returned', has: { err: 0, body: { type: 'stat' } } } as const;

export const lesson = {
  id: 'question-10',
  opening: opening({ clients: { A: 1, B: 3 } }),
  steps: [
    {
      id: 'create',
      at: 8,
      act: [typed('A', 'create /owner A'), typed('B', 'create /owner B')],
      predict: { choices: ['both', 'one', 'none'], right: 'one' },
      show: { pane: 'terminal' },
      wait: {
        all: [
          { fact: 'printed', has: { lines: { $includes: 'Created /owner' } } },
          { fact: 'printed', has: { lines: { $includes: 'Node already exists: /owner' } } },
        ],
      },
      claims: {
        order: {
          order: [
            {
              fact: 'proposed',
              by: 2,
              has: { txn: { zxid: '1.3', body: { type: 'create', path: '/owner' } } },
            },
            {
              fact: 'proposed',
              by: 2,
              has: { txn: { zxid: '1.4', body: { type: 'error', err: -110 } } },
            },
          ],
        },
        one: { count: exists, exactly: 1 },
      },
    },
    {
      id: 'overwrite',
      at: 12,
      act: [
        typed('A', 'create /count 5'),
        { ...typed('A', 'set /count 6'), in: 2 },
        { ...typed('B', 'set /count 6'), in: 2 },
        { ...typed('B', 'get /count'), in: 3.5 },
      ],
      predict: { choices: ['six', 'seven', 'refused'], right: 'six' },
      show: { pane: 'log' },
      wait: { order: [prints('B', '6')] },
      claims: {
        both: { count: stat, exactly: 2 },
        order: {
          order: [
            { fact: 'applied', by: 3, has: { txn: { body: { type: 'setData', version: 1 } } } },
            { fact: 'applied', by: 3, has: { txn: { body: { type: 'setData', version: 2 } } } },
          ],
        },
      },
    },
    {
      id: 'version',
      at: 18,
      act: [typed('A', 'set -v 2 /count 7'), typed('B', 'set -v 2 /count 7')],
      predict: { choices: ['both', 'one', 'none'], right: 'one' },
      show: { pane: 'terminal' },
      wait: {
        all: [
          stat,
          { fact: 'printed', has: { lines: { $includes: 'version No is not valid : /count' } } },
        ],
      },
      claims: { one: { count: stat, exactly: 1 } },
    },
    {
      id: 'retry',
      at: 22,
      act: [
        typed('B', 'get -s /count'),
        { ...typed('B', 'set -v 3 /count 8'), in: 1.5 },
        { ...typed('A', 'get /count'), in: 3 },
      ],
      show: { pane: 'terminal' },
      wait: { order: [prints('B', 'dataVersion = 3'), prints('A', '8')] },
      claims: { same: { trees: 'same', nodes: [1, 2, 3] } },
    },
  ],
  ends: 28,
  deciding: [{ step: 'create' }, { step: 'overwrite' }, { step: 'version' }, { step: 'retry' }],
} as const satisfies Lesson;
