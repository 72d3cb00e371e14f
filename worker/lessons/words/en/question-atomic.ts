// Question 2 in English.
import type { lesson as run } from '../../runs/question-atomic.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say at which moment a write is decided, and why it is never done by halves.',
  steps: {
    alone: {
      say: 'Client A is connected to node 2, the leader. The lesson cuts what node 2 sends to the others. Type `multi create /a 1 ; create /b 1` at client A; then press Kill on node 2, and Heal all.',
      ask: 'The leader died with the proposal on its own disk alone. What is left of it?',
      choices: { both: 'Both nodes', none: 'Neither', one: 'Only the first' },
      because:
        'Nobody else has heard of it. The others elect a leader without it, so it never happened. And it was one txn: there is no half of it.',
      see: {
        logged: 'The txn 1.3 is on the disk of node 2.',
        nobody: 'It is on no other disk.',
      },
    },
    gone: {
      say: 'Press Restart on node 2, and when it follows, look from client B: `ls /`. (The lesson meanwhile connects a client C, for what comes next.)',
      see: {
        cut: 'Node 2 had to cut the txn from its log.',
        same: 'All three trees are equal: neither node is there.',
      },
    },
    logged: {
      say: 'The second moment: a quorum has logged it, and the leader does not know. Client C is connected to node 3, the leader now, and the lesson cuts what comes to it from the other nodes. Type `multi create /c 1 ; create /d 1` at client C; press Kill on node 3, and Heal all.',
      ask: 'The leader died without one ACK. What is left?',
      choices: { both: 'Both nodes', none: 'Neither', one: 'Only the first' },
      because:
        'Nodes 1 and 2 have the txn on disk, so whichever of them wins has it. It was decided before anybody knew: when the second disk had it.',
      see: {
        uncommitted: 'Node 3 never committed it.',
        logged: 'Nodes 1 and 2 have 2.2 on disk.',
        unknown: 'Client C lost its connection, and cannot know.',
      },
    },
    kept: {
      say: 'Look from client B: `ls /`.',
      see: { same: 'Both new nodes are there, in both trees.' },
    },
    answered: {
      say: 'The third moment: after the answer. Press Restart on node 3, type `multi create /e 1 ; create /f 1` at client A, and when it is answered press Kill on node 2, the leader. Then type `ls /` at client B.',
      ask: 'Client A was told that it is done. What is left?',
      choices: {
        both: 'Both nodes, always',
        none: 'Neither, the leader is dead',
        depends: 'It depends on who wins',
      },
      because: 'It was answered because a quorum has it. Every later leader has it, too.',
      see: {
        quorum: 'Node 2 had committed 3.1 before it answered.',
        same: 'It is in the trees of both nodes that run.',
      },
    },
  },
  concept:
    'A write is one txn, and a txn is in a log or it is not: that makes it whole. It is decided at the moment when a quorum has it on disk. Before that a crash of the leader may keep or lose it; after that nothing can lose it. What a client was told is always after.',
  teacher: {
    wrong: 'For the second moment many say that nothing is left, for nobody committed it.',
    why: 'They put the decision at COMMIT. Draw the three moments on one line: on one disk, on a quorum’s disks, told. Between the second and the third only knowledge is missing.',
  },
  sheet: [
    {
      ask: 'A leader dies after its proposal has reached one disk of three: its own. Kept or lost?',
      answer:
        'Lost here, since it did not take part in the next election. Had it come back in time, it might have been kept.',
    },
    {
      ask: 'And after two disks of three have it?',
      answer: 'Kept.',
    },
    {
      ask: 'Can a client ever see the first part of a multi without the second?',
      answer: 'No: every server applies the whole txn in one step.',
    },
  ],
};
