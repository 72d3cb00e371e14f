// The story of elections and of roles that end. Called by explanation.ts.
// Source: zab.md 2 (order of votes), 3.4 (decision table), 7.1 (why a role ends).
import type { ProtocolFact, StepDownReason } from '../zab/facts.ts';
import type { Timing } from './run-shape.ts';
import { tell, type Said, type Told } from './story-entry.ts';
import type { NodeView } from './world-state.ts';

type ElectionFact = Extract<
  ProtocolFact,
  {
    type:
      | 'electionStarted'
      | 'voteChanged'
      | 'voteCounted'
      | 'voteIgnored'
      | 'finalizing'
      | 'backoff'
      | 'elected'
      | 'stepDown';
  }
>;

export function explainElection(fact: ElectionFact, node: NodeView, timing: Timing): Told | null {
  const { sid } = node;
  switch (fact.type) {
    case 'electionStarted': {
      const { round, vote } = fact;
      const said: Said =
        vote.leader === sid
          ? {
              key: 'electionStarted',
              params: { node: sid, round, epoch: vote.peerEpoch, zxid: vote.zxid },
            }
          : { key: 'observerLooks', params: { node: sid, round } };
      return tell('decisive', said, [sid]);
    }
    case 'voteChanged':
      return tell('decisive', voteChange(fact, node), [sid, fact.from]);
    case 'voteCounted': {
      const { from, have, need, vote } = fact;
      const params = { node: sid, from, candidate: vote.leader, have, need };
      return from === sid ? null : tell('detail', { key: 'voteCounted', params }, [sid, from]);
    }
    case 'voteIgnored': {
      const key = ignored[fact.why];
      return tell('detail', { key, params: { node: sid, from: fact.from } }, [sid, fact.from]);
    }
    case 'finalizing': {
      const params = { node: sid, candidate: fact.vote.leader, waitMs: timing.finalizeWaitMs };
      return tell('detail', { key: 'finalizing', params }, [sid]);
    }
    case 'backoff': {
      const params = { node: sid, seconds: fact.intervalMs / 1000 };
      return tell('detail', { key: 'backoff', params }, [sid]);
    }
    case 'elected':
      return tell('decisive', election(fact, sid), [sid, fact.leader]);
    case 'stepDown':
      return tell('decisive', stepDown(fact, node, timing), [sid]);
  }
}

const ignored = {
  oldRound: 'voteOldRound',
  notVoter: 'voteNotVoter',
  untrusted: 'voteUntrusted',
  worse: 'voteWorse',
} as const;

/** The first key in which the new vote and the one before differ is the reason. */
function voteChange(fact: Extract<ElectionFact, { type: 'voteChanged' }>, node: NodeView): Said {
  const { vote, from, round } = fact;
  const own = node.election?.proposed ?? node.vote ?? vote;
  const common = { node: node.sid, from, candidate: vote.leader };
  const ownRound = node.election?.round ?? round;
  if (fact.because === 'newRound')
    return { key: 'voteNewRound', params: { ...common, round, ownRound } };
  const before = own.leader;
  if (vote.peerEpoch !== own.peerEpoch)
    return {
      key: 'voteByEpoch',
      params: { ...common, before, theirs: vote.peerEpoch, own: own.peerEpoch },
    };
  if (vote.zxid !== own.zxid)
    return { key: 'voteByZxid', params: { ...common, before, theirs: vote.zxid, own: own.zxid } };
  return {
    key: 'voteById',
    params: { ...common, before, theirs: vote.leader, own: own.leader },
  };
}

function election(fact: Extract<ElectionFact, { type: 'elected' }>, node: number): Said {
  const { leader, round, how } = fact;
  if (how === 'designated') return { key: 'electedDesignated', params: { node, leader } };
  if (leader === node) return { key: 'electedSelf', params: { node, round } };
  if (how === 'established') return { key: 'electedEstablished', params: { node, leader } };
  return { key: 'electedOther', params: { node, leader, round } };
}

const plain = {
  rollover: 'downRollover',
  continuity: 'downContinuity',
  commitMismatch: 'downCommitMismatch',
  badPacket: 'downBadPacket',
  configChanged: 'downConfigChanged',
  newConfigSeen: 'downNewConfigSeen',
  diskError: 'downDiskError',
  voluntary: 'downVoluntary',
} as const satisfies Partial<Record<StepDownReason, string>>;

function stepDown(
  fact: Extract<ElectionFact, { type: 'stepDown' }>,
  view: NodeView,
  timing: Timing,
): Said {
  const node = view.sid;
  const leader = view.leader ?? node;
  const have = fact.have ?? 0;
  const need = fact.need ?? 0;
  switch (fact.why) {
    case 'noQuorum':
      return {
        key: 'downNoQuorum',
        params: { node, have, need, ...ticks(timing.syncLimit, timing) },
      };
    case 'epochTimeout': {
      const limit = ticks(timing.initLimit, timing);
      return fact.role === 'LEADING'
        ? { key: 'downEpochTimeout', params: { node, have, need, ...limit } }
        : { key: 'downLearnerTimeout', params: { node, ...limit } };
    }
    case 'leaderSilent': {
      // Until its ACK of NEWLEADER a learner allows initLimit, from then on syncLimit (zab.md 5.7).
      const synced = view.zabState === 'BROADCAST' || view.currentEpoch === view.acceptedEpoch;
      const limit = ticks(synced ? timing.syncLimit : timing.initLimit, timing);
      return { key: 'downLeaderSilent', params: { node, leader, ...limit } };
    }
    case 'connectFailed':
      return { key: 'downConnectFailed', params: { node, leader } };
    case 'leaderClosed':
      return { key: 'downLeaderClosed', params: { node, leader } };
    case 'epochRefused':
      return { key: 'downEpochRefused', params: { node, leader } };
    default:
      return { key: plain[fact.why], params: { node } };
  }
}

/** A limit in ticks and in seconds. */
export function ticks(
  limit: number,
  timing: Timing,
): { readonly ticks: number; readonly seconds: number } {
  return { ticks: limit, seconds: (limit * timing.tickTimeMs) / 1000 };
}
