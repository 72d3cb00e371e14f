// Question 9 in English.
import type { lesson as run } from '../../runs/question-election.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can work out by hand who wins an election.',
  steps: {
    behind: {
      say: 'Five nodes, and node 3 leads. Press Kill on node 5, and type `create /app/x 1` at client A, so that node 5 misses it.',
      see: { newer: 'The log of node 1 ends at 1.3, that of node 5 at 1.2.' },
    },
    votes: {
      say: 'Press Kill on node 3, and at once Restart on node 5. Nodes 1, 2, 4 and 5 look for a leader.',
      ask: 'Who wins?',
      choices: { one: 'Node 1', four: 'Node 4', five: 'Node 5, its id is the largest' },
      because:
        'By epoch all are equal. By zxid node 5 drops out: 1.2 is older than 1.3. Among 1, 2 and 4 the id decides.',
      see: {
        own: 'Each first voted for itself, with the end of its own log.',
        log: 'Node 5 gave up its vote for a newer log.',
        id: 'Node 1, with the same log, gave up its vote for the larger id of node 4.',
        quorum: 'Node 4 counted 3 equal votes of the 3 it needs.',
      },
    },
    lead: {
      say: 'Node 4 is elected. It does not lead yet: it needs a quorum that follows it.',
      see: {
        epoch: 'It heard a quorum, and chose epoch 2.',
        history: 'A quorum has its history on disk; only then does it lead.',
      },
    },
    back: {
      say: 'Press Restart on node 3, the old leader.',
      ask: 'What does it do?',
      choices: {
        leads: 'It takes the lead back',
        follows: 'It follows node 4',
        vote: 'All five vote again',
      },
      because: 'It hears from a quorum that node 4 leads. A leader with a quorum stays.',
      see: {
        established: 'It joined without an election.',
        stays: 'Nobody stepped down.',
      },
    },
  },
  concept:
    'Votes compare by (epoch, zxid, id), in this order. Everybody starts with itself and takes over what is better; a quorum of equal votes decides. This is Fast Leader Election. “Zab elects the leader” is said often; Zab does what comes after: it makes the winner safe.',
  teacher: {
    wrong: 'Most say node 5, some say node 1.',
    why: 'Node 5 for the id, node 1 for being first. Let them write the four votes down as (epoch, zxid, id) and sort them.',
  },
  sheet: [
    {
      ask: 'Sort, best first: (1, 1.3, 2), (1, 1.2, 5), (2, 1.1, 1), (1, 1.3, 4).',
      answer: 'The order is (2, 1.1, 1), (1, 1.3, 4), (1, 1.3, 2), (1, 1.2, 5).',
    },
    {
      ask: 'How many equal votes does a node of five need, its own included?',
      answer: 'Three.',
    },
    {
      ask: 'Which epoch stands in a vote?',
      answer: 'The currentEpoch of the candidate: the newest whose beginning it has on disk.',
    },
    {
      ask: 'What else must happen before the winner may propose?',
      answer: 'A quorum accepts its epoch, and has its history on disk.',
    },
  ],
};
