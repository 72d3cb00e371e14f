// Question 5 in English.
import type { lesson as run } from '../../runs/question-consistent.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say exactly what ZooKeeper promises about reads, and what sync does and does not.',
  steps: {
    stale: {
      say: 'The way from node 2, the leader, to node 3 is very slow. Client A is at node 1, client B at node 3. Type `set /x 1` at client A, and when it is done `get /x` at client B.',
      ask: 'What does client B read?',
      choices: { zero: '0', one: '1', waits: 'Nothing yet, it waits' },
      because: 'Node 3 answers from its own tree. Writes are linearizable, reads are not.',
      see: {
        committed: 'The write was committed before client B read.',
        differ: 'The trees of nodes 2 and 3 differed then.',
      },
    },
    cured: {
      say: 'The cure: type `sync /x` at client B, and then `get /x`.',
      see: { answered: 'The leader answered the sync, and node 3 read what is new.' },
    },
    cut: {
      say: 'Now the case that sync does not cure. Client C is at node 2. The lesson lets the clock of node 2 run at half speed, so that it takes longer to notice its loneliness. Press Partition on node 2, and wait until there is a new leader and client A is connected again.',
      see: { two: 'Two nodes believe that they lead: node 2 in epoch 1 and node 3 in epoch 2.' },
    },
    uncured: {
      say: 'Type `set /x 2` at client A. When it is done, type `sync /x` and then `get /x` at client C.',
      ask: 'What does client C read after its sync?',
      choices: { one: '1, the old value', two: '2, the new value', error: 'An error' },
      because:
        'The leader answers a sync by itself, without asking a quorum. Node 2 still takes itself for the leader, has nothing under way, and answers at once. (An open ticket, ZOOKEEPER-1675, asks for a sync with a quorum.)',
      see: {
        before: 'The new value was committed before client C even asked for its sync.',
        alone: 'Node 2 is cut off, and still LEADING epoch 1.',
      },
    },
    over: {
      say: 'Press Heal on node 2 and let time go on until it follows; then type `get /x` at client C.',
      see: { same: 'Client C reads 2, and all three trees are equal.' },
    },
  },
  concept:
    'Writes: one order, respecting real time. Each client: its own requests in order, never back in time. Reads: local, maybe old. sync: as new as the leader that answers, which may be one just deposed. If a read must be linearizable, write something first in the same session: a write needs a quorum. These promises are ZooKeeper’s own; they are weaker for reads than those of Chubby, to which it is often compared.',
  teacher: {
    wrong: 'Nearly everybody says that after a sync the read is new.',
    why: 'ZooKeeper’s own early documents said so. Ask what message node 2 would have to wait for to know that it no longer leads; sync waits for none.',
  },
  sheet: [
    {
      ask: 'Which of these are linearizable: writes, reads, reads after a sync?',
      answer: 'Only writes.',
    },
    {
      ask: 'For how long can the case of the deposed leader last?',
      answer: 'Until the old leader steps down: about syncLimit by its own clock.',
    },
    {
      ask: 'How can a client make sure that its read is not older than its own last write?',
      answer: 'It need do nothing: within a session that is always so.',
    },
    {
      ask: 'How can it make a read linearizable?',
      answer: 'By a write before it, in the same session.',
    },
  ],
};
