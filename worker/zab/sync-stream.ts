// A learner's synchronization with its leader: the header (DIFF, SNAP or TRUNC), the stream behind it, and NEWLEADER with
// its durable actions, each finished before the next begins: snapshot, history, currentEpoch, ACK. Called by learner.ts.
// Source: Learner.syncWithLeader; zab.md 1.2, 5.7.
import { assert, unreachable } from '../base/assert.ts';
import type { ServerId } from '../base/units.ts';
import { epochOf, formatZxid, makeZxid } from '../base/zxid.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import { mayFollow } from './continuity.ts';
import type { LearnerState, NewLeaderStep, StreamState } from './learner-state.ts';
import type { LearnerThread } from './learner-thread.ts';
import type { QuorumPacket } from './packets.ts';
import type { Peer } from './peer.ts';
import { isVoter } from './quorum.ts';
import { configOf, processReconfig, rememberConfig } from './reconfig.ts';
import { truncateLog } from './truncate.ts';

/** The process exits with this code on a first packet that cannot be followed. */
const QUORUM_PACKET_ERROR = 13;

export class SyncStream {
  private readonly peer: Peer;
  private readonly state: LearnerState;
  private readonly stream: StreamState;
  private readonly thread: LearnerThread;

  constructor(peer: Peer, state: LearnerState, thread: LearnerThread) {
    this.peer = peer;
    this.state = state;
    this.stream = state.stream;
    this.thread = thread;
  }

  onHeader(packet: QuorumPacket): void {
    const { peer, stream } = this;
    if (packet.type !== 'DIFF' && packet.type !== 'SNAP' && packet.type !== 'TRUNC')
      this.peer.exit(QUORUM_PACKET_ERROR, `${packet.type} instead of DIFF, SNAP or TRUNC`);
    this.flagUnless(peer.zabState() === 'SYNCHRONIZATION', 'state', `${packet.type} out of phase`);
    this.state.phase = 'stream';
    stream.mode = packet.type;
    stream.writeToTxnLog = packet.type === 'DIFF';
    peer.setSyncMode(packet.type, packet.zxid);
    if (packet.type === 'SNAP') peer.database.restore(packet.image, packet.zxid);
    else if (packet.type === 'TRUNC') this.truncate(packet.zxid);
    // A DIFF's zxid is the leader's, and says nothing of what is here (ZOOKEEPER-2355).
    else if (peer.has('M1')) peer.database.setLastProcessedZxid(packet.zxid);
  }

  onPacket(packet: QuorumPacket): void {
    switch (packet.type) {
      case 'PROPOSAL':
        this.onProposal(packet.txn);
        return;
      case 'COMMIT':
      case 'COMMITANDACTIVATE':
        this.onCommit(packet);
        return;
      case 'INFORM':
      case 'INFORMANDACTIVATE':
        this.onInform(packet);
        return;
      case 'NEWLEADER':
        this.onNewLeader(packet);
        return;
      case 'UPTODATE':
        this.onUpToDate();
        return;
      default:
        // PING among them: it stays unanswered until UPTODATE.
        return;
    }
  }

  /** The disk action that `step` waited for is durable. */
  onDurable(step: NewLeaderStep): void {
    if (step === 'history') this.tellHistorySynced();
    if (step === 'currentEpoch') {
      this.state.silenceTicks = this.peer.settings.syncLimit;
      this.peer.setSyncMode('NONE', this.peer.database.lastProcessedZxid());
    }
    this.runSteps();
  }

  private truncate(zxid: Zxid): void {
    const removed = truncateLog(this.peer, zxid);
    if (removed === null) this.thread.askForImage();
    else this.peer.tell({ type: 'truncated', to: zxid, removed });
  }

  private onProposal(txn: Txn): void {
    if (!this.isContinuous(txn)) return;
    rememberConfig(this.peer, configOf(txn));
    this.stream.packetsNotLogged.push(txn);
  }

  /** enforceContinuousProposal: a gap inside an epoch ends the role; a new epoch is let pass, wherever it starts. */
  private isContinuous(txn: Txn): boolean {
    const { lastQueued } = this.stream;
    this.stream.lastQueued = txn.zxid;
    if (lastQueued === 0 || txn.zxid === lastQueued + 1) return true;
    const expected = mayFollow(lastQueued, txn.zxid, this.peer.settings);
    this.flagUnless(expected, 'proposal', `${formatZxid(txn.zxid)} is no successor`);
    if (epochOf(txn.zxid) > epochOf(lastQueued)) return true;
    this.thread.end('continuity', `${formatZxid(lastQueued)} ${formatZxid(txn.zxid)}`);
    return false;
  }

