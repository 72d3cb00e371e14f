// All learners of a leader: their handlers by connection, woken together when a barrier forms, and the outlets of live
// traffic. Owned by leader.ts.
// Source: Leader's learners, forwardingFollowers, observingLearners, sendPacket; zab.md 5.4, 6.
import { present } from '../base/assert.ts';
import type { LinkId, ServerId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import type { Barriers, Summary } from './barriers.ts';
import { DUMP_TIMER, HANDLER_TIMER, LearnerHandler } from './learner-handler.ts';
import type { LearnerMaster } from './learner-master.ts';
import type { Unapplied } from './learner-packets.ts';
import { newHandlerState } from './leader-state.ts';
import type { HandlerState, LeaderState } from './leader-state.ts';
import type { QuorumPacket } from './packets.ts';
import type { LeaderPort, Peer } from './peer.ts';
import type { Outlets } from './proposals.ts';
import { ascending } from './quorum.ts';

/** What the leader's own thread does when a learner's arrival completes a barrier. */
export interface LeaderEvents {
  epochDecided(): void;
  epochAcked(): void;
  quorumFormed(): void;
  processAck(sid: ServerId, zxid: Zxid): void;
  forgetAcks(sid: ServerId, keep: Zxid): void;
  toBeApplied(): readonly Txn[];
}

export class Learners implements LearnerMaster, Outlets {
  private readonly peer: Peer;
  private readonly state: LeaderState;
  private readonly barriers: Barriers;
  private readonly events: LeaderEvents;
  private readonly handlers = new Map<LinkId, LearnerHandler>();

  constructor(peer: Peer, state: LeaderState, barriers: Barriers, events: LeaderEvents) {
    this.peer = peer;
    this.state = state;
    this.barriers = barriers;
    this.events = events;
    for (const handler of state.handlers.values()) this.adopt(handler);
  }

  accept(link: LinkId, peer: ServerId): void {
    const { initLimit, syncLimit } = this.peer.settings;
    const handler = newHandlerState(link, peer, this.state.tick + initLimit + syncLimit);
    this.state.handlers.set(link, handler);
    this.adopt(handler).start();
  }

  receive(link: LinkId, packet: QuorumPacket | 'closed'): void {
    const handler = this.handlers.get(link);
    if (handler === undefined) return;
    this.state.serving = link;
    handler.receive(packet);
    this.state.serving = null;
  }

  onTimer(id: string): void {
    if (id.startsWith(HANDLER_TIMER)) this.handlers.get(id.slice(HANDLER_TIMER.length))?.onTimer();
    else if (id.startsWith(DUMP_TIMER)) this.handlers.get(id.slice(DUMP_TIMER.length))?.onDumped();
  }

  // --- The barriers wake everybody who waits ---------------------------------------------------

  wakeEpoch(): void {
    for (const handler of this.all()) handler.onEpoch();
  }

  wakeEpochAcked(): void {
    for (const handler of this.all()) handler.onEpochAcked();
  }

  wakeQuorumFormed(): void {
    for (const handler of this.all()) handler.onQuorumFormed();
  }

  wakeStarted(): void {
    for (const handler of this.all()) handler.onStarted();
  }

  ping(): void {
    for (const handler of this.all()) handler.ping();
  }

  // --- LearnerMaster -----------------------------------------------------------------------------

  getEpochToPropose(sid: ServerId, lastAcceptedEpoch: number): boolean {
    this.flagUnless(this.state.phase === 'epoch' || !this.state.waitingForNewEpoch, 'B1 is open');
    if (!this.state.waitingForNewEpoch) return this.state.phase !== 'epochDisk';
    if (this.barriers.joinEpoch(sid, lastAcceptedEpoch)) this.events.epochDecided();
    return false;
  }

  waitForEpochAck(sid: ServerId, summary: Summary): boolean | 'ahead' {
    if (this.state.electionFinished) return true;
    this.flagUnless(this.state.phase === 'epochAck', 'B2 is open');
    const joined = this.barriers.joinEpochAck(sid, summary);
    if (joined === 'ahead') return 'ahead';
    // The arrival that completes the barrier is woken with all the others.
    if (joined === 'formed') this.events.epochAcked();
    return false;
  }

  waitForNewLeaderAck(sid: ServerId, zxid: Zxid): boolean {
    if (this.state.quorumFormed) return true;
    const joined = this.barriers.joinNewLeaderAck(sid, zxid);
    if (joined === 'formed') this.events.quorumFormed();
    return joined !== 'waiting';
  }

  processAck(sid: ServerId, zxid: Zxid): void {
    this.events.processAck(sid, zxid);
  }

  forgetAcks(sid: ServerId, keep: Zxid): void {
    this.events.forgetAcks(sid, keep);
  }

  unapplied(): Unapplied {
    const outstanding = [...this.state.outstanding.values()].map(({ txn }) => txn);
    return { committed: this.events.toBeApplied(), outstanding };
  }

  removeLearner(state: HandlerState): void {
    this.handlers.delete(state.link);
    this.state.handlers.delete(state.link);
  }

  // --- Outlets ---------------------------------------------------------------------------------------

  toFollowers(packet: QuorumPacket): readonly ServerId[] {
    return this.send('PARTICIPANT', packet);
  }

  toObservers(packet: QuorumPacket): void {
    this.send('OBSERVER', packet);
  }

  answerSync(sid: ServerId, link: LinkId | null): void {
    if (sid === this.peer.sid) this.peer.serving.completeSync();
    else if (link !== null) this.handlers.get(link)?.queue.push({ type: 'SYNC', zxid: 0 });
  }

  // --- What the leader asks ---------------------------------------------------------------------------

  /** The connection that a request of `sid` came by: the one being served, else the newest. */
  linkOf(sid: ServerId): LinkId | null {
    const { serving } = this.state;
    if (serving !== null && this.handlers.get(serving)?.state.sid === sid) return serving;
    const links = this.all().filter(({ state }) => state.sid === sid);
    return links.at(-1)?.state.link ?? null;
  }

  syncedSids(): readonly ServerId[] {
    return ascending(
      this.all()
        .filter((handler) => handler.state.phase !== 'info' && handler.synced())
        .map(({ state }) => state.sid),
    );
  }

  /** Followers in live traffic whose last packet is recent enough. */
  forwardingSids(): readonly ServerId[] {
    return this.all()
      .filter((handler) => handler.synced() && isForwarding(handler, 'PARTICIPANT'))
      .map(({ state }) => state.sid);
  }

  list(): ReturnType<LeaderPort['learners']> {
    return this.all().map(({ state: { sid, type, phase } }) => ({
      sid,
      type,
      synced: phase === 'broadcast',
    }));
  }

  clearTimers(): void {
    for (const { state } of this.all()) {
      if (state.deadline.armed !== null) this.peer.clearTimer(HANDLER_TIMER + state.link);
      if (state.phase === 'dump') this.peer.clearTimer(DUMP_TIMER + state.link);
      state.deadline.armed = null;
      state.deadline.due = null;
    }
  }

  closeAll(): void {
    for (const handler of this.all()) handler.end();
  }

  private send(type: HandlerState['type'], packet: QuorumPacket): readonly ServerId[] {
    const to = this.all().filter((handler) => isForwarding(handler, type));
    for (const handler of to) handler.queue.push(packet);
    return ascending(new Set(to.map(({ state }) => state.sid)));
  }

  private adopt(state: HandlerState): LearnerHandler {
    const handler = new LearnerHandler(this.peer, this, this.state, state);
    this.handlers.set(state.link, handler);
    return handler;
  }

  /** In the order of their arrival; a copy, since a handler may end while it is woken. */
  private all(): readonly LearnerHandler[] {
    return [...this.state.handlers.keys()].map((link) =>
      present(this.handlers.get(link), 'A handler'),
    );
  }

  private flagUnless(holds: boolean, what: string): void {
    if (holds) return;
    this.peer.tell({
      type: 'flag',
      flag: 'state',
      what: `${what} in phase ${this.state.phase}`,
    });
  }
}

function isForwarding({ state }: LearnerHandler, type: HandlerState['type']): boolean {
  return state.forwarding && state.type === type;
}
