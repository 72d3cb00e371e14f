// A time-out that is moved far more often than it strikes: the timer behind it is left where it is and, when it fires too
// early, set again to where the deadline has moved meanwhile. So a packet that prolongs a deadline costs no effect.
import type { Micros } from '../base/units.ts';
import type { Peer } from './peer.ts';

export interface DeadlineState {
  /** When to strike; null while nothing is waited for. */
  due: Micros | null;
  /** Where the timer stands; null while it is not set. */
  armed: Micros | null;
}

export function newDeadline(): DeadlineState {
  return { due: null, armed: null };
}

export class Deadline {
  private readonly peer: Pick<Peer, 'now' | 'setTimer' | 'clearTimer'>;
  private readonly id: string;
  private readonly state: DeadlineState;

  constructor(
    peer: Pick<Peer, 'now' | 'setTimer' | 'clearTimer'>,
    id: string,
    state: DeadlineState,
  ) {
    this.peer = peer;
    this.id = id;
    this.state = state;
  }

  set(at: Micros): void {
    this.state.due = at;
    if (this.state.armed === null || at < this.state.armed) this.arm(at);
  }

  /** Nothing is waited for any more; the timer may still fire and is then ignored. */
  clear(): void {
    this.state.due = null;
  }

  /** As `clear`, and takes the timer away: at the end of its owner. */
  cancel(): void {
    this.state.due = null;
    if (this.state.armed === null) return;
    this.state.armed = null;
    this.peer.clearTimer(this.id);
  }

  /** To be called when the timer fires: true if the deadline has really come; it is then cleared. */
  struck(): boolean {
    this.state.armed = null;
    const { due } = this.state;
    if (due === null) return false;
    if (due > this.peer.now()) {
      this.arm(due);
      return false;
    }
    this.state.due = null;
    return true;
  }

  private arm(at: Micros): void {
    this.state.armed = at;
    this.peer.setTimer(this.id, at);
  }
}
