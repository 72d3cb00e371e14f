// Lesson 18, variant, in English.
import type { lesson as run } from '../../runs/ghost.ts';
import type { TextOf } from '../../texts.ts';
import { text as snap } from './orphan-snap.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say what the rule of lesson 9 protects from.',
  steps: {
    write: snap.steps.write,
    elect: snap.steps.elect,
    epoch: {
      say: 'So far all is as in lesson 9. But in this lesson a rule is off: a node whose log ends inside the leader’s memory always gets a DIFF, as in ZooKeeper until 2011 (ZOOKEEPER-1154). Type `create /app/y 1` at client B.',
      see: snap.steps.epoch.see,
    },
    heal: {
      say: 'Press Heal on node 2, which comes back with its stray 1.4.',
      ask: 'What becomes of 1.4?',
      choices: {
        removed: 'It is removed all the same',
        stays: 'It stays on node 2',
        spreads: 'It spreads to the others',
      },
      because:
        'The leader sends only what is newer than 1.4, that is 2.1. Nobody tells node 2 that 1.4 must go, so it keeps it, in the middle of its history.',
      see: {
        diff: 'Node 2 said 1.4, and the leader sent a DIFF.',
        ghost: '1.4 is in the log of node 2, right before 2.1.',
        differ: 'The trees of nodes 2 and 3 differ, and both nodes serve.',
        hole: 'Broken: “No holes”.',
        same: 'Broken: “Same history”.',
        agree: 'Broken: “Followers agree”.',
      },
    },
    look: {
      say: 'The lesson slows the disk of node 1, so that the ACK of node 2 comes first. Connect a new client, C, to node 2 alone, and ask there: `get /app/orphan`. Then ask at client B, which is elsewhere: `get /app/orphan`.',
      see: {
        acks: 'Opening the session was a commit with the ACK of node 2, whose log is not the leader’s.',
        commit: 'Broken: “Commit needs a quorum”.',
        read: 'Client C reads a node that does not exist. Broken: “True reads”.',
      },
    },
  },
  concept:
    'Missing txns can be added; stray ones must be taken away. A repair that only adds leaves a ghost: a write that one server shows and the others do not, for ever.',
  teacher: {
    wrong: 'Many say that it will be noticed by itself with the next write.',
    why: 'They expect the servers to compare their trees. They compare zxids, and those go on as if nothing had happened. (Newer releases can compare digests of trees, but only to report it.)',
  },
  sheet: [
    {
      ask: 'Why does DIFF not suffice for node 2?',
      answer: 'It adds what is missing and leaves what must not be there.',
    },
    {
      ask: 'A client reads /app/orphan at node 2 and tells another at node 1. What will they find?',
      answer:
        'That their servers disagree; both answers come from servers that are up to date by their own account.',
    },
  ],
};
