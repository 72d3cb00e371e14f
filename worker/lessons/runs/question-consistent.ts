// Question 5: how is it consistent? A stale read, its cure with sync, and the case that sync does not cure: a leader that was
// cut off answers it. The clock of node 2 runs at half speed then, so that the others elect long before it notices.
import { leads, prints } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

const written = { fact: 'returned', by: 'A', has: { err: 0, body: { type: 'stat' } } } as const;

export const lesson = {
  id: 'question-5',
  opening: opening({
    clients: { B: 3, C: 2 },
    then: [
      { do: 'connect', client: 'A', node: 1 },
      typed('A', 'create /x 0'),
      { do: 'slow', from: 2, to: 3, value: 100 },
    ],
  }),
  steps: [
    {
      id: 'stale',
      at: 12,
      act: [
        { ...typed('A', 'set /x 1'), in: 0.5 },
        { ...typed('B', 'get /x'), in: 1.5 },
      ],
      predict: { choices: ['zero', 'one', 'waits'], right: 'zero' },
      show: { pane: 'terminal' },
      wait: { order: [written, prints('B', '0')] },
      claims: {
        committed: {
          order: [{ fact: 'committed', by: 2, has: { acks: [1, 2] } }, prints('B', '0')],
        },
        differ: { trees: 'different', nodes: [2, 3] },
      },
    },
    {
      id: 'cured',
      at: 13.7,
      act: [
        { ...typed('B', 'sync /x'), in: 0.2 },
        { ...typed('B', 'get /x'), in: 0.3 },
      ],
      show: { pane: 'terminal' },
      wait: { order: [prints('B', 'Sync is OK'), prints('B', '1')] },
      claims: { answered: { order: [{ fact: 'syncAnswered', by: 2, has: { sid: 3 } }] } },
    },
    {
      id: 'cut',
      at: 22,
      does: [
        { do: 'slow', from: 2, to: 3, value: 1, in: 0 },
        { do: 'clock', node: 2, value: { rate: 500 }, in: 0 },
      ],
      act: [{ do: 'partition', node: 2, in: 4 }],
      show: { pane: 'stage' },
      wait: {
        order: [
          leads(3, 2),
          { fact: 'clientState', by: 'A', has: { state: 'CONNECTED', server: 1 } },
        ],
      },
      claims: {
        two: {
          each: [
            { node: 2, has: { state: 'LEADING', epoch: 1 } },
            { node: 3, has: { state: 'LEADING', epoch: 2 } },
          ],
        },
      },
    },
    {
      id: 'uncured',
      at: 40,
      act: [
        { ...typed('A', 'set /x 2'), in: 0.2 },
        { ...typed('C', 'sync /x'), in: 1.2 },
        { ...typed('C', 'get /x'), in: 1.4 },
      ],
      predict: { choices: ['one', 'two', 'error'], right: 'one' },
      show: { pane: 'terminal' },
      wait: { order: [written, prints('C', 'Sync is OK'), prints('C', '1')] },
      claims: {
        before: {
          order: [
            { fact: 'committed', by: 3, has: { zxid: '2.1', acks: [1, 3] } },
            { fact: 'invoked', by: 'C', has: { op: { type: 'sync' } } },
            prints('C', '1'),
          ],
        },
        alone: { node: 2, has: { state: 'LEADING', epoch: 1, partitioned: true } },
      },
    },
    {
      id: 'over',
      at: 43,
      act: [
        { do: 'heal', node: 2 },
        { ...typed('C', 'get /x'), in: 15 },
      ],
      show: { pane: 'terminal' },
      wait: {
        order: [
          { fact: 'stepDown', by: 2 },
          { fact: 'upToDate', by: 2, has: { epoch: 2 } },
          prints('C', '2'),
        ],
      },
      claims: { same: { trees: 'same', nodes: [1, 2, 3] } },
    },
  ],
  ends: 66,
  deciding: [{ step: 'stale' }, { step: 'cut' }, { step: 'uncured' }],
} as const satisfies Lesson;
