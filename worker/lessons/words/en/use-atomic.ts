// Use 2 in English.
import type { lesson as run } from '../../runs/use-atomic.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can change one or several nodes so that no one else’s change is lost, and nothing is done by halves.',
  steps: {
    literal: {
      say: 'As it stands in a widespread introduction: type `create /data dataData 1` and `set /data newData` at client A.',
      see: {
        refused: 'zkCli refused the first: 1 is no access list.',
        none: 'So there is no node, and nothing was set.',
      },
    },
    create: {
      say: 'As it must be typed: `create /data dataData`, then `set /data newData`, at client A.',
      see: { version: 'The set raised the version of the node from 0 to 1.' },
    },
    race: {
      say: 'Clients A and B both have read version 1, and both want to write. Type `set -v 1 /data fromA` at client A and at once `set -v 1 /data fromB` at client B.',
      ask: 'How many of the two succeed?',
      choices: { both: 'Both, the later one stays', one: 'Exactly one', none: 'Neither' },
      because:
        'The leader puts them in an order. The first finds version 1 and makes it 2; the second finds 2, and is refused. Nobody overwrites what he has not seen.',
      see: {
        one: 'One client succeeded.',
        other: 'The other was told that its version is not valid.',
        order: 'The leader had put them in this order, and the refused one became an error txn.',
      },
    },
    nothing: {
      say: 'Several changes at once: type `multi set /data both ; create /data/x 1 ; check -v 9 /data` at client A, then `get /data` at client B. (zkCli has no multi; the terminal of this page adds it.)',
      ask: 'The check fails. What of the other two?',
      choices: {
        two: 'They are done',
        nothing: 'They are not done either',
        one: 'The set is done, the create is not',
      },
      because:
        'A multi is one txn. If one part cannot be done, the txn carries that error, and every server applies none of its parts.',
      see: {
        refused: 'The check failed: the version is not 9.',
        error: 'The leader proposed one txn, with the error in it.',
        unchanged: 'Client B still reads the old value.',
      },
    },
    all: {
      say: 'Now with the right version: `multi check -v 2 /data ; set /data both ; create /data/x 1` at client A, then `get /data` and `ls /data` at client B.',
      see: {
        one: 'One txn was committed, under one zxid.',
        three: 'It holds all three parts, and every server applies them together.',
      },
    },
  },
  concept:
    'Each write is one txn: proposed, logged by a quorum, applied whole. A version turns it into compare-and-set. A multi makes several changes one txn: all or nothing, and nobody sees a state in between.',
  teacher: {
    wrong: 'At the race many say that both succeed and the later one stays.',
    why: 'That is what happens without -v, and it is how updates get lost. Let them repeat the race without -v and compare.',
  },
  sheet: [
    {
      ask: 'How do you add 1 to a number in a znode so that no addition is lost?',
      answer: 'Read it with its version, set with that version, and begin again if it is refused.',
    },
    {
      ask: 'Two sets with the same version arrive. Who decides which is first?',
      answer: 'The leader, by the order in which it takes them.',
    },
    {
      ask: 'Does a refused write take a zxid?',
      answer: 'Yes: it is proposed and committed as an error.',
    },
  ],
};
