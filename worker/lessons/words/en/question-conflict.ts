// Question 10 in English.
import type { lesson as run } from '../../runs/question-conflict.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say what happens when two clients want to change the same thing, and how neither loses its change.',
  steps: {
    create: {
      say: 'Client A is at node 1, client B at node 3. Both want to own something: type `create /owner A` at client A and at once `create /owner B` at client B.',
      ask: 'How many succeed?',
      choices: { both: 'Both, each at its node', one: 'One', none: 'Neither' },
      because:
        'Both requests come to the leader, which takes them one after the other, wherever they came from. The second finds that the node exists already, even though the first is not committed yet.',
      see: {
        order: 'The leader gave the create 1.3, and the refusal 1.4.',
        one: 'Exactly one client was refused.',
      },
    },
    overwrite: {
      say: 'A counter: type `create /count 5` at client A. Now both have read 5 and want to add one: type `set /count 6` at client A and `set /count 6` at client B; then `get /count` at client B.',
      ask: 'Two clients each added one. What is the result?',
      choices: { six: '6', seven: '7', refused: 'One of them is refused' },
      because:
        'A set without a version overwrites whatever is there. Both were done, in one order, and one addition is lost: nobody asked ZooKeeper to prevent that.',
      see: {
        both: 'Both sets succeeded.',
        order: 'Every server applied them in the same order, as versions 1 and 2.',
      },
    },
    version: {
      say: 'Once more, and each says which version it has read: `set -v 2 /count 7` at client A and `set -v 2 /count 7` at client B.',
      ask: 'How many succeed now?',
      choices: { both: 'Both', one: 'One', none: 'Neither' },
      because:
        'The first makes it version 3. The second is for version 2, and is refused: compare-and-set.',
      see: { one: 'Exactly one set succeeded; the other was told that its version is not valid.' },
    },
    retry: {
      say: 'Who was refused reads again and tries with the new version. In this run that is done at client B: `get -s /count`, then `set -v 3 /count 8`. Look from client A: `get /count`.',
      see: { same: 'It is 8 on every node.' },
    },
  },
  concept:
    'There are no conflicts to be resolved afterwards: the leader puts all writes in one order before they are done. Whether the second of two may still be done, the client says, with a version. Refused: read again, decide again, write again.',
  teacher: {
    wrong: 'For the counter many say 7.',
    why: 'They think that the order of writes makes addition safe. It orders what was asked for, and both asked for 6. Only the version tells ZooKeeper what the client had in mind.',
  },
  sheet: [
    {
      ask: 'Two clients at different nodes create the same path at the same moment. Who wins?',
      answer: 'The one whose request the leader takes first.',
    },
    {
      ask: 'What is the difference between `set /count 6` and `set -v 1 /count 6`?',
      answer: 'The first always overwrites; the second only if the version is still 1.',
    },
    {
      ask: 'What does a client do that was refused?',
      answer: 'It reads again, works out the new value, and tries with the new version.',
    },
  ],
};
