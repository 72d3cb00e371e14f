// The thread of Leader.lead() up to broadcast: it proposes an epoch, waits for a quorum at each of the three barriers, and
// writes its two epoch files in between, each durable before the next step. Called by leader.ts.
// Source: Leader.lead, reportLookingSid; zab.md 4, 5.6, 3.7.
import { assert } from '../base/assert.ts';
import type { ServerId } from '../base/units.ts';
import { MS } from '../base/units.ts';
import { makeZxid } from '../base/zxid.ts';
import type { Barriers } from './barriers.ts';
import { Deadline } from './deadline.ts';
import type { DiskMark } from './disk.ts';
import type { StepDownReason } from './facts.ts';
import type { Learners } from './learners.ts';
import type { LeaderState } from './leader-state.ts';
import type { Peer } from './peer.ts';
import { progressOf, trackerOver, trackerProgress, verifiersOf, votesInAll } from './quorum.ts';
import type { Progress } from './quorum.ts';
import { rememberConfig } from './reconfig.ts';

export const LEAD_TIMER = 'leader/lead';

export interface StepDownNumbers {
  readonly have?: number;
  readonly need?: number;
  readonly detail?: string;
}

/** What the thread leads to. */
export interface LeadEvents {
  startServing(): void;
  stepDown(why: StepDownReason, numbers?: StepDownNumbers): void;
}

export class LeadThread {
  private readonly peer: Peer;
  private readonly state: LeaderState;
  private readonly barriers: Barriers;
  private readonly learners: Learners;
  private readonly events: LeadEvents;
  private readonly deadline: Deadline;

  constructor(
    peer: Peer,
    state: LeaderState,
    barriers: Barriers,
    learners: Learners,
    events: LeadEvents,
  ) {
    this.peer = peer;
    this.state = state;
    this.barriers = barriers;
    this.learners = learners;
    this.events = events;
    this.deadline = new Deadline(peer, LEAD_TIMER, state.lead);
  }

  start(): void {
    this.waitAtBarrier();
    this.state.waitingForEpochSince = this.peer.now();
    if (this.barriers.joinEpoch(this.peer.sid, this.peer.acceptedEpoch())) this.onEpochDecided();
  }

  stop(): void {
    this.deadline.cancel();
  }

  onTimer(): void {
    if (this.deadline.struck()) this.onBarrierTimeout();
  }

  onSynced(mark: DiskMark): void {
    const { phase, diskMark } = this.state;
    if (mark < diskMark) return;
    if (phase === 'epochDisk') this.onEpochDurable();
    else if (phase === 'currentEpochDisk') this.onCurrentEpochDurable();
  }

  /** maxTimeToWaitForEpoch: a leader whose voters look again need not wait to the end (ZOOKEEPER-3109). */
  onLookingSid(sid: ServerId): void {
    const { state, peer } = this;
    const limitMs = peer.settings.maxTimeToWaitForEpochMs;
    if (limitMs < 0 || !state.waitingForNewEpoch || state.phase === 'over') return;
    if (!votesInAll(trackerOver(verifiersOf(peer)), sid)) return;
    if (peer.now() - state.waitingForEpochSince > limitMs * MS) this.onBarrierTimeout();
  }

  /** The epoch is chosen: acceptedEpoch becomes durable before anybody is told. */
  onEpochDecided(): void {
    const { state } = this;
    assert(state.epoch > this.peer.acceptedEpoch(), 'A new epoch is larger than any accepted one');
    state.phase = 'epochDisk';
    this.deadline.clear();
    state.diskMark = this.peer.writeEpoch('acceptedEpoch', state.epoch);
  }

  private onEpochDurable(): void {
    const { state, peer } = this;
    state.zxid = makeZxid(state.epoch, 0);
    state.lastProposed = state.zxid;
    this.proposeFirstConfig();
    state.newLeaderAcks = trackerOver(verifiersOf(peer));
    state.phase = 'epochAck';
    this.waitAtBarrier();
    // This thread goes first, so that the configuration above is in every NEWLEADER.
    const joined = this.barriers.joinEpochAck(peer.sid, state.summary);
    assert(joined !== 'ahead', 'Nobody is ahead of himself');
    this.learners.wakeEpoch();
    if (joined === 'formed') this.onEpochAcked();
  }

  /** ZOOKEEPER-1783: where no configuration was ever committed, the first one takes the zxid of NEWLEADER as its version. */
  private proposeFirstConfig(): void {
    const committed = this.peer.quorumVerifier();
    const isFirst = committed.version === 0 && this.peer.lastSeenQuorumVerifier().version === 0;
    if (isFirst) rememberConfig(this.peer, { ...committed, version: this.state.zxid });
  }

  onEpochAcked(): void {
    const { state } = this;
    assert(state.phase === 'epochAck', 'B2 forms once, after B1');
    state.phase = 'currentEpochDisk';
    this.deadline.clear();
    state.diskMark = this.peer.writeEpoch('currentEpoch', state.epoch);
    this.learners.wakeEpochAcked();
  }

  private onCurrentEpochDurable(): void {
    const { state, peer } = this;
    peer.setState('LEADING', 'SYNCHRONIZATION', peer.sid);
    state.phase = 'newLeaderAck';
    if (!state.quorumFormed) {
      this.waitAtBarrier();
      this.barriers.joinNewLeaderAck(peer.sid, state.zxid);
    }
    if (state.quorumFormed) this.onQuorumFormed();
  }

  /** B3: the handlers wake; the leader itself serves once it has come this far. */
  onQuorumFormed(): void {
    this.learners.wakeQuorumFormed();
    if (this.state.phase === 'newLeaderAck') this.serve();
  }

  private onBarrierTimeout(): void {
    const { phase } = this.state;
    this.events.stepDown('epochTimeout', { ...this.progress(), detail: phase });
  }

  private progress(): Progress {
    const { phase, connectingFollowers, electingFollowers, newLeaderAcks } = this.state;
    if (phase === 'newLeaderAck') return trackerProgress(newLeaderAcks);
    const counted = phase === 'epoch' ? connectingFollowers : electingFollowers;
    return progressOf(this.peer.quorumVerifier(), counted);
  }

  private serve(): void {
    this.deadline.cancel();
    this.events.startServing();
  }

  private waitAtBarrier(): void {
    const { initLimit, tickTimeMs } = this.peer.settings;
    this.deadline.set(this.peer.now() + initLimit * tickTimeMs * MS);
  }
}
