// A server that follows or observes: it connects to its leader, accepts the epoch, is synchronized, and then takes part in
// the broadcast. Built by the server when the election, or a reconfiguration, has named its leader.
// Source: Learner.connectToLeader, registerWithLeader; Follower.followLeader; Observer.observeLeader; zab.md 4, 5.7, 7.
import { assert, unreachable } from '../base/assert.ts';
import { pack, unpack } from '../base/pack.ts';
import type { Packed } from '../base/pack.ts';
import type { LinkId, ServerId, SessionId } from '../base/units.ts';
import { MS } from '../base/units.ts';
import { epochOf, makeZxid } from '../base/zxid.ts';
import type { Request, Txn } from '../data/model.ts';
import { ACK_TIMER, AckSender } from './ack-sender.ts';
import { Deadline } from './deadline.ts';
import type { DiskMark } from './disk.ts';
import type { StepDownReason } from './facts.ts';
import { LeaderConnector } from './leader-connector.ts';
import { LearnerBroadcast } from './learner-broadcast.ts';
import { inspectLearner, newLearnerState } from './learner-state.ts';
import type { LearnerState, NewLeaderStep } from './learner-state.ts';
import type { LearnerThread } from './learner-thread.ts';
import type { QuorumPacket, ServerState } from './packets.ts';
import type { LearnerPort, Peer, Role } from './peer.ts';
import { memberOf } from './quorum.ts';
import type { NextRole } from './reconfig.ts';
import { SyncProcessor } from './sync-processor.ts';
import { SyncStream } from './sync-stream.ts';
import { withEstablishedEpoch } from './vote.ts';

const READ_TIMER = 'learner/read';

export class Learner implements Role, LearnerPort, LearnerThread {
  readonly leader: ServerId;
  private readonly peer: Peer;
  private readonly state: LearnerState;
  private readonly stream: SyncStream;
  private readonly broadcast: LearnerBroadcast;
  private readonly syncProcessor: SyncProcessor;
  private readonly deadline: Deadline;
  private readonly acks: AckSender;
  private readonly connector: LeaderConnector;

  constructor(peer: Peer, leader: ServerId, state?: Packed) {
    this.peer = peer;
    this.leader = leader;
    this.state =
      state === undefined ? newLearnerState(peer, leader) : (unpack(state) as LearnerState);
    this.stream = new SyncStream(peer, this.state, this);
    this.broadcast = new LearnerBroadcast(peer, this.state, this);
    this.syncProcessor = new SyncProcessor(peer, this.state.sync, (zxid) => {
      this.acks.acknowledge(zxid);
    });
    this.deadline = new Deadline(peer, READ_TIMER, this.state.deadline);
    this.acks = new AckSender(peer, this.state, this);
    this.connector = new LeaderConnector(peer, this.state, this);
  }

  get kind(): 'follower' | 'observer' {
    return this.state.observer ? 'observer' : 'follower';
  }

  get epoch(): number {
    return this.state.epoch;
  }

  start(): void {
    this.peer.setState(this.role(), 'DISCOVERY', this.leader);
    if (memberOf(this.peer.quorumVerifier(), this.leader) === null) {
      this.end('connectFailed', 'The leader is not in the configuration');
      return;
    }
    this.connector.start();
  }

  // --- The connection ------------------------------------------------------------------------------

  onOpened(link: LinkId, _peer: ServerId): void {
    if (link !== this.state.link || this.isOver()) {
      // A learner listens for nobody; what it gave up dialing it does not take.
      this.peer.close(link);
      return;
    }
    const { peer, state } = this;
    this.connector.connected();
    state.phase = 'epoch';
    this.send({
      type: state.observer ? 'OBSERVERINFO' : 'FOLLOWERINFO',
      zxid: makeZxid(peer.acceptedEpoch(), 0),
      sid: peer.sid,
      protocolVersion: 0x10000,
      configVersion: peer.quorumVerifier().version,
    });
    this.read();
  }

