// The leader's side of one learner: it walks the learner through discovery and synchronization, waiting at the leader's
// barriers, and then serves its packets. One per connection; owned by leader.ts.
// Source: LearnerHandler.run; zab.md 4, 5.4 to 5.6, 6.
import { assert, unreachable } from '../base/assert.ts';
import { MS } from '../base/units.ts';
import { epochOf, makeZxid } from '../base/zxid.ts';
import { Deadline } from './deadline.ts';
import type { HandlerPhase, HandlerState, LeaderState } from './leader-state.ts';
import { LearnerQueue } from './learner-queue.ts';
import type { LearnerMaster } from './learner-master.ts';
import { queueDecision, queueUnapplied, serveLearner } from './learner-packets.ts';
import { syncFollower } from './learner-sync.ts';
import type { QuorumPacket } from './packets.ts';
import type { Peer } from './peer.ts';

/** The phases in which the handler's thread waits for the leader and reads nothing. */
const waits: ReadonlySet<HandlerPhase> = new Set([
  'epoch',
  'epochAck',
  'dump',
  'newLeader',
  'startup',
]);

export const HANDLER_TIMER = 'leader/handler/';
export const DUMP_TIMER = 'leader/dump/';

export class LearnerHandler {
  readonly state: HandlerState;
  readonly queue: LearnerQueue;
  private readonly peer: Peer;
  private readonly master: LearnerMaster;
  private readonly leader: LeaderState;
  private readonly deadline: Deadline;

  constructor(peer: Peer, master: LearnerMaster, leader: LeaderState, state: HandlerState) {
    this.peer = peer;
    this.master = master;
    this.leader = leader;
    this.state = state;
    this.queue = new LearnerQueue(peer, state);
    this.deadline = new Deadline(peer, HANDLER_TIMER + state.link, state.deadline);
  }

  start(): void {
    this.waitUpTo(this.peer.settings.initLimit);
  }

  /** Whether the learner counts as alive: its thread runs and its last packet is not too many ticks ago. */
  synced(): boolean {
    return this.leader.tick <= this.state.tickOfNextAckDeadline;
  }

  receive(packet: QuorumPacket | 'closed'): void {
    if (packet === 'closed') this.state.closed = true;
    this.state.inbox.push(packet);
    this.read();
  }

  /** The timer of a read or a wait. */
  onTimer(): void {
    if (!this.deadline.struck()) return;
    if (this.state.phase === 'broadcast')
      this.peer.tell({ type: 'learnerTimedOut', sid: this.state.sid, why: 'silent' });
    this.end();
  }

  /** B1 is decided and durable. */
  onEpoch(): void {
    if (this.state.phase !== 'epoch') return;
    this.state.phase = 'ackEpoch';
    this.queue.sendNow({
      type: 'LEADERINFO',
      zxid: makeZxid(this.leader.epoch, 0),
      protocolVersion: 0x10000,
    });
    this.waitUpTo(this.peer.settings.initLimit);
    this.read();
  }

  /** B2 is finished. */
  onEpochAcked(): void {
    if (this.state.phase === 'epochAck') this.synchronize();
  }

  /** The image of a SNAP is written, as the tree is now; live changes since the decision are in it and in the queue. */
  onDumped(): void {
    const { state, peer } = this;
    if (state.phase !== 'dump') return;
    if (peer.has('M8') && this.isFirstHalf()) return;
    const zxid = peer.has('M8') ? peer.database.lastProcessedZxid() : state.snapZxid;
    this.queue.sendNow({ type: 'SNAP', zxid, image: peer.database.serialize() });
    if (!peer.has('M8')) this.queueNewLeader();
    this.awaitNewLeaderAck();
  }

  /** B3 is formed. */
  onQuorumFormed(): void {
    if (this.state.phase !== 'newLeader') return;
    this.state.check.started = true;
    this.state.phase = 'startup';
    this.deadline.clear();
    if (this.leader.phase === 'broadcast') this.onStarted();
  }

  /** The leader's pipeline runs: the learner may serve its clients from here on. */
  onStarted(): void {
    if (this.state.phase !== 'startup') return;
    this.state.phase = 'broadcast';
    this.queue.push({ type: 'UPTODATE', zxid: -1 });
    this.peer.tell({ type: 'learnerReady', sid: this.state.sid });
    this.waitUpTo(this.peer.settings.syncLimit);
    this.read();
  }

  /** Twice a tick, once the sender runs. A PROPOSAL that stayed unacknowledged too long ends the learner. */
  ping(): void {
    if (!this.state.sending) return;
    const { tickTimeMs, syncLimit } = this.peer.settings;
    if (this.queue.isAckOverdue(tickTimeMs * syncLimit * MS)) {
      this.peer.tell({ type: 'learnerTimedOut', sid: this.state.sid, why: 'proposalUnacked' });
      this.end();
      return;
    }
    this.queue.push({ type: 'PING', zxid: this.leader.lastProposed });
  }

  /** Closes the connection and leaves the leader's list. What it was counted for stays counted. */
  end(): void {
    this.deadline.cancel();
    if (this.state.phase === 'dump') this.peer.clearTimer(DUMP_TIMER + this.state.link);
    if (!this.state.closed) this.peer.close(this.state.link);
    this.state.closed = true;
    this.master.removeLearner(this.state);
  }

  private read(): void {
    while (!waits.has(this.state.phase) && this.leader.handlers.has(this.state.link)) {
      const packet = this.state.inbox.shift();
      if (packet === undefined) return;
      if (packet === 'closed') this.end();
      else this.handle(packet);
    }
  }

