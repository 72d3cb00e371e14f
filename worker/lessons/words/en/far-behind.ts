// Lesson 14 in English.
import type { lesson as run } from '../../runs/far-behind.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say when a node gets a snapshot instead of single txns, and why logs can be trimmed.',
  steps: {
    away: {
      say: 'Press Partition on node 1, and let time go on until it notices.',
      see: { ends: 'The log of node 1 ends at 1.2.' },
    },
    writes: {
      say: 'The lesson now writes twelve times at client A, and slows the way from node 1 to node 2 for what comes later. The leader keeps only its last ten txns in memory here (commitLogCount; ZooKeeper’s default is 500).',
      see: {
        twelve: 'Twelve txns are committed.',
        none: 'Node 1 has logged none of them.',
      },
    },
    heal: {
      say: 'Press Heal on node 1.',
      ask: 'In lesson 5 node 1 had missed three txns and got a DIFF. What does it get now?',
      choices: {
        diff: 'A DIFF again, with twelve txns',
        snap: 'The whole tree',
        never: 'Nothing, it is too far behind',
      },
      because:
        'The oldest txn that the leader still has in memory is 1.5, and node 1 needs 1.3. To read old txns from the log on disk would be more work here than to send the tree. So: SNAP.',
      see: {
        snap: 'Node 1 said that its log ends at 1.2; the leader’s memory begins at 1.5; it chose SNAP.',
      },
    },
    image: {
      say: 'The tree is on its way, NEWLEADER right behind it, and node 1 may not serve yet. Write in between, while time stands still: type `create /app/m 1` at client A.',
      ask: 'What becomes of this write at node 1?',
      choices: {
        lost: 'Node 1 misses it, and gets it with the next DIFF',
        behind: 'The leader sends it right behind the rest',
        again: 'The leader has to send the tree once more',
      },
      because:
        'From the moment the leader decides what to send, a learner also gets all that is new, on the same connection. So there is no gap between the past and the present.',
      see: {
        loaded: 'Node 1 replaced its tree by the leader’s, as of 1.14.',
        kept: 'It put the tree on its disk as a snapshot, and only then acknowledged NEWLEADER.',
        live: 'The PROPOSAL of 1.15 was sent to it before UPTODATE.',
      },
    },
    tail: {
      say: 'Now node 1 is up to date, and logs what it got behind NEWLEADER.',
      ask: 'What does the log of node 1 hold now?',
      choices: {
        whole: 'Everything from 1.1 to 1.15',
        gap: '1.1, 1.2 and 1.15',
        empty: 'Nothing, it has a snapshot',
      },
      because:
        'A snapshot is a tree, not a list of txns. What is in it need not be in the log as well: after a restart a node loads its newest snapshot and replays only what is behind it.',
      see: {
        logged: '1.15 is in the log of node 1.',
        gap: '1.14 is not: it lives in the snapshot alone.',
        same: 'All three trees are equal all the same.',
      },
    },
  },
  concept:
    'DIFF if the leader still has all that is missing, SNAP if not. A snapshot stands for all txns up to its zxid; that is why a server can throw old logs away, and why a newcomer can join an old ensemble.',
  teacher: {
    wrong: 'Many say DIFF with twelve txns: the leader has them all in its log.',
    why: 'It is true that they are in its log on disk, and ZooKeeper does read them there if that is little compared with the tree (up to a third of the size of a snapshot). Here it is not. The cost decides.',
  },
  sheet: [
    {
      ask: 'What decides between DIFF and SNAP?',
      answer:
        'Whether the leader can still send every txn that is missing, from memory or cheaply from its log.',
    },
    {
      ask: 'A node restarts with a snapshot of 1.14 and a log 1.1, 1.2, 1.15. What does it do?',
      answer: 'It loads the snapshot and replays 1.15.',
    },
    {
      ask: 'Why must the snapshot be on disk before the ACK of NEWLEADER?',
      answer:
        'The ACK says: I have your history for good. A crash right after it must not lose it.',
    },
  ],
};
