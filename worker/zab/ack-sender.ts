// Where a follower's durable txns become ACKs. Called by the sync processor through learner.ts.
// Source: SendAckRequestProcessor; zab.md 6.2 step 4.
import { MS } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { LearnerState } from './learner-state.ts';
import type { LearnerThread } from './learner-thread.ts';
import type { Peer } from './peer.ts';

export const ACK_TIMER = 'learner/ack';

export class AckSender {
  private readonly peer: Peer;
  private readonly state: LearnerState;
  private readonly thread: LearnerThread;

  constructor(peer: Peer, state: LearnerState, thread: LearnerThread) {
    this.peer = peer;
    this.state = state;
    this.thread = thread;
  }

  /** The txn is durable here. An observer is not asked. */
  acknowledge(zxid: Zxid): void {
    if (this.state.observer || zxid <= this.state.unackedUpTo) return;
    if (this.peer.has('B3')) this.hold(zxid);
    else this.thread.send({ type: 'ACK', zxid });
  }

  /** Variant B3: sends what has been held long enough. */
  release(): void {
    const { heldAcks } = this.state;
    for (
      let held = heldAcks[0];
      held !== undefined && held.at <= this.peer.now();
      held = heldAcks[0]
    ) {
      heldAcks.shift();
      this.thread.send({ type: 'ACK', zxid: held.zxid });
    }
    if (heldAcks[0] !== undefined) this.peer.setTimer(ACK_TIMER, heldAcks[0].at);
  }

  stop(): void {
    if (this.state.heldAcks.length > 0) this.peer.clearTimer(ACK_TIMER);
  }

  /** Variant B3: the ACK leaves up to a tick later, still in order. */
  private hold(zxid: Zxid): void {
    const { peer, state } = this;
    const delay = peer.draw('B3', 0, peer.settings.tickTimeMs) * MS;
    const at = Math.max(peer.now() + delay, state.heldAcks.at(-1)?.at ?? 0);
    state.heldAcks.push({ zxid, at });
    if (state.heldAcks.length === 1 && !this.thread.isOver()) peer.setTimer(ACK_TIMER, at);
  }
}
