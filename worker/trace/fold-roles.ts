// Folds what a server says of its role, its election and its barriers into the World. Called by fold.ts.
// Source of the facts: worker/zab/facts.ts; of their meaning: zab.md 1.1, 3, 4, 5.
import { unreachable } from '../base/assert.ts';
import { MS, type Micros, type ServerId } from '../base/units.ts';
import type { ProtocolFact } from '../zab/facts.ts';
import type { Draft, Mutable } from './draft.ts';
import type { Timing } from './run-shape.ts';
import { findLeader } from './summary.ts';
import type { BarrierView, ElectionView, NodeView, VoteSeen } from './world-state.ts';

export type RoleFact = Extract<
  ProtocolFact,
  {
    type:
      | 'state'
      | 'stepDown'
      | 'electionStarted'
      | 'voteChanged'
      | 'voteCounted'
      | 'finalizing'
      | 'backoff'
      | 'elected'
      | 'epochWritten'
      | 'barrier'
      | 'configSeen'
      | 'configActivated';
  }
>;

export function foldRole(draft: Draft, at: Micros, sid: ServerId, fact: RoleFact): void {
  const node = draft.node(sid);
  switch (fact.type) {
    case 'state':
      onState(draft, at, node, fact);
      return;
    case 'stepDown':
      node.stepDown = { at, why: fact.why, have: fact.have ?? null, need: fact.need ?? null };
      return;
    case 'epochWritten':
      node[fact.file] = fact.epoch;
      return;
    case 'barrier':
      node.barriers = withBarrier(node.barriers, fact);
      return;
    case 'configActivated':
      node.config = fact.config;
      node.voter = fact.config.members.some((m) => m.sid === sid && m.type === 'participant');
      return;
    case 'configSeen':
      return;
    default:
      foldElection(draft, at, node, fact);
  }
}

function onState(
  draft: Draft,
  at: Micros,
  node: Mutable<NodeView>,
  fact: Extract<RoleFact, { type: 'state' }>,
): void {
  const roleChanged = node.state !== fact.state || node.leader !== fact.leader;
  if (node.state !== fact.state || node.zabState !== fact.zabState) node.stateSince = at;
  node.state = fact.state;
  node.zabState = fact.zabState;
  node.leader = fact.leader;
  node.epoch = fact.epoch;
  if (roleChanged) {
    // A role object is built anew each time: nothing of the old one stays.
    node.barriers = [];
    node.learners = [];
    node.outstanding = [];
    node.heardAt = fact.state === 'LOOKING' ? null : at;
    node.syncMode = 'NONE';
  }
  if (fact.state !== 'LOOKING') node.election = null;
  if (fact.state === 'LEADING' && fact.zabState === 'BROADCAST') countLeader(draft);
  draft.world().leader = findLeader(draft.view.nodes);
}

function countLeader(draft: Draft): void {
  const counters = draft.own(draft.world().counters);
  counters.leaders += 1;
  draft.world().counters = counters;
}

const barrierOrder = ['epoch', 'epochAck', 'newLeaderAck'] as const;

function withBarrier(
  barriers: readonly BarrierView[],
  fact: Extract<RoleFact, { type: 'barrier' }>,
): BarrierView[] {
  const { barrier, epoch, sids, need, formed } = fact;
  const all = [
    ...barriers.filter((other) => other.barrier !== barrier),
    { barrier, epoch, sids, need, formed },
  ];
  return all.sort((a, b) => barrierOrder.indexOf(a.barrier) - barrierOrder.indexOf(b.barrier));
}

type ElectionFact = Extract<
  RoleFact,
  {
    type: 'electionStarted' | 'voteChanged' | 'voteCounted' | 'finalizing' | 'backoff' | 'elected';
  }
>;

function foldElection(draft: Draft, at: Micros, node: Mutable<NodeView>, fact: ElectionFact): void {
  switch (fact.type) {
    case 'electionStarted': {
      const counters = draft.own(draft.world().counters);
      counters.elections += 1;
      draft.world().counters = counters;
      node.vote = fact.vote;
      node.election = {
        round: fact.round,
        startedAt: at,
        proposed: fact.vote,
        votes: [],
        have: 0,
        need: 0,
        backoff: null,
        finalizing: null,
      };
      return;
    }
    case 'elected':
      node.vote = fact.vote;
      if (node.election !== null) node.election = { ...node.election, finalizing: null };
      return;
    default:
      if (node.election !== null)
        node.election = nextElection(node.election, at, draft.view.shape.timing, fact);
      if (fact.type === 'voteChanged') node.vote = fact.vote;
  }
}

function nextElection(
  election: ElectionView,
  at: Micros,
  timing: Timing,
  fact: Exclude<ElectionFact, { type: 'electionStarted' | 'elected' }>,
): ElectionView {
  switch (fact.type) {
    case 'voteChanged': {
      // A newer round forgets the votes of the old one (zab.md 3.4).
      const votes = fact.round === election.round ? election.votes : [];
      return { ...election, round: fact.round, proposed: fact.vote, votes, finalizing: null };
    }
    case 'voteCounted': {
      const { from, state, round, vote, have, need } = fact;
      // What an established ensemble answers is counted apart and must not hide a vote of this round (zab.md 3.4).
      const known = election.votes.find((other) => other.from === from);
      if (state !== 'LOOKING' && round !== election.round && known?.round === election.round)
        return { ...election, backoff: null };
      return {
        ...election,
        votes: withVote(election.votes, { from, state, round, vote }),
        have,
        need,
        backoff: null,
      };
    }
    case 'finalizing':
      return { ...election, finalizing: { start: at, end: at + timing.finalizeWaitMs * MS } };
    case 'backoff':
      return { ...election, backoff: { start: at, end: at + fact.intervalMs * MS } };
    default:
      return unreachable(fact);
  }
}

function withVote(votes: readonly VoteSeen[], vote: VoteSeen): VoteSeen[] {
  return [...votes.filter((other) => other.from !== vote.from), vote].sort(
    (a, b) => a.from - b.from,
  );
}