  private handle(packet: QuorumPacket): void {
    switch (this.state.phase) {
      case 'info':
        this.onInfo(packet);
        return;
      case 'ackEpoch':
        this.onAckEpoch(packet);
        return;
      case 'newLeaderAck':
        this.onNewLeaderAck(packet);
        return;
      case 'broadcast':
        this.onPacket(packet);
        return;
      case 'epoch':
      case 'epochAck':
      case 'dump':
      case 'newLeader':
      case 'startup':
        assert(false, 'A waiting handler does not read');
        return;
      default:
        unreachable(this.state.phase);
    }
  }

  private onInfo(packet: QuorumPacket): void {
    if (packet.type !== 'FOLLOWERINFO' && packet.type !== 'OBSERVERINFO') {
      this.refuse(packet);
      return;
    }
    this.state.sid = packet.sid;
    this.state.type = packet.type === 'OBSERVERINFO' ? 'OBSERVER' : 'PARTICIPANT';
    if (packet.configVersion > this.peer.quorumVerifier().version) {
      this.peer.tell({ type: 'learnerRefused', sid: packet.sid, why: 'config' });
      this.end();
      return;
    }
    this.state.phase = 'epoch';
    this.waitUpTo(this.peer.settings.initLimit);
    if (this.master.getEpochToPropose(packet.sid, epochOf(packet.zxid))) this.onEpoch();
  }

  private onAckEpoch(packet: QuorumPacket): void {
    if (packet.type !== 'ACKEPOCH') {
      this.refuse(packet);
      return;
    }
    const { sid } = this.state;
    const { zxid, epoch } = packet;
    this.state.lastZxid = zxid;
    this.state.phase = 'epochAck';
    this.waitUpTo(this.peer.settings.initLimit);
    const finished = this.master.waitForEpochAck(sid, { epoch, zxid });
    if (finished === 'ahead') {
      this.peer.tell({ type: 'learnerRefused', sid, why: 'ahead', zxid, epoch });
      this.end();
    } else if (finished) this.synchronize();
  }

  /** Decides how to synchronize and registers for live traffic, all in one step, so that no txn falls between. */
  private synchronize(): void {
    const { state } = this;
    const unapplied = this.master.unapplied();
    const decision = syncFollower(this.peer, state.sid, state.lastZxid, unapplied.committed);
    if (decision.mode !== 'DIFF') this.master.forgetAcks(state.sid, decision.zxid);
    queueDecision(this.queue, decision);
    queueUnapplied(this.queue, state.type, unapplied, decision.liveFrom);
    state.forwarding = true;
    if (decision.mode === 'SNAP') {
      this.dump();
      return;
    }
    this.queueNewLeader();
    this.awaitNewLeaderAck();
  }

  private dump(): void {
    this.state.snapZxid = this.peer.database.lastProcessedZxid();
    this.state.phase = 'dump';
    // A thread that writes has no time-out.
    this.deadline.clear();
    this.setDumpTimer();
  }

  private setDumpTimer(): void {
    const { peer } = this;
    const delay = peer.settings.snapshotDumpMs * MS;
    peer.setTimer(DUMP_TIMER + this.state.link, peer.now() + (peer.has('M8') ? delay / 2 : delay));
  }

  /** Bug M8: NEWLEADER enters the queue first, and the image is begun later. */
  private isFirstHalf(): boolean {
    if (this.state.queue.some(({ type }) => type === 'NEWLEADER')) return false;
    this.queueNewLeader();
    this.setDumpTimer();
    return true;
  }

  /**
   * NEWLEADER carries the configuration that UPTODATE will make the committed one: until the leader is established that is
   * the last seen one, which its establishment completes. Differs: ZooKeeper sends the last seen one ever after, and so
   * makes learners activate a reconfiguration that is only proposed.
   */
  private queueNewLeader(): void {
    const { peer, leader } = this;
    const config =
      leader.phase === 'broadcast' ? peer.quorumVerifier() : peer.lastSeenQuorumVerifier();
    this.queue.push({ type: 'NEWLEADER', zxid: makeZxid(leader.epoch, 0), config });
  }

  private awaitNewLeaderAck(): void {
    this.queue.startSending();
    this.state.phase = 'newLeaderAck';
    this.waitUpTo(this.peer.settings.initLimit);
    this.read();
  }

  private onNewLeaderAck(packet: QuorumPacket): void {
    if (packet.type !== 'ACK') {
      this.refuse(packet);
      return;
    }
    this.state.phase = 'newLeader';
    this.waitUpTo(this.peer.settings.initLimit);
    if (this.master.waitForNewLeaderAck(this.state.sid, packet.zxid)) this.onQuorumFormed();
  }

  private onPacket(packet: QuorumPacket): void {
    const { syncLimit } = this.peer.settings;
    this.state.tickOfNextAckDeadline = this.leader.tick + syncLimit;
    this.waitUpTo(syncLimit);
    if (packet.type === 'ACK') {
      this.queue.updateAck(packet.zxid);
      this.master.processAck(this.state.sid, packet.zxid);
    } else serveLearner(this.peer, this.state.sid, this.queue, packet);
  }

  private refuse(packet: QuorumPacket): void {
    const { sid } = this.state;
    this.peer.tell({ type: 'learnerRefused', sid, why: 'packet', zxid: packet.zxid });
    this.peer.tell({ type: 'flag', flag: 'message', what: `${packet.type} out of turn` });
    this.end();
  }

  private waitUpTo(ticks: number): void {
    this.deadline.set(this.peer.now() + ticks * this.peer.settings.tickTimeMs * MS);
  }
}
