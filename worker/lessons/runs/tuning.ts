// Lesson 15: tune it until it breaks. Short limits, and links that grow slower and slower; an observer stands by.
import { MS } from '../../base/units.ts';
import { connected, prints } from '../facts.ts';
import type { Act, Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

/** All links between the voters, both ways. */
function slow(value: number): readonly Act[] {
  return [1, 2, 3].flatMap((from) =>
    [1, 2, 3].filter((to) => to !== from).map((to): Act => ({ do: 'slow', from, to, value })),
  );
}

const leading = { fact: 'state', has: { state: 'LEADING', zabState: 'BROADCAST' } } as const;
const gaveUp = { fact: 'stepDown', has: { role: 'LEADING', why: 'epochTimeout' } } as const;

export const lesson = {
  id: '15',
  opening: opening({
    observers: 1,
    ensemble: {
      latencyMicros: [40 * MS, 40 * MS],
      settings: { tickTimeMs: 500, initLimit: 4, syncLimit: 2, maxNotificationIntervalMs: 4000 },
    },
    then: [{ do: 'connect', client: 'A', node: 1 }, typed('A', 'create /app hello')],
  }),
  steps: [
    {
      id: 'ten',
      at: 11,
      does: slow(10),
      act: [{ ...typed('A', 'create /app/x 1'), in: 3 }],
      predict: { choices: ['none', 'followers', 'leader'], right: 'none' },
      show: { pane: 'stage' },
      wait: { order: [prints('A', 'Created /app/x')] },
      claims: {
        calm: { never: { fact: 'stepDown' } },
        committed: {
          order: [{ fact: 'committed', by: 2, has: { zxid: '1.3', acks: { $lacks: 4 } } }],
        },
      },
    },
    {
      id: 'thirty',
      at: 20,
      does: slow(30),
      predict: { choices: ['slower', 'never', 'split'], right: 'never' },
      show: { pane: 'stage' },
      wait: { count: gaveUp, times: 2 },
      claims: {
        silent: {
          order: [
            { fact: 'stepDown', has: { role: 'FOLLOWING', why: 'leaderSilent' } },
            { fact: 'stepDown', by: 2, has: { role: 'LEADING', why: 'noQuorum' } },
          ],
        },
        elected: { count: { fact: 'elected', has: { how: 'votes' } }, times: 4 },
        nobody: { never: leading },
        safe: {
          each: [
            { log: 1, zxid: '1.3', stage: 'synced' },
            { log: 2, zxid: '1.3', stage: 'synced' },
            { log: 3, zxid: '1.3', stage: 'synced' },
          ],
        },
      },
    },
    {
      id: 'back',
      at: 38,
      does: slow(1),
      show: { pane: 'stage' },
      wait: { order: [leading, connected('A')] },
      claims: {
        epoch: { order: [{ fact: 'barrier', has: { barrier: 'epoch', formed: true, epoch: 2 } }] },
      },
    },
    {
      id: 'observer',
      at: 48,
      act: [
        { do: 'kill', node: 4 },
        { ...typed('A', 'get /app/x'), in: 2 },
        { ...typed('A', 'create /app/y 1'), in: 3 },
      ],
      predict: { choices: ['stops', 'same', 'election'], right: 'same' },
      show: { pane: 'stage', node: 4 },
      wait: { order: [prints('A', '1'), prints('A', 'Created /app/y')] },
      claims: {
        calm: { never: { fact: 'stepDown' } },
        two: {
          order: [
            { fact: 'acked', has: { have: 2, need: 2 } },
            { fact: 'committed', has: { acks: { $length: 2 } } },
          ],
        },
      },
    },
  ],
  ends: 56,
  deciding: [{ step: 'ten' }, { step: 'thirty' }, { step: 'back' }, { step: 'observer' }],
} as const satisfies Lesson;
