// The scenarios in English: what each is called, and what it shows, in a sentence. Loaded with the list of scenarios.
export const en = {
  'one-write': ['One write', 'A write goes from client A through the leader to all three nodes.'],
  'partition-leader': [
    'Partition the leader',
    'The leader is cut off. The others notice after 10 s, elect node 3, and writes go on; healed, node 2 catches up.',
  ],
  'partition-follower': [
    'Partition a follower',
    'Node 1 is cut off. No election on the other side; its client moves to another node.',
  ],
  'kill-leader': [
    'Kill the leader',
    'The connections close at once, so the election comes at once. Node 2 restarts from its disk.',
  ],
  'leader-dies-before-commit': [
    'Leader dies between PROPOSAL and COMMIT',
    'Both followers have logged a write that nobody committed. The new leader has it: the write survives, and its client was never told.',
  ],
  'orphan-trunc': [
    'An orphan proposal, cut off (TRUNC)',
    'Only the cut-off leader logged a write. The new epoch holds no transaction yet: TRUNC takes it back.',
  ],
  'orphan-snap': [
    'An orphan proposal, replaced (SNAP)',
    'The same orphan, but the new epoch has a transaction already: no log is cut across an epoch, the whole tree is sent.',
  ],
  'catch-up': ['Catching up: DIFF', 'Node 3 misses three writes and is sent exactly those three.'],
  'far-behind': [
    'Far behind: SNAP',
    'Node 3 misses more than the leader still keeps: it is sent the whole tree.',
  ],
  'stale-read': [
    'A stale read, and sync',
    'The way to node 3 is slow: a read there gives the old value. After sync it gives the new one.',
  ],
  'frozen-leader': [
    'The leader freezes and comes back',
    'Node 2 stands still for 18 s, wakes believing that it leads, and learns better.',
  ],
  'two-of-five': [
    'Two of five against three',
    'A wall through five nodes, the leader on the smaller side: only the larger side can write.',
  ],
  'three-ways': ['Nine nodes, three ways', '3 + 3 + 3: nobody has a quorum, nobody can write.'],
  lock: [
    'A lock whose owner dies',
    'Client A holds the lock as an ephemeral node and is killed. When its session expires, client B hears it once.',
  ],
  'one-way': [
    'A link cut in one direction',
    'Node 3 hears nothing of node 2 any more, while node 2 still hears node 3.',
  ],
  'lost-tail': [
    'A write lost in a crash, and back',
    'A slow disk: node 1 dies before its copy is durable, restarts without it, and is sent it again.',
  ],
} as const satisfies Record<string, readonly [name: string, sentence: string]>;

export type ScenarioWords = {
  readonly [Id in keyof typeof en]: readonly [name: string, sentence: string];
};
