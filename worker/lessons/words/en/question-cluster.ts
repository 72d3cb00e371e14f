// Question 3 in English.
import type { lesson as run } from '../../runs/question-cluster.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can let a group of programs choose a leader among them, with ephemeral sequential nodes.',
  steps: {
    line: {
      say: 'Three programs, A, B and C, want one leader among them. Each makes a node of its own: type `create -e -s /election/n- hostA` at client A, `create -e -s /election/n- hostB` at B, `create -e -s /election/n- hostC` at C; then `ls /election` at C.',
      ask: 'Who of the programs leads by this recipe?',
      choices: {
        vote: 'The one with most votes',
        first: 'The one with the smallest number',
        server: 'The one at the leading server',
      },
      because:
        'The numbers come from one order, so all agree on who is first without exchanging a word. This is an election of programs; it has nothing to do with which server leads the ensemble.',
      see: {
        names: 'Client A got number 0, B got 1, C got 2.',
        same: 'The list is the same on all three nodes.',
      },
    },
    watch: {
      say: 'A leads. B and C wait, each watching the one before it: type `get -w /election/n-0000000000` at client B and `get -w /election/n-0000000001` at client C.',
      see: { before: 'B watches number 0, and C watches number 1.' },
    },
    dies: {
      say: 'The lesson now ends the program of client A. Let time go on until its session, 10 s, has run out.',
      ask: 'Who is told?',
      choices: { all: 'B and C', b: 'Only B', c: 'Only C' },
      because: 'Number 0 vanishes with the session of A, and only B watches it. B is next.',
      see: {
        expired: 'The leader of the ensemble closed the session by a txn, and then B was told.',
        quiet: 'C was not woken.',
      },
    },
    leads: {
      say: 'B makes sure, and takes office: type `ls /election` and then `create -e /leader hostB` at client B.',
      see: {
        servers: 'The servers elected nobody meanwhile.',
        stays: 'Node 2 still leads the ensemble: that is another matter.',
      },
    },
  },
  concept:
    'Members are ephemeral nodes. The smallest number leads, and each watches its predecessor, so one death wakes one program. There are two kinds of election: servers elect by votes who orders the writes; programs elect by the order of those writes who does their work.',
  teacher: {
    wrong: 'Many mix the two elections up, and expect a new server to lead.',
    why: 'Both are called leader election. Point to the stage: node 2 leads all the time, while among the programs the lead goes from A to B.',
  },
  sheet: [
    {
      ask: 'Program A does not die, but is cut off for longer than its time-out. Who leads, and what must A do?',
      answer: 'B. A must stop acting as the leader as soon as it cannot be sure of its session.',
    },
    {
      ask: 'Number 1 dies while number 0 lives. Who is told, and what does it do?',
      answer: 'Number 2. It looks at the list again and watches number 0.',
    },
    {
      ask: 'Why are the nodes ephemeral, and why sequential?',
      answer: 'Ephemeral, so that the dead vanish; sequential, so that there is an order.',
    },
  ],
};
