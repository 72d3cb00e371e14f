// Lesson 13 in English.
import type { lesson as run } from '../../runs/lock.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say when an ephemeral node vanishes, who decides it, and how often a watch fires.',
  steps: {
    lock: {
      say: 'Client A is connected to node 1, client B to node 3; node 2 leads. Type `create -e -s /locks/lock- A` at client A: an ephemeral node that lives as long as the session of A, with a number at the end.',
      see: { txn: 'It is a txn like any other: proposed by the leader, committed by a quorum.' },
    },
    watch: {
      say: 'Type `get -w /locks/lock-0000000000` at client B: it reads the node, and wants to be told of the next change.',
      see: {
        local: 'Node 3 noted the watch; no other node knows of it.',
        nothing: 'A watch is no txn: nothing was proposed.',
      },
    },
    dies: {
      say: 'The lesson now ends the program of client A, without a good-bye. Node 1 sees its connection close. Let time go on; the session time-out of A is 10 s.',
      ask: 'When does the lock go, and who decides it?',
      choices: {
        once: 'At once: node 1 has seen the connection close',
        leader: 'After 10 s of silence, and the leader decides',
        asks: 'When client B asks for it',
      },
      because:
        'A closed connection is not a closed session: the client might be on its way to another node. Only the leader keeps the clocks of all sessions, and what ends a session is a txn.',
      see: {
        waits: 'The leader heard nothing of the session for 10 s: time to close it.',
        leader: 'No follower decided anything.',
        still: 'Up to that moment the lock is there, in every tree.',
      },
    },
    free: {
      say: 'The leader has proposed to close the session. Follow it to client B.',
      see: {
        quorum: 'A quorum logged it, and node 3 removed the lock along with the session.',
        fires: 'At node 3 the watch fired, and client B was told: NodeDeleted.',
      },
    },
    once: {
      say: 'One more watch: type `get -w /locks` at client B, and then `set /locks 1` and `set /locks 2`.',
      ask: 'How often is client B told that `/locks` has changed?',
      choices: { twice: 'Twice', once: 'Once', none: 'Never, it made the changes itself' },
      because:
        'A watch set by get is for one event. Who wants to hear of the next one sets it again when reading, and by reading sees what changed in between.',
      see: {
        told: 'Client B was told of the first change only.',
        gone: 'Node 3 holds no watch any more.',
      },
    },
  },
  concept:
    'A session belongs to the ensemble, and the leader ends it after its time-out, by a txn: so its ephemeral nodes vanish everywhere at the same point of the order. A watch is a local note at one server, fires once, and comes before the client can read the change.',
  teacher: {
    wrong: 'Many say that the lock goes at once, because node 1 sees the connection close.',
    why: 'They take the connection for the session. Ask what should happen to the lock of a client whose server was killed: it would lose the lock with every change of server.',
  },
  sheet: [
    {
      ask: 'A client with a lock crashes. How long does its lock stay?',
      answer: 'Until its session time-out has passed at the leader, plus the time of one txn.',
    },
    {
      ask: 'The leader dies while a session runs out. What happens to the session?',
      answer: 'The next leader gives every session its full time-out again.',
    },
    {
      ask: 'Between two watches a node changes three times. What does the client miss?',
      answer: 'Events, but not the last state: it reads when it sets the watch again.',
    },
    {
      ask: 'Who knows of a watch?',
      answer:
        'The server the client is connected to, and the client, which sets it again at another server.',
    },
  ],
};
