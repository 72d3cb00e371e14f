// Question 6 in English.
import type { lesson as run } from '../../runs/question-failure.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say what happens when a follower or the leader dies, and how each comes back.',
  steps: {
    follower: {
      say: 'Node 2 leads. Press Kill on node 1, a follower, and type `create /app/x 1` at client A, which is at node 2.',
      ask: 'What happens to writes?',
      choices: {
        election: 'They wait for an election',
        on: 'They go on',
        stops: 'They stop until node 1 is back',
      },
      because: 'Two of three are still a quorum, and the leader is one of them.',
      see: {
        two: 'The write was committed with nodes 2 and 3.',
        calm: 'There was no election.',
      },
    },
    diff: {
      say: 'Press Restart on node 1.',
      see: {
        disk: 'Node 1 came back with what its disk holds: everything up to 1.2.',
        diff: 'It missed one txn, and got just that: DIFF.',
      },
    },
    leader: {
      say: 'Now the leader, in the middle of a write. The lesson cuts what node 2 sends. Type `create /app/y 1` at client A; then press Kill on node 2, and Heal all.',
      ask: 'What do nodes 1 and 3 do?',
      choices: {
        stops: 'They stop: there is no leader',
        elect: 'They elect one of themselves',
        wait: 'They wait until node 2 is back',
      },
      because: 'They see their connections close, look for a leader, and are a quorum.',
      see: {
        last: 'On the disk of the dead node 2 is 1.4, which nobody else has.',
        unknown: 'Client A was not answered: it cannot know.',
      },
    },
    trunc: {
      say: 'Press Restart on node 2, the old leader.',
      ask: 'Its log is longer than that of the new leader. What does it get?',
      choices: {
        diff: 'DIFF: the others get 1.4 from it',
        trunc: 'TRUNC: it has to cut 1.4',
        snap: 'SNAP: the whole tree',
      },
      because: 'No quorum ever had 1.4. The new leader’s log ends at 1.3, and so must this one.',
      see: {
        trunc: 'Node 2 said 1.4, and the leader sent TRUNC.',
        same: 'All three trees are equal.',
      },
    },
    away: {
      say: 'The lesson now kills node 1, and writes twelve times at client A. Let time go on.',
      see: {
        commits: 'Nodes 2 and 3 committed all twelve, as usual.',
        none: 'Node 1 is down; its log still ends at 1.3.',
      },
    },
    snap: {
      say: 'Press Restart on node 1.',
      ask: 'The leader keeps its last ten txns in memory here. What does node 1 get?',
      choices: { diff: 'DIFF', trunc: 'TRUNC', snap: 'SNAP' },
      because:
        'What it needs first is no longer in the memory of the leader, so the whole tree is sent.',
      see: {
        snap: 'The leader chose SNAP.',
        same: 'All three trees are equal.',
      },
    },
  },
  concept:
    'A dead follower costs nothing as long as a quorum is left. A dead leader costs an election, and clients have to look at what was under way. Who comes back loads its disk, tells where its log ends, and is brought to the leader’s history: DIFF for a short gap, TRUNC for a stray tail, SNAP for a long gap.',
  teacher: {
    wrong: 'At the old leader’s return many choose DIFF: it knows more than the others.',
    why: 'They take the longer log for the better one. What counts is what a quorum had.',
  },
  sheet: [
    {
      ask: 'Which failure interrupts writes: that of a follower or that of the leader?',
      answer: 'That of the leader, until another leads.',
    },
    {
      ask: 'What does a node lose in a crash?',
      answer: 'What was not on its disk yet. It has acknowledged none of that.',
    },
    {
      ask: 'Match: short gap, stray tail, long gap. DIFF, TRUNC, SNAP.',
      answer: 'Short gap DIFF, stray tail TRUNC, long gap SNAP.',
    },
  ],
};
