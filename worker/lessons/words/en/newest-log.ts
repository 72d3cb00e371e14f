// Lesson 11 in English.
import type { lesson as run } from '../../runs/newest-log.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say why an election looks at the logs first, and what it protects.',
  steps: {
    behind: {
      say: 'Node 2 leads. Press Partition on node 3, so that it misses something, and type `create /app/x 1` at client A.',
      see: {
        two: '1.3 is committed: nodes 1 and 2 have it on disk, and client A was told so.',
        missing: 'Node 3 has nothing of it.',
      },
    },
    kill: {
      say: 'Now press Kill on node 2, and Heal on node 3. Nodes 1 and 3 have to choose a leader among them.',
      ask: 'Node 3 has the larger id, node 1 the newer log. Who wins?',
      choices: {
        three: 'Node 3, by its id',
        one: 'Node 1, by its log',
        tie: 'Neither, one vote each',
      },
      because:
        'Votes compare by epoch, then by zxid, and by id only if both are equal. 1.3 is newer than 1.2, so node 3 gives up its own vote.',
      see: {
        own: 'Each first voted for itself: node 1 with zxid 1.3, node 3 with 1.2.',
        yields: 'Node 3 heard of node 1, found the vote better, and changed its own.',
        keeps: 'Node 1 never changed its vote.',
      },
    },
    sync: {
      say: 'Node 1 is elected, and node 3 will follow it.',
      ask: 'How does node 3 get 1.3, which it never heard of?',
      choices: {
        asks: 'It asks client A',
        given: 'The new leader sends it before the new epoch begins',
        late: 'With the next write',
      },
      because:
        'A new leader first makes its own history that of a quorum, and only then takes writes. So a follower that serves in epoch 2 has all that was committed in epoch 1.',
      see: {
        sent: 'Node 1 sent 1.3 in a DIFF.',
        before: 'Node 3 applied it before it was allowed to serve.',
        same: 'Both trees are equal.',
      },
    },
    look: {
      say: 'Type `get /app/x` at client A.',
      see: { kept: 'It is there: what was committed survived the death of its leader.' },
    },
  },
  concept:
    'A committed txn is on a quorum, and the next quorum shares a node with that one. Because the newest log wins, the winner has it. The election thus never has to ask what was committed: it suffices to choose the newest log. ZooKeeper elects with Fast Leader Election; Zab then makes the winner safe.',
  teacher: {
    wrong: 'Many say node 3, because “the largest id wins”.',
    why: 'That is what they saw in lessons 2 and 3, where the logs were equal. Let them imagine that node 3 did win: its history would become everybody’s, and a write that client A was told of would be gone.',
  },
  sheet: [
    {
      ask: 'Votes (epoch, zxid, id): which wins, (1, 1.7, 1) or (1, 1.6, 5)?',
      answer: 'The first, (1, 1.7, 1): the epochs are equal, and its zxid is newer.',
    },
    {
      ask: 'And which of (2, 1.6, 1) and (1, 1.9, 3)?',
      answer:
        'The first, (2, 1.6, 1): the epoch comes first. It is the epoch whose beginning the node has on disk.',
    },
    {
      ask: 'Could node 3 be elected here if nodes 1 and 2 were both dead?',
      answer: 'No: alone it is no quorum of three. That is what protects 1.3.',
    },
    {
      ask: '“Zab elects the leader.” What is more exact?',
      answer:
        'Fast Leader Election finds a candidate; Zab makes sure of a quorum, an epoch and a history before it leads.',
    },
  ],
};
