// A learner in broadcast: proposals go to the log and wait, commits take them from there into the pipeline.
// Called by learner.ts.
// Source: Follower.processPacket, Observer.processPacket, FollowerZooKeeperServer.commit; zab.md 6.2, 6.4, 6.6.
import { formatZxid } from '../base/zxid.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import { mayFollow } from './continuity.ts';
import type { LearnerState } from './learner-state.ts';
import type { LearnerThread } from './learner-thread.ts';
import type { QuorumPacket } from './packets.ts';
import type { Peer } from './peer.ts';
import { configOf, processReconfig, rememberConfig } from './reconfig.ts';

/** A COMMIT that is not for the next pending txn ends the process with this code. */
const UNMATCHED_TXN_COMMIT = 12;

export class LearnerBroadcast {
  private readonly peer: Peer;
  private readonly state: LearnerState;
  private readonly thread: LearnerThread;

  constructor(peer: Peer, state: LearnerState, thread: LearnerThread) {
    this.peer = peer;
    this.state = state;
    this.thread = thread;
  }

  onPacket(packet: QuorumPacket): void {
    switch (packet.type) {
      case 'PING':
        this.onPing(packet.zxid);
        return;
      case 'SYNC':
        this.peer.serving.completeSync();
        return;
      case 'REVALIDATE':
        this.peer.serving.revalidated(packet.sessionId, packet.valid ?? false);
        return;
      default:
        if (this.state.observer) this.onObserverPacket(packet);
        else this.onFollowerPacket(packet);
    }
  }

  /** What the synchronization left over enters the pipeline: proposals to the log, then the commits that came meanwhile. */
  takeLeftovers(): void {
    const proposals = this.state.stream.packetsNotLogged.splice(0);
    const commits = this.state.stream.packetsCommitted.splice(0);
    if (this.state.observer) {
      this.takeInformed(proposals, commits);
      return;
    }
    for (const txn of proposals) this.logRequest(txn);
    for (const zxid of commits) this.commit(zxid);
  }

  private onFollowerPacket(packet: QuorumPacket): void {
    switch (packet.type) {
      case 'PROPOSAL':
        this.onProposal(packet.txn);
        return;
      case 'COMMIT':
        this.commit(packet.zxid);
        return;
      case 'COMMITANDACTIVATE':
        this.onCommitAndActivate(packet);
        return;
      default:
        this.flag('message', `${packet.type} in broadcast`);
    }
  }

  private onObserverPacket(packet: QuorumPacket): void {
    switch (packet.type) {
      case 'INFORM':
        this.commitRequest(packet.txn);
        return;
      case 'INFORMANDACTIVATE':
        this.onInformAndActivate(packet);
        return;
      default:
        this.flag('message', `${packet.type} to an observer`);
    }
  }

  /** The reply carries the sessions that were active here: the leader alone knows when one expires. */
  private onPing(zxid: Zxid): void {
    this.thread.send({ type: 'PING', zxid, touched: this.peer.serving.takeTouched() });
  }

  private onProposal(txn: Txn): void {
    const { lastQueued } = this.state;
    if (lastQueued !== 0 && !mayFollow(lastQueued, txn.zxid, this.peer.settings))
      this.flag('proposal', `${formatZxid(txn.zxid)} is no successor`);
    this.state.lastQueued = txn.zxid;
    rememberConfig(this.peer, configOf(txn));
    this.logRequest(txn);
  }

  private logRequest(txn: Txn): void {
    this.state.lastQueued = txn.zxid;
    this.state.pendingTxns.push(txn);
    this.thread.log(txn);
  }

  /** Does not wait for the own log: a server may apply what its disk does not have yet. */
  private commit(zxid: Zxid): void {
    const head = this.state.pendingTxns[0];
    if (head === undefined) {
      this.flag('commit', `COMMIT ${formatZxid(zxid)} without a proposal`);
      return;
    }
    if (head.zxid !== zxid) {
      this.flag('commit', `COMMIT ${formatZxid(zxid)}, but ${formatZxid(head.zxid)} is next`);
      this.peer.exit(
        UNMATCHED_TXN_COMMIT,
        `Committing ${formatZxid(zxid)}, but next pending txn is ${formatZxid(head.zxid)}`,
      );
    }
    this.state.pendingTxns.shift();
    this.peer.tell({ type: 'commitLearned', zxid });
    this.peer.serving.commit(head);
  }

  private onCommitAndActivate(packet: QuorumPacket & { type: 'COMMITANDACTIVATE' }): void {
    const head = this.state.pendingTxns[0];
    const config = head === undefined ? null : configOf(head);
    if (config === null) {
      this.flag('commit', `COMMITANDACTIVATE ${formatZxid(packet.zxid)} without its proposal`);
      this.thread.end('commitMismatch', formatZxid(packet.zxid));
      return;
    }
    const { designatedLeader, zxid } = packet;
    const { changed, next } = processReconfig(this.peer, config, designatedLeader, zxid);
    // The txn goes to the pipeline first, so that it is in the tree whatever becomes of the role. Differs: a client of this
    // server is answered before its connection ends, always; in ZooKeeper the two race, and mostly the connection is lost.
    this.commit(zxid);
    if (changed) this.thread.end('configChanged', undefined, next);
  }

  private onInformAndActivate(packet: QuorumPacket & { type: 'INFORMANDACTIVATE' }): void {
    const { txn, designatedLeader, zxid } = packet;
    const config = configOf(txn);
    const outcome =
      config === null ? null : processReconfig(this.peer, config, designatedLeader, zxid);
    this.commitRequest(txn);
    if (outcome?.changed === true) this.thread.end('configChanged', undefined, outcome.next);
  }

  /** An observer logs what is committed already; nobody waits for its disk. */
  private commitRequest(txn: Txn): void {
    this.thread.log(txn);
    this.peer.tell({ type: 'commitLearned', zxid: txn.zxid });
    this.peer.serving.commit(txn);
  }

  private takeInformed(proposals: readonly Txn[], commits: Zxid[]): void {
    for (const txn of proposals) {
      if (txn.zxid !== commits[0]) {
        this.flag('commit', `${formatZxid(txn.zxid)} has no matching commit`);
        continue;
      }
      commits.shift();
      this.commitRequest(txn);
    }
  }

  private flag(flag: 'proposal' | 'commit' | 'message', what: string): void {
    this.peer.tell({ type: 'flag', flag, what });
  }
}