  onRefused(link: LinkId, _peer: ServerId): void {
    this.connector.onRefused(link);
  }

  onClosed(link: LinkId, _peer: ServerId): void {
    if (link !== this.state.link) return;
    if (this.state.phase === 'connecting') {
      this.connector.onRefused(link);
      return;
    }
    this.state.closed = true;
    this.state.inbox.push('closed');
    this.read();
  }

  onReceived(link: LinkId, _peer: ServerId, packet: QuorumPacket): void {
    if (link !== this.state.link || this.isOver()) return;
    this.state.inbox.push(packet);
    this.read();
  }

  onTimer(id: string): void {
    if (this.isOver()) return;
    if (this.connector.onTimer(id)) return;
    if (id === READ_TIMER) this.onSilence();
    else if (id === ACK_TIMER) this.acks.release();
  }

  onSynced(mark: DiskMark): void {
    this.syncProcessor.onSynced(mark);
    const { disk } = this.state;
    if (disk === null || mark < disk.mark || this.isOver()) return;
    this.state.disk = null;
    if (disk.then === 'ackEpoch') this.acknowledgeEpoch(this.peer.currentEpoch());
    else this.stream.onDurable(disk.then);
    this.read();
  }

  onLookingSid(_sid: ServerId): void {
    // Only a leader wants to know.
  }

  private onSilence(): void {
    if (this.deadline.struck()) this.end('leaderSilent');
  }

  // --- The learner's thread: it reads a packet, and no other until that one is done -----------------

  private read(): void {
    while (this.state.disk === null && !this.isOver()) {
      const packet = this.state.inbox.shift();
      if (packet === undefined) break;
      if (packet === 'closed') this.end('leaderClosed');
      else this.handle(packet);
    }
    if (this.isOver()) return;
    if (this.state.disk !== null || this.state.phase === 'connecting') this.deadline.clear();
    else this.waitForPacket();
  }

  private waitForPacket(): void {
    const { tickTimeMs } = this.peer.settings;
    this.deadline.set(this.peer.now() + this.state.silenceTicks * tickTimeMs * MS);
  }

  private handle(packet: QuorumPacket): void {
    switch (this.state.phase) {
      case 'epoch':
        this.onLeaderInfo(packet);
        return;
      case 'header':
        this.stream.onHeader(packet);
        return;
      case 'stream':
        this.stream.onPacket(packet);
        return;
      case 'broadcast':
        this.broadcast.onPacket(packet);
        return;
      case 'connecting':
      case 'over':
        assert(false, 'Nothing is read before the connection opens or after the role is over');
        return;
      default:
        unreachable(this.state.phase);
    }
  }

  private onLeaderInfo(packet: QuorumPacket): void {
    if (packet.type !== 'LEADERINFO') {
      this.end('badPacket', packet.type);
      return;
    }
    const { peer, state } = this;
    const epoch = epochOf(packet.zxid);
    const accepted = peer.acceptedEpoch();
    if (epoch < accepted) {
      this.end('epochRefused', `${epoch} ${accepted}`);
      return;
    }
    state.epoch = epoch;
    // Who accepted this epoch before is not counted again, but may still be synchronized.
    if (epoch === accepted) {
      this.acknowledgeEpoch(-1);
      return;
    }
    // What is counted is what the disk holds.
    if (!peer.database.isLoaded()) peer.database.load();
    state.disk = { mark: peer.writeEpoch('acceptedEpoch', epoch), then: 'ackEpoch' };
  }

  private acknowledgeEpoch(currentEpoch: number): void {
    const zxid = this.peer.database.lastProcessedZxid();
    this.send({ type: 'ACKEPOCH', zxid, epoch: currentEpoch });
    this.state.phase = 'header';
    this.peer.setState(this.role(), 'SYNCHRONIZATION', this.leader);
  }

  // --- LearnerThread: what synchronization and broadcast ask ------------------------------------------

