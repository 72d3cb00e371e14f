// Use 4: reliable communication and synchronization. A barrier, a queue, and a sync before a read.
import { prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const created = {
  fact: 'notified',
  has: { event: { type: 'NodeCreated', path: '/sync/go' } },
} as const;

export const lesson = {
  id: 'use-4',
  opening: opening({ clients: { A: 1, B: 2, C: 3 } }),
  steps: [
    {
      id: 'literal',
      at: 8,
      act: [
        typed('A', 'create /sync syncData 1'),
        { ...typed('A', 'get /sync'), in: 1.5 },
        { ...typed('A', 'set /sync newSyncData'), in: 2.5 },
      ],
      show: { pane: 'terminal' },
      wait: {
        order: [
          prints('A', 'Acl is not valid : null'),
          prints('A', 'Node does not exist: /sync'),
          prints('A', 'Node does not exist: /sync'),
        ],
      },
      claims: { refused: { order: [prints('A', '1 does not have the form scheme:id:perm')] } },
    },
    {
      id: 'barrier',
      at: 13,
      act: [
        typed('A', 'create /sync syncData'),
        { ...typed('B', 'stat -w /sync/go'), in: 2 },
        { ...typed('C', 'stat -w /sync/go'), in: 2 },
        { ...typed('A', 'create /sync/go 1'), in: 4 },
      ],
      predict: { choices: ['first', 'both', 'none'], right: 'both' },
      show: { pane: 'terminal' },
      wait: {
        all: [
          { ...created, by: 'B' },
          { ...created, by: 'C' },
        ],
      },
      claims: {
        absent: {
          all: [
            { fact: 'watchSet', by: 2, has: { kind: 'exists', path: '/sync/go' } },
            { fact: 'watchSet', by: 3, has: { kind: 'exists', path: '/sync/go' } },
          ],
        },
        one: { count: created, exactly: 2 },
      },
    },
    {
      id: 'queue',
      at: 20,
      act: [
        typed('A', 'create -s /sync/job- wash'),
        { ...typed('B', 'create -s /sync/job- dry'), in: 1.5 },
        { ...typed('C', 'ls /sync'), in: 3 },
        { ...typed('C', 'get /sync/job-0000000001'), in: 4 },
        { ...typed('C', 'delete /sync/job-0000000001'), in: 5 },
      ],
      predict: { choices: ['zero', 'one', 'any'], right: 'one' },
      show: { pane: 'tree' },
      wait: {
        order: [
          prints('C', '[go, job-0000000001, job-0000000002]'),
          prints('C', 'wash'),
          { fact: 'returned', by: 'C', has: { err: 0, body: null } },
        ],
      },
      claims: {
        order: {
          order: [
            prints('A', 'Created /sync/job-0000000001'),
            prints('B', 'Created /sync/job-0000000002'),
          ],
        },
      },
    },
    {
      id: 'slow',
      at: 28,
      does: [{ do: 'slow', from: 2, to: 3, value: 100 }],
      act: [
        { ...typed('A', 'set /sync newSyncData'), in: 1 },
        { ...typed('C', 'get /sync'), in: 2 },
      ],
      predict: { choices: ['new', 'old', 'error'], right: 'old' },
      show: { pane: 'terminal' },
      wait: { order: [prints('C', 'syncData')] },
      claims: {
        committed: { order: [{ fact: 'committed', by: 2, has: { acks: [1, 2] } }] },
        behind: { never: { fact: 'queued', by: 3 } },
      },
    },
    {
      id: 'sync',
      at: 30.4,
      act: [
        { ...typed('C', 'sync /sync'), in: 0.2 },
        { ...typed('C', 'get /sync'), in: 0.3 },
      ],
      show: { pane: 'terminal' },
      wait: { order: [prints('C', 'Sync is OK'), prints('C', 'newSyncData')] },
      claims: {
        answered: { order: [{ fact: 'syncAnswered', by: 2, has: { sid: 3 } }] },
        same: { trees: 'same', nodes: [1, 2, 3] },
      },
    },
  ],
  ends: 42,
  deciding: [{ step: 'literal' }, { step: 'barrier' }, { step: 'queue' }, { step: 'slow' }],
} as const satisfies Lesson;
