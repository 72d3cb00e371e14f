// Lesson 8, variant, in English.
import type { lesson as run } from '../../runs/commit-lost.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say why a write that was answered is kept even when no follower ever heard its COMMIT.',
  steps: {
    write: {
      say: 'Client A is connected to node 2, the leader. The disks of nodes 1 and 3 are slow in this lesson: a second for each write. Type `create /app/x 1` at client A.',
      see: {
        proposed: 'Node 2 proposed it; both followers have it in memory.',
        nobody: 'Nobody has acknowledged it: their disks are still busy.',
      },
    },
    cut: {
      say: 'The lesson now cuts what node 2 sends to nodes 1 and 3. Their ACKs still come through to it.',
      ask: 'What will client A be told?',
      choices: {
        waits: 'Nothing, it waits',
        ok: 'That the node is created',
        loss: 'ConnectionLoss',
      },
      because:
        'The leader has an ACK from a follower, which makes a quorum with its own copy: it commits, applies and answers. That its COMMIT goes nowhere it cannot know.',
      see: {
        committed: 'Node 2 committed 1.3.',
        held: 'Neither follower has heard of the commit.',
        differ: 'Only node 2 has the znode in its tree.',
      },
    },
    kill: {
      say: 'Press Kill on node 2, and then Heal all.',
      ask: 'Client A was told that it is done, and only the dead leader knew. What becomes of the write?',
      choices: {
        lost: 'It is lost: no living node heard the commit',
        kept: 'It is kept',
        depends: 'It depends on who wins the election',
      },
      because:
        'An ACK means “on my disk”. A quorum acknowledged it, so in every quorum that can elect a leader there is a node that has it; that node, or one that has more, wins.',
      see: {
        never: 'The COMMIT never reached node 1.',
        both: 'But 1.3 is on the disks of nodes 1 and 3.',
        equal: 'Node 3 leads, and node 1 needs nothing from it: their logs are equal.',
      },
    },
    look: {
      say: 'Type `get /app/x` at client A.',
      see: { same: 'Both nodes have it in their trees: what was answered is kept.' },
    },
  },
  concept:
    'COMMIT is only news. What decides is that a quorum has the txn on disk. A new leader cannot see whether the old one had committed, so it keeps all that it has; that is why nothing that was answered is ever lost.',
  teacher: {
    wrong: 'Many say that the write is lost, because no living node has heard of the commit.',
    why: 'They take COMMIT for the moment of decision. The decision was the second ACK. Compare with lesson 8: for the followers both runs look the same, and so they must do the same.',
  },
  sheet: [
    {
      ask: 'At which moment was the write decided: PROPOSAL, second ACK, COMMIT, or answer?',
      answer:
        'When the second of three copies was on a disk, which the leader learns from the ACK.',
    },
    {
      ask: 'How does the new leader know that the write was committed?',
      answer: 'It does not know. It keeps everything in its log, and so it keeps this too.',
    },
    {
      ask: 'Two of three nodes have a txn on disk. Can a leader be elected that does not have it?',
      answer: 'No: every quorum of two holds one of them, and the newer log wins.',
    },
  ],
};
