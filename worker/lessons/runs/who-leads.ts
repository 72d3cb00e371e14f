// Lesson 2: who leads, and why node 2? The learner boots the nodes; a client waits for the first that serves.
import { makeZxid } from '../../base/zxid.ts';
import { leads } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening } from '../opening.ts';

export const lesson = {
  id: '2',
  opening: opening({ first: [], clients: { A: 1 } }),
  steps: [
    {
      id: 'two',
      at: 6,
      act: [
        { do: 'restart', node: 1 },
        { do: 'restart', node: 2, in: 0.6 },
      ],
      predict: { choices: ['one', 'two', 'nobody'], right: 'two' },
      show: { pane: 'stage' },
      wait: { order: [leads(2, 1)] },
      claims: {
        own: {
          order: [
            { fact: 'electionStarted', by: 1, has: { vote: { leader: 1, zxid: '0.0' } } },
            { fact: 'electionStarted', by: 2, has: { vote: { leader: 2, zxid: '0.0' } } },
          ],
        },
        larger: {
          order: [
            {
              fact: 'voteChanged',
              by: 1,
              has: { because: 'better', from: 2, vote: { leader: 2, zxid: '0.0', peerEpoch: 0 } },
            },
            { fact: 'elected', by: 1, has: { leader: 2, how: 'votes' } },
          ],
        },
        enough: { never: { fact: 'booted', by: 3 } },
      },
    },
    {
      id: 'joins',
      at: 10,
      act: [{ do: 'restart', node: 3 }],
      predict: { choices: ['three', 'two', 'vote'], right: 'two' },
      show: { pane: 'stage', node: 3 },
      wait: {
        each: [
          { order: [{ fact: 'upToDate', by: 3 }] },
          // The next step wants equal logs: the session of client A must be in all of them.
          { node: 3, has: { lastProcessed: { $min: makeZxid(1, 1) } } },
        ],
      },
      claims: {
        asks: { order: [{ fact: 'electionStarted', by: 3, has: { vote: { leader: 3 } } }] },
        hears: { order: [{ fact: 'elected', by: 3, has: { leader: 2, how: 'established' } }] },
        stays: { never: { fact: 'stepDown' } },
        leads: { node: 2, has: { state: 'LEADING', epoch: 1 } },
      },
    },
    {
      id: 'again',
      at: 20,
      act: [
        { do: 'kill', node: 1 },
        { do: 'kill', node: 2 },
        { do: 'kill', node: 3 },
        { do: 'restart', node: 1, in: 0.6 },
        { do: 'restart', node: 2, in: 0.6 },
        { do: 'restart', node: 3, in: 0.6 },
      ],
      predict: { choices: ['two', 'three', 'any'], right: 'three' },
      show: { pane: 'stage' },
      wait: { order: [leads(3, 2)] },
      claims: {
        equal: {
          order: [
            { fact: 'electionStarted', by: 1, has: { vote: { zxid: '?z', peerEpoch: 1 } } },
            { fact: 'electionStarted', by: 2, has: { vote: { zxid: '?z', peerEpoch: 1 } } },
            { fact: 'electionStarted', by: 3, has: { vote: { zxid: '?z', peerEpoch: 1 } } },
          ],
        },
        all: {
          all: [
            { fact: 'elected', by: 1, has: { leader: 3, how: 'votes' } },
            { fact: 'elected', by: 2, has: { leader: 3, how: 'votes' } },
            { fact: 'elected', by: 3, has: { leader: 3, how: 'votes' } },
          ],
        },
        epoch: { node: 3, has: { state: 'LEADING', epoch: 2 } },
      },
    },
  ],
  ends: 30,
  deciding: [{ step: 'two' }, { step: 'joins' }, { step: 'again' }],
} as const satisfies Lesson;
