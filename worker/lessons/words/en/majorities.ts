// Lesson 7 in English.
import type { lesson as run } from '../../runs/majorities.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say which side of a wall can write, and how many failures an ensemble survives.',
  steps: {
    first: {
      say: 'Five nodes, and node 3 leads. Open Faults and press Split in two: nodes 1 and 2 on one side, nodes 3, 4 and 5 on the other.',
      ask: 'Which side can go on writing?',
      choices: {
        two: 'The side of two',
        three: 'The side of three, where the leader is',
        none: 'Neither',
      },
      because:
        'Three of five are more than half. The leader is among them and hears them, so on that side nothing changes.',
      see: {
        silence:
          'Node 1 heard nothing of its leader for syncLimit and went LOOKING; so did node 2.',
        stays: 'Node 3 did not step down.',
        follow: 'Nodes 4 and 5 still follow it.',
      },
    },
    write: {
      say: 'Client A is connected to node 3. Type `create /app/x 1` at client A.',
      see: {
        three: 'Nodes 3, 4 and 5 had it on disk, 3 of 5: committed.',
        without: 'Nodes 1 and 2 are LOOKING, and know nothing of it.',
      },
    },
    heal: {
      say: 'Press Heal all.',
      see: {
        same: 'All five trees are equal again.',
        epoch: 'Node 3 led epoch 1 all the time.',
      },
    },
    second: {
      say: 'Now the leader on the smaller side: draw a line across the stage with nodes 2 and 3 on one side of it and 1, 4 and 5 on the other. Let time go on.',
      ask: 'Which side can write this time?',
      choices: {
        leader: 'The side of the leader',
        three: 'The side of three, after an election',
        none: 'Neither, for the leader is cut off from most',
      },
      because:
        'It never matters where the leader is, only where more than half of all voters are. Three of five elect a new leader; two of five, with the old one, cannot do anything.',
      see: {
        resigned: 'Node 3 heard 2 of the 3 it needs, itself included, and stepped down.',
        elected: 'Nodes 1, 4 and 5 elected node 5: with equal logs the largest id wins.',
        once: 'On the side of two nobody was elected.',
      },
    },
    again: {
      say: 'Client B finds a node that serves. Type `create /app/y 2` at client B.',
      see: {
        three: 'It is 2.1, and nodes 1, 4 and 5 had it on disk.',
        without: 'The logs of nodes 2 and 3 still end at 1.4.',
      },
    },
    whole: {
      say: 'Press Heal all again.',
      see: {
        follows: 'Node 3 follows node 5 in epoch 2.',
        same: 'All five trees are equal.',
      },
    },
  },
  concept:
    'Two sides of a wall cannot both have more than half. So at most one side writes, and whichever writes next shares a node with the one before: it knows all that was committed. Five voters survive two failures, three survive one. Four survive no more than three do: half of four is not more than half.',
  teacher: {
    wrong: 'At the second wall many say that the side of the leader can write.',
    why: 'The first wall has taught them “the leader’s side”, and that was a coincidence. This is why the lesson has two walls. Ask what node 3 would have to hear before it may commit.',
  },
  sheet: [
    {
      ask: 'Five voters, a wall between two and three. Which side can write if the leader is among the two?',
      answer: 'The three, after they have elected a leader. The two cannot.',
    },
    {
      ask: 'Why can two quorums of five never be apart from each other?',
      answer:
        'Each has at least three members, and three and three are more than five: they share one.',
    },
    {
      ask: 'How many failures do 3, 4, 5 and 6 voters survive?',
      answer: '1, 1, 2 and 2.',
    },
    {
      ask: 'What does a leader do that hears only one other node of five?',
      answer: 'It steps down after syncLimit: with itself it has 2, and it needs 3.',
    },
  ],
};
