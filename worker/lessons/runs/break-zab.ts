// Lesson 18: break Zab on purpose. One rule is off, M4 (ZOOKEEPER-4643): a learner writes currentEpoch before the history.
// Source: zab.md 11.2.
import { connected, leads, looks, prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

export const lesson = {
  id: '18',
  opening: opening({
    clients: { A: 2 },
    ensemble: { switches: ['M4'] },
    then: [typed('A', 'create /app hello')],
  }),
  steps: [
    {
      id: 'write',
      at: 10,
      act: [
        { do: 'partition', node: 1 },
        { ...typed('A', 'create /app/x kept?'), in: 12 },
      ],
      show: { pane: 'log' },
      wait: { order: [looks(1), prints('A', 'Created /app/x')] },
      claims: {
        quorum: { order: [{ fact: 'committed', by: 2, has: { zxid: '1.3', acks: [2, 3] } }] },
        missing: { log: 1, zxid: '1.3', stage: 'none' },
      },
    },
    {
      id: 'elect',
      at: 24,
      does: [{ do: 'disk', node: 1, value: 100, in: 0.1 }],
      act: [
        { do: 'kill', node: 3 },
        { do: 'heal', node: 1, in: 1.5 },
      ],
      predict: { choices: ['epochs', 'leader', 'commits'], right: 'epochs' },
      show: { pane: 'log', node: 1 },
      wait: { order: [{ fact: 'epochWritten', by: 1, has: { file: 'currentEpoch', epoch: 2 } }] },
      claims: {
        diff: {
          order: [{ fact: 'syncDecided', by: 2, has: { sid: 1, mode: 'DIFF', sent: ['1.3'] } }],
        },
        early: {
          each: [{ never: { fact: 'synced', by: 1 } }, { node: 1, has: { currentEpoch: 2 } }],
        },
        red: { broken: 'S15' },
      },
    },
    {
      id: 'crash',
      at: 28.4,
      act: [
        { do: 'kill', node: 2, in: 0.1 },
        { do: 'kill', node: 1, in: 0.2 },
      ],
      predict: { choices: ['one', 'three', 'none'], right: 'three' },
      show: { pane: 'log' },
      wait: {
        order: [
          { fact: 'diskKept', has: { node: 2 } },
          { fact: 'diskKept', has: { node: 1 } },
        ],
      },
      claims: {
        lost: { node: 1, has: { life: 'down', currentEpoch: 2, disk: { synced: '1.2' } } },
        has: { node: 3, has: { life: 'down', disk: { synced: '1.3' } } },
      },
    },
    {
      id: 'return',
      at: 31,
      does: [{ do: 'disk', node: 1, value: 1, in: 0.1 }],
      act: [
        { do: 'restart', node: 1 },
        { do: 'restart', node: 3 },
      ],
      predict: { choices: ['one', 'three', 'none'], right: 'one' },
      show: { pane: 'stage' },
      wait: {
        order: [leads(1, 3), connected('A')],
      },
      claims: {
        epoch: {
          order: [
            {
              fact: 'voteChanged',
              by: 3,
              has: { because: 'better', vote: { leader: 1, zxid: '1.2', peerEpoch: 2 } },
            },
          ],
        },
        cut: { order: [{ fact: 'truncated', by: 3, has: { to: '1.2', removed: ['1.3'] } }] },
        complete: { broken: 'S9' },
        knows: { broken: 'S8' },
        commits: { broken: 'S10' },
      },
    },
    {
      id: 'look',
      at: 40,
      act: [typed('A', 'get /app/x')],
      show: { pane: 'terminal' },
      wait: { order: [prints('A', 'Node does not exist: /app/x')] },
      claims: { read: { broken: 'H5' } },
    },
  ],
  ends: 44,
  deciding: [{ switch: 'M4' }, { step: 'write' }, { step: 'crash' }],
} as const satisfies Lesson;
