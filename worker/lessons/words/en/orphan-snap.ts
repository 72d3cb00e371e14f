// Lesson 9, variant, in English.
import type { lesson as run } from '../../runs/orphan-snap.ts';
import type { TextOf } from '../../texts.ts';
import { text as orphan } from './orphan.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say when a stray proposal is removed by TRUNC, and when by SNAP.',
  steps: {
    write: orphan.steps.write,
    elect: orphan.steps.elect,
    epoch: {
      say: 'In lesson 9 the new epoch was empty when node 2 came back. Now write into it first: type `create /app/y 1` at client B.',
      see: {
        first: 'It is 2.1, and nodes 1 and 3 have it on disk: committed.',
        beside: 'On the disk of node 2 is still 1.4, which nobody else has.',
      },
    },
    heal: {
      say: 'Press Heal on node 2.',
      ask: 'How does the leader bring node 2 to its own history?',
      choices: {
        trunc: 'TRUNC, then the missing txn',
        diff: 'DIFF: it only sends 2.1',
        snap: 'SNAP: the whole tree',
      },
      because:
        'The leader’s log goes from 1.3 to 2.1, that of node 2 from 1.3 to 1.4. The leader cannot place 1.4 in its own log, and where the epochs differ it never cuts: it sends the whole tree.',
      see: {
        chosen: 'Node 2 said that its log ends at 1.4, and the leader chose SNAP.',
        loaded: 'Node 2 replaced its tree by the leader’s.',
        uncut:
          'It cut nothing: the record of 1.4 stays in its file, below the snapshot, where nobody reads it again.',
        same: 'All three trees are equal.',
      },
    },
    look: {
      say: 'Type `get /app/orphan` at client A.',
      see: { none: 'It does not exist.' },
    },
  },
  concept:
    'TRUNC cuts back to a point that both logs share, and ZooKeeper sends it only where it is sure of that point: inside one epoch of its own log. Across epochs it rather sends everything. Either way the stray proposal is gone.',
  teacher: {
    wrong: 'Many say TRUNC and then DIFF, or DIFF alone.',
    why: 'Cut and then add is what a person would do. DIFF alone was a bug of early ZooKeeper (ZOOKEEPER-1154): the stray proposal stayed in the log, before 2.1. Lesson 18 switches that bug on.',
  },
  sheet: [
    {
      ask: 'What would go wrong if the leader sent only 2.1?',
      answer: 'Node 2 would keep 1.4 in its log and in its tree; the others do not have it.',
    },
    {
      ask: 'When does ZooKeeper choose TRUNC, when SNAP, for a node with a stray tail?',
      answer:
        'TRUNC while the leader’s log has nothing of a newer epoch behind that point, else SNAP.',
    },
  ],
};
