// Lesson 4 in English.
import type { lesson as run } from '../../runs/partition-follower.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say why a minority cannot act, and what its clients do.',
  steps: {
    cut: {
      say: 'Node 2 leads, and client A is connected to node 1. Press Partition on node 1, a follower, and let time go on.',
      ask: 'Is there an election?',
      choices: {
        all: 'Yes, all three vote again',
        alone: 'Only node 1 looks for a leader',
        nobody: 'No, nobody notices',
      },
      because:
        'Node 2 still hears node 3, and the two are a quorum. Only node 1 hears nobody: it looks for a leader, finds only itself, 1 of 3, and can never win.',
      see: {
        silence: 'Node 1 heard nothing of its leader for syncLimit and went LOOKING.',
        leader: 'Node 2 did not step down.',
        third: 'Node 3 did not look for another leader.',
        closed: 'Node 1 serves no clients while it is LOOKING.',
      },
    },
    moves: {
      say: 'Client A was connected to node 1.',
      ask: 'What happens to client A?',
      choices: {
        waits: 'It waits until node 1 is back',
        moves: 'It goes to another node with the same session',
        ends: 'Its session ends at once',
      },
      because:
        'A client knows all nodes and tries the next one. Its session belongs to the ensemble, not to a node, and lives as long as somebody hears the client within its time-out.',
      see: {
        lost: 'Client A was told that it is disconnected.',
        session: 'Another node took up the same session.',
      },
    },
    write: {
      say: 'Type `create /app/x hello` at client A.',
      see: {
        two: 'Nodes 2 and 3 had it on disk, 2 of 3: committed.',
        without: 'Node 1 is still LOOKING, and knows nothing of it.',
      },
    },
    refused: {
      say: 'Connect a new client, B, to node 1 alone.',
      ask: 'What will node 1 give client B?',
      choices: {
        old: 'Its data, a little old',
        nothing: 'Nothing: it closes the connection',
        forwards: 'It passes everything on to node 2',
      },
      because:
        'A node that neither follows nor leads serves nobody: it cannot know what it has missed. (ZooKeeper has a read-only mode for clients that ask for it; it is off by default.)',
      see: {
        none: 'Node 1 opened no session.',
        connecting: 'Client B keeps trying.',
      },
    },
    heal: {
      say: 'Press Heal on node 1.',
      see: {
        hears: 'Node 1 heard from a quorum that node 2 leads, and joined it without an election.',
        missed: 'It got what it had missed: DIFF.',
        same: 'All three trees are equal.',
        epoch: 'Node 2 led epoch 1 all the time.',
      },
    },
  },
  concept:
    'A quorum is counted on all configured voters, not on those that can be seen: 1 of 3 is never more than half. So there are never two sides that both decide. A minority cannot write, elect or even serve reads; its clients go elsewhere.',
  teacher: {
    wrong: 'Many say that all three nodes vote again.',
    why: 'They carry lesson 3 over: partition means election. Ask who has lost its leader: only node 1. The leader still has a quorum, so nothing changes for it.',
  },
  sheet: [
    {
      ask: 'Why can node 1 not become the leader of its side?',
      answer: 'It would need 2 of the 3 configured voters, and it hears only itself.',
    },
    {
      ask: 'Why does a node that is LOOKING serve no reads?',
      answer: 'It cannot know what it has missed.',
    },
    {
      ask: 'What became of the session of client A?',
      answer: 'It went on at another node: a session belongs to the ensemble.',
    },
    {
      ask: 'Four nodes instead of three: how many failures does the ensemble survive?',
      answer: 'Still one: the quorum of four is three.',
    },
  ],
};
