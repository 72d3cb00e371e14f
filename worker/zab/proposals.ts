// What a leader has proposed and not yet committed: who acknowledged it, when it may be committed, who is told.
// Called by leader.ts (proposals, its own acks) and learner-handler.ts (the learners' acks).
// Source: Leader.propose, processAck, tryToCommit, getDesignatedLeader, processSync; zab.md 6.2, 6.4, 8.
import { assert } from '../base/assert.ts';
import type { LinkId, ServerId } from '../base/units.ts';
import { MS } from '../base/units.ts';
import { counterOf } from '../base/zxid.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import type { LeaderState, Proposal } from './leader-state.ts';
import type { QuorumPacket } from './packets.ts';
import type { Peer } from './peer.ts';
import { ackedSids, addAck, hasAllQuorums, memberOf, trackerOver } from './quorum.ts';
import { trackerProgress, verifiersOf } from './quorum.ts';
import type { AckTracker } from './quorum.ts';
import type { QuorumConfig } from './quorum-config.ts';
import { processReconfig, rememberConfig } from './reconfig.ts';

/** Where proposals leave the leader; implemented by leader.ts over its learner handlers. */
export interface Outlets {
  /** To every follower that takes part in live traffic; returns who they are, ascending. */
  toFollowers(packet: QuorumPacket): readonly ServerId[];
  toObservers(packet: QuorumPacket): void;
  /** SYNC to one learner, or to the leader's own clients where `sid` is the leader. */
  answerSync(sid: ServerId, link: LinkId | null): void;
}

export const BATCH_TIMER = 'leader/commitBatch';

/** Applied txns are dropped from `toBeApplied` whenever so many are in it, or when somebody asks. */
const FORGOTTEN_AT = 256;

export class Proposals {
  private readonly peer: Peer;
  private readonly state: LeaderState;
  private readonly outlets: Outlets;

  constructor(peer: Peer, state: LeaderState, outlets: Outlets) {
    this.peer = peer;
    this.state = state;
    this.outlets = outlets;
  }

  /** Everything here belongs to one critical section: a learner registered before it gets the packet, one after it the record. */
  propose(txn: Txn, newConfig: QuorumConfig | null): void {
    const { state } = this;
    assert(txn.zxid > state.lastProposed, 'Zxids are proposed in order');
    if (newConfig !== null) rememberConfig(this.peer, newConfig);
    const tracker = trackerOver(verifiersOf(this.peer));
    state.lastProposed = txn.zxid;
    state.outstanding.set(txn.zxid, { txn, tracker });
    const to = this.outlets.toFollowers({ type: 'PROPOSAL', zxid: txn.zxid, txn });
    this.peer.tell({ type: 'proposed', txn, to });
  }

  /** An ACK of a learner, or the leader's own once its log is durable. */
  processAck(sid: ServerId, zxid: Zxid): void {
    const { state } = this;
    if (!state.allowedToCommit) return;
    // The ACK that answers UPTODATE.
    if (counterOf(zxid) === 0) return;
    if (state.outstanding.size === 0 || zxid <= state.lastCommitted) return;
    const proposal = state.outstanding.get(zxid);
    if (proposal === undefined) {
      this.peer.tell({ type: 'flag', flag: 'ack', what: `ACK of an unknown zxid by ${sid}` });
      return;
    }
    if (!addAck(proposal.tracker, sid)) return;
    const { have, need } = trackerProgress(proposal.tracker);
    this.peer.tell({ type: 'acked', zxid, sid, have, need });
    if (this.peer.has('B2')) this.commitLater();
    else if (this.tryToCommit(zxid)) this.commitFollowing(zxid, proposal);
  }

  /** Variant B2: the end of a batch. */
  commitBatch(): void {
    this.state.batching = false;
    for (const zxid of [...this.state.outstanding.keys()])
      if (!this.state.allowedToCommit || !this.tryToCommit(zxid)) return;
  }

  /**
   * A learner is about to be cut back to `keep`: what it acknowledged beyond that, in an earlier connection of this epoch,
   * it will not hold any more. Differs: ZooKeeper lets such ACKs count, and may then commit what no quorum has on disk.
   */
  forgetAcks(sid: ServerId, keep: Zxid): void {
    for (const [zxid, { tracker }] of this.state.outstanding)
      if (zxid > keep) for (const { acks } of tracker.pairs) acks.delete(sid);
  }

  /** A sync of a learner or of an own client: answered behind everything proposed so far. */
  processSync(sid: ServerId, link: LinkId | null): void {
    const { state } = this;
    if (state.outstanding.size === 0) {
      this.answerSync(sid, link);
      return;
    }
    const waiting = state.pendingSyncs.get(state.lastProposed) ?? [];
    waiting.push({ sid, link });
    state.pendingSyncs.set(state.lastProposed, waiting);
  }

