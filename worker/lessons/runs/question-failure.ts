// Question 6: what happens when a node fails? A follower, then the leader; and how each comes back: DIFF, TRUNC, SNAP.
import { leads, prints, serves } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];

export const lesson = {
  id: 'question-6',
  opening: opening({ clients: { A: 2 }, then: [typed('A', 'create /app hello')] }),
  steps: [
    {
      id: 'follower',
      at: 10,
      act: [
        { do: 'kill', node: 1 },
        { ...typed('A', 'create /app/x 1'), in: 2 },
      ],
      predict: { choices: ['election', 'on', 'stops'], right: 'on' },
      show: { pane: 'stage' },
      wait: {
        order: [
          { fact: 'action', has: { action: { do: 'kill', node: 1 } } },
          prints('A', 'Created /app/x'),
        ],
      },
      claims: {
        two: { order: [{ fact: 'committed', by: 2, has: { acks: [2, 3] } }] },
        calm: { never: { fact: 'electionStarted' } },
      },
    },
    {
      id: 'diff',
      at: 14,
      act: [{ do: 'restart', node: 1 }],
      show: { pane: 'log', node: 1 },
      wait: { order: [serves(1)] },
      claims: {
        disk: { order: [{ fact: 'loaded', by: 1, has: { from: 'disk', zxid: '1.2' } }] },
        diff: {
          order: [{ fact: 'syncDecided', by: 2, has: { sid: 1, mode: 'DIFF', sent: ['1.3'] } }],
        },
      },
    },
    {
      id: 'leader',
      at: 17,
      does: [
        { do: 'cut', from: 2, to: 1, in: 0.1 },
        { do: 'cut', from: 2, to: 3, in: 0.1 },
      ],
      act: [
        typed('A', 'create /app/y 1'),
        { do: 'kill', node: 2, in: 1.5 },
        { do: 'healAll', in: 2.5 },
      ],
      predict: { choices: ['stops', 'elect', 'wait'], right: 'elect' },
      show: { pane: 'stage' },
      wait: { order: [leads(3, 2)] },
      claims: {
        last: { log: 2, zxid: '1.4', stage: 'synced' },
        unknown: { order: [{ fact: 'unknown', by: 'A' }] },
      },
    },
    {
      id: 'trunc',
      at: 24,
      act: [{ do: 'restart', node: 2 }],
      predict: { choices: ['diff', 'trunc', 'snap'], right: 'trunc' },
      show: { pane: 'log', node: 2 },
      wait: { order: [serves(2)] },
      claims: {
        trunc: {
          order: [{ fact: 'syncDecided', by: 3, has: { sid: 2, mode: 'TRUNC', peerZxid: '1.4' } }],
        },
        same: { trees: 'same', nodes: [1, 2, 3] },
      },
    },
    {
      id: 'away',
      at: 27,
      does: [
        { do: 'kill', node: 1, in: 0.1 },
        ...many.map((name) => ({ ...typed('A', `create /app/${name} 1`), in: 3 })),
      ],
      show: { pane: 'log' },
      wait: { order: [prints('A', 'Created /app/l')] },
      claims: {
        commits: {
          count: { fact: 'committed', by: 3, has: { acks: [2, 3] } },
          times: 12,
        },
        none: { node: 1, has: { life: 'down', lastLogged: '1.3' } },
      },
    },
    {
      id: 'snap',
      at: 35,
      act: [{ do: 'restart', node: 1 }],
      predict: { choices: ['diff', 'trunc', 'snap'], right: 'snap' },
      show: { pane: 'log', node: 1 },
      wait: { order: [serves(1)] },
      claims: {
        snap: { order: [{ fact: 'syncDecided', by: 3, has: { sid: 1, mode: 'SNAP' } }] },
        same: { trees: 'same', nodes: [1, 2, 3] },
      },
    },
  ],
  ends: 40,
  deciding: [
    { step: 'follower' },
    { step: 'leader' },
    { step: 'trunc' },
    { step: 'away' },
    { step: 'snap' },
  ],
} as const satisfies Lesson;
