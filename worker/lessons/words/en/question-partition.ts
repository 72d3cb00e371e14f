// Question 7 in English.
import type { lesson as run } from '../../runs/question-partition.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say what a client can do on each side of a partition.',
  steps: {
    reads: {
      say: 'Node 2 leads. Client A is at node 1, client B at node 2. Press Partition on node 2, and type `get /app` at client B.',
      ask: 'What does client B get from the leader that is cut off?',
      choices: { value: 'The value', waits: 'Nothing, it waits', error: 'An error' },
      because:
        'A read is answered from the own tree, and node 2 has not noticed anything yet. Links of clients are not cut by this partition.',
      see: {
        still: 'Node 2 still leads, as far as it knows.',
        local: 'It asked nobody.',
      },
    },
    writes: {
      say: 'Now type `create /app/b 1` at client B, and let time go on.',
      ask: 'And a write?',
      choices: {
        commits: 'It commits: node 2 leads',
        waits: 'It waits, and then the connection is lost',
        error: 'It fails at once',
      },
      because:
        'Node 2 proposes it, and no ACK comes. After syncLimit without a quorum it steps down and drops its clients.',
      see: {
        alone: 'Node 2 counted itself, 1 of 2.',
        resigned: 'It heard no quorum, and stepped down.',
        loss: 'Client B was not told how its write ended.',
      },
    },
    majority: {
      say: 'On the other side: type `create /app/a 1` at client A.',
      see: {
        two: 'Nodes 1 and 3 have it on disk: committed.',
        leader: 'Node 3 leads epoch 2 there.',
        minority: 'Node 2 is LOOKING, and serves nobody.',
      },
    },
    heal: {
      say: 'Press Heal on node 2, and when it follows type `ls /app` at client A.',
      ask: 'Which of the two nodes are there?',
      choices: { both: 'Both, a and b', a: 'Only a', b: 'Only b' },
      because:
        'The side with the quorum has made the history. What the other side had proposed, no quorum ever had.',
      see: {
        follows: 'Node 2 follows node 3.',
        same: 'All three trees are equal.',
      },
    },
  },
  concept:
    'The side with a quorum goes on after a pause; the other stops. For up to syncLimit an old leader still answers reads, which may then be old. After the heal there is one history: that of the side with the quorum. Consistency before availability.',
  teacher: {
    wrong: 'After the heal many expect both nodes.',
    why: 'They think of merging both sides. Ask which order the two writes should have: nobody could say, and that is why only one side may write.',
  },
  sheet: [
    {
      ask: 'What can a client do at a leader that has just been cut off?',
      answer: 'Read, perhaps old data, until it steps down. Its writes wait.',
    },
    {
      ask: 'How long may the old leader go on like this?',
      answer: 'About syncLimit, 10 s here, by its own clock.',
    },
    {
      ask: 'Why are there never two sides that both commit?',
      answer: 'Both would need more than half of the same voters.',
    },
  ],
};
