// A server that leads: it waits at its three barriers (lead-thread.ts), then broadcasts, pings its learners twice a tick
// and checks every tick whether a quorum still follows. Built by the server when the election has named it.
// Source: Leader.lead, startZkServer, shutdown; zab.md 4 to 7.
import { assert } from '../base/assert.ts';
import { pack, unpack } from '../base/pack.ts';
import type { Packed } from '../base/pack.ts';
import type { LinkId, ServerId } from '../base/units.ts';
import { MS } from '../base/units.ts';
import { COUNTER_MAX, counterOf, makeZxid } from '../base/zxid.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import { Barriers } from './barriers.ts';
import type { DiskMark } from './disk.ts';
import type { StepDownReason } from './facts.ts';
import { Learners } from './learners.ts';
import { LEAD_TIMER, LeadThread } from './lead-thread.ts';
import type { StepDownNumbers } from './lead-thread.ts';
import { inspectLeader, newLeaderState } from './leader-state.ts';
import type { LeaderState } from './leader-state.ts';
import type { QuorumPacket } from './packets.ts';
import type { LeaderPort, Peer, Role } from './peer.ts';
import { BATCH_TIMER, Proposals } from './proposals.ts';
import { addAck, containsQuorum, hasAllQuorums, trackerOver, trackerProgress } from './quorum.ts';
import { verifiersOf } from './quorum.ts';
import type { QuorumConfig } from './quorum-config.ts';
import { processReconfig } from './reconfig.ts';
import { SyncProcessor } from './sync-processor.ts';
import { withEstablishedEpoch } from './vote.ts';

const TICK_TIMER = 'leader/tick';

export class Leader implements Role, LeaderPort {
  readonly kind = 'leader';
  private readonly peer: Peer;
  private readonly state: LeaderState;
  private readonly barriers: Barriers;
  private readonly proposals: Proposals;
  private readonly learnerHandlers: Learners;
  private readonly syncProcessor: SyncProcessor;
  private readonly thread: LeadThread;

  constructor(peer: Peer, state?: Packed) {
    this.peer = peer;
    this.state = state === undefined ? freshState(peer) : (unpack(state) as LeaderState);
    this.barriers = new Barriers(peer, this.state);
    this.learnerHandlers = new Learners(peer, this.state, this.barriers, {
      epochDecided: () => this.thread.onEpochDecided(),
      epochAcked: () => this.thread.onEpochAcked(),
      quorumFormed: () => this.thread.onQuorumFormed(),
      processAck: (sid, zxid) => this.proposals.processAck(sid, zxid),
      forgetAcks: (sid, keep) => this.proposals.forgetAcks(sid, keep),
      toBeApplied: () => this.proposals.toBeApplied(),
    });
    this.proposals = new Proposals(peer, this.state, this.learnerHandlers);
    this.syncProcessor = new SyncProcessor(peer, this.state.sync, (zxid) => {
      this.proposals.processAck(peer.sid, zxid);
    });
    this.thread = new LeadThread(peer, this.state, this.barriers, this.learnerHandlers, {
      startServing: () => this.startServing(),
      stepDown: (why, numbers) => this.stepDown(why, numbers),
    });
  }

  get epoch(): number {
    return this.state.epoch;
  }

  start(): void {
    const { peer } = this;
    peer.setState('LEADING', 'DISCOVERY', peer.sid);
    // loadData: a leader begins with a snapshot of what it has, its uncommitted tail included (see M12).
    peer.database.takeSnapshot();
    peer.listen('quorum');
    this.thread.start();
  }

  // --- Connections of learners ------------------------------------------------------------------

  onOpened(link: LinkId, peer: ServerId): void {
    if (this.isOver()) this.peer.close(link);
    else this.learnerHandlers.accept(link, peer);
  }

  onRefused(_link: LinkId, _peer: ServerId): void {
    assert(false, 'A leader dials nobody');
  }

  onClosed(link: LinkId, _peer: ServerId): void {
    this.learnerHandlers.receive(link, 'closed');
  }

  onReceived(link: LinkId, _peer: ServerId, packet: QuorumPacket): void {
    // Until its log is drained, a leader that steps down still counts acks.
    if (!this.isOver() || packet.type === 'ACK') this.learnerHandlers.receive(link, packet);
  }

  onTimer(id: string): void {
    if (this.isOver()) return;
    if (id === LEAD_TIMER) this.thread.onTimer();
    else if (id === TICK_TIMER) this.onHalfTick();
    else if (id === BATCH_TIMER) this.proposals.commitBatch();
    else this.learnerHandlers.onTimer(id);
  }

  onSynced(mark: DiskMark): void {
    this.syncProcessor.onSynced(mark);
    this.thread.onSynced(mark);
    if (this.state.stopping && this.syncProcessor.isIdle()) this.learnerHandlers.closeAll();
  }

  onLookingSid(sid: ServerId): void {
    this.thread.onLookingSid(sid);
  }

  // --- Broadcast ---------------------------------------------------------------------------------

