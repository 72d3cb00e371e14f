// Lesson 18 in English.
import type { lesson as run } from '../../runs/break-zab.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say why a node must have the history on disk before it writes down the new epoch.',
  steps: {
    write: {
      say: 'In this lesson one rule of Zab is off: a node writes currentEpoch before the history that belongs to it, as releases of ZooKeeper before 3.8.5 and 3.9.2 did (ZOOKEEPER-4643). Press Partition on node 1, wait until it is LOOKING, and type `create /app/x kept?` at client A.',
      see: {
        quorum: '1.3 is committed: nodes 2 and 3 have it on disk, and client A was told so.',
        missing: 'Node 1 does not have it.',
      },
    },
    elect: {
      say: 'The lesson makes the disk of node 1 slow. Press Kill on node 3 and Heal on node 1: node 2 is elected again, for epoch 2, and brings node 1 up. Open Invariants beside the log and watch them.',
      ask: 'Which invariant goes red first?',
      choices: {
        epochs: 'Epochs in order',
        leader: 'Complete leader',
        commits: 'Commits last',
      },
      because:
        'Nothing is lost yet. But currentEpoch 2 means “I have the history that epoch 2 begins with”, and node 1 has written it down while 1.3 is not on its disk.',
      see: {
        diff: 'Node 2 sends 1.3 to node 1 in a DIFF.',
        early:
          'On the disk of node 1 is currentEpoch 2, and not 1.3: the ✓ in its row says committed, not on disk.',
        red: 'The promise “Epochs in order” is broken.',
      },
    },
    crash: {
      say: 'Time stands still; in a second the disk will have 1.3 too. Before that, press Kill on node 2 and Kill on node 1.',
      ask: 'All three are down. Whose disk is better: that of node 1 or that of node 3?',
      choices: {
        one: 'That of node 1: it is in epoch 2',
        three: 'That of node 3: it has 1.3, which was committed',
        none: 'They are equal',
      },
      because:
        'Node 3 has all that was committed. Node 1 lacks 1.3, but carries a label that says it is newer.',
      see: {
        lost: 'The disk of node 1 says epoch 2, and ends at 1.2.',
        has: 'The disk of node 3 ends at 1.3.',
      },
    },
    return: {
      say: 'Press Restart on node 1 and on node 3.',
      ask: 'Who is elected?',
      choices: { one: 'Node 1', three: 'Node 3', none: 'Nobody' },
      because:
        'Votes compare the epoch first, and that is the currentEpoch on the disk. Normally the larger one has the newer history. Here the label lies.',
      see: {
        epoch: 'Node 3 gave up its vote for the larger epoch, though its own zxid is newer.',
        cut: 'Node 3 had to cut 1.3 from its log: a committed txn.',
        complete: 'Broken: “Complete leader”.',
        knows: 'Broken: “The new leader knows all”.',
        commits: 'Broken: “Commits last”.',
      },
    },
    look: {
      say: 'Type `get /app/x` at client A, which was told that the node is created.',
      see: { read: 'It is gone; broken too: “True reads”.' },
    },
  },
  concept:
    'The rule: history on disk, then currentEpoch, then the ACK of NEWLEADER. Two writes in the wrong order and one crash in between are enough to lose a committed write. That is why a protocol is more than its messages.',
  teacher: {
    wrong: 'Many expect “Commits last” to go red first.',
    why: 'They wait for the damage. The first red light comes long before it, when a promise is broken that only matters in a crash. Run the lesson once more without the crash: nothing is lost, and yet the run was wrong.',
  },
  sheet: [
    {
      ask: 'What must be on the disk of a node before it may write currentEpoch 2?',
      answer: 'The whole history that epoch 2 begins with.',
    },
    {
      ask: 'Why does the election believe node 1?',
      answer: 'A vote carries the epoch and the zxid, and the epoch is compared first.',
    },
    {
      ask: 'Would the run have lost the write if node 1 had crashed one second later?',
      answer: 'No: then 1.3 would have been on its disk as well.',
    },
    {
      ask: 'How many crashes did it take, and how many nodes were down at once?',
      answer: 'Three, and all three were down. Nothing was wrong with any disk.',
    },
  ],
};
