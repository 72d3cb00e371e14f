// Use 2: atomic update. Two clients write at the same version, and a multi applies all or nothing.
import { prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const set = { type: 'setData', path: '/data' } as const;
const stat = { fact: 'returned', has: { err: 0, body: { type: 'stat' } } } as const;
const refused = {
  fact: 'printed',
  has: { lines: { $includes: 'version No is not valid : /data' } },
} as const;
const multi = { fact: 'returned', by: 'A', has: { body: { type: 'multi' } } } as const;

export const lesson = {
  id: 'use-2',
  opening: opening({ clients: { A: 1, B: 3 } }),
  steps: [
    {
      id: 'literal',
      at: 8,
      act: [typed('A', 'create /data dataData 1'), { ...typed('A', 'set /data newData'), in: 1.5 }],
      show: { pane: 'terminal' },
      wait: {
        order: [prints('A', 'Acl is not valid : null'), prints('A', 'Node does not exist: /data')],
      },
      claims: {
        refused: { order: [prints('A', '1 does not have the form scheme:id:perm')] },
        none: { never: { fact: 'applied', has: { txn: { body: set } } } },
      },
    },
    {
      id: 'create',
      at: 12,
      act: [typed('A', 'create /data dataData'), { ...typed('A', 'set /data newData'), in: 1.5 }],
      show: { pane: 'tree' },
      wait: { order: [prints('A', 'Created /data'), { ...stat, by: 'A' }] },
      claims: {
        version: {
          order: [{ fact: 'applied', by: 2, has: { txn: { body: { ...set, version: 1 } } } }],
        },
      },
    },
    {
      id: 'race',
      at: 16,
      act: [typed('A', 'set -v 1 /data fromA'), typed('B', 'set -v 1 /data fromB')],
      predict: { choices: ['both', 'one', 'none'], right: 'one' },
      show: { pane: 'terminal' },
      wait: { all: [stat, refused] },
      claims: {
        one: { count: stat, exactly: 1 },
        other: { count: refused, exactly: 1 },
        order: {
          order: [
            { fact: 'proposed', by: 2, has: { txn: { body: { ...set, version: 2 } } } },
            { fact: 'proposed', by: 2, has: { txn: { body: { type: 'error', err: -103 } } } },
          ],
        },
      },
    },
    {
      id: 'nothing',
      at: 20,
      act: [
        typed('A', 'multi set /data both ; create /data/x 1 ; check -v 9 /data'),
        { ...typed('B', 'get /data'), in: 2 },
      ],
      predict: { choices: ['two', 'nothing', 'one'], right: 'nothing' },
      show: { pane: 'tree' },
      wait: { order: [multi, prints('B', 'from')] },
      claims: {
        refused: { order: [prints('A', 'check /data: KeeperErrorCode = BadVersion')] },
        error: {
          order: [
            {
              fact: 'proposed',
              by: 2,
              has: { txn: { body: { type: 'multi', txns: { $includes: { type: 'error' } } } } },
            },
          ],
        },
        unchanged: { never: prints('B', 'both') },
      },
    },
    {
      id: 'all',
      at: 24,
      act: [
        typed('A', 'multi check -v 2 /data ; set /data both ; create /data/x 1'),
        { ...typed('B', 'get /data'), in: 2 },
        { ...typed('B', 'ls /data'), in: 3 },
      ],
      show: { pane: 'tree' },
      wait: { order: [multi, prints('B', 'both'), prints('B', '[x]')] },
      claims: {
        one: { count: { fact: 'committed', by: 2 }, exactly: 1 },
        three: {
          order: [
            {
              fact: 'applied',
              by: 3,
              has: {
                err: 0,
                txn: {
                  body: {
                    type: 'multi',
                    txns: [{ type: 'check' }, { type: 'setData' }, { type: 'create' }],
                  },
                },
              },
            },
          ],
        },
      },
    },
  ],
  ends: 30,
  deciding: [
    { step: 'literal' },
    { step: 'create' },
    { step: 'race' },
    { step: 'nothing' },
    { step: 'all' },
  ],
} as const satisfies Lesson;
