// Lesson 12: the four phases in slow motion, message by message. Every message between nodes takes exactly a second.
import { SECOND } from '../../base/units.ts';
import { leads, prints, serves } from '../facts.ts';
import type { Lesson } from '../lesson.ts';
import { opening, typed } from '../opening.ts';

export const lesson = {
  id: '12',
  opening: opening({ first: [], ensemble: { latencyMicros: [SECOND, SECOND] } }),
  steps: [
    {
      id: 'votes',
      at: 6,
      act: [
        { do: 'restart', node: 1 },
        { do: 'restart', node: 2, in: 0.6 },
      ],
      predict: { choices: ['itself', 'other', 'asks'], right: 'itself' },
      show: { pane: 'stage' },
      wait: { order: [{ fact: 'state', by: 2, has: { state: 'LEADING', zabState: 'DISCOVERY' } }] },
      claims: {
        own: {
          all: [
            { fact: 'sent', by: 1, has: { to: 2, packet: { type: 'NOTIFICATION', leader: 1 } } },
            { fact: 'sent', by: 2, has: { to: 1, packet: { type: 'NOTIFICATION', leader: 2 } } },
          ],
        },
        agree: {
          order: [
            { fact: 'voteChanged', by: 1, has: { vote: { leader: 2 } } },
            { fact: 'elected', by: 1, has: { leader: 2 } },
          ],
        },
        hint: { node: 2, has: { state: 'LEADING', zabState: 'DISCOVERY', epoch: 0 } },
      },
    },
    {
      id: 'followerinfo',
      at: 11.5,
      predict: { choices: ['leaderinfo', 'followerinfo', 'proposal'], right: 'followerinfo' },
      show: { pane: 'stage' },
      wait: { order: [{ fact: 'sent', by: 1, has: { to: 2, packet: { type: 'FOLLOWERINFO' } } }] },
      claims: {
        accepted: {
          order: [{ fact: 'sent', by: 1, has: { packet: { type: 'FOLLOWERINFO', zxid: '0.0' } } }],
        },
        quiet: { never: { fact: 'sent', by: 2, has: { packet: { type: 'LEADERINFO' } } } },
      },
    },
    {
      id: 'leaderinfo',
      at: 14.2,
      show: { pane: 'stage', node: 2 },
      wait: { order: [{ fact: 'sent', by: 2, has: { to: 1, packet: { type: 'LEADERINFO' } } }] },
      claims: {
        quorum: {
          order: [
            {
              fact: 'barrier',
              by: 2,
              has: { barrier: 'epoch', formed: true, sids: [1, 2], epoch: 1 },
            },
          ],
        },
        written: {
          order: [
            { fact: 'epochWritten', by: 2, has: { file: 'acceptedEpoch', epoch: 1 } },
            { fact: 'sent', by: 2, has: { packet: { type: 'LEADERINFO', zxid: '1.0' } } },
          ],
        },
      },
    },
    {
      id: 'ackepoch',
      at: 15.2,
      predict: { choices: ['history', 'end', 'vote'], right: 'end' },
      show: { pane: 'stage', node: 1 },
      wait: { order: [{ fact: 'sent', by: 1, has: { to: 2, packet: { type: 'ACKEPOCH' } } }] },
      claims: {
        promise: {
          order: [
            { fact: 'epochWritten', by: 1, has: { file: 'acceptedEpoch', epoch: 1 } },
            { fact: 'sent', by: 1, has: { packet: { type: 'ACKEPOCH' } } },
          ],
        },
        end: {
          order: [
            { fact: 'sent', by: 1, has: { packet: { type: 'ACKEPOCH', zxid: '0.0', epoch: 0 } } },
          ],
        },
      },
    },
    {
      id: 'newleader',
      at: 16.2,
      predict: { choices: ['proposal', 'diff', 'uptodate'], right: 'diff' },
      show: { pane: 'stage', node: 2 },
      wait: { order: [{ fact: 'sent', by: 2, has: { to: 1, packet: { type: 'NEWLEADER' } } }] },
      claims: {
        nothing: {
          order: [{ fact: 'syncDecided', by: 2, has: { sid: 1, mode: 'DIFF', sent: [] } }],
        },
        behind: {
          order: [
            { fact: 'sent', by: 2, has: { packet: { type: 'DIFF' } } },
            { fact: 'sent', by: 2, has: { packet: { type: 'NEWLEADER', zxid: '1.0' } } },
          ],
        },
      },
    },
    {
      id: 'ack',
      at: 17.2,
      show: { pane: 'stage', node: 1 },
      wait: { order: [{ fact: 'newLeaderAcked', by: 1, has: { epoch: 1 } }] },
      claims: {
        written: {
          order: [
            { fact: 'epochWritten', by: 1, has: { file: 'currentEpoch', epoch: 1 } },
            { fact: 'sent', by: 1, has: { to: 2, packet: { type: 'ACK', zxid: '1.0' } } },
          ],
        },
        silent: { node: 1, has: { serving: false } },
        early: { never: leads(2) },
      },
    },
    {
      id: 'uptodate',
      at: 18.4,
      predict: { choices: ['all', 'quorum', 'write'], right: 'quorum' },
      show: { pane: 'stage' },
      wait: { order: [serves(1), { fact: 'serving', by: 1, has: { on: true } }] },
      claims: {
        quorum: {
          order: [
            {
              fact: 'barrier',
              by: 2,
              has: { barrier: 'newLeaderAck', formed: true, sids: [1, 2] },
            },
            leads(2, 1),
            { fact: 'sent', by: 2, has: { to: 1, packet: { type: 'UPTODATE' } } },
          ],
        },
        second: {
          order: [
            { fact: 'sent', by: 2, has: { to: 1, packet: { type: 'UPTODATE' } } },
            { fact: 'sent', by: 1, has: { to: 2, packet: { type: 'ACK', zxid: '1.0' } } },
          ],
        },
        serves: { order: [serves(1), { fact: 'serving', by: 1, has: { on: true } }] },
      },
    },
    {
      id: 'third',
      at: 22,
      act: [{ do: 'restart', node: 3 }],
      predict: { choices: ['vote', 'same', 'short'], right: 'same' },
      show: { pane: 'stage', node: 3 },
      wait: { order: [serves(3)] },
      claims: {
        same: {
          order: [
            { fact: 'sent', by: 3, has: { to: 2, packet: { type: 'FOLLOWERINFO' } } },
            { fact: 'sent', by: 2, has: { to: 3, packet: { type: 'LEADERINFO' } } },
            { fact: 'sent', by: 3, has: { to: 2, packet: { type: 'ACKEPOCH' } } },
            { fact: 'sent', by: 2, has: { to: 3, packet: { type: 'SNAP' } } },
            { fact: 'sent', by: 2, has: { to: 3, packet: { type: 'NEWLEADER' } } },
            { fact: 'sent', by: 3, has: { to: 2, packet: { type: 'ACK' } } },
            { fact: 'sent', by: 2, has: { to: 3, packet: { type: 'UPTODATE' } } },
          ],
        },
        calm: { never: { fact: 'stepDown' } },
      },
    },
    {
      id: 'write',
      at: 36,
      act: [
        { do: 'connect', client: 'A', node: 2 },
        { ...typed('A', 'create /app hello'), in: 5 },
      ],
      show: { pane: 'log' },
      wait: { order: [prints('A', 'Created /app')] },
      claims: {
        session: {
          order: [
            {
              fact: 'proposed',
              by: 2,
              has: { txn: { zxid: '1.1', body: { type: 'createSession' } } },
            },
          ],
        },
        normal: {
          order: [
            { fact: 'sent', by: 2, has: { packet: { type: 'PROPOSAL', zxid: '1.2' } } },
            { fact: 'acked', by: 2, has: { zxid: '1.2', have: 2, need: 2 } },
            { fact: 'sent', by: 2, has: { packet: { type: 'COMMIT', zxid: '1.2' } } },
          ],
        },
      },
    },
  ],
  ends: 48,
  deciding: [{ step: 'votes' }, { step: 'third' }, { step: 'write' }],
} as const satisfies Lesson;
