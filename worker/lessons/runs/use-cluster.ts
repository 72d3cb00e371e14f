// Use 3: cluster management. Members are ephemeral children; one dies, and who watches hears of it once.
import { prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const changed = {
  fact: 'notified',
  by: 'C',
  has: { event: { type: 'NodeChildrenChanged', path: '/cluster' } },
} as const;

export const lesson = {
  id: 'use-3',
  opening: opening({
    clients: { B: 2, C: 3 },
    then: [{ do: 'connect', client: 'A', node: 1, line: '-timeout 10000' }],
  }),
  steps: [
    {
      id: 'literal',
      at: 9,
      act: [
        typed('C', 'create /cluster clusterData 1'),
        { ...typed('C', 'get /cluster'), in: 1.5 },
        { ...typed('C', 'set /cluster newClusterData'), in: 2.5 },
      ],
      show: { pane: 'terminal' },
      wait: {
        order: [
          prints('C', 'Acl is not valid : null'),
          prints('C', 'Node does not exist: /cluster'),
          prints('C', 'Node does not exist: /cluster'),
        ],
      },
      claims: { refused: { order: [prints('C', '1 does not have the form scheme:id:perm')] } },
    },
    {
      id: 'members',
      at: 14,
      act: [
        typed('C', 'create /cluster clusterData'),
        { ...typed('A', 'create -e /cluster/a hostA'), in: 2 },
        { ...typed('B', 'create -e /cluster/b hostB'), in: 3 },
        { ...typed('C', 'ls -w /cluster'), in: 5 },
      ],
      show: { pane: 'tree' },
      wait: { order: [prints('C', '[a, b]')] },
      claims: {
        owners: {
          order: [
            {
              fact: 'applied',
              by: 3,
              has: { txn: { body: { path: '/cluster/a', ephemeral: true } } },
            },
            {
              fact: 'applied',
              by: 3,
              has: { txn: { body: { path: '/cluster/b', ephemeral: true } } },
            },
          ],
        },
        watch: { order: [{ fact: 'watchSet', by: 3, has: { kind: 'child', path: '/cluster' } }] },
      },
    },
    {
      id: 'dies',
      at: 21,
      does: [{ do: 'kill', client: 'A' }],
      predict: { choices: ['once', 'expires', 'asks'], right: 'expires' },
      show: { pane: 'tree' },
      wait: { order: [changed] },
      claims: {
        session: {
          order: [
            { fact: 'sessionExpiring', by: 2, has: { timeoutMs: 10000 } },
            { fact: 'proposed', by: 2, has: { txn: { body: { type: 'closeSession' } } } },
            { fact: 'applied', by: 3, has: { txn: { body: { type: 'closeSession' } } } },
            changed,
          ],
        },
        once: { count: changed, exactly: 1 },
      },
    },
    {
      id: 'look',
      at: 34,
      act: [typed('C', 'ls /cluster'), { ...typed('C', 'get /cluster'), in: 1.5 }],
      show: { pane: 'terminal' },
      wait: { order: [prints('C', '[b]'), prints('C', 'clusterData')] },
      claims: { same: { trees: 'same', nodes: [1, 2, 3] } },
    },
  ],
  ends: 38,
  deciding: [{ step: 'literal' }, { step: 'members' }, { step: 'dies' }],
} as const satisfies Lesson;
