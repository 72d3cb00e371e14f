// Use 3 in English.
import type { lesson as run } from '../../runs/use-cluster.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can keep a list of the living members of a cluster, and hear of it when one dies.',
  steps: {
    literal: {
      say: 'As it stands in a widespread introduction: type `create /cluster clusterData 1`, `get /cluster` and `set /cluster newClusterData` at client C.',
      see: {
        refused:
          'zkCli refused the first: 1 is no access list. So there is no node for the others.',
      },
    },
    members: {
      say: 'As it must be typed: `create /cluster clusterData` at client C. The members are A and B: type `create -e /cluster/a hostA` at client A and `create -e /cluster/b hostB` at client B. Client C watches: `ls -w /cluster`.',
      see: {
        owners: 'Both members are ephemeral nodes, each tied to the session of its client.',
        watch: 'Node 3 noted the watch of client C on the children.',
      },
    },
    dies: {
      say: 'The lesson now ends the program of client A, without a good-bye. Its session time-out is 10 s. Let time go on.',
      ask: 'When does client C hear of it?',
      choices: {
        once: 'At once, its connection was closed',
        expires: 'When the session of A has expired',
        asks: 'When it lists the children again',
      },
      because:
        'A member that is silent for a moment is not dead yet. Only when its time-out is over does the leader close the session, and the node goes with it.',
      see: {
        session: 'The leader closed the session by a txn; then the watch fired.',
        once: 'Client C was told once.',
      },
    },
    look: {
      say: 'Type `ls /cluster` and `get /cluster` at client C.',
      see: { same: 'Only b is left, in all three trees.' },
    },
  },
  concept:
    'Each member makes an ephemeral node. The list of children is the list of the living, and it is the same for all who read it at the same point of the order. A short time-out notices death sooner, and takes a slow member for a dead one more often.',
  teacher: {
    wrong: 'Many say that C hears of it at once.',
    why: 'They take the closed connection for the end. Ask what C should think of a member whose server has just been restarted.',
  },
  sheet: [
    {
      ask: 'What must a member do that was cut off for longer than its time-out?',
      answer: 'Open a new session and make its node again. The old session is over for good.',
    },
    {
      ask: 'What speaks for a long time-out, what for a short one?',
      answer: 'Long: fewer false alarms. Short: a death is noticed sooner.',
    },
    {
      ask: 'Why is the same member never listed twice at one server?',
      answer: 'Its node has one path; a second create of it is refused.',
    },
  ],
};
