// Use 1 in English.
import type { lesson as run } from '../../runs/use-configuration.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can keep a configuration in ZooKeeper and have every program hear of a change.',
  steps: {
    literal: {
      say: 'These three commands stand in a widespread introduction. Type them at client A just as they stand there: `create /config configData 1`, `get /config`, `set /config newConfigData`.',
      ask: 'What does zkCli make of the 1 at the end of the first?',
      choices: {
        created: 'It creates the node, with version 1',
        refused: 'It refuses the command',
        ignored: 'It ignores the 1 and creates the node',
      },
      because:
        'The third word of create is an access list, as in world:anyone:cdrwa. 1 is none, so nothing is created, and the other two commands find no node.',
      see: {
        acl: 'zkCli said that 1 does not have the form of an access list.',
        home: 'The create never left client A.',
        error: 'The set did leave: the leader refused it, and that too became a txn, an error.',
      },
    },
    create: {
      say: 'Now as it must be typed: `create /config configData` at client A. Client B is at another node; let it read and watch: `get -w /config`.',
      see: {
        committed: 'The node was created by a txn that a quorum has on disk.',
        same: 'It is in all three trees.',
      },
    },
    set: {
      say: 'Change it: type `set /config newConfigData` at client A.',
      ask: 'What does client B learn of it?',
      choices: {
        none: 'Nothing, until it reads again',
        told: 'That it has changed',
        value: 'The new value',
      },
      because:
        'A watch says that something has changed and where. What it is now, the client reads itself: by then it may have changed once more.',
      see: {
        fires: 'Node 3, where client B is connected, applied the change, and its watch fired.',
      },
    },
    read: {
      say: 'A watch fires once. Read the new value and watch on: `get -w /config` at client B.',
      see: {
        again: 'The watch is set again with the same read, so nothing is missed in between.',
        local: 'Node 3 answered by itself.',
      },
    },
  },
  concept:
    'A configuration is a znode. Programs read it with a watch; who changes it need not know them. The event says only that it changed: read again and set the watch again in one go.',
  teacher: {
    wrong: 'Many expect the event to carry the new value.',
    why: 'They think of a message queue. A watch is a bell, not a letter. As to the stray 1: it stands in many introductions, and was never a version; let them see what the real zkCli answers.',
  },
  sheet: [
    {
      ask: 'Which three things can follow `create` and the path in zkCli?',
      answer: 'The data and, behind it, an access list; options go before the path.',
    },
    {
      ask: 'Why does the event of a watch not carry the new value?',
      answer: 'It could be old when it arrives. The client reads what is there now.',
    },
    {
      ask: 'Between the event and the new watch the node changes twice. What does the program see?',
      answer:
        'The latest value, when it reads with the new watch. It misses an event, but no state that lasts.',
    },
  ],
};
