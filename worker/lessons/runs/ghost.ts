// Lesson 18, variant: the rule of lesson 9 is off, M15 (ZOOKEEPER-1154): a learner inside the leader's window always gets a
// DIFF, and keeps what the leader does not have. Source: zab.md 11.2.
import { prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { typed } from '../opening.ts';
import { lesson as snap } from './orphan-snap.ts';

const { opening, steps } = snap;

export const lesson = {
  id: '18-ghost',
  opening: { ...opening, ensemble: { ...opening.ensemble, switches: ['M15'] } },
  steps: [
    steps[0],
    steps[1],
    steps[2],
    {
      id: 'heal',
      at: 28,
      act: [{ do: 'heal', node: 2 }],
      predict: { choices: ['removed', 'stays', 'spreads'], right: 'stays' },
      show: { pane: 'log', node: 2 },
      wait: { order: [{ fact: 'upToDate', by: 2 }] },
      claims: {
        diff: {
          order: [{ fact: 'syncDecided', by: 3, has: { sid: 2, peerZxid: '1.4', mode: 'DIFF' } }],
        },
        ghost: { log: 2, zxid: '1.4', stage: 'synced' },
        differ: { trees: 'different', nodes: [2, 3] },
        hole: { broken: 'S19' },
        same: { broken: 'S2' },
        agree: { broken: 'S11' },
      },
    },
    {
      id: 'look',
      at: 31,
      does: [{ do: 'disk', node: 1, value: 100, in: 0.1 }],
      act: [
        { do: 'connect', client: 'C', node: 2 },
        { ...typed('C', 'get /app/orphan'), in: 3 },
        { ...typed('B', 'get /app/orphan'), in: 4 },
      ],
      show: { pane: 'terminal' },
      wait: { order: [prints('C', 'x'), prints('B', 'Node does not exist: /app/orphan')] },
      claims: {
        acks: { order: [{ fact: 'committed', by: 3, has: { acks: [2, 3] } }] },
        commit: { broken: 'S13' },
        read: { broken: 'H5' },
      },
    },
  ],
  ends: 38,
  deciding: [{ switch: 'M15' }, { step: 'epoch' }],
} as const satisfies Lesson;
