// Use 4 in English.
import type { lesson as run } from '../../runs/use-synchronization.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can make programs wait for each other, hand work over in order, and read what is new.',
  steps: {
    literal: {
      say: 'As it stands in a widespread introduction: type `create /sync syncData 1`, `get /sync` and `set /sync newSyncData` at client A.',
      see: {
        refused:
          'zkCli refused the first: 1 is no access list. So there is no node for the others.',
      },
    },
    barrier: {
      say: 'A barrier. Type `create /sync syncData` at client A. Clients B and C wait for a node that is not there yet: type `stat -w /sync/go` at both. Then open the barrier: `create /sync/go 1` at client A.',
      ask: 'Who is told?',
      choices: {
        first: 'The first that waited',
        both: 'Both',
        none: 'Nobody: there was nothing to watch',
      },
      because:
        '`stat -w` sets a watch also on a path that does not exist. It fires when the node is created, for everyone who waits.',
      see: {
        absent: 'Nodes 2 and 3 each noted a watch on a path that is not there.',
        one: 'One create, and each of the two was told once.',
      },
    },
    queue: {
      say: 'A queue. Type `create -s /sync/job- wash` at client A and `create -s /sync/job- dry` at client B. Client C takes the first: `ls /sync`, `get /sync/job-0000000001`, `delete /sync/job-0000000001`.',
      ask: 'Which number does the first job get?',
      choices: { zero: '0', one: '1', any: 'A random one' },
      because:
        'The number counts the children ever created under the parent, and `/sync/go` was one. Gaps are normal; only the order counts.',
      see: { order: 'The two clients, at different nodes, got numbers in one order.' },
    },
    slow: {
      say: 'The lesson now slows the way from node 2 to node 3. Type `set /sync newSyncData` at client A, and as soon as it is done `get /sync` at client C, which is connected to node 3.',
      ask: 'What does client C read?',
      choices: { new: 'The new value', old: 'The old value', error: 'An error' },
      because:
        'The write is committed, but node 3 has not heard of it. It answers from its own tree.',
      see: {
        committed: 'The leader committed the write, with node 1.',
        behind: 'Node 3 has not even logged it.',
      },
    },
    sync: {
      say: 'Before a read that must be new: type `sync /sync` and then `get /sync` at client C.',
      see: {
        answered: 'The leader answered the sync, behind all that it had committed.',
        same: 'Node 3 has caught up.',
      },
    },
  },
  concept:
    'A barrier is a node that all wait for; a queue is made of sequential nodes, taken in the order of their numbers; sync brings a server up to what its leader has committed. Each is built from the same few operations.',
  teacher: {
    wrong: 'Many expect the first job to be number 0.',
    why: 'They take it for a counter of jobs. It counts all children of the parent, whatever they are called. What is promised is order, not numbers without gaps.',
  },
  sheet: [
    {
      ask: 'How can a client wait for a node that does not exist?',
      answer: 'With a watch on its path: stat -w.',
    },
    {
      ask: 'Two workers take the first job at once. How do they find out who has it?',
      answer: 'By the delete: one succeeds, the other is told that the node does not exist.',
    },
    {
      ask: 'Why does client C need the sync and client A, who wrote, not?',
      answer:
        'A session always sees its own writes; another session at a slow server may be behind.',
    },
  ],
};
