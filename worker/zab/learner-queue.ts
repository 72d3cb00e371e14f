// The packets on their way from a leader to one learner: held back until the sender starts, then sent in order; and the
// watch over proposals that stay unacknowledged. Called by learner-handler.ts and, for live traffic, by leader.ts.
// Source: LearnerHandler.queuePacket, sendPackets, SyncLimitCheck; zab.md 5.5, 6.6.
import { assert } from '../base/assert.ts';
import type { Micros } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { HandlerState } from './leader-state.ts';
import type { QuorumPacket } from './packets.ts';
import type { Peer } from './peer.ts';

export class LearnerQueue {
  private readonly peer: Peer;
  private readonly state: HandlerState;

  constructor(peer: Peer, state: HandlerState) {
    this.peer = peer;
    this.state = state;
  }

  /** Behind everything queued before. */
  push(packet: QuorumPacket): void {
    if (this.state.sending) this.transmit(packet);
    else this.state.queue.push(packet);
  }

  /** Past the queue, straight into the connection: LEADERINFO and SNAP, before the sender starts. */
  sendNow(packet: QuorumPacket): void {
    assert(!this.state.sending, 'Nothing overtakes a running sender');
    this.transmit(packet);
  }

  startSending(): void {
    assert(!this.state.sending, 'The sender is started once');
    this.state.sending = true;
    const { queue } = this.state;
    this.state.queue = [];
    for (const packet of queue) this.transmit(packet);
  }

  updateAck(zxid: Zxid): void {
    const { check } = this.state;
    if (check.current?.zxid === zxid) {
      check.current = check.next;
      check.next = null;
    } else if (check.next?.zxid === zxid) check.next = null;
  }

  /** Whether the sampled PROPOSAL is unacknowledged for `limit` microseconds or longer. */
  isAckOverdue(limit: Micros): boolean {
    const { current } = this.state.check;
    return current !== null && this.peer.now() - current.at >= limit;
  }

  private transmit(packet: QuorumPacket): void {
    if (packet.type === 'PROPOSAL') this.sample(packet.zxid);
    if (!this.state.closed) this.peer.send(this.state.link, packet);
  }

  /** Two samples are kept: one that is watched, and the newest sent since. */
  private sample(zxid: Zxid): void {
    const { check } = this.state;
    if (!check.started) return;
    const sample = { zxid, at: this.peer.now() };
    if (check.current === null) check.current = sample;
    else check.next = sample;
  }
}
