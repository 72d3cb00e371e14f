// Lesson 19, variant, in English.
import type { lesson as run } from '../../runs/lost-across-election.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say why a node must read its own log to the end before it votes.',
  steps: {
    write: {
      say: 'A real bug of ZooKeeper, ZOOKEEPER-2845, is on: a node keeps its tree in memory from one election to the next, and does not look into its log. Node 3 is down, and the disk of node 1 is slow. Type `create /app/x 1` at client A, which is at node 2, the leader.',
      see: { down: 'Node 3 is not running: it will know nothing of this write.' },
    },
    commit: {
      say: 'The lesson now cuts what node 2 sends to node 1. The ACK of node 1 still comes through.',
      see: {
        quorum: 'With nodes 1 and 2 it is committed, and client A was told so.',
        logged: '1.3 is on the disk of node 1.',
        unheard: 'But node 1 has not heard of the commit: 1.3 is not in its tree.',
      },
    },
    dies: {
      say: 'Press Kill on node 2, and Heal all. Node 1 looks for a leader.',
      ask: 'With which zxid does node 1 vote, with this bug?',
      choices: {
        log: 'With 1.3, the end of its log',
        tree: 'With 1.2, the state of its tree',
        none: 'With none, it waits',
      },
      because:
        'To save the time of loading, the tree was kept. The step that used to come with loading, replaying the log up to its end, was forgotten.',
      see: {
        less: 'Node 1 votes with 1.2.',
        disk: 'And yet its disk holds 1.3.',
      },
    },
    elect: {
      say: 'Press Restart on node 3, which has never heard of 1.3. Wait until client A is connected.',
      ask: 'Who wins?',
      choices: { one: 'Node 1: it has 1.3', three: 'Node 3, by its id', none: 'Nobody' },
      because:
        'Both votes say 1.2, so the id decides. The election can only be as good as the votes.',
      see: {
        empty: 'Node 1 also told the leader 1.2, and got an empty DIFF.',
        complete: 'Broken: “Complete leader”. Node 3 leads without a committed txn.',
        knows: 'Broken: “The new leader knows all”.',
        agree: 'Broken: “Followers agree”. The log of node 1 has 1.3, the leader’s has not.',
      },
    },
    look: {
      say: 'Type `get /app/x` at client A.',
      see: {
        read: 'What client A was told is gone. Broken: “True reads”.',
        ghost: 'And 1.3 is still in the log of node 1, ready to show up after a restart.',
      },
    },
  },
  concept:
    'A vote is a statement about the disk. After a role is over ZooKeeper now first lets the disk finish, then replays the log into the tree, and only then votes (since 3.4.12 and 3.5.4). Saving work is safe only if what the work was for still happens.',
  teacher: {
    wrong: 'Many say node 1 wins: it has 1.3 on its disk.',
    why: 'They look at the log view, where 1.3 is to be seen. The election looks at what the node says of itself. That is the point: let them find the fact at which the two come apart.',
  },
  sheet: [
    {
      ask: 'What is the difference between what node 1 has and what it says it has?',
      answer: 'It has 1.3 in its log; it says 1.2, which is the state of its tree.',
    },
    {
      ask: 'What must a node do between the end of a role and its next vote?',
      answer: 'Finish writing to its disk, and replay its log to the end.',
    },
    {
      ask: 'Why is the ghost in the log of node 1 dangerous later?',
      answer: 'After a restart node 1 replays it, and shows a write that no one else has.',
    },
  ],
};
