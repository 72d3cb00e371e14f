// Counting voters, for the checker alone: written anew and not shared with the servers, so that a mistake there shows here.
// Source: zab.md 6.5.
import type { ServerId } from '../base/units.ts';
import type { QuorumConfig } from '../zab/quorum-config.ts';

export function votersOf(config: QuorumConfig): ServerId[] {
  return config.members.filter((m) => m.type === 'participant').map((m) => m.sid);
}

/** A configuration of plain voters and observers, for runs that never change theirs. */
export function plainConfig(
  voters: readonly ServerId[],
  observers: readonly ServerId[],
): QuorumConfig {
  const members = [
    ...voters.map((sid) => ({ sid, type: 'participant' as const, address: '', clientAddress: '' })),
    ...observers.map((sid) => ({ sid, type: 'observer' as const, address: '', clientAddress: '' })),
  ];
  return { version: 0, members: members.sort((a, b) => a.sid - b.sid) };
}

/** Whether those for which `has` holds are a quorum of the configuration. */
export function isQuorum(config: QuorumConfig, has: (sid: ServerId) => boolean): boolean {
  const { groups } = config;
  const voters = votersOf(config);
  if (groups === undefined) {
    let count = 0;
    for (const sid of voters) if (has(sid)) count += 1;
    return 2 * count > voters.length;
  }
  const weight = (sid: ServerId): number =>
    config.weights?.find((entry) => entry.sid === sid)?.weight ?? 1;
  let won = 0;
  let counted = 0;
  for (const { members } of groups) {
    let all = 0;
    let have = 0;
    for (const sid of members) {
      all += weight(sid);
      if (voters.includes(sid) && has(sid)) have += weight(sid);
    }
    if (all === 0) continue;
    counted += 1;
    if (2 * have > all) won += 1;
  }
  return 2 * won > counted;
}

/** Whether every quorum of the configuration has a member for which `has` holds: those without it are no quorum. */
export function meetsEveryQuorum(config: QuorumConfig, has: (sid: ServerId) => boolean): boolean {
  return !isQuorum(config, (sid) => !has(sid));
}
