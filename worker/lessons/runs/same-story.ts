// Lesson 16: the same story in Raft. The run is that of lesson 3; what Raft would do beside it is told in the texts alone.
import { leads, prints, proposes } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { typed } from '../opening.ts';
import { lesson as zab } from './partition-leader.ts';

const elected = { fact: 'elected', by: 3, has: { leader: 3, how: 'votes' } } as const;

export const lesson = {
  id: '16',
  opening: zab.opening,
  steps: [
    {
      id: 'elect',
      at: 10,
      act: [{ do: 'partition', node: 2 }],
      predict: { choices: ['chance', 'log', 'same'], right: 'chance' },
      show: { pane: 'stage' },
      wait: { order: [elected] },
      claims: {
        votes: {
          order: [
            { fact: 'electionStarted', by: 1, has: { vote: { leader: 1, zxid: '?z' } } },
            {
              fact: 'voteChanged',
              by: 1,
              has: { because: 'better', vote: { leader: 3, zxid: '?z' } },
            },
          ],
        },
        epoch: { never: { fact: 'epochWritten' } },
      },
    },
    {
      id: 'sync',
      at: 20.1,
      predict: { choices: ['both', 'raft', 'zab'], right: 'raft' },
      show: { pane: 'stage', node: 3 },
      wait: { order: [leads(3, 2)] },
      claims: {
        epoch: {
          order: [{ fact: 'barrier', by: 3, has: { barrier: 'epoch', formed: true, epoch: 2 } }],
        },
        history: {
          order: [
            { fact: 'barrier', by: 3, has: { barrier: 'newLeaderAck', formed: true } },
            leads(3),
          ],
        },
        nothing: { never: { fact: 'proposed' } },
      },
    },
    {
      id: 'resign',
      at: 20.4,
      predict: { choices: ['both', 'raft', 'zab'], right: 'zab' },
      show: { pane: 'stage', node: 2 },
      wait: {
        each: [
          { node: 2, has: { state: 'LOOKING' } },
          {
            order: [
              {
                fact: 'clientState',
                by: 'A',
                has: { state: 'CONNECTED', server: { $oneOf: [1, 3] } },
              },
            ],
          },
        ],
      },
      claims: {
        alone: { node: 2, has: { stepDown: { why: 'noQuorum', have: 1, need: 2 } } },
        unheard: { never: { fact: 'voteCounted', by: 2, has: { from: { $oneOf: [1, 3] } } } },
      },
    },
    {
      id: 'write',
      at: 24,
      act: [typed('A', 'create /app/y 1')],
      show: { pane: 'log' },
      wait: { order: [proposes(3, '/app/y'), prints('A', 'Created /app/y')] },
      claims: {
        number: { order: [{ fact: 'proposed', by: 3, has: { txn: { zxid: '2.1' } } }] },
        quorum: { order: [{ fact: 'committed', by: 3, has: { acks: [1, 3] } }] },
      },
    },
    {
      id: 'heal',
      at: 27,
      act: [{ do: 'heal', node: 2 }],
      predict: { choices: ['both', 'raft', 'zab'], right: 'both' },
      show: { pane: 'log', node: 2 },
      wait: { order: [{ fact: 'upToDate', by: 2, has: { epoch: 2 } }] },
      claims: {
        tells: {
          order: [
            {
              fact: 'syncDecided',
              by: 3,
              has: { sid: 2, peerZxid: '1.2', mode: 'DIFF', sent: ['2.1'] },
            },
          ],
        },
        same: { trees: 'same', nodes: [1, 2, 3] },
      },
    },
  ],
  ends: 32,
  deciding: [{ step: 'elect' }, { step: 'write' }, { step: 'heal' }],
} as const satisfies Lesson;
