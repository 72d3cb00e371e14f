// Lesson 12 in English.
import type { lesson as run } from '../../runs/four-phases.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can name the messages from the first vote to the first write, in order, and say what each is for.',
  steps: {
    votes: {
      say: 'You are the network: every message between nodes takes a second, and Next event goes from one to the next. Press Restart on node 1 and on node 2. The first phase is ELECTION.',
      ask: 'For whom does node 1 vote in its first message?',
      choices: { itself: 'For itself', other: 'For node 2', asks: 'For nobody, it only asks' },
      because:
        'A NOTIFICATION is always a vote. A node that knows of nobody better votes for itself; whoever hears a better vote changes its own and tells everybody.',
      see: {
        own: 'Both first voted for themselves.',
        agree: 'Node 1 changed its vote, and both agree on node 2.',
        hint: 'Node 2 is LEADING in DISCOVERY: elected, but without an epoch of its own yet.',
      },
    },
    followerinfo: {
      say: 'DISCOVERY: the elected leader looks for a quorum and an epoch.',
      ask: 'Which message comes next?',
      choices: {
        leaderinfo: 'LEADERINFO from node 2',
        followerinfo: 'FOLLOWERINFO from node 1',
        proposal: 'PROPOSAL from node 2',
      },
      because:
        'The follower connects to the leader and introduces itself, with the newest epoch it has accepted. Only then can the leader choose a larger one.',
      see: {
        accepted: 'Node 1 has accepted no epoch so far: 0.',
        quiet: 'The leader has not said anything yet.',
      },
    },
    leaderinfo: {
      say: 'Node 2 waits until it has heard a quorum, itself included. Go on to its answer.',
      see: {
        quorum:
          'It heard nodes 1 and 2, and chose epoch 1: one more than any of them had accepted.',
        written: 'It wrote the epoch on its own disk, and then sent LEADERINFO.',
      },
    },
    ackepoch: {
      say: 'LEADERINFO says: I am going to lead epoch 1.',
      ask: 'What does node 1 send back about its log?',
      choices: {
        history: 'All of it',
        end: 'Only where it ends',
        vote: 'Nothing, it votes again',
      },
      because:
        'The paper on Zab sends the history here and lets the leader pick the newest. ZooKeeper has elected the newest beforehand, so the last zxid and epoch are enough.',
      see: {
        promise:
          'Node 1 wrote acceptedEpoch 1 on its disk before it answered: it will follow none below.',
        end: 'ACKEPOCH says: my log ends at 0.0, my epoch is 0.',
      },
    },
    newleader: {
      say: 'SYNCHRONIZATION: the leader knows where the log of node 1 ends.',
      ask: 'What does it send first?',
      choices: {
        proposal: 'A new PROPOSAL',
        diff: 'DIFF, TRUNC or SNAP',
        uptodate: 'UPTODATE',
      },
      because:
        'First the past, then the future. Both logs are empty here, so it is a DIFF with nothing behind it. NEWLEADER follows and means: this was all of my history.',
      see: {
        nothing: 'The leader chose DIFF, with no txn to send.',
        behind: 'NEWLEADER came right behind it.',
      },
    },
    ack: {
      say: 'Go on to the answer of node 1.',
      see: {
        written: 'Node 1 wrote currentEpoch 1 on its disk, and then acknowledged NEWLEADER.',
        silent: 'It does not serve clients yet.',
        early: 'The leader does not lead yet either: it waits for this ACK.',
      },
    },
    uptodate: {
      say: 'The ACK is on its way to node 2.',
      ask: 'When may the leader begin?',
      choices: {
        all: 'When all nodes have acknowledged NEWLEADER',
        quorum: 'When a quorum has, itself included',
        write: 'When the first write comes',
      },
      because:
        'From now on a quorum has the history of this epoch on disk: nothing of it can get lost any more. Node 3 is not even running.',
      see: {
        quorum: 'The leader heard a quorum, entered BROADCAST, and sent UPTODATE.',
        second:
          'Node 1 answered UPTODATE with one more ACK of counter 0, which the leader ignores.',
        serves: 'Node 1 got UPTODATE and opened its door to clients.',
      },
    },
    third: {
      say: 'BROADCAST. Now press Restart on node 3, which comes late.',
      ask: 'Which messages does the latecomer exchange with the leader?',
      choices: {
        vote: 'Votes, for all three elect anew',
        same: 'The same seven, by itself',
        short: 'Only UPTODATE',
      },
      because:
        'Phases are not a matter of the ensemble but of each learner. Node 3 goes through all of them alone, while the others go on working.',
      see: {
        same: 'FOLLOWERINFO, LEADERINFO, ACKEPOCH, SNAP, NEWLEADER, ACK, UPTODATE.',
        calm: 'Nobody stepped down for it.',
      },
    },
    write: {
      say: 'Connect a new client, A, to node 2, and type `create /app hello`.',
      see: {
        session: 'The first txn of the epoch is 1.1: opening a session is a txn too.',
        normal: 'PROPOSAL, a second ACK, COMMIT: normal work.',
      },
    },
  },
  concept:
    'ELECTION finds a candidate. DISCOVERY: FOLLOWERINFO, LEADERINFO, ACKEPOCH; a quorum promises an epoch. SYNCHRONIZATION: DIFF, TRUNC or SNAP, then NEWLEADER and its ACK; a quorum has the history on disk. UPTODATE opens BROADCAST: PROPOSAL, ACK, COMMIT. Each learner goes this way by itself.',
  teacher: {
    wrong: 'At the second step many expect LEADERINFO: the leader should begin.',
    why: 'In most protocols the leader announces itself. Here it cannot choose an epoch before it knows what the others have accepted. A good exercise: give each learner one message on a card and have them stand in order.',
  },
  sheet: [
    {
      ask: 'Put in order: NEWLEADER, FOLLOWERINFO, UPTODATE, ACKEPOCH, DIFF, LEADERINFO, ACK.',
      answer: 'FOLLOWERINFO, LEADERINFO, ACKEPOCH, DIFF, NEWLEADER, ACK, UPTODATE.',
    },
    {
      ask: 'Which two promises does a follower write on its disk on the way, and before which message each?',
      answer:
        'It writes acceptedEpoch before ACKEPOCH, and currentEpoch before the ACK of NEWLEADER.',
    },
    {
      ask: 'For which three steps does the leader wait for a quorum?',
      answer: 'FOLLOWERINFO (to choose the epoch), ACKEPOCH, and the ACK of NEWLEADER.',
    },
    {
      ask: 'Why does a node that is elected not lead at once?',
      answer:
        'The election is only a hint. It needs a quorum that promises its epoch and has its history.',
    },
  ],
};
