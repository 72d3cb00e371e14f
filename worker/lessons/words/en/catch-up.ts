// Lesson 5 in English.
import type { lesson as run } from '../../runs/catch-up.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say how a node gets what it has missed.',
  steps: {
    away: {
      say: 'Press Partition on node 1, and let time go on until it notices.',
      see: { quorum: 'Node 2 still leads: with node 3 it has a quorum.' },
    },
    write: {
      say: 'Write three times at client A: `create /app/x 1`, `create /app/y 2`, `create /app/z 3`.',
      see: {
        commits: 'All three are committed, each with nodes 2 and 3.',
        nothing: 'Node 1 has logged none of them: its cells in the log are missing.',
        differ: 'The trees of nodes 1 and 2 differ.',
      },
    },
    heal: {
      say: 'Press Heal on node 1.',
      ask: 'How does node 1 get what it missed?',
      choices: {
        whole: 'It gets a copy of the whole tree',
        missing: 'It gets just the three txns it lacks',
        clients: 'The clients send their writes again',
      },
      because:
        'Node 1 says where its log ends. The leader still has everything after that in memory, so it sends a DIFF: only what is missing, in order.',
      see: {
        joins: 'Node 1 heard from a quorum who leads, and joined.',
        tells: 'Node 1 said that its log ends at 1.2.',
        diff: 'The leader chose DIFF, with exactly three txns.',
      },
    },
    ready: {
      say: 'The three txns are on their way, and NEWLEADER follows them.',
      ask: 'When may node 1 serve clients again?',
      choices: {
        first: 'As soon as the first txn has arrived',
        disk: 'When it has them all on disk and the leader says UPTODATE',
        vote: 'After the next election',
      },
      because:
        'NEWLEADER marks the end of what was missed. The node acknowledges it once everything before it is on disk; UPTODATE then lets it serve.',
      see: {
        disk: 'Node 1 had the txns on disk, acknowledged NEWLEADER, and got UPTODATE.',
        order: 'It applied the three writes in the order in which they were made.',
        same: 'All three trees are equal.',
      },
    },
  },
  concept:
    'A learner never guesses what it missed: it tells its last zxid, and the leader decides how to bring it to its own history. A short gap is closed with DIFF. Only after that does the node take part again.',
  teacher: {
    wrong: 'Many say that node 1 gets a copy of the whole tree.',
    why: 'It is the simplest thing to do, and ZooKeeper does it too when the gap is large (lesson 14). Here the leader still has the missing txns in memory. Look at how many messages were sent.',
  },
  sheet: [
    {
      ask: 'What does node 1 tell the leader about its log?',
      answer: 'Its last zxid, in ACKEPOCH; no more.',
    },
    {
      ask: 'Who decides between DIFF, TRUNC and SNAP?',
      answer: 'The leader.',
    },
    {
      ask: 'What must be on the disk of node 1 before it acknowledges NEWLEADER?',
      answer: 'All that the leader has sent before NEWLEADER.',
    },
    {
      ask: 'From which moment on may node 1 serve clients?',
      answer: 'From UPTODATE.',
    },
  ],
};
