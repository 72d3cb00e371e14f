// Lesson 8 in English.
import type { lesson as run } from '../../runs/leader-dies.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say what may become of a write whose leader dies before the commit, and what the client knows of it.',
  steps: {
    walls: {
      say: 'Client A is connected to node 2, the leader. Press Partition on node 3; then open Faults and press Cut only Node 1 to Node 2. Now node 1 hears the leader, and the leader hears nobody.',
      see: { leads: 'Node 2 still leads: it has not noticed yet.' },
    },
    write: {
      say: 'Type `create /app/x 1` at client A. Do not let time go on before: a leader that hears nobody steps down after 10 s.',
      see: {
        both: 'The proposal is on the disks of nodes 2 and 1.',
        one: 'The leader counts only itself, 1 of 2: the ACK of node 1 does not come through.',
        open: 'It is not committed.',
        waits: 'Client A waits for its answer.',
      },
    },
    kill: {
      say: 'Press Kill on node 2, and then Heal on node 3.',
      ask: 'The leader is dead, and it never committed the write. What becomes of it?',
      choices: {
        lost: 'It is lost: nobody committed it',
        kept: 'It is kept: node 1 has it',
        never: 'Nobody can lead while this is open',
      },
      because:
        'A node votes with all that its log holds, committed or not. Node 1 has the newer log, so it wins although node 3 has the larger id; and what the new leader has becomes everybody’s history.',
      see: {
        unknown: 'Client A lost its connection before an answer: it cannot know.',
        newer: 'Node 3 changed its vote to node 1, whose log is newer.',
        sent: 'Node 1 sent 1.3 to node 3 in a DIFF.',
        applied: 'Node 3 applied it, under its old number 1.3.',
      },
    },
    look: {
      say: 'Client A was told ConnectionLoss. Type `get /app/x` at client A.',
      ask: 'What does client A find?',
      choices: {
        value: 'The value 1',
        none: 'The node does not exist',
        error: 'An error, for the write is undecided',
      },
      because:
        'The write was done after all. Had node 3 been elected without node 1, it would be gone; both are lawful, because nobody was told that it was done. After ConnectionLoss one has to look.',
      see: {
        told: 'Client A was never told that the write was done.',
        reads: 'And yet it is there.',
        same: 'Both trees have it.',
      },
    },
  },
  concept:
    'A proposal that is logged but not committed when its leader dies may be kept or lost; it depends on who takes part in the next election. If the new leader has it, it keeps its number and is committed as part of the new leader’s history. ConnectionLoss means just that: perhaps. So an application looks before it tries again, or writes so that twice does no harm.',
  teacher: {
    wrong: 'Many say that the write is lost, because it was not committed.',
    why: 'They read “not committed” as “undone”. Zab has no undo by itself: what is in the log of the one who wins stays. Have them say what every node knows at the moment of the crash; node 1 cannot tell whether node 2 had committed.',
  },
  sheet: [
    {
      ask: 'The leader has logged a proposal and one follower too, and the leader dies. Kept or lost?',
      answer: 'Either: kept if a node that has it wins the election, lost if not.',
    },
    {
      ask: 'Why must the new leader keep it here, even though it cannot know of a commit?',
      answer:
        'It might have been committed and answered; the new leader cannot tell the difference.',
    },
    {
      ask: 'Which zxid does the old proposal have in the new epoch?',
      answer: 'Its old one. Only new writes get numbers of the new epoch.',
    },
    {
      ask: 'What should an application do after ConnectionLoss on a create?',
      answer: 'Look whether the node is there, and only then decide.',
    },
  ],
};
