// Question 1 in English.
import type { lesson as run } from '../../runs/question-coordinate.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can tell the way of one write through the ensemble, and how others hear of it.',
  steps: {
    watch: {
      say: 'Programs coordinate by a tree that all of them see. Client B is connected to node 3; it reads the children of a node and asks to be told: type `ls -w /app` at client B.',
      see: { local: 'Node 3 answered by itself, and noted the watch by itself.' },
    },
    write: {
      say: 'Client A is connected to node 1. It reports for work: type `create -e /app/worker me` at client A.',
      ask: 'Who decides in which place of the order this write comes?',
      choices: {
        node: 'Node 1, which got it',
        leader: 'Node 2, the leader',
        vote: 'All three, by a vote on each write',
      },
      because:
        'Every server takes requests, but only one puts writes in an order. The others say whether they have it on disk; they do not vote on whether they like it.',
      see: {
        forwarded: 'Node 1 passed the request on, and node 2 proposed it.',
        quorum: 'With two copies on disk it was committed.',
      },
    },
    told: {
      say: 'Each server now puts it into its own tree.',
      ask: 'Who is told of the new child?',
      choices: {
        a: 'Only client A, as the answer',
        b: 'Client A as the answer, and client B by its watch',
        all: 'Every client of the ensemble',
      },
      because:
        'A server tells those of its clients that set a watch there, before they can read the change.',
      see: {
        applied: 'Nodes 1 and 3 both applied the write.',
        fires: 'At node 3 the watch of client B fired.',
      },
    },
    leaves: {
      say: 'Type `ls /app` at client B; then let client A leave with `quit`; then `ls /app` at client B once more.',
      ask: 'What becomes of `/app/worker`?',
      choices: {
        stays: 'It stays until somebody deletes it',
        goes: 'It goes with the session of client A',
        expires: 'It goes after the session time-out',
      },
      because:
        'An ephemeral node belongs to a session. quit closes the session properly, so nobody has to wait for a time-out.',
      see: {
        txn: 'Closing the session was a write too: proposed by the leader, committed by a quorum.',
        same: 'It is gone from all three trees.',
      },
    },
  },
  concept:
    'ZooKeeper coordinates with four things: one tree that all see, one order of writes that the leader makes and a quorum keeps, watches that tell of changes, and sessions whose ephemeral nodes show who is alive. All else is built from these. “The leader handles the requests of clients” is only half of it: it orders the writes; every server answers reads.',
  teacher: {
    wrong: 'Many say that the nodes vote on each write.',
    why: 'An ACK is not a yes in a vote: no node ever says no. It says that the txn is on its disk. Votes are for electing a leader.',
  },
  sheet: [
    {
      ask: 'Which of these need the leader: a read, a write, setting a watch, opening a session?',
      answer: 'The write and the opening of a session.',
    },
    {
      ask: 'What does an ACK say, and what does it not say?',
      answer: 'That the txn is on disk. Not that the node agrees: it cannot refuse.',
    },
    {
      ask: 'How can a program see which others are alive?',
      answer: 'By their ephemeral nodes.',
    },
  ],
};
