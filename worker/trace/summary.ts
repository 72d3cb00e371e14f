// What the page says of the whole ensemble in words: who leads, which sides the walls make, who can commit.
// Source: determinism.md 25. Pure functions of a World or of its nodes.
import type { Micros, Participant, ServerId } from '../base/units.ts';
import type { DirectionFault, NodeView, World } from './world-state.ts';

/** The node LEADING in BROADCAST with the highest epoch, or null. */
export function findLeader(nodes: readonly NodeView[]): World['leader'] {
  let leader: World['leader'] = null;
  for (const node of nodes) {
    if (node.life !== 'up' || node.state !== 'LEADING' || node.zabState !== 'BROADCAST') continue;
    if (leader === null || node.epoch > leader.epoch) leader = { sid: node.sid, epoch: node.epoch };
  }
  return leader;
}

/** One side of the walls: nodes that are up and reach each other, perhaps through others, in both directions. */
export interface Side {
  /** Ascending; nodes that are down are on no side. */
  readonly nodes: readonly ServerId[];
  /** Voters on this side, of `of` voters in all; `have >= need` is a quorum. */
  readonly have: number;
  readonly need: number;
  readonly of: number;
  readonly quorum: boolean;
  /** The leader in BROADCAST on this side with the highest epoch. */
  readonly leader: ServerId | null;
}

/** The sides, the one with most voters first, then by smallest sid. */
export function sidesOf(world: World): readonly Side[] {
  const up = world.nodes.filter((node) => node.life === 'up');
  const voters = world.nodes.filter((node) => node.voter).length;
  const need = Math.floor(voters / 2) + 1;
  const left = new Set(up.map((node) => node.sid));
  const sides: Side[] = [];
  for (const node of up) {
    if (!left.has(node.sid)) continue;
    const reached = reach(node.sid, left, world.faults);
    const members = up.filter((other) => reached.has(other.sid));
    const have = members.filter((other) => other.voter).length;
    sides.push({
      nodes: members.map((other) => other.sid),
      have,
      need,
      of: voters,
      quorum: have >= need,
      leader: findLeader(members)?.sid ?? null,
    });
  }
  return sides.sort((a, b) => b.have - a.have || (a.nodes[0] ?? 0) - (b.nodes[0] ?? 0));
}

function reach(
  start: ServerId,
  left: Set<ServerId>,
  faults: readonly DirectionFault[],
): Set<ServerId> {
  const reached = new Set([start]);
  left.delete(start);
  for (const sid of reached)
    for (const other of left)
      if (!isCut(faults, sid, other) && !isCut(faults, other, sid)) {
        reached.add(other);
        left.delete(other);
      }
  return reached;
}

/** Whether what `from` sends to `to` is held now. */
export function isCut(
  faults: readonly DirectionFault[],
  from: Participant,
  to: Participant,
): boolean {
  for (const fault of faults) if (fault.from === from && fault.to === to) return isHeld(fault);
  return false;
}

/** Whether a direction is cut now. */
export function isHeld(fault: DirectionFault): boolean {
  return fault.cutAt !== null && fault.joinedAt === null;
}

/** "Quorum K of N": the voters of the side that has most of them, and all voters. */
export function quorumOf(world: World): {
  readonly have: number;
  readonly of: number;
  readonly quorum: boolean;
} {
  const best = sidesOf(world)[0];
  if (best !== undefined) return { have: best.have, of: best.of, quorum: best.quorum };
  return { have: 0, of: world.nodes.filter((node) => node.voter).length, quorum: false };
}

/** Virtual time without a leader up to `time`, a moment at which this World is shown. */
export function leaderlessAt(world: World, time: Micros): Micros {
  const since = world.leader === null ? Math.max(0, time - world.now) : 0;
  return world.counters.leaderlessMicros + since;
}
