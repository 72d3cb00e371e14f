// Lesson 19, variant: M5, ZOOKEEPER-2845. A server keeps its tree across an election without catching up with its own log,
// and votes with less than it has on disk. Source: zab.md 11.2.
import { connected, leads, looks, prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

export const lesson = {
  id: '19-2845',
  opening: opening({
    clients: { A: 2 },
    ensemble: { switches: ['M5'] },
    then: [
      typed('A', 'create /app hello'),
      { do: 'disk', node: 1, value: 100 },
      { do: 'kill', node: 3 },
    ],
  }),
  steps: [
    {
      id: 'write',
      at: 12,
      act: [typed('A', 'create /app/x 1')],
      show: { pane: 'log', node: 1 },
      wait: { order: [{ fact: 'queued', by: 1, has: { zxid: '1.3' } }] },
      claims: { down: { node: 3, has: { life: 'down' } } },
    },
    {
      id: 'commit',
      at: 12.65,
      does: [{ do: 'cut', from: 2, to: 1, in: 0.1 }],
      show: { pane: 'terminal' },
      wait: { order: [prints('A', 'Created /app/x')] },
      claims: {
        quorum: { order: [{ fact: 'committed', by: 2, has: { zxid: '1.3', acks: [1, 2] } }] },
        logged: { log: 1, zxid: '1.3', stage: 'synced' },
        unheard: { never: { fact: 'commitLearned', by: 1 } },
      },
    },
    {
      id: 'dies',
      at: 14.5,
      does: [{ do: 'disk', node: 1, value: 1, in: 0.1 }],
      act: [
        { do: 'kill', node: 2 },
        { do: 'healAll', in: 1.5 },
      ],
      predict: { choices: ['log', 'tree', 'none'], right: 'tree' },
      show: { pane: 'stage', node: 1 },
      wait: { order: [looks(1)] },
      claims: {
        less: {
          order: [{ fact: 'electionStarted', by: 1, has: { vote: { leader: 1, zxid: '1.2' } } }],
        },
        disk: { node: 1, has: { disk: { synced: '1.3' } } },
      },
    },
    {
      id: 'elect',
      at: 17,
      act: [{ do: 'restart', node: 3 }],
      predict: { choices: ['one', 'three', 'none'], right: 'three' },
      show: { pane: 'log' },
      wait: {
        order: [leads(3, 2), connected('A')],
      },
      claims: {
        empty: {
          order: [
            {
              fact: 'syncDecided',
              by: 3,
              has: { sid: 1, peerZxid: '1.2', mode: 'DIFF', sent: [] },
            },
          ],
        },
        complete: { broken: 'S9' },
        knows: { broken: 'S8' },
        agree: { broken: 'S11' },
      },
    },
    {
      id: 'look',
      at: 24,
      act: [typed('A', 'get /app/x')],
      show: { pane: 'terminal' },
      wait: { order: [prints('A', 'Node does not exist: /app/x')] },
      claims: {
        read: { broken: 'H5' },
        ghost: { log: 1, zxid: '1.3', stage: 'synced' },
      },
    },
  ],
  ends: 28,
  deciding: [{ switch: 'M5' }, { step: 'write' }, { step: 'dies' }],
} as const satisfies Lesson;
