// Lesson 7, variant, in English.
import type { lesson as run } from '../../runs/three-ways.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say what an ensemble does that is split so that no side has a quorum.',
  steps: {
    split: {
      say: 'Nine nodes, and node 5 leads. Open Faults and press Split in three: 1 to 3, 4 to 6, 7 to 9. Let time go on.',
      ask: 'Who can write?',
      choices: {
        leader: 'The three with the leader',
        none: 'Nobody',
        each: 'Each three by themselves',
      },
      because:
        'More than half of nine is five, and no side has more than three. The largest group is not a quorum; only more than half is.',
      see: {
        resigned: 'Node 5 heard 3 of the 5 it needs, itself included, and stepped down.',
        nobody: 'Nobody became a leader in its place.',
        closed: 'No node serves clients, not even reads.',
      },
    },
    heal: {
      say: 'Nothing is lost, all just wait. Press Heal all.',
      see: {
        lone: 'Nobody but node 9 was elected: all logs are equal, and its id is the largest.',
        before: 'The log still ends where it ended before the split.',
      },
    },
    write: {
      say: 'Client A has found a node again, with the same session. Type `create /app/x 1` at client A.',
      see: { five: 'It was committed as soon as five of nine had it on disk.' },
    },
  },
  concept:
    'ZooKeeper rather stops than lets two sides decide. A split without a quorum anywhere stops everything; it breaks nothing. When enough nodes hear each other again, the ensemble goes on from where it was.',
  teacher: {
    wrong: 'Many say that the three with the leader go on, for they are as many as any other side.',
    why: 'They count the sides against each other. A quorum is counted on all nine voters. Ask what would happen if each side of three could decide.',
  },
  sheet: [
    { ask: 'How many of nine voters are a quorum?', answer: 'Five.' },
    {
      ask: 'Nine voters are split into 4, 4 and 1. Who can write?',
      answer: 'Nobody: no side has five.',
    },
    {
      ask: 'What has been lost after such a split has healed?',
      answer: 'Nothing that was committed. The ensemble goes on in a new epoch.',
    },
  ],
};
