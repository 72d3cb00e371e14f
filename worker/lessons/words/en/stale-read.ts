// Lesson 6 in English.
import type { lesson as run } from '../../runs/stale-read.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say which server answers a read, why it may be old, and what `sync` does about it.',
  steps: {
    write: {
      say: 'Client A is connected to node 2, the leader, client B to node 3. The way from node 2 to node 3 is very slow in this lesson. Type `set /config new` at client A.',
      see: {
        committed: 'Nodes 2 and 1 had it on disk: committed.',
        told: 'Client A was told that its write is done.',
        behind: 'Node 3 had not even logged the proposal yet.',
      },
    },
    read: {
      say: 'Client A has its answer. Now type `get /config` at client B.',
      ask: 'What does client B get from node 3?',
      choices: {
        new: '`new`, for it is committed',
        old: '`old`',
        waits: 'Nothing until node 3 has caught up',
      },
      because:
        'A server answers reads by itself, from its own tree. It asks nobody, and so it cannot know that there is something newer.',
      see: {
        local: 'Node 3 sent nothing to the leader for this read.',
        answered: 'It answered client B at once.',
        differ: 'At that moment its tree was not the tree of the leader.',
      },
    },
    sync: {
      say: 'Type `sync /config` at client B, and then `get /config` again.',
      ask: 'What does client B get now?',
      choices: {
        old: '`old` again',
        new: '`new`',
        error: 'An error, for node 3 is behind',
      },
      because:
        'The answer to the sync comes from the leader on the same connection as its commits, and so behind them. When it is there, node 3 has applied all that was committed before.',
      see: {
        leader: 'Node 3 passed the sync on to the leader, which answered it.',
        behind: 'Node 3 applied the write, then told client B that the sync is done, then read.',
        nobody: 'A sync is no write: nothing was proposed.',
        same: 'All three trees are equal.',
      },
    },
  },
  concept:
    'Reads are local and fast, and may be old. Writes have one order for all (they are linearizable); a client sees them in that order, never going back, but perhaps late. Before a read that must not be older than what you know of, use sync: read what the leader had committed. The leader asks no quorum for it, so a leader that was just cut off may still answer (question 5 shows that).',
  teacher: {
    wrong:
      'Many say that client B gets the new value, because the write was committed and client A was told so.',
    why: 'They take “committed” for “visible everywhere”. Committed means that it will not be lost. Let them look at the log of node 3 at the moment of the read. Others say that a read goes to the leader; the packets show that it does not.',
  },
  sheet: [
    {
      ask: 'Client A was told that its write is done. May client B still read the old value, and why?',
      answer: 'Yes: its server answers from its own tree, and the commit may not have reached it.',
    },
    {
      ask: 'Why does the answer to a sync never overtake the commits before it?',
      answer: 'It comes from the leader on the same connection, and connections keep their order.',
    },
    {
      ask: 'You write at one server and want another client to read it. Does the sync go before the write or before the read?',
      answer: 'Before the read, by the client that reads.',
    },
    {
      ask: 'Is “any server can give the latest data at any time” true?',
      answer: 'Not quite: any server can give data, and after a sync data as new as the leader’s.',
    },
  ],
};
