// Lesson 2 in English.
import type { lesson as run } from '../../runs/who-leads.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can tell beforehand who will win an election.',
  steps: {
    two: {
      say: 'No node is running, and their disks are empty. Press Restart on node 1 and then on node 2; node 3 stays off.',
      ask: 'Who will lead?',
      choices: { one: 'Node 1, it came first', two: 'Node 2', nobody: 'Nobody, one is missing' },
      because:
        'Votes compare by epoch, then zxid, then server id. Epoch and zxid are equal here, so the larger id of those present wins; and two of three are a quorum.',
      see: {
        own: 'Each voted for itself first: neither knew of anyone else.',
        larger: 'Node 1 heard the vote of node 2, found it better, and changed its own.',
        enough: 'Two of three nodes were enough; node 3 was not running.',
      },
    },
    joins: {
      say: 'Node 2 leads. Now press Restart on node 3, which has a larger id.',
      ask: 'Who leads when node 3 is there?',
      choices: {
        three: 'Node 3 takes over, its id is larger',
        two: 'Node 2 goes on leading',
        vote: 'All three vote again',
      },
      because:
        'A leader that has a quorum is not displaced. The newcomer hears from a quorum that node 2 leads, and follows it.',
      see: {
        asks: 'Node 3 voted for itself and asked around.',
        hears:
          'It heard from a quorum that node 2 already leads, and joined it without an election.',
        stays: 'Nobody stepped down.',
        leads: 'Node 2 still leads epoch 1.',
      },
    },
    again: {
      say: 'Press Kill on all three nodes, then Restart on all three. Time stands still until you are done: now they start together.',
      ask: 'Who leads this time?',
      choices: {
        two: 'Node 2, as before',
        three: 'Node 3',
        any: 'Whoever starts first',
      },
      because:
        'Nobody leads yet, so nobody has a claim. All three have the same epoch and the same newest zxid on disk; the id decides, and 3 is the largest.',
      see: {
        equal: 'All three came back with the same epoch and zxid from their disks.',
        all: 'All three agreed on node 3.',
        epoch: 'Node 3 leads epoch 2: every new leader opens a new epoch.',
      },
    },
  },
  concept:
    'Fast Leader Election finds the server with the newest history: votes compare by (epoch, zxid, id), and a quorum of equal votes decides. The id matters only when the histories are equal. An established leader is kept.',
  teacher: {
    wrong: 'Many say that node 3 takes over when it joins, for it has the largest id.',
    why: 'They have learnt “the largest id wins” as the whole rule. The id is the last thing compared, and only among nodes that look for a leader; a node that has a leader does not vote anew.',
  },
  sheet: [
    {
      ask: 'By what do votes compare, in which order?',
      answer: 'By epoch, then zxid, then server id.',
    },
    {
      ask: 'Nodes 1 and 2 start with empty disks. Why can node 2 lead although node 3 is off?',
      answer: 'Two of three are a quorum, and both vote for the larger of their ids.',
    },
    {
      ask: 'Why did node 3 not become the leader when it joined?',
      answer: 'It heard from a quorum that node 2 leads. An established leader is kept.',
    },
    {
      ask: 'What is new after every election, even if the same node wins?',
      answer: 'The epoch: each leader begins one above all that went before.',
    },
  ],
};