  private onCommit(packet: QuorumPacket & { type: 'COMMIT' | 'COMMITANDACTIVATE' }): void {
    const { stream } = this;
    const head = stream.packetsNotLogged[0];
    if (head === undefined) {
      // ZooKeeper dereferences null here, which drops the connection.
      this.flagUnless(false, 'commit', `COMMIT ${formatZxid(packet.zxid)} without a proposal`);
      this.thread.end('commitMismatch', formatZxid(packet.zxid));
      return;
    }
    if (packet.type === 'COMMITANDACTIVATE') {
      // Differs: ZooKeeper activates it only where it is the oldest proposal of the stream.
      const reconfig = stream.packetsNotLogged.find(({ zxid }) => zxid === packet.zxid);
      if (reconfig !== undefined && this.endsRole(reconfig, packet.designatedLeader)) return;
    }
    if (stream.writeToTxnLog) {
      stream.packetsCommitted.push(packet.zxid);
      this.peer.tell({ type: 'commitLearned', zxid: packet.zxid });
    } else if (head.zxid === packet.zxid) {
      stream.packetsNotLogged.shift();
      this.peer.tell({ type: 'commitLearned', zxid: packet.zxid });
      // Not logged: the snapshot at NEWLEADER will hold it.
      this.peer.database.apply(head, 'sync');
    } else this.flagUnless(false, 'commit', `COMMIT ${formatZxid(packet.zxid)} skipped`);
  }

  private onInform(packet: QuorumPacket & { type: 'INFORM' | 'INFORMANDACTIVATE' }): void {
    const { txn } = packet;
    // Differs: ZooKeeper leaves INFORMANDACTIVATE out of the continuity check, so that the next INFORM ends the role.
    if (!this.isContinuous(txn)) return;
    if (packet.type === 'INFORMANDACTIVATE' && this.endsRole(txn, packet.designatedLeader)) return;
    this.peer.tell({ type: 'commitLearned', zxid: packet.zxid });
    if (this.stream.writeToTxnLog) {
      this.stream.packetsNotLogged.push(txn);
      this.stream.packetsCommitted.push(packet.zxid);
    } else this.peer.database.apply(txn, 'sync');
  }

  /** Activates a committed reconfiguration; true if this server's role or leader is another one by it. */
  private endsRole(txn: Txn, designatedLeader: ServerId): boolean {
    const config = configOf(txn);
    if (config === null) return false;
    const { changed, next } = processReconfig(this.peer, config, designatedLeader, txn.zxid);
    if (changed) this.thread.end('configChanged', undefined, next);
    return changed;
  }

  private onNewLeader(packet: QuorumPacket & { type: 'NEWLEADER' }): void {
    const { peer, stream } = this;
    this.flagUnless(peer.zabState() === 'SYNCHRONIZATION', 'state', 'NEWLEADER out of phase');
    assert(
      packet.zxid === makeZxid(this.state.epoch, 0),
      'NEWLEADER names the epoch of LEADERINFO',
    );
    rememberConfig(peer, packet.config);
    stream.newLeaderConfig = packet.config;
    stream.steps = this.planSteps();
    stream.writeToTxnLog = true;
    this.runSteps();
  }

  /**
   * Whether the leader may count this learner's ACK. Differs: an observer that the configuration in NEWLEADER makes a voter
   * is counted by ZooKeeper too, though it has not logged its history yet; here such a one logs it first.
   */
  private isCounted(): boolean {
    const { newLeaderConfig } = this.stream;
    if (!this.state.observer) return true;
    return newLeaderConfig !== null && isVoter(newLeaderConfig, this.peer.sid);
  }

  /** Persist, then currentEpoch, then ACK. Observers log nothing here; the switches are the orders that lost data. */
  private planSteps(): NewLeaderStep[] {
    const { peer } = this;
    const snapshot: NewLeaderStep[] = this.stream.mode === 'DIFF' ? [] : ['snapshot'];
    if (!this.isCounted()) return [...snapshot, 'currentEpoch', 'acknowledge'];
    if (peer.has('M2')) return [...snapshot, 'currentEpoch', 'acknowledge'];
    if (peer.has('M3')) return [...snapshot, 'currentEpoch', 'historyLater', 'acknowledge'];
    if (peer.has('M4')) return [...snapshot, 'currentEpoch', 'history', 'acknowledge'];
    if (peer.has('M11')) return [...snapshot, 'historyAcked', 'currentEpoch', 'acknowledge'];
    const steps: NewLeaderStep[] = [...snapshot, 'history', 'currentEpoch', 'acknowledge'];
    return peer.has('M10') ? [...steps, 'everything'] : steps;
  }

