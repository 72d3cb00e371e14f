// Lesson 19 in English.
import type { lesson as run } from '../../runs/acknowledged-too-early.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can read a counterexample: find the step at which a run is doomed, long before data is lost.',
  steps: {
    alone: {
      say: 'A real bug of ZooKeeper, ZOOKEEPER-3911, is on: a follower acknowledges NEWLEADER while what it was sent is only in its memory. Press Partition on node 2, the leader, and type `create /app/x 1` at client A, which is at node 2. Then press Kill on nodes 1 and 3, and let time go on until node 2 gives up.',
      see: {
        one: 'Only node 2 has logged 1.3.',
        vote: 'It votes with 1.3: what is in its log counts, committed or not.',
      },
    },
    elect: {
      say: 'The lesson slows what node 2 sends to node 1. Press Heal on node 2 and Restart on node 1: node 2 is elected for epoch 2, and sends 1.3 to node 1.',
      ask: 'When does node 1 acknowledge NEWLEADER, with this bug?',
      choices: {
        before: 'Once 1.3 is on its disk',
        never: 'Never',
        early: 'While 1.3 is in its memory alone',
      },
      because:
        'An earlier change had saved the snapshot that used to be taken here, because a DIFF needs none. With it went the only thing that had put the history on disk.',
      see: {
        diff: 'Node 1 was sent 1.3 in a DIFF.',
        early: 'It acknowledged with nothing new on its disk.',
        epochs: 'Broken: “Epochs in order”. It wrote currentEpoch 2 before 1.3.',
      },
    },
    read: {
      say: 'The lesson holds what node 2 sends from here on: UPTODATE does not arrive. Node 2 has its quorum of ACKs, and serves. Type `get /app/x` at client A.',
      ask: 'Client A reads 1.3. Is the run doomed already?',
      choices: {
        doomed: 'Yes: one more crash can take back what was read',
        safe: 'No: a quorum has acknowledged',
        later: 'No: not before UPTODATE',
      },
      because:
        'The leader believes that a quorum has its history on disk, and tells clients what is in it. In truth one disk of three has it.',
      see: {
        initial: 'Broken: “Initial history”.',
        missing: 'The disk of node 1 ends at 1.2.',
        told: 'A client has seen the value.',
      },
    },
    crash: {
      say: 'Press Kill on node 1 and on node 2.',
      see: {
        one: 'The disk of node 1 says epoch 2, and ends at 1.2.',
        commits: 'Broken: “Commits last”. A quorum of disks lacks 1.3.',
      },
    },
    return: {
      say: 'Press Heal all, and Restart on nodes 1 and 3; node 2 stays down. Wait until client A is connected.',
      see: {
        complete: 'Broken: “Complete leader”. Node 1 leads epoch 3 without 1.3.',
        knows: 'Broken: “The new leader knows all”.',
        nobody: 'Node 2, the only one that has 1.3, had no part in it.',
      },
    },
    look: {
      say: 'Type `get /app/x` at client A once more.',
      see: { read: 'What it had read is gone. Broken: “True reads”.' },
    },
  },
  concept:
    'An ACK is a promise about a disk. ZooKeeper 3.4.10 and 3.5.3 let it go out too early; 3.5.10, 3.6.3 and 3.7.0 mended it in part, 3.8.5 and 3.9.2 for good. A model checker finds such a run in fewer than twenty steps, a test by chance hardly ever: it takes two crashes at the right moments.',
  teacher: {
    wrong: 'Many look for the bug where the data vanishes, in the last election.',
    why: 'The last election is lawful: it picked the best of the disks it saw. Have them go back light by light to the first red one, and ask which promise it names. The doom is there.',
  },
  sheet: [
    {
      ask: 'At which step was the run doomed, and which promise was broken there?',
      answer:
        'When node 1 acknowledged NEWLEADER with 1.3 in memory alone: its ACK says “on my disk”.',
    },
    {
      ask: 'Was 1.3 committed before epoch 2 began?',
      answer: 'No. It became part of the history when node 2 led epoch 2, and it was read.',
    },
    {
      ask: 'Which order of the three is right: ACK of NEWLEADER, currentEpoch, history on disk?',
      answer: 'History on disk, currentEpoch, ACK.',
    },
    {
      ask: 'Why is this bug hard to find by testing?',
      answer:
        'It needs a leader with a txn of its own and two crashes within the time between ACK and UPTODATE.',
    },
  ],
};
