// Question 8 in English.
import type { lesson as run } from '../../runs/question-divergence.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say how logs that have come apart become equal again.',
  steps: {
    diverge: {
      say: 'Five nodes; node 3 leads, and client A is connected to it. Draw a line across the stage with nodes 2 and 3 on one side of it, and at once type `create /app/orphan x` at client A.',
      ask: 'How many nodes will have the proposal on disk?',
      choices: { commits: 'Three, and it is committed', two: 'Two', one: 'One' },
      because: 'It reaches node 2, which is on the same side. Two of five is no quorum.',
      see: {
        both: '1.4 is on the disks of nodes 2 and 3.',
        open: 'It is not committed.',
      },
    },
    apart: {
      say: 'Let time go on until the other side has a leader and client B has found it.',
      see: {
        resigned: 'Node 3 heard 2 of the 3 it needs, itself included, and stepped down.',
        without: 'Node 5 leads epoch 2, and its log ends at 1.3.',
      },
    },
    branch: {
      say: 'Type `create /app/y 1` at client B.',
      see: {
        three: 'Nodes 1, 4 and 5 committed 2.1.',
        two: 'Nodes 2 and 3 still end at 1.4: the logs have come apart.',
        differ: 'The trees of nodes 3 and 5 differ.',
      },
    },
    heal: {
      say: 'Press Heal all.',
      ask: 'Two have 1.4, three have 2.1. What will all five have?',
      choices: {
        merge: 'Both: the logs are merged',
        leader: 'What the leader has: 2.1 and not 1.4',
        longer: 'What the longer log has',
      },
      because:
        'The leader’s history is the only one. It cannot find 1.4 in its own log, and behind it comes another epoch: so it sends the whole tree.',
      see: {
        repaired: 'Both stray nodes told 1.4, and got a SNAP each.',
        same: 'All five trees are equal.',
      },
    },
    look: {
      say: 'Type `ls /app` at client A.',
      see: { gone: 'Only y is there.' },
    },
  },
  concept:
    'Logs may come apart only in what was not committed. When nodes meet again, the leader compares where each log ends with its own and repairs it: adds (DIFF), cuts (TRUNC), or replaces (SNAP). No vote, no merge; and a node serves nobody until it is equal.',
  teacher: {
    wrong: 'Many expect that two copies of 1.4 are too many to be thrown away.',
    why: 'They feel that what is on two disks deserves to live. The rule is not how many have it but whether a quorum had it. Compare with lesson 8: had node 2 or 3 been part of the electing quorum, 1.4 would have stayed.',
  },
  sheet: [
    {
      ask: 'Can a proposal on two of five disks survive?',
      answer: 'Yes, if one of the two is among those who elect the next leader. Here none was.',
    },
    {
      ask: 'Who repairs whom?',
      answer: 'The leader repairs the learner, never the other way.',
    },
    {
      ask: 'Why is it safe to throw 1.4 away?',
      answer: 'No quorum had it, so no client was told that it was done.',
    },
  ],
};
