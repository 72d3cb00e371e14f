// Use 1: configuration management. The commands as they are often printed, then as zkCli takes them, with a watcher.
import { commits, prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const create = { type: 'create', path: '/config' } as const;

export const lesson = {
  id: 'use-1',
  opening: opening({ clients: { A: 1, B: 3 } }),
  steps: [
    {
      id: 'literal',
      at: 8,
      act: [
        typed('A', 'create /config configData 1'),
        { ...typed('A', 'get /config'), in: 1.5 },
        { ...typed('A', 'set /config newConfigData'), in: 2.5 },
      ],
      predict: { choices: ['created', 'refused', 'ignored'], right: 'refused' },
      show: { pane: 'terminal' },
      wait: {
        order: [
          prints('A', 'Acl is not valid : null'),
          prints('A', 'Node does not exist: /config'),
          prints('A', 'Node does not exist: /config'),
        ],
      },
      claims: {
        acl: { order: [prints('A', '1 does not have the form scheme:id:perm')] },
        home: { never: { fact: 'invoked', by: 'A', has: { op: { type: 'create' } } } },
        error: {
          order: [
            { fact: 'proposed', by: 2, has: { txn: { body: { type: 'error', err: -101 } } } },
          ],
        },
      },
    },
    {
      id: 'create',
      at: 13,
      act: [typed('A', 'create /config configData'), { ...typed('B', 'get -w /config'), in: 2 }],
      show: { pane: 'tree' },
      wait: {
        order: [
          prints('A', 'Created /config'),
          { fact: 'watchSet', by: 3, has: { kind: 'data', path: '/config' } },
          prints('B', 'configData'),
        ],
      },
      claims: {
        committed: {
          order: [
            { fact: 'proposed', by: 2, has: { txn: { zxid: '?z', body: create } } },
            commits(2),
          ],
        },
        same: { trees: 'same', nodes: [1, 2, 3] },
      },
    },
    {
      id: 'set',
      at: 17,
      act: [typed('A', 'set /config newConfigData')],
      predict: { choices: ['none', 'told', 'value'], right: 'told' },
      show: { pane: 'terminal' },
      wait: { order: [{ fact: 'notified', by: 'B', has: { event: { type: 'NodeDataChanged' } } }] },
      claims: {
        fires: {
          order: [
            {
              fact: 'applied',
              by: 3,
              has: { txn: { body: { type: 'setData', path: '/config' } } },
            },
            {
              fact: 'watchFired',
              by: 3,
              has: { event: { type: 'NodeDataChanged', path: '/config' } },
            },
          ],
        },
      },
    },
    {
      id: 'read',
      at: 20,
      act: [typed('B', 'get -w /config')],
      show: { pane: 'terminal' },
      wait: { order: [prints('B', 'newConfigData')] },
      claims: {
        again: { order: [{ fact: 'watchSet', by: 3, has: { kind: 'data', path: '/config' } }] },
        local: { never: { fact: 'sent', by: 3, has: { to: 2, packet: { type: 'REQUEST' } } } },
      },
    },
  ],
  ends: 24,
  deciding: [{ step: 'literal' }, { step: 'create' }, { step: 'set' }],
} as const satisfies Lesson;
