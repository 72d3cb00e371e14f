// Who gives up when: the arcs that a view draws around nodes and clients. Worked out from what was last heard and from
// ZooKeeper's limits; a view shows only spans that have not ended at its clock. Source: zab.md 7.1, 3.3, 7.6.
import { MS } from '../base/units.ts';
import type { NodeView, Span, World } from './world-state.ts';

export type PatienceKind =
  /** A learner with its leader, until syncLimit (once synchronized) or initLimit. */
  | 'leaderSilent'
  /** A leader in BROADCAST: until those it heard within syncLimit are no quorum. It looks once a tick, so the end may come a tick later. */
  | 'quorumSilent'
  /** An elected leader, until initLimit: no quorum has come through all barriers. */
  | 'epochTimeout'
  /** A LOOKING node: until it asks again. */
  | 'backoff'
  /** A LOOKING node with a quorum of votes: until it decides. */
  | 'finalizing';

export interface Patience extends Span {
  readonly kind: PatienceKind;
}

/** What a node is waiting for, the most telling only; null when it is down, frozen, or waits for nothing. */
export function patienceOf(world: World, node: NodeView): Patience | null {
  if (node.life === 'down' || node.paused) return null;
  const { timing } = world.shape;
  if (node.state === 'LOOKING') {
    const { election } = node;
    if (election?.finalizing != null) return { kind: 'finalizing', ...election.finalizing };
    return election?.backoff == null ? null : { kind: 'backoff', ...election.backoff };
  }
  const syncMicros = timing.syncLimit * timing.tickTimeMs * MS;
  const initMicros = timing.initLimit * timing.tickTimeMs * MS;
  if (node.state !== 'LEADING') {
    const start = node.heardAt ?? node.stateSince;
    const limit = node.zabState === 'BROADCAST' ? syncMicros : initMicros;
    return { kind: 'leaderSilent', start, end: start + limit };
  }
  if (node.zabState !== 'BROADCAST')
    return { kind: 'epochTimeout', start: node.stateSince, end: node.stateSince + initMicros };
  const start = lastQuorumAt(world, node);
  return start === null ? null : { kind: 'quorumSilent', start, end: start + syncMicros };
}

/** When the leader last had heard a quorum, itself counted: the oldest packet that the quorum still leans on. */
function lastQuorumAt(world: World, leader: NodeView): number | null {
  const voters = world.nodes.filter((node) => node.voter);
  const others = Math.floor(voters.length / 2) + 1 - (leader.voter ? 1 : 0);
  if (others <= 0) return null;
  const heard = leader.learners
    .filter((learner) => voters.some((voter) => voter.sid === learner.sid))
    .map((learner) => learner.heardAt)
    .sort((a, b) => b - a);
  return heard[others - 1] ?? leader.stateSince;
}
