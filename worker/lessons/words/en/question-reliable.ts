// Question 4 in English.
import type { lesson as run } from '../../runs/question-reliable.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say what a client may rely on when messages are slow and servers die.',
  steps: {
    order: {
      say: 'Client A is connected to node 3. Type four lines, one right after the other: `set /app 1`, `set /app 2`, `set /app 3`, `get -s /app`.',
      see: {
        order: 'The leader proposed the three writes in the order in which they were made.',
        everywhere: 'Node 1, far from client A, applied them in that order too.',
      },
    },
    watch: {
      say: 'Type `get -w /app` at client A. Then press Kill on node 3, the server that keeps this watch.',
      ask: 'What becomes of the session of client A, and of its watch?',
      choices: {
        ends: 'Both are gone with node 3',
        moves: 'Client A takes both along to another node',
        waits: 'Both wait until node 3 is back',
      },
      because:
        'The session is known to all servers. The watch is not; but the client remembers it, and sets it again where it arrives, with the newest zxid it has seen.',
      see: {
        asks: 'The new server asked the leader whether the session still lives, and it does.',
        again: 'Client A then set its watches again.',
      },
    },
    fires: {
      say: 'Type `set /app 4` at client B.',
      ask: 'Is client A told?',
      choices: {
        lost: 'No, its watch was set at node 3',
        told: 'Yes, once',
        twice: 'Yes, twice: by the old watch and the new',
      },
      because:
        'Had the change come while it was away, its new server would have told it on arrival: it compares the zxid. So no change is missed and none is told twice.',
      see: { once: 'Client A was told exactly once.' },
    },
  },
  concept:
    'Links keep their order and lose nothing without breaking. When one breaks, the session goes on elsewhere; a server that has seen less than the client refuses it, so it never goes back in time. Watches are set again. Only what was under way at the break is uncertain: ConnectionLoss.',
  teacher: {
    wrong: 'Many say that the watch is lost with the server that kept it.',
    why: 'The server does forget it. It is the client library that makes watches survive. A new session, though, starts without any.',
  },
  sheet: [
    {
      ask: 'A client sends two writes, one after the other. Can the second be done without the first?',
      answer:
        'If the first gets lost with the connection, the application decides what comes next. On one connection, never.',
    },
    {
      ask: 'Why does the client tell a new server the newest zxid it has seen?',
      answer: 'So that a server that is behind refuses it, and so that missed changes can be told.',
    },
    {
      ask: 'What is lost when a session expires?',
      answer: 'Its ephemeral nodes and its watches. The application has to begin anew.',
    },
  ],
};