  private runSteps(): void {
    while (this.state.disk === null && !this.thread.isOver()) {
      const step = this.stream.steps.shift();
      if (step === undefined) return;
      this.run(step);
    }
  }

  private run(step: NewLeaderStep): void {
    const { peer, state } = this;
    switch (step) {
      case 'snapshot':
        this.snapshot();
        return;
      case 'history':
        this.persistHistory();
        return;
      case 'currentEpoch':
        this.thread.waitForDisk(peer.writeEpoch('currentEpoch', state.epoch), 'currentEpoch');
        return;
      case 'acknowledge':
        this.thread.send({ type: 'ACK', zxid: makeZxid(state.epoch, 0) });
        peer.tell({ type: 'newLeaderAcked', epoch: state.epoch });
        return;
      case 'historyLater':
        this.handOver(false);
        return;
      case 'historyAcked':
        this.handOver(true);
        return;
      case 'everything':
        for (const txn of this.stream.packetsNotLogged.splice(0)) {
          state.pendingTxns.push(txn);
          this.thread.log(txn);
        }
        return;
      default:
        unreachable(step);
    }
  }

  /** Differs: durable after TRUNC too; ZooKeeper syncs only the snapshot of a SNAP. */
  private snapshot(): void {
    const { peer } = this;
    peer.database.writeSnapshot();
    const name = peer.database.lastProcessedZxid();
    const last = peer.files.log.at(-1);
    // Differs: what the log held before a SNAP belongs to another history now, and a record in front of a hole would be
    // served to learners; ZooKeeper leaves both there (ZOOKEEPER-2846, bug M13).
    if (last !== undefined && last.zxid !== name && !peer.has('M13'))
      peer.write({ op: 'truncate', zxid: 0 });
    this.thread.waitForDisk(peer.sync(), 'snapshot');
  }

  /** The committed part of the stream: appended and applied, durable before anything is acknowledged; no ACK for each. */
  private persistHistory(): void {
    const { peer } = this;
    const txns = this.takeCommitted();
    if (txns.length === 0) return;
    peer.write({ op: 'append', txns });
    peer.tell({ type: 'appended', zxids: txns.map(({ zxid }) => zxid) });
    for (const txn of txns) peer.database.apply(txn, 'sync');
    peer.database.logged(txns.length);
    this.thread.waitForDisk(peer.sync(), 'history');
  }

  private tellHistorySynced(): void {
    const last = this.peer.files.log.at(-1);
    if (last !== undefined) this.peer.tell({ type: 'synced', zxid: last.zxid });
  }

  /** Bugs M3 and M11: the sync processor gets the history; with `acked` it answers for every txn. */
  private handOver(acked: boolean): void {
    for (const txn of this.takeCommitted()) {
      if (!acked) this.state.unackedUpTo = txn.zxid;
      this.thread.log(txn);
      this.peer.database.apply(txn, 'sync');
    }
  }

  /** Takes the proposals whose COMMIT is here; one without stays for the time after UPTODATE (ZOOKEEPER-4394). */
  private takeCommitted(): readonly Txn[] {
    const taken: Txn[] = [];
    for (const zxid of this.stream.packetsCommitted.splice(0)) {
      const head = this.stream.packetsNotLogged[0];
      const matches = head !== undefined && head.zxid === zxid;
      this.flagUnless(matches, 'commit', `COMMIT ${formatZxid(zxid)} is not for the next proposal`);
      if (!matches) continue;
      this.stream.packetsNotLogged.shift();
      taken.push(head);
    }
    return taken;
  }

  private onUpToDate(): void {
    const { newLeaderConfig } = this.stream;
    this.flagUnless(newLeaderConfig !== null, 'state', 'UPTODATE before NEWLEADER');
    if (newLeaderConfig !== null) {
      const { changed } = processReconfig(this.peer, newLeaderConfig, null, 0);
      if (changed) {
        this.thread.end('configChanged');
        return;
      }
    }
    this.thread.startServing();
  }

  private flagUnless(holds: boolean, flag: 'state' | 'proposal' | 'commit', what: string): void {
    if (!holds) this.peer.tell({ type: 'flag', flag, what });
  }
}
