// Lesson 16 in English. What it says of Raft is told, not shown: the run is ZooKeeper's.
import type { lesson as run } from '../../runs/same-story.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can tell Zab from Raft by what they do in the same accident.',
  steps: {
    elect: {
      say: 'What you see is ZooKeeper; what Raft, as published, would do is told beside it. Node 2 leads. Press Partition on node 2, and let time go on until node 3 is elected.',
      ask: 'Here the larger id won, for the logs are equal. What decides in Raft when the logs are equal?',
      choices: {
        chance: 'Chance: whose random timer runs out first',
        log: 'The larger id, too',
        same: 'The node that led before',
      },
      because:
        'In Raft a node whose timer runs out opens a new term and asks for votes; each node gives one vote for a term, to the first that asks and whose log is at least as new. In ZooKeeper all compare all votes until a quorum agrees on the best one.',
      see: {
        votes: 'Node 1 gave up its own vote for the larger id, at the same zxid.',
        epoch:
          'The election itself opened no epoch. In Raft the new term comes with asking for votes.',
      },
    },
    sync: {
      say: 'Node 3 is elected, and node 1 follows it.',
      ask: 'In which of the two may a new leader take writes at once?',
      choices: { both: 'In both', raft: 'In Raft', zab: 'In Zab' },
      because:
        'A Raft leader takes writes at once, and brings the logs of its followers up while it sends them. A Zab leader first makes its history that of a quorum. Both keep what was committed.',
      see: {
        epoch: 'Only now did a quorum agree on epoch 2.',
        history: 'A quorum had the history on disk before node 3 began to lead.',
        nothing: 'Until then it proposed nothing.',
      },
    },
    resign: {
      say: 'Meanwhile node 2 is alone. Let time go on until it notices, and until client A is connected again.',
      ask: 'Whose leader gives up by itself when it hears no quorum?',
      choices: { both: 'Both', raft: 'That of Raft', zab: 'That of Zab' },
      because:
        'A Raft leader goes on until it hears of a higher term; it can commit nothing meanwhile. (Some implementations add a check of their own.) A ZooKeeper leader counts whom it has heard, once a tick.',
      see: {
        alone: 'Node 2 heard 1 of 2, itself, and stepped down.',
        unheard: 'It did so without hearing of any other leader.',
      },
    },
    write: {
      say: 'Type `create /app/y 1` at client A.',
      see: {
        number:
          'Its number is 2.1. In Raft it would be the next index in term 2: indexes go on, terms stand beside them.',
        quorum: 'Two of three had it on disk: committed. This is the same in both.',
      },
    },
    heal: {
      say: 'Press Heal on node 2.',
      ask: 'In which of the two does the returning node follow, and get what it lacks?',
      choices: { both: 'In both', raft: 'In Raft', zab: 'In Zab' },
      because:
        'In Raft the leader walks back in the follower’s log until they agree, and overwrites what comes behind. In Zab the follower says where its log ends, and the leader decides between DIFF, TRUNC and SNAP before it takes part.',
      see: {
        tells: 'Node 2 said 1.2, and got 2.1.',
        same: 'All three trees are equal.',
      },
    },
  },
  concept:
    'Both: one leader, majorities, terms or epochs, a log in one order. Zab: the newest log is elected by comparing votes, a phase of synchronization comes before any write, a lonely leader resigns, reads are local. Raft: random timers, repair while writing, reads through the leader. Paxos decides each place of the log by itself; Zab and Raft promise more: what one leader proposes is committed in the order it proposed it, none left out.',
  teacher: {
    wrong: 'Learners who know Raft expect node 2 to lead until it hears of node 3.',
    why: 'That is right for Raft and wrong for Zab. The other way round, teaching Raft with this picture would be wrong as well. Use the pair to show that details of protocols cannot be guessed.',
  },
  sheet: [
    {
      ask: 'What do an epoch and a term have in common?',
      answer: 'Both number the reigns of leaders; there is at most one leader in each.',
    },
    {
      ask: 'Which of the two has a phase in which a leader is elected, but may not yet take writes?',
      answer: 'Zab: discovery and synchronization.',
    },
    {
      ask: 'Where does a read go in ZooKeeper, and where in Raft as published?',
      answer: 'To any server, which answers from its own tree; in Raft to the leader.',
    },
    {
      ask: 'What do both promise about a committed write?',
      answer: 'That it is never lost, and that all apply it at the same place of the order.',
    },
  ],
};
