// Fast Leader Election: who is looking, which vote it proposes, and when it is decided. Nothing runs in a loop here: a
// notification or a timer is one turn of ZooKeeper's lookForLeader.
// Source: FastLeaderElection.lookForLeader, receivedFollowingNotification, checkLeader; zab.md 3.3 and 3.4.
import { assert } from '../base/assert.ts';
import { pack, unpack } from '../base/pack.ts';
import type { Packed } from '../base/pack.ts';
import type { LinkId, ServerId } from '../base/units.ts';
import { MS } from '../base/units.ts';
import { Deadline } from './deadline.ts';
import { Receiver } from './election-receiver.ts';
import { countedVote, initialVote, inspectElection, isUntrusted } from './election-state.ts';
import { newElectionState, voteOf } from './election-state.ts';
import type { Arrival, ElectionState } from './election-state.ts';
import type { ElectionPacket, Notification, ServerState, Vote } from './packets.ts';
import type { Election, Peer } from './peer.ts';
import { currentAndNextVoters, hasAllQuorums, trackerProgress, verifiersOf } from './quorum.ts';
import type { AckTracker } from './quorum.ts';
import { QuorumCnx } from './quorum-cnx.ts';
import { beats, candidateOf, isLeaderConfirmed, votesFor, withEstablishedEpoch } from './vote.ts';
import type { Candidate, CountedVote } from './vote.ts';

const NOTIFICATION = 'election/notification';
const FINALIZE = 'election/finalize';

export class FastLeaderElection implements Election {
  private readonly peer: Peer;
  private readonly state: ElectionState;
  private readonly cnx: QuorumCnx;
  private readonly receiver: Receiver;
  private readonly notificationDeadline: Deadline;
  private readonly finalizeDeadline: Deadline;

  constructor(peer: Peer, state?: Packed) {
    this.peer = peer;
    this.state = state === undefined ? newElectionState() : (unpack(state) as ElectionState);
    this.cnx = new QuorumCnx(peer, this.state.cnx);
    this.receiver = new Receiver(peer, this.state, this.cnx);
    this.notificationDeadline = new Deadline(peer, NOTIFICATION, this.state.notification);
    this.finalizeDeadline = new Deadline(peer, FINALIZE, this.state.finalize);
  }

  open(): void {
    this.peer.listen('election');
  }

  look(): void {
    this.stopLooking();
    this.peer.setState('LOOKING', 'ELECTION', null);
    this.lookForLeader();
  }

  stopLooking(): void {
    this.state.phase = 'off';
    this.notificationDeadline.cancel();
    this.finalizeDeadline.cancel();
  }

  restart(): void {
    const looking = this.state.phase !== 'off';
    this.stopLooking();
    this.cnx.halt();
    this.state.queue = [];
    this.state.logicalclock = 0;
    this.state.generation += 1;
    if (looking) this.look();
  }

  onOpened(link: LinkId, peer: ServerId, dialed: boolean): void {
    this.cnx.onOpened(link, peer, dialed);
  }

  onRefused(link: LinkId, peer: ServerId): void {
    this.cnx.onRefused(link, peer);
  }

  onClosed(link: LinkId, peer: ServerId): void {
    this.cnx.onClosed(link, peer);
  }

  onReceived(link: LinkId, from: ServerId, packet: ElectionPacket): void {
    // A connection that was replaced is not read any more.
    if (!this.cnx.isCurrent(link, from)) return;
    if (this.receiver.onNotification(from, packet) === 'restart') {
      this.restart();
      return;
    }
    this.drain();
  }

  onTimer(id: string): void {
    if (this.cnx.onTimer(id)) return;
    if (id === NOTIFICATION && this.notificationDeadline.struck()) this.onSilence();
    if (id === FINALIZE && this.finalizeDeadline.struck()) this.onFinal();
  }

  logicalclock(): number {
    return this.state.logicalclock;
  }

  updateElectionVote(epoch: number): void {
    this.peer.setCurrentVote(withEstablishedEpoch(this.peer.currentVote(), epoch));
  }

