// Lesson 10 in English.
import type { lesson as run } from '../../runs/epoch-counter.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can read a zxid, and say why a leader of an old epoch can do no harm.',
  steps: {
    second: {
      say: 'Node 2 leads epoch 1, and the newest txn is 1.2. Press Kill on node 2, and wait until client A is connected again.',
      see: {
        epoch: 'Node 3 leads epoch 2.',
        promised:
          'Node 1 wrote on its disk that it has accepted epoch 2: it will follow none below.',
      },
    },
    write: {
      say: 'Type `create /app/b 2` at client A.',
      ask: 'Which number does this write get?',
      choices: { next: '1.3', restart: '2.1', both: '2.3' },
      because:
        'A zxid is epoch and counter. The new leader has its own epoch and begins to count at 1, so its numbers are above all that went before, and nobody else can give the same one.',
      see: {
        first: 'The first proposal of node 3 is 2.1.',
        old: 'What was there before keeps its number.',
      },
    },
    third: {
      say: 'Press Restart on node 2; when it follows, press Kill on node 3. When there is a leader again, type `create /app/c 3` at client A.',
      see: {
        back: 'Node 2 had caught up, and now leads again, but epoch 3.',
        first: 'The first proposal of this epoch is 3.1.',
      },
    },
    fourth: {
      say: 'Press Restart on node 3, and connect a new client, B, to node 2 alone. Then click the card of node 2 and press Freeze: it stops in the middle of everything, as in a long garbage collection. Let time go on.',
      ask: 'Node 2 leads epoch 3 and is frozen. What do the others do?',
      choices: {
        none: 'Nothing, node 2 has not died',
        three: 'They elect node 3, and node 2 does not know',
        one: 'They wait until node 2 steps down',
      },
      because:
        'Silence is silence: nobody can tell a sleeping leader from a dead one. After syncLimit nodes 1 and 3 elect a leader for epoch 4.',
      see: {
        silence: 'Node 1 heard nothing of its leader for syncLimit.',
        thinks: 'For node 2 no time has passed: it still believes that it leads epoch 3.',
      },
    },
    late: {
      say: 'Type `create /app/late x` at client B, which is connected to node 2. Then press Unfreeze, where Freeze was.',
      ask: 'Node 2 wakes up as the leader of epoch 3, with a write to propose. What comes of it?',
      choices: {
        counts: 'It commits: node 2 was a leader when it got it',
        nobody: 'It proposes, and nobody listens',
        epoch: 'The leader of epoch 4 takes it over',
      },
      because:
        'Its followers have closed their connections, and what comes on a closed connection is not heard. They have also promised epoch 4 on their disks, and follow nothing below. Such a promise is a fence.',
      see: {
        nobody: 'Node 2 proposed 3.3 to nobody, and stepped down.',
        follows: 'It heard from a quorum that node 3 leads, and followed it.',
        gone: 'Its 3.3 was cut from its log.',
        unknown: 'Client B lost its connection, and was never told that its write was done.',
      },
    },
  },
  concept:
    'A zxid is an epoch and a counter. Each leader has an epoch of its own, larger than all before, and counts from 1. Nodes write down the epoch they have promised; an old leader that wakes up has no followers, and nothing of its old epoch can be committed any more.',
  teacher: {
    wrong: 'Many say that the next write gets 1.3, or 2.3.',
    why: 'They think of one counter for the ensemble. Let them read the headings of the log, which show the epochs. For the last question many fear two leaders at once: there are two that believe it, but only one that a quorum listens to.',
  },
  sheet: [
    { ask: 'Which is newer, 1.400 or 2.1?', answer: '2.1: the epoch is compared first.' },
    {
      ask: 'Why can two leaders never give the same zxid to two different writes?',
      answer: 'No two leaders have the same epoch, and the epoch is part of the zxid.',
    },
    {
      ask: 'A leader sleeps for 20 s and wakes up. What may it still do?',
      answer: 'It may propose, but no quorum follows it any more; it steps down and joins.',
    },
    {
      ask: 'What does acceptedEpoch on a disk promise?',
      answer: 'That the node follows no leader of a smaller epoch.',
    },
  ],
};
