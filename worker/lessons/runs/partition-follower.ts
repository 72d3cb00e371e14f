// Lesson 4: partition a follower. The client at node 1 has to go elsewhere.
import { commits, connected, looks, partitioned, proposes, serves } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

export const lesson = {
  id: '4',
  opening: opening({ clients: { A: 1 }, then: [typed('A', 'create /app hello')] }),
  steps: [
    {
      id: 'cut',
      at: 10,
      act: [{ do: 'partition', node: 1 }],
      predict: { choices: ['all', 'alone', 'nobody'], right: 'alone' },
      show: { pane: 'stage', node: 1 },
      wait: { order: [partitioned(1), looks(1)] },
      claims: {
        silence: { node: 1, has: { stepDown: { why: 'leaderSilent' } } },
        leader: { never: { fact: 'stepDown', by: 2 } },
        third: { never: looks(3) },
        closed: { node: 1, has: { serving: false } },
      },
    },
    {
      id: 'moves',
      at: 19.75,
      predict: { choices: ['waits', 'moves', 'ends'], right: 'moves' },
      show: { pane: 'terminal' },
      wait: {
        order: [
          { fact: 'clientState', by: 'A', has: { state: 'CONNECTED', server: { $oneOf: [2, 3] } } },
        ],
      },
      claims: {
        lost: { order: [{ fact: 'notified', by: 'A', has: { state: 'Disconnected' } }] },
        session: { order: [{ fact: 'sessionOpened', has: { renewed: true } }] },
      },
    },
    {
      id: 'write',
      at: 22,
      act: [typed('A', 'create /app/x hello')],
      show: { pane: 'stage' },
      wait: { order: [proposes(2, '/app/x'), commits(2)] },
      claims: {
        two: { order: [{ fact: 'committed', by: 2, has: { acks: [2, 3] } }] },
        without: { node: 1, has: { state: 'LOOKING', lastLogged: '1.2' } },
      },
    },
    {
      id: 'refused',
      at: 26,
      act: [{ do: 'connect', client: 'B', node: 1 }],
      predict: { choices: ['old', 'nothing', 'forwards'], right: 'nothing' },
      show: { pane: 'terminal' },
      wait: { order: [{ fact: 'closed', by: 'B', has: { peer: 1 } }] },
      claims: {
        none: { never: { fact: 'sessionOpened', by: 1 } },
        connecting: { never: connected('B') },
      },
    },
    {
      id: 'heal',
      at: 30,
      act: [{ do: 'heal', node: 1 }],
      show: { pane: 'log', node: 1 },
      wait: { order: [serves(1)] },
      claims: {
        hears: { order: [{ fact: 'elected', by: 1, has: { leader: 2, how: 'established' } }] },
        missed: { order: [{ fact: 'syncDecided', by: 2, has: { sid: 1, mode: 'DIFF' } }] },
        same: { trees: 'same', nodes: [1, 2, 3] },
        epoch: { node: 2, has: { state: 'LEADING', epoch: 1 } },
      },
    },
  ],
  ends: 36,
  deciding: [{ step: 'cut' }, { step: 'heal' }],
} as const satisfies Lesson;