  capture(): Packed {
    return pack(this.state);
  }

  inspect(): unknown {
    return inspectElection(this.state);
  }

  private lookForLeader(): void {
    const { state } = this;
    state.recvset.clear();
    state.outofelection.clear();
    state.notTimeoutMs = this.peer.settings.minNotificationIntervalMs;
    state.logicalclock += 1;
    state.proposed = initialVote(this.peer);
    state.phase = 'polling';
    this.peer.tell({
      type: 'electionStarted',
      round: state.logicalclock,
      vote: this.proposedVote(),
    });
    this.sendNotifications();
    this.waitForNotification();
    this.drain();
  }

  /** No notification for the whole interval. */
  private onSilence(): void {
    if (this.state.phase !== 'polling') return;
    if (this.cnx.haveDelivered()) this.sendNotifications();
    else this.cnx.connectAll();
    const { maxNotificationIntervalMs } = this.peer.settings;
    this.state.notTimeoutMs = Math.min(this.state.notTimeoutMs * 2, maxNotificationIntervalMs);
    this.peer.tell({ type: 'backoff', intervalMs: this.state.notTimeoutMs });
    this.waitForNotification();
    this.drain();
  }

  /** The finalize wait has passed and no better vote came. */
  private onFinal(): void {
    if (this.state.phase !== 'finalizing') return;
    this.decide(this.proposedVote(), 'votes');
  }

  private waitForNotification(): void {
    this.notificationDeadline.set(this.peer.now() + this.state.notTimeoutMs * MS);
  }

  private drain(): void {
    while (this.state.phase === 'polling' || this.state.phase === 'finalizing') {
      const arrival = this.state.queue.shift();
      if (arrival === undefined) return;
      if (this.state.phase === 'finalizing') this.pollFinalizing(arrival);
      else {
        this.waitForNotification();
        this.onNotification(arrival);
      }
    }
  }

  /** During the finalize wait only a better vote matters (whatever its round); everything else is discarded. */
  private pollFinalizing(arrival: Arrival): void {
    if (this.isBetter(arrival.notification, this.state.proposed)) {
      this.state.phase = 'polling';
      this.finalizeDeadline.clear();
      this.waitForNotification();
      // Behind what came later, as ZooKeeper puts it back.
      this.state.queue.push(arrival);
      return;
    }
    this.peer.tell({ type: 'voteIgnored', from: arrival.from, why: 'worse' });
    this.waitToFinalize();
  }

  private waitToFinalize(): void {
    this.finalizeDeadline.set(this.peer.now() + this.peer.settings.finalizeWaitMs * MS);
  }

  private onNotification({ from, notification }: Arrival): void {
    const known = currentAndNextVoters(this.peer);
    if (!known.includes(from) || !known.includes(notification.leader)) {
      this.peer.tell({ type: 'voteIgnored', from, why: 'notVoter' });
      return;
    }
    if (notification.state === 'LOOKING') this.onLooking(from, notification);
    else if (notification.state !== 'OBSERVING') this.onEstablished(from, notification);
  }

  private onLooking(from: ServerId, n: Notification): void {
    const { state } = this;
    if (isUntrusted(this.peer) || n.zxid === -1) {
      this.peer.tell({ type: 'voteIgnored', from, why: 'untrusted' });
      return;
    }
    if (n.electionEpoch < state.logicalclock) {
      this.peer.tell({ type: 'voteIgnored', from, why: 'oldRound' });
      return;
    }
    if (n.electionEpoch > state.logicalclock) this.joinRound(from, n);
    else if (this.isBetter(n, state.proposed)) this.propose(candidateOf(n), 'better', from);
    state.recvset.set(from, countedVote(n, 0));
    this.tally(from, n);
  }

  /** A larger round: the votes of ours are void, and the proposal starts over from the *initial* vote. */
  private joinRound(from: ServerId, n: Notification): void {
    this.state.logicalclock = n.electionEpoch;
    this.state.recvset.clear();
    const mine = initialVote(this.peer);
    this.propose(this.isBetter(n, mine) ? candidateOf(n) : mine, 'newRound', from);
  }

