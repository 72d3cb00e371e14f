// Lesson 3 in English.
import type { lesson as run } from '../../runs/partition-leader.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say what happens to writes, and to the leader, when the leader is cut off.',
  steps: {
    cut: {
      say: 'Node 2 leads; client A is connected to node 1. Press Partition on node 2: what it sends and what is sent to it no longer arrives.',
      see: {
        leads: 'Nobody is told. Node 2 still leads, as far as it knows.',
        follow: 'Nodes that follow it still do; all they could notice is silence.',
      },
    },
    write: {
      say: 'Write through node 1: type `create /app/y 1` at client A. Then let time go on.',
      ask: 'What happens to this write?',
      choices: {
        on: 'It commits: nodes 1 and 3 are a majority',
        waits: 'It waits, and then the connection is lost',
        error: 'It fails at once with an error',
      },
      because:
        'Node 1 passes it on to the leader it knows, and the wall holds it. After 10 s of silence (syncLimit, 5 ticks) node 1 gives up on node 2 and drops its clients. A majority that does not know yet that it is alone cannot act.',
      see: {
        held: 'Nobody proposed the write: it never reached the leader.',
        silence: 'Node 1 heard nothing of its leader for syncLimit and gave up following.',
        dropped: 'While it is LOOKING it serves nobody: client A lost its connection.',
      },
    },
    elect: {
      say: 'Client A does not know what became of its write. Nodes 1 and 3 vote; their logs are equal.',
      ask: 'Who leads next, and what becomes of node 2?',
      choices: {
        one: 'Node 1 leads, node 2 follows it',
        three: 'Node 3 leads, node 2 gives up the lead',
        two: 'Node 2 stays the leader until it hears of another one',
      },
      because:
        'With equal histories the larger id wins. And a Zab leader that has heard no quorum for syncLimit steps down by itself; it does not wait for news of a new epoch, as a Raft leader does.',
      see: {
        loss: 'Client A was told ConnectionLoss: the write may have been done or not.',
        chosen: 'Node 1 voted for node 3.',
        epoch: 'Node 3 leads epoch 2.',
        resigned: 'Node 2 heard only itself, 1 of the 2 it needs, and stepped down.',
      },
    },
    again: {
      say: 'Client A finds another node with the same session. Its first try went nowhere, and only the application can decide to try again: type `create /app/y 1` once more.',
      see: {
        two: 'Node 3 proposed it, nodes 1 and 3 logged it, and it is committed.',
        first: 'It has the number 2.1: the counter starts again in a new epoch.',
        without: 'Node 2 is LOOKING and alone; its log still ends at 1.2.',
      },
    },
    heal: {
      say: 'Press Heal on node 2.',
      ask: 'What does node 2 do?',
      choices: {
        leads: 'It leads again: it was there first',
        follows: 'It follows node 3',
        vote: 'It forces a new election',
      },
      because:
        'It asks who leads, hears from a quorum that node 3 does, and joins. Epoch 1 is over; nobody goes back.',
      see: {
        hears: 'Node 2 heard of node 3 from a quorum and followed it.',
        diff: 'It missed one txn, 2.1, and got just that: a DIFF.',
        same: 'All three trees are equal.',
      },
    },
  },
  concept:
    'Silence is the only sign of a partition. The side with a quorum elects a leader in a new epoch and goes on; the side without one stops, its leader too, within syncLimit or a little more. Writes pause until then, and a client that was waiting must look before it tries again.',
  teacher: {
    wrong: 'Many say that writes go on at once, for nodes 1 and 3 are a majority.',
    why: 'They see the whole stage; the nodes do not. Ask what node 1 knows in the first second: nothing has told it that anything is wrong. The other wrong answer, that the old leader stays until it hears of a new one, comes from Raft.',
  },
  sheet: [
    {
      ask: 'How does node 1 notice the partition?',
      answer: 'By silence alone: nothing from its leader for syncLimit, 5 ticks of 2 s.',
    },
    {
      ask: 'What does node 2 do when it hears no quorum for syncLimit?',
      answer: 'It steps down by itself and looks for a leader.',
    },
    {
      ask: 'Client A got ConnectionLoss. Was its write done?',
      answer:
        'From the error alone nobody can tell. Here it was not: the write never reached a leader.',
    },
    {
      ask: 'What is the zxid of the first write of the new leader, and why?',
      answer: '2.1: a new epoch, and its counter begins again.',
    },
  ],
};
