// Counting servers: what is a quorum of a configuration, by majority or by weighted groups, and ack sets that need
// a quorum of several configurations at once while a reconfiguration is pending.
// Source: QuorumMaj, QuorumHierarchical.containsQuorum, SyncedLearnerTracker; zab.md 6.5.
import type { ServerId } from '../base/units.ts';
import type { Member, QuorumConfig } from './quorum-config.ts';

/** The voters of a configuration, ascending. */
export function voters(config: QuorumConfig): readonly ServerId[] {
  return config.members.filter(({ type }) => type === 'participant').map(({ sid }) => sid);
}

export function memberOf(config: QuorumConfig, sid: ServerId): Member | null {
  return config.members.find((member) => member.sid === sid) ?? null;
}

export function isVoter(config: QuorumConfig, sid: ServerId): boolean {
  return memberOf(config, sid)?.type === 'participant';
}

export function isObserver(config: QuorumConfig, sid: ServerId): boolean {
  return memberOf(config, sid)?.type === 'observer';
}

/** A server of weight 0 never wins an election. Majority quorums weigh everybody 1, members or not. */
export function weightOf(config: QuorumConfig, sid: ServerId): number {
  if (config.groups === undefined) return 1;
  if (!config.groups.some(({ members }) => members.includes(sid))) return 0;
  return config.weights?.find((entry) => entry.sid === sid)?.weight ?? 1;
}

/** How far `sids` are on the way to a quorum: in voters, or in satisfied groups where quorums are hierarchical. */
export interface Progress {
  readonly have: number;
  readonly need: number;
}

export function progressOf(config: QuorumConfig, sids: Iterable<ServerId>): Progress {
  const counted = new Set([...sids].filter((sid) => isVoter(config, sid)));
  if (config.groups === undefined)
    return { have: counted.size, need: Math.floor(voters(config).length / 2) + 1 };
  let have = 0;
  let groups = 0;
  for (const { members } of config.groups) {
    const total = sum(members.map((sid) => weightOf(config, sid)));
    // A group of total weight 0 neither counts nor has to be won.
    if (total === 0) continue;
    groups += 1;
    const acked = members.filter((sid) => counted.has(sid)).map((sid) => weightOf(config, sid));
    if (sum(acked) > Math.floor(total / 2)) have += 1;
  }
  return { have, need: Math.floor(groups / 2) + 1 };
}

/** Whether the voters among `sids` are a quorum; observers and strangers among them are not counted. */
export function containsQuorum(config: QuorumConfig, sids: Iterable<ServerId>): boolean {
  const { have, need } = progressOf(config, sids);
  return have >= need;
}

/** Two configurations with the same members, whatever their versions. Source: QuorumMaj.equals. */
export function sameMembership(one: QuorumConfig, other: QuorumConfig): boolean {
  if (one.version === other.version) return true;
  return (
    one.members.length === other.members.length &&
    one.members.every((member) => sameMember(member, memberOf(other, member.sid)))
  );
}

function sameMember(one: Member, other: Member | null): boolean {
  return (
    other !== null &&
    one.type === other.type &&
    one.address === other.address &&
    one.clientAddress === other.clientAddress
  );
}

/** Acks counted in several configurations at once. Plain data; changed only by `addAck`. */
export interface AckTracker {
  readonly pairs: readonly { readonly config: QuorumConfig; readonly acks: Set<ServerId> }[];
}

export function trackerOver(configs: readonly QuorumConfig[]): AckTracker {
  return { pairs: configs.map((config) => ({ config, acks: new Set<ServerId>() })) };
}

/** Counts `sid` in every configuration where it votes; false if it votes in none. */
export function addAck(tracker: AckTracker, sid: ServerId): boolean {
  let counted = false;
  for (const { config, acks } of tracker.pairs) {
    if (!isVoter(config, sid)) continue;
    acks.add(sid);
    counted = true;
  }
  return counted;
}

export function hasAllQuorums(tracker: AckTracker): boolean {
  return tracker.pairs.every(({ config, acks }) => containsQuorum(config, acks));
}

/** Whether `sid` votes in every configuration of the tracker (SyncedLearnerTracker.hasSid). */
export function votesInAll(tracker: AckTracker, sid: ServerId): boolean {
  return tracker.pairs.every(({ config }) => isVoter(config, sid));
}

/** Everybody who acked in any of the configurations, ascending. */
export function ackedSids(tracker: AckTracker): readonly ServerId[] {
  return ascending(new Set(tracker.pairs.flatMap(({ acks }) => [...acks])));
}

/** The progress in the configuration that is furthest from its quorum. */
export function trackerProgress(tracker: AckTracker): Progress {
  let worst: Progress = { have: 0, need: 0 };
  for (const { config, acks } of tracker.pairs) {
    const progress = progressOf(config, acks);
    if (worst.need === 0 || progress.need - progress.have > worst.need - worst.have)
      worst = progress;
  }
  return worst;
}

/** What a server knows of the configuration; a part of `Peer`. */
export interface ConfigView {
  quorumVerifier(): QuorumConfig;
  lastSeenQuorumVerifier(): QuorumConfig;
}

/** The committed configuration, and the last seen one if it is newer: what elections and proposals must satisfy. */
export function verifiersOf(view: ConfigView): readonly QuorumConfig[] {
  const committed = view.quorumVerifier();
  const lastSeen = view.lastSeenQuorumVerifier();
  return lastSeen.version > committed.version ? [committed, lastSeen] : [committed];
}

/** The voters of the committed and of the last seen configuration, ascending (getCurrentAndNextConfigVoters). */
export function currentAndNextVoters(view: ConfigView): readonly ServerId[] {
  const committed = voters(view.quorumVerifier());
  return ascending(new Set([...committed, ...voters(view.lastSeenQuorumVerifier())]));
}

export function ascending(sids: Iterable<ServerId>): readonly ServerId[] {
  return [...sids].sort((a, b) => a - b);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