  send(packet: QuorumPacket): void {
    const { link, closed } = this.state;
    if (link !== null && !closed) this.peer.send(link, packet);
  }

  waitForDisk(mark: DiskMark, then: NewLeaderStep): void {
    assert(this.state.disk === null, 'The thread waits for one thing at a time');
    this.state.disk = { mark, then };
  }

  log(txn: Txn): void {
    this.syncProcessor.process(txn);
  }

  startServing(): void {
    const { peer, state } = this;
    // The second ACK, which the leader ignores.
    this.send({ type: 'ACK', zxid: makeZxid(state.epoch, 0) });
    state.phase = 'broadcast';
    state.lastQueued = Math.max(state.stream.lastQueued, peer.database.lastProcessedZxid());
    peer.tell({ type: 'upToDate', epoch: state.epoch });
    peer.setCurrentVote(withEstablishedEpoch(peer.currentVote(), state.epoch));
    peer.setState(this.role(), 'BROADCAST', this.leader);
    peer.serving.start(this);
    this.broadcast.takeLeftovers();
  }

  /**
   * TRUNC to where this disk cannot go back: a leader that was never established may have sent an image with a tail that
   * nobody else has. The memory is emptied and the leader dialed again; it accepted the epoch already, so what it names now
   * counts in no quorum, and a history of nothing is answered with SNAP. The disk stays as it is until the image is on it.
   * Differs: ZooKeeper exits with 13 and must be started with an empty disk.
   */
  askForImage(): void {
    const { peer, state } = this;
    peer.database.clear();
    if (state.link !== null && !state.closed) peer.close(state.link);
    const { phase, tries, connectUntil } = newLearnerState(peer, this.leader);
    state.link = null;
    state.phase = phase;
    state.tries = tries;
    state.connectUntil = connectUntil;
    state.inbox = [];
    state.closed = false;
    peer.setState(this.role(), 'DISCOVERY', this.leader);
    this.connector.start();
  }

  end(why: StepDownReason, detail?: string, next: NextRole | null = null): void {
    if (this.isOver()) return;
    const { peer } = this;
    this.leave();
    peer.tell({
      type: 'stepDown',
      role: this.role(),
      why,
      ...(detail !== undefined && { detail }),
    });
    if (next === null) peer.roleOver();
    else peer.roleOver(next);
  }

  isOver(): boolean {
    return this.state.phase === 'over';
  }

  // --- LearnerPort: what the request pipeline asks -------------------------------------------------

  request(request: Request): void {
    this.send({ type: 'REQUEST', zxid: -1, request });
  }

  revalidate(sessionId: SessionId, timeoutMs: number): void {
    this.send({ type: 'REVALIDATE', zxid: -1, sessionId, timeoutMs });
  }

  pendingCount(): number {
    return this.state.pendingTxns.length;
  }

  // --- The end -----------------------------------------------------------------------------------------

  shutdown(): boolean {
    this.leave();
    this.state.stopping = true;
    // Bug M6: the old sync processor is not waited for.
    if (this.peer.has('M6')) this.syncProcessor.abandon();
    else this.syncProcessor.drain();
    return this.isDrained();
  }

  isDrained(): boolean {
    return this.state.stopping && (this.peer.has('M6') || this.syncProcessor.isIdle());
  }

  lingers(): boolean {
    return this.peer.has('M6') && !this.syncProcessor.isIdle();
  }

  capture(): Packed {
    return pack(this.state);
  }

  inspect(): unknown {
    return inspectLearner(this.state);
  }

  /** Closes the connection and stops the clocks. */
  private leave(): void {
    const { peer, state } = this;
    this.connector.stop();
    this.acks.stop();
    state.phase = 'over';
    this.deadline.cancel();
    if (state.link !== null && !state.closed) peer.close(state.link);
    state.closed = true;
  }

  private role(): ServerState {
    return this.state.observer ? 'OBSERVING' : 'FOLLOWING';
  }
}
