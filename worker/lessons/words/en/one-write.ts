// Lesson 1 in English.
import type { lesson as run } from '../../runs/one-write.ts';
import type { TextOf } from '../../texts.ts';

export const text: TextOf<typeof run> = {
  goal: 'You can say when a write counts, and who decides it.',
  steps: {
    type: {
      say: 'Client A is connected to node 1, a follower; node 2 leads. Type `create /app/x hello` at client A. The way from node 2 to node 3 is slow in this lesson.',
      see: {
        forwarded:
          'Node 1 does not decide about writes: it passes the request on to node 2, the leader.',
        nowhere: 'So far no node has written anything to its log.',
      },
    },
    quorum: {
      say: 'The leader gives the write a number, its zxid, and proposes it to both followers.',
      ask: 'How many of the three nodes must have it on disk before it counts?',
      choices: { one: 'One: the leader', two: 'Two', three: 'All three' },
      because:
        'Two of three are a quorum, more than half. Any later quorum shares a node with this one, so the write cannot be forgotten.',
      see: {
        proposed: 'Node 2 sent a PROPOSAL to node 1 and to node 3.',
        synced: 'Node 1 put it on its disk first, and only then sent its ACK.',
        two: 'With its own copy and the ACK of node 1, node 2 had two of three: committed.',
        late: 'The PROPOSAL for node 3 was still on its slow way. Nobody waited for it.',
      },
    },
    answer: {
      say: 'The leader now tells its followers with a COMMIT. See when client A gets its answer.',
      see: {
        applied: 'Node 1 heard COMMIT, put the znode into its tree, and then answered client A.',
        missing: 'At that moment node 3 did not have the znode yet.',
      },
    },
    third: {
      say: 'Client A has its answer, and node 3 has not even written the proposal.',
      ask: 'Will node 3 ever get this write?',
      choices: {
        never: 'No, the quorum is enough',
        later: 'Yes, by itself, as soon as the messages arrive',
        asks: 'Only when a client asks node 3 for it',
      },
      because:
        'Connections deliver everything in order. A slow node gets the same proposals and commits as the others, only later.',
      see: {
        late: 'Node 3 logged the proposal and applied it after the COMMIT came.',
        same: 'All three trees are equal again.',
      },
    },
  },
  concept:
    'Propose, acknowledge, commit. The leader numbers each write with a zxid (epoch and counter, as in 1.3) and proposes it; a node acknowledges what it has on disk; a quorum of copies, the leader’s own among them, makes it committed. A slow minority costs nothing.',
  teacher: {
    wrong: 'Many say that all three nodes must have the write before it counts.',
    why: 'They think of a backup, where every copy must be made. Ask what would happen to all writes if one node were switched off; then show that the third copy came after the answer.',
  },
  sheet: [
    {
      ask: 'Put in order: COMMIT, PROPOSAL, answer to the client, ACK, REQUEST.',
      answer: 'REQUEST, PROPOSAL, ACK, COMMIT, answer to the client.',
    },
    {
      ask: 'What does a node do before it sends an ACK?',
      answer: 'It puts the txn on its disk, so that it survives a crash.',
    },
    {
      ask: 'Why are two of three enough?',
      answer:
        'Any other two of three share a node with them, so whoever decides next will know of the write.',
    },
    {
      ask: 'What do the two parts of the zxid 1.3 mean?',
      answer: 'Epoch 1, the reign of one leader, and the third txn in it.',
    },
  ],
};