  private propose(vote: Candidate, because: 'better' | 'newRound', from: ServerId): void {
    this.state.proposed = vote;
    const round = this.state.logicalclock;
    this.peer.tell({ type: 'voteChanged', round, vote: this.proposedVote(), because, from });
    this.sendNotifications();
  }

  private tally(from: ServerId, n: Notification): void {
    const mine: CountedVote = { ...this.proposedVote(), state: 'LOOKING', version: 0 };
    const tracker = votesFor(verifiersOf(this.peer), this.state.recvset, mine);
    this.tellCounted(from, n, tracker);
    if (!hasAllQuorums(tracker)) return;
    this.state.phase = 'finalizing';
    this.notificationDeadline.clear();
    this.waitToFinalize();
    const untilLocal = this.peer.now() + this.peer.settings.finalizeWaitMs * MS;
    this.peer.tell({ type: 'finalizing', vote: this.proposedVote(), untilLocal });
  }

  /**
   * FOLLOWING or LEADING: an ensemble may be established already. There is no finalize wait on this path. Differs: the
   * committed configuration alone is asked; ZooKeeper asks for a quorum of the last seen one too, and a server that saw a
   * reconfiguration which died with its leader could never join again.
   */
  private onEstablished(from: ServerId, n: Notification): void {
    const { state } = this;
    const established = [this.peer.quorumVerifier()];
    const vote = countedVote(n, 2);
    if (n.electionEpoch === state.logicalclock) {
      state.recvset.set(from, countedVote(n, 0));
      const tracker = votesFor(established, state.recvset, vote);
      if (hasAllQuorums(tracker) && this.isConfirmed(state.recvset, n)) {
        this.tellCounted(from, n, tracker);
        this.decide(vote, 'established');
        return;
      }
    }
    state.outofelection.set(from, vote);
    const tracker = votesFor(established, state.outofelection, vote);
    this.tellCounted(from, n, tracker);
    if (!hasAllQuorums(tracker) || !this.isConfirmed(state.outofelection, n)) return;
    state.logicalclock = n.electionEpoch;
    this.decide(vote, 'established');
  }

  private isConfirmed(votes: ReadonlyMap<ServerId, CountedVote>, n: Notification): boolean {
    return isLeaderConfirmed(votes, n, this.peer.sid, this.state.logicalclock);
  }

  private decide(vote: Vote, how: 'votes' | 'established'): void {
    assert(this.state.phase !== 'off', 'Only a looking server decides an election');
    const result = voteOf(vote);
    const role = this.roleFor(result.leader);
    this.stopLooking();
    // leaveInstance: what has not been polled is of no use to the next round.
    this.state.queue = [];
    this.peer.setCurrentVote(result);
    this.peer.electionDecided(result, role, how);
  }

  private roleFor(leader: ServerId): ServerState {
    if (leader === this.peer.sid) return 'LEADING';
    return this.peer.learnerType() === 'PARTICIPANT' ? 'FOLLOWING' : 'OBSERVING';
  }

  private tellCounted(from: ServerId, n: Notification, tracker: AckTracker): void {
    const { have, need } = trackerProgress(tracker);
    const { state, electionEpoch: round } = n;
    this.peer.tell({ type: 'voteCounted', from, state, round, vote: voteOf(n), have, need });
  }

  private proposedVote(): Vote {
    return { ...this.state.proposed, electionEpoch: this.state.logicalclock };
  }

  private isBetter(next: Candidate, current: Candidate): boolean {
    return beats(this.peer.quorumVerifier(), next, current, this.peer.has('B4'));
  }

  /** To every voter of the committed and the last seen configuration, oneself included. */
  private sendNotifications(): void {
    const notification = this.receiver.notification(this.proposedVote(), 'LOOKING');
    for (const sid of currentAndNextVoters(this.peer)) {
      if (sid === this.peer.sid) this.state.queue.push({ from: sid, notification });
      else this.cnx.send(sid, notification);
    }
  }
}
