// Lesson 17 in English.
import type { lesson as run } from '../../runs/one-way.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say what happens when a link carries messages one way only.',
  steps: {
    cut: {
      say: 'Node 2 leads. Open Faults, choose nodes 2 and 3 under Link, and press Cut only Node 2 to Node 3: what the leader sends to node 3 no longer arrives; what node 3 sends to the leader still would. Let time go on.',
      ask: 'Who notices?',
      choices: {
        three: 'Only node 3, which hears nothing',
        two: 'Only node 2, the leader',
        both: 'Both',
      },
      because:
        'A follower speaks only when spoken to: it answers PINGs and proposals. What it does not hear it cannot answer, so the leader soon hears nothing either, though the way to it is open.',
      see: {
        three: 'Node 3 heard nothing of its leader for syncLimit and went LOOKING.',
        two: 'The leader heard nothing of node 3 for syncLimit, and closed its connection.',
        one: 'Node 1 noticed nothing.',
      },
    },
    stuck: {
      say: 'Node 3 asks who leads. Its question reaches both others.',
      ask: 'Node 1 answers: I follow node 2. What does node 3 do?',
      choices: {
        joins: 'It follows node 2 as well',
        looks: 'It goes on looking',
        leads: 'It leads itself',
      },
      because:
        'It needs a quorum of such answers, and one of them from the leader itself; else it might follow somebody who is dead. The answer of node 2 waits at the cut.',
      see: {
        hears: 'It counted the word of node 1: 1 of the 2 it needs.',
        answers: 'Node 2 did answer, again and again.',
        never: 'Node 3 never came to a decision.',
      },
    },
    write: {
      say: 'And the others? Type `create /app/x 1` at client A, which is at node 1.',
      see: {
        two: 'Nodes 1 and 2 have it on disk: committed.',
        calm: 'Nobody else has stepped down.',
      },
    },
    join: {
      say: 'Open the way again: in Faults press Cut only Node 2 to Node 3 once more.',
      see: {
        joins: 'Node 3 heard from a quorum that node 2 leads, and joined.',
        same: 'All three trees are equal.',
      },
    },
    other: {
      say: 'Now the other way: in Faults press Cut only Node 3 to Node 2. Node 3 hears everything, and its answers do not arrive. Let time go on.',
      ask: 'Who gives up first?',
      choices: {
        three: 'Node 3',
        two: 'Node 2: it drops node 3',
        nobody: 'Nobody: node 3 hears its leader all the time',
      },
      because:
        'The leader counts a follower as alive only by what it hears of it. It closes the connection after syncLimit, and that is how node 3 learns of it.',
      see: {
        first: 'First the leader gave node 3 up; then node 3 found its connection closed.',
        calm: 'The leader itself still has a quorum, and stays.',
      },
    },
    heal: {
      say: 'Press Heal all.',
      see: { epoch: 'Node 3 is back. Node 2 led epoch 1 all the time.' },
    },
  },
  concept:
    'A failure detector sees only what arrives. In ZooKeeper followers only answer, so a link that is cut one way is soon silent both ways, and either end gives the other up. What is not symmetric is the knowledge: who is cut off can still be heard asking. A node joins only a leader that it hears itself.',
  teacher: {
    wrong: 'Most say that only node 3 notices, since node 2 still hears it.',
    why: 'They think of nodes that send signs of life on their own, as in many systems. Ask what node 3 would have to say, and upon which message. It is worth opening a PING and its answer here.',
  },
  sheet: [
    {
      ask: 'Who sends the first PING, the leader or the follower?',
      answer: 'The leader; the follower answers it.',
    },
    {
      ask: 'Why does node 3 not simply believe node 1 about who leads?',
      answer:
        'Node 1 may not know that the leader is dead. It wants a quorum of answers and the leader’s own.',
    },
    {
      ask: 'Could this partial cut ever lead to two leaders that both commit?',
      answer:
        'No: commits need a quorum, and two quorums share a node that follows one leader only.',
    },
  ],
};
