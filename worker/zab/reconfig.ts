// The protocol's side of a reconfiguration: the configuration inside a txn, and what a server does when one is committed.
// Called by proposals.ts and leader.ts, and by the learner's streams.
// Source: QuorumPeer.processReconfig, updateVote, updateServerState; zab.md 8.
import type { ServerId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import { configOfData } from './config-text.ts';
import type { ServerState, Vote } from './packets.ts';
import type { Peer } from './peer.ts';
import { memberOf } from './quorum.ts';
import type { QuorumConfig } from './quorum-config.ts';

/** The configuration that a reconfig txn proposes; null for every other txn. */
export function configOf(txn: Txn): QuorumConfig | null {
  return txn.body.type === 'reconfig' ? configOfData(txn.body.data) : null;
}

/** A proposed configuration is remembered at once, so that a crash now leaves evidence of it. */
export function rememberConfig(peer: Peer, config: QuorumConfig | null): void {
  if (!peer.settings.reconfigEnabled || config === null) return;
  if (config.version === peer.lastSeenQuorumVerifier().version) return;
  peer.setLastSeenQuorumVerifier(config);
}

export interface NextRole {
  readonly state: ServerState;
  readonly vote: Vote;
}

/**
 * Makes `config` the committed one. `changed` is ZooKeeper's major change: this server's role or leader is another one
 * now, and the role under way must end. `next` is the role to take without an election; null asks for an election.
 */
export function processReconfig(
  peer: Peer,
  config: QuorumConfig,
  designatedLeader: ServerId | null,
  zxid: Zxid,
): { readonly changed: boolean; readonly next: NextRole | null } {
  const unchanged = { changed: false, next: null };
  if (!peer.settings.reconfigEnabled) return unchanged;
  const before = peer.quorumVerifier();
  const typeBefore = peer.learnerType();
  if (config.version <= before.version) return unchanged;
  const differs = peer.activateConfig(config);
  peer.tell({ type: 'configActivated', config, designatedLeader });
  if (!differs) return unchanged;
  const roleChange = typeBefore !== peer.learnerType();
  if (designatedLeader === null)
    return { changed: roleChange || leaderMoved(peer, before, config), next: null };
  const vote = peer.currentVote();
  const leaderChange = vote.leader !== designatedLeader;
  if (leaderChange)
    // new Vote(designatedLeader, zxid): round and peerEpoch are unknown.
    peer.setCurrentVote({ leader: designatedLeader, zxid, electionEpoch: -1, peerEpoch: -1 });
  if (!roleChange && !leaderChange) return unchanged;
  return { changed: true, next: nextRole(peer) };
}

/** updateServerState: the role that the vote and the learner type now stand for. */
function nextRole(peer: Peer): NextRole {
  const vote = peer.currentVote();
  if (vote.leader === peer.sid) return { state: 'LEADING', vote };
  return { state: peer.learnerType() === 'PARTICIPANT' ? 'FOLLOWING' : 'OBSERVING', vote };
}

function leaderMoved(peer: Peer, before: QuorumConfig, after: QuorumConfig): boolean {
  const { leader } = peer.currentVote();
  const old = memberOf(before, leader);
  const now = memberOf(after, leader);
  return old?.type !== 'participant' || now?.type !== 'participant' || old.address !== now.address;
}
