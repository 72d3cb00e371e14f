// Lesson 15 in English.
import type { lesson as run } from '../../runs/tuning.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say which delays an ensemble puts up with, and what breaks when the limits are too short: progress, never the data.',
  steps: {
    ten: {
      say: 'The limits are short in this lesson: a tick is 0.5 s, syncLimit 2 ticks, initLimit 4. A message between voters took 40 ms; the lesson now makes it ten times slower. Type `create /app/x 1` at client A.',
      ask: 'Who gives up?',
      choices: { none: 'Nobody', followers: 'The followers', leader: 'The leader' },
      because:
        'Limits are about silence, not about delay. Signs of life come later now, but as often as before, and a write takes one round trip more slowly.',
      see: {
        calm: 'Nobody stepped down.',
        committed:
          'The write was committed. Node 4, an observer, is not among those who acknowledged it.',
      },
    },
    thirty: {
      say: 'The lesson now makes every message take 1.2 s, more than syncLimit. Let time go on, faster if you like: pull Speed to the right.',
      ask: 'What becomes of the ensemble?',
      choices: {
        slower: 'It gets slower still',
        never: 'It elects again and again, and nobody ever leads',
        split: 'Two leaders write side by side',
      },
      because:
        'An elected node needs a quorum to connect, accept its epoch and take its history within initLimit, 2 s here. That is several messages, one after the other: there is no time for them. So it gives up, and all begin anew.',
      see: {
        silent: 'First the followers heard nothing for syncLimit, then the leader heard no quorum.',
        elected: 'There were elections enough.',
        nobody: 'But nobody came to lead.',
        safe: 'And no committed txn was lost: 1.3 is on all three disks.',
      },
    },
    back: {
      say: 'The lesson makes the links fast again. Wait until client A is connected.',
      see: { epoch: 'A quorum agreed on epoch 2 at last, and there is a leader.' },
    },
    observer: {
      say: 'Press Kill on node 4, the observer; then type `get /app/x` and `create /app/y 1` at client A.',
      ask: 'What does the loss of the observer change for writes?',
      choices: {
        stops: 'They stop: one node of four is missing',
        same: 'Nothing',
        election: 'There is an election first',
      },
      because:
        'An observer hears of what is committed, and answers reads. It has no vote and no ACK of it counts, so it neither slows writes nor is missed.',
      see: {
        calm: 'Nobody stepped down.',
        two: 'Two of three voters were enough, as before.',
      },
    },
  },
  concept:
    'Zab assumes nothing about time for safety: however slow the network, what is committed stays. Only progress hangs on time: messages must be faster than the limits. Longer limits put up with more, and notice a death later. Observers add readers without making quorums larger.',
  teacher: {
    wrong:
      'At the first step many say that the followers give up, since everything is slower than a tick.',
    why: 'They confuse delay with silence. Have them draw the signs of life on a line, and shift all of them by the same amount: the gaps stay.',
  },
  sheet: [
    {
      ask: 'Which limit holds for a follower that is already up to date, and which for one that connects?',
      answer: 'For the first syncLimit, for the second initLimit.',
    },
    {
      ask: 'What can go wrong if the limits are far too short, and what cannot?',
      answer: 'The ensemble may never have a leader. It cannot lose or reorder committed writes.',
    },
    {
      ask: 'What speaks against very long limits?',
      answer: 'A dead leader is noticed late; writes wait all that time.',
    },
    {
      ask: 'You add two observers to three voters. How many make a quorum?',
      answer: 'Two, as before.',
    },
  ],
};