  /** The three barriers are behind: the pipeline runs from here on. */
  private startServing(): void {
    const { state, peer } = this;
    state.lastCommitted = state.zxid;
    this.completeReconfig();
    state.phase = 'broadcast';
    peer.database.setLastProcessedZxid(state.zxid);
    state.zxid = makeZxid(state.epoch, peer.settings.firstCounter);
    peer.setCurrentVote(withEstablishedEpoch(peer.currentVote(), state.epoch));
    peer.setState('LEADING', 'BROADCAST', peer.sid);
    peer.serving.start(this);
    this.learnerHandlers.wakeStarted();
    this.setTickTimer();
  }

  /** A configuration that was pending when this leader was elected is completed by its establishment. */
  private completeReconfig(): void {
    const { state, peer } = this;
    if (!peer.settings.reconfigEnabled) return;
    const designated = this.proposals.designatedLeader(state.newLeaderAcks, state.zxid);
    const config = peer.lastSeenQuorumVerifier();
    const { next } = processReconfig(peer, config, designated, state.zxid);
    if (next !== null) state.next = next;
    if (designated !== peer.sid) state.allowedToCommit = false;
  }

  private onHalfTick(): void {
    const { state, peer } = this;
    if (!state.tickSkip) {
      state.tick += 1;
      if (!this.isQuorumFollowing()) return;
      // Variant B10: a leader may leave whenever it likes.
      if (peer.has('B10') && peer.draw('B10', 0, 19) === 0) {
        this.stepDown('voluntary');
        return;
      }
      peer.serving.tick();
    }
    if (this.isOver()) return;
    state.tickSkip = !state.tickSkip;
    this.learnerHandlers.ping();
    this.setTickTimer();
  }

  private isQuorumFollowing(): boolean {
    const tracker = trackerOver(verifiersOf(this.peer));
    addAck(tracker, this.peer.sid);
    for (const sid of this.learnerHandlers.syncedSids()) addAck(tracker, sid);
    if (hasAllQuorums(tracker)) return true;
    this.stepDown('noQuorum', trackerProgress(tracker));
    return false;
  }

  private setTickTimer(): void {
    const halfTick = Math.floor((this.peer.settings.tickTimeMs * MS) / 2);
    this.peer.setTimer(TICK_TIMER, this.peer.now() + halfTick);
  }

  // --- LeaderPort: what the request pipeline asks -------------------------------------------------

  nextZxid(): Zxid | null {
    const { state, peer } = this;
    if (this.isOver()) return null;
    assert(state.phase === 'broadcast', 'Only an established leader assigns zxids');
    if (counterOf(state.zxid) + 1 >= COUNTER_MAX && !peer.has('M16')) {
      peer.tell({ type: 'rollover', zxid: state.zxid });
      this.stepDown('rollover');
      return null;
    }
    state.zxid += 1;
    return state.zxid;
  }

  lastProposed(): Zxid {
    return this.state.lastProposed;
  }

  lastCommitted(): Zxid {
    return this.state.lastCommitted;
  }

  propose(txn: Txn, newConfig: QuorumConfig | null): void {
    assert(this.state.phase === 'broadcast', 'Only an established leader proposes');
    this.proposals.propose(txn, newConfig);
    this.syncProcessor.process(txn);
  }

  sync(from: ServerId): void {
    this.proposals.processSync(from, this.learnerHandlers.linkOf(from));
  }

  isQuorumSynced(config: QuorumConfig): boolean {
    return containsQuorum(config, [this.peer.sid, ...this.learnerHandlers.forwardingSids()]);
  }

  learners(): ReturnType<LeaderPort['learners']> {
    return this.learnerHandlers.list();
  }

  outstandingCount(): number {
    return this.state.outstanding.size;
  }

  // --- The end -----------------------------------------------------------------------------------

  shutdown(): boolean {
    const { state, peer } = this;
    state.phase = 'over';
    state.stopping = true;
    this.clearTimers();
    peer.unlisten('quorum');
    if (!this.syncProcessor.drain()) return false;
    this.learnerHandlers.closeAll();
    return true;
  }

  isDrained(): boolean {
    return this.state.stopping && this.syncProcessor.isIdle();
  }

  lingers(): boolean {
    return false;
  }

  capture(): Packed {
    return pack(this.state);
  }

  inspect(): unknown {
    return inspectLeader(this.state);
  }

  private stepDown(why: StepDownReason, numbers: StepDownNumbers = {}): void {
    if (this.isOver()) return;
    const { next } = this.state;
    this.state.phase = 'over';
    this.peer.tell({ type: 'stepDown', role: 'LEADING', why, ...numbers });
    this.clearTimers();
    if (next === null) this.peer.roleOver();
    else this.peer.roleOver(next);
  }

  private isOver(): boolean {
    return this.state.phase === 'over';
  }

  private clearTimers(): void {
    this.thread.stop();
    this.peer.clearTimer(TICK_TIMER);
    this.peer.clearTimer(BATCH_TIMER);
    this.learnerHandlers.clearTimers();
  }
}

function freshState(peer: Peer): LeaderState {
  if (!peer.database.isLoaded()) peer.database.load();
  const summary = { epoch: peer.currentEpoch(), zxid: peer.database.lastProcessedZxid() };
  return newLeaderState(summary);
}
