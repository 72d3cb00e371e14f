// The World before the first fact of a run: every node is down with an empty disk, no client has started.
import { CLIENT_BASE, NO_SESSION, type Participant, type ServerId } from '../base/units.ts';
import type { ClientView } from './client-view.ts';
import type { RunShape } from './run-shape.ts';
import { treeOfImage, type TreeVersion } from './tree.ts';
import type { NodeView, World } from './world-state.ts';

export function worldAtStart(shape: RunShape): World {
  // One tree for all: nodes share their versions from the first txn on.
  const tree = treeOfImage(null, 0, '');
  return {
    shape,
    now: 0,
    index: 0,
    nodes: [...shape.voters, ...shape.observers]
      .toSorted((a, b) => a - b)
      .map((sid) => nodeAtStart(sid, shape.voters.includes(sid), tree)),
    columns: [],
    leader: null,
    committed: 0,
    links: new Map(),
    faults: [],
    lost: [],
    clients: shape.clients.map((name, index) => clientAtStart(name, CLIENT_BASE + index + 1)),
    words: clientAtStart('', CLIENT_BASE),
    counters: {
      sent: {},
      forWrites: 0,
      commits: 0,
      elections: 0,
      leaders: 0,
      leaderlessMicros: 0,
      lost: 0,
    },
  };
}

function nodeAtStart(sid: ServerId, voter: boolean, tree: TreeVersion): NodeView {
  return {
    sid,
    life: 'down',
    incarnation: 0,
    ended: null,
    paused: false,
    partitioned: false,
    clock: { rate: 1000, skewMs: 0 },
    voter,
    config: null,
    ...roleAtStart,
    acceptedEpoch: 0,
    currentEpoch: 0,
    stepDown: null,
    lastLogged: 0,
    lastCommitted: 0,
    lastProcessed: 0,
    log: [],
    disk: { written: 0, synced: 0, snapshot: null, unsynced: [], failing: false, slow: 1 },
    tree,
    digest: '',
    vote: null,
    watches: [],
  };
}

/** What a process forgets when it ends; shared so that `kill` and the first boot agree. */
export const roleAtStart = {
  state: 'LOOKING',
  zabState: 'ELECTION',
  stateSince: 0,
  syncMode: 'NONE',
  leader: null,
  epoch: 0,
  election: null,
  barriers: [],
  learners: [],
  outstanding: [],
  heardAt: null,
  timers: [],
  serving: false,
  sessions: [],
} as const satisfies Partial<NodeView>;

export function clientAtStart(name: string, participant: Participant): ClientView {
  return {
    name,
    participant,
    state: 'NOT_STARTED',
    since: 0,
    server: null,
    sessionId: NO_SESSION,
    timeoutMs: 0,
    heardAt: null,
    exited: null,
    pending: [],
    done: [],
    notices: [],
    busy: false,
    lines: [],
    linesTotal: 0,
    typed: [],
  };
}
