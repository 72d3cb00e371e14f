// Question 9: how is a leader elected? Five nodes, one of them behind; the leader dies, and the votes are compared.
import { leads, prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

export const lesson = {
  id: 'question-9',
  opening: opening({ servers: 5, clients: { A: 1 }, then: [typed('A', 'create /app hello')] }),
  steps: [
    {
      id: 'behind',
      at: 10,
      act: [
        { do: 'kill', node: 5 },
        { ...typed('A', 'create /app/x 1'), in: 1 },
      ],
      show: { pane: 'log', node: 5 },
      wait: {
        order: [
          { fact: 'action', has: { action: { do: 'kill', node: 5 } } },
          prints('A', 'Created /app/x'),
        ],
      },
      claims: {
        newer: {
          each: [
            { log: 1, zxid: '1.3', stage: 'synced' },
            { log: 5, zxid: '1.3', stage: 'none' },
          ],
        },
      },
    },
    {
      id: 'votes',
      at: 13,
      act: [
        { do: 'kill', node: 3 },
        { do: 'restart', node: 5 },
      ],
      predict: { choices: ['one', 'four', 'five'], right: 'four' },
      show: { pane: 'stage' },
      wait: {
        all: [
          { fact: 'elected', by: 1, has: { leader: 4 } },
          { fact: 'elected', by: 2, has: { leader: 4 } },
          { fact: 'elected', by: 4, has: { leader: 4 } },
        ],
      },
      claims: {
        own: {
          all: [
            { fact: 'electionStarted', by: 1, has: { vote: { leader: 1, zxid: '1.3' } } },
            { fact: 'electionStarted', by: 2, has: { vote: { leader: 2, zxid: '1.3' } } },
            { fact: 'electionStarted', by: 4, has: { vote: { leader: 4, zxid: '1.3' } } },
            { fact: 'electionStarted', by: 5, has: { vote: { leader: 5, zxid: '1.2' } } },
          ],
        },
        log: {
          order: [
            { fact: 'voteChanged', by: 5, has: { because: 'better', vote: { zxid: '1.3' } } },
          ],
        },
        id: {
          order: [
            {
              fact: 'voteChanged',
              by: 1,
              has: { because: 'better', vote: { leader: 4, zxid: '1.3' } },
            },
          ],
        },
        quorum: {
          order: [
            { fact: 'voteCounted', by: 4, has: { have: 3, need: 3, vote: { leader: 4 } } },
            { fact: 'elected', by: 4 },
          ],
        },
      },
    },
    {
      id: 'lead',
      at: 14.2,
      show: { pane: 'stage', node: 4 },
      wait: { order: [leads(4, 2)] },
      claims: {
        epoch: {
          order: [{ fact: 'barrier', by: 4, has: { barrier: 'epoch', formed: true, epoch: 2 } }],
        },
        history: {
          order: [
            { fact: 'barrier', by: 4, has: { barrier: 'newLeaderAck', formed: true } },
            leads(4),
          ],
        },
      },
    },
    {
      id: 'back',
      at: 20,
      act: [{ do: 'restart', node: 3 }],
      predict: { choices: ['leads', 'follows', 'vote'], right: 'follows' },
      show: { pane: 'stage', node: 3 },
      wait: { order: [{ fact: 'upToDate', by: 3, has: { epoch: 2 } }] },
      claims: {
        established: {
          order: [{ fact: 'elected', by: 3, has: { leader: 4, how: 'established' } }],
        },
        stays: { never: { fact: 'stepDown' } },
      },
    },
  ],
  ends: 24,
  deciding: [{ step: 'behind' }, { step: 'votes' }, { step: 'back' }],
} as const satisfies Lesson;