  /** Committed txns that the final stage has not applied yet. */
  toBeApplied(): readonly Txn[] {
    const applied = this.peer.database.lastProcessedZxid();
    this.state.toBeApplied = this.state.toBeApplied.filter(({ zxid }) => zxid > applied);
    return this.state.toBeApplied;
  }

  /**
   * The leader of the configuration that a reconfiguration ends in: this server if it votes there under the same address,
   * else the voter of it that acknowledged the most of what follows.
   */
  designatedLeader(tracker: AckTracker, zxid: Zxid): ServerId {
    const pair = tracker.pairs.at(-1);
    assert(pair !== undefined, 'Every proposal is counted in a configuration');
    const me = memberOf(pair.config, this.peer.sid);
    const mine = memberOf(this.peer.quorumVerifier(), this.peer.sid);
    if (me?.type === 'participant' && me.address === mine?.address) return this.peer.sid;
    let candidates = [...pair.acks].filter((sid) => sid !== this.peer.sid).sort((a, b) => a - b);
    let best = candidates[0];
    assert(best !== undefined, 'A committed reconfiguration has a quorum of the new voters');
    for (let next = zxid + 1; ; next += 1) {
      const following = this.state.outstanding.get(next);
      if (following === undefined) return best;
      for (const { acks } of following.tracker.pairs) {
        candidates = candidates.filter((sid) => acks.has(sid));
        const [first] = candidates;
        if (first === undefined) return best;
        best = first;
      }
    }
  }

  /** In zxid order, with a quorum of every configuration attached; false if it cannot be committed now. */
  private tryToCommit(zxid: Zxid): boolean {
    const { state, peer } = this;
    const proposal = state.outstanding.get(zxid);
    if (proposal === undefined || state.outstanding.has(zxid - 1)) return false;
    if (!hasAllQuorums(proposal.tracker)) return false;
    const [first] = state.outstanding.keys();
    if (first !== zxid) peer.tell({ type: 'flag', flag: 'commit', what: 'committed out of order' });
    state.outstanding.delete(zxid);
    state.toBeApplied.push(proposal.txn);
    if (state.toBeApplied.length % FORGOTTEN_AT === 0) this.toBeApplied();
    state.lastCommitted = zxid;
    peer.tell({ type: 'committed', zxid, acks: ackedSids(proposal.tracker) });
    if (proposal.txn.body.type === 'reconfig') this.activate(proposal);
    else {
      this.outlets.toFollowers({ type: 'COMMIT', zxid });
      this.outlets.toObservers({ type: 'INFORM', zxid, txn: proposal.txn });
    }
    // While the leader steps down its pipeline is stopped; the log is replayed into the tree afterwards.
    if (!state.stopping) peer.serving.commit(proposal.txn);
    this.releaseSyncs(zxid);
    return true;
  }

  private activate({ txn, tracker }: Proposal): void {
    const { state, peer } = this;
    const designated = this.designatedLeader(tracker, txn.zxid);
    const config = tracker.pairs.at(-1)?.config;
    assert(config !== undefined, 'Every proposal is counted in a configuration');
    const { next } = processReconfig(peer, config, designated, state.zxid);
    if (next !== null) state.next = next;
    if (designated !== peer.sid) state.allowedToCommit = false;
    const { zxid } = txn;
    this.outlets.toFollowers({ type: 'COMMITANDACTIVATE', zxid, designatedLeader: designated });
    this.outlets.toObservers({
      type: 'INFORMANDACTIVATE',
      zxid,
      designatedLeader: designated,
      txn,
    });
  }

  /** Behind a reconfiguration others may be ready: they waited for the same acks. */
  private commitFollowing(zxid: Zxid, proposal: Proposal): void {
    if (proposal.txn.body.type !== 'reconfig') return;
    let next = zxid + 1;
    while (this.state.allowedToCommit && this.tryToCommit(next)) next += 1;
  }

  private commitLater(): void {
    if (this.state.batching) return;
    this.state.batching = true;
    const quarterTick = (this.peer.settings.tickTimeMs * MS) / 4;
    this.peer.setTimer(BATCH_TIMER, this.peer.now() + Math.floor(quarterTick));
  }

  private releaseSyncs(zxid: Zxid): void {
    const waiting = this.state.pendingSyncs.get(zxid);
    if (waiting === undefined) return;
    this.state.pendingSyncs.delete(zxid);
    for (const { sid, link } of waiting) this.answerSync(sid, link);
  }

  private answerSync(sid: ServerId, link: LinkId | null): void {
    this.peer.tell({ type: 'syncAnswered', sid, lastCommitted: this.state.lastCommitted });
    this.outlets.answerSync(sid, link);
  }
}
