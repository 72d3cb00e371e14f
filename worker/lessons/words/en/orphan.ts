// Lesson 9 in English.
import type { lesson as run } from '../../runs/orphan.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say what becomes of a proposal that only a leader without a quorum has.',
  steps: {
    write: {
      say: 'Client A is connected to node 2, the leader. Press Partition on node 2, and at once type `create /app/orphan x` at client A.',
      see: {
        alone: 'Node 2 proposed 1.4, logged it, and counts 1 of 2: itself.',
        logged: '1.4 is on the disk of node 2.',
        nobody: 'No other node has it: the proposals wait at the wall.',
      },
    },
    elect: {
      say: 'Let time go on.',
      ask: 'What does node 2 do, with 1.4 on its disk and a client waiting?',
      choices: {
        on: 'It goes on waiting for ACKs',
        down: 'It steps down',
        asks: 'It commits 1.4, for it is the leader',
      },
      because:
        'Without a quorum it may not commit; and without hearing one for syncLimit it may not lead. Nodes 1 and 3 meanwhile elect a leader that has never heard of 1.4.',
      see: {
        resigned: 'Node 2 heard only itself and stepped down.',
        loss: 'Client A lost its connection: it cannot know what became of its write.',
        uncommitted: 'Nobody committed anything.',
        still: 'On the disk of node 2 is still 1.4.',
      },
    },
    heal: {
      say: 'Press Heal on node 2.',
      ask: 'Node 2 comes back with 1.4 in its log. What happens to it?',
      choices: {
        kept: 'The others take it over: better late than never',
        cut: 'It is cut from the log of node 2',
        merged: 'It gets a new number in epoch 2',
      },
      because:
        'The leader’s history is the history. No quorum ever had 1.4, so nobody was told that it was done, and it may go. The leader sends TRUNC: cut back to 1.3.',
      see: {
        ahead: 'Node 2 said that its log ends at 1.4; the leader’s ends at 1.3: TRUNC.',
        cut: 'Node 2 cut 1.4 from its log.',
        ash: 'In the log view its cell is marked as truncated.',
        same: 'All three trees are equal.',
      },
    },
    look: {
      say: 'Type `get /app/orphan` at client A.',
      see: { none: 'It does not exist. ConnectionLoss meant “perhaps”, and this time it was no.' },
    },
  },
  concept:
    'A log may hold txns that are not committed. When their leader is gone, they live only if the next leader has them; if not, they are cut from whoever still has them. What was committed is never cut: a quorum has it, and so the next leader has it too.',
  teacher: {
    wrong:
      'Many say that the others take 1.4 over when node 2 comes back: it was written first, after all.',
    why: 'They think of merging, as in file synchronization. Zab never merges histories; it makes every node equal to the leader. Ask what client B, who wrote meanwhile, should see if histories were merged.',
  },
  sheet: [
    {
      ask: 'Why may 1.4 be thrown away here, and 1.3 in lesson 8 not?',
      answer:
        'Here the new leader does not have it, so no quorum can have had it. There the new leader had it.',
    },
    {
      ask: 'Can TRUNC ever cut a committed txn?',
      answer: 'No: a quorum has it on disk, so every leader has it.',
    },
    {
      ask: 'A new leader of epoch 2 makes its first write. Can it get the number 1.4?',
      answer: 'No, it is 2.1: the epoch is part of the number.',
    },
    {
      ask: 'What was client A told, and was that true?',
      answer: 'ConnectionLoss: the outcome is unknown. That was true.',
    },
  ],
};
