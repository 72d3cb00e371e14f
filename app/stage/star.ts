// The connections that Zab runs on: each leader with its learners, over open links of the quorum plane. Pure.
import { CLIENT_BASE, type ServerId } from '../../worker/base/units.ts';
import type { World } from '../../worker/trace/world-state.ts';

export interface StarLink {
  readonly leader: ServerId;
  readonly learner: ServerId;
  readonly epoch: number;
  /** Synchronized: PROPOSALs to this learner count. */
  readonly ready: boolean;
}

export function leaderStar(world: World): readonly StarLink[] {
  const star: StarLink[] = [];
  for (const link of world.links.values()) {
    if (link.plane !== 'quorum' || link.status === 'dialing' || link.opener > CLIENT_BASE) continue;
    const leader = world.nodes.find((node) => node.sid === link.target);
    const learner = world.nodes.find((node) => node.sid === link.opener);
    if (leader?.state !== 'LEADING' || learner === undefined) continue;
    const known = leader.learners.find((candidate) => candidate.sid === learner.sid);
    const { sid, currentEpoch } = leader;
    if (star.some((other) => other.leader === sid && other.learner === learner.sid)) continue;
    star.push({
      leader: sid,
      learner: learner.sid,
      epoch: currentEpoch,
      ready: known?.ready ?? false,
    });
  }
  return star;
}
