// Lesson 13, variant, in English.
import type { lesson as run } from '../../runs/herd.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say what the herd effect is, and how sequential nodes avoid it.',
  steps: {
    herd: {
      say: 'Client A holds `/lock`, and seven clients, B to H, watch it. Type `delete /lock` at client A.',
      ask: 'How many clients are told?',
      choices: { one: 'One: the first in line', seven: 'All seven', none: 'None, they must ask' },
      because: 'A watch tells everyone who has set one. There is no line; nobody is first.',
      see: {
        one: 'It was one write.',
        seven: 'Each of the seven got an event.',
      },
    },
    rush: {
      say: 'All seven do the same now: each tries to create `/lock`. The lesson types it for them.',
      ask: 'How many of them succeed?',
      choices: { one: 'One', seven: 'All seven', none: 'None, they block each other' },
      because:
        'The leader puts the seven requests in an order. The first creates the node, and to the others it answers that the node exists.',
      see: {
        one: 'One client has the lock.',
        refused: 'Six were told that the node already exists.',
        cost: 'And yet seven txns were proposed, logged and committed: a refused write takes a zxid too.',
      },
    },
    queue: {
      say: 'Now in a line. Clients A, B and C each create an ephemeral sequential node, and each watches only the one right before its own. The lesson types it for them.',
      see: {
        names: 'The numbers make the line: 0, 1, 2.',
        before: 'Client B watches number 0, client C watches number 1.',
      },
    },
    next: {
      say: 'Type `delete /queue/n-0000000000` at client A, and then `ls /queue`.',
      ask: 'Who is told?',
      choices: { both: 'B and C', b: 'Only B', c: 'Only C, it came last' },
      because: 'Only B watches the node that went. It is next; C has nothing to do yet.',
      see: {
        b: 'Client B was told once.',
        c: 'Client C was not woken.',
      },
    },
  },
  concept:
    'If all watch one node, each change wakes all, and most of them for nothing: the herd effect. With sequential nodes everyone has a place in a line and watches the one before. Each release wakes exactly one.',
  teacher: {
    wrong: 'Many say that the first who watched is told first and gets the lock.',
    why: 'They think that a watch is a place in a queue. It is only a wish to be told. The queue has to be made of data, which is what the sequence numbers are for.',
  },
  sheet: [
    {
      ask: 'A thousand clients watch one lock node. How many events does one release send?',
      answer: 'A thousand; and most likely as many writes after that, of which one succeeds.',
    },
    {
      ask: 'Why does client C not watch number 0?',
      answer: 'Because it is not its turn when number 0 goes, but when number 1 goes.',
    },
    {
      ask: 'What must C do if number 1 vanishes while number 0 is still there?',
      answer: 'Look again at the children, and watch the one that is now right before it.',
    },
  ],
};
