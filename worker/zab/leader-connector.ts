// How a learner reaches its leader: five tries, a tenth of a second apart, all within initLimit ticks.
// Called by learner.ts.
// Source: Learner.connectToLeader, LeaderConnector; zab.md 4.1.
import type { LinkId } from '../base/units.ts';
import { MS } from '../base/units.ts';
import type { LearnerState } from './learner-state.ts';
import type { LearnerThread } from './learner-thread.ts';
import type { Peer } from './peer.ts';

const CONNECT_TIMER = 'learner/connect';
const RETRY_TIMER = 'learner/retry';
const TRIES_MAX = 5;
/** leaderConnectDelayDuringRetryMs. */
const RETRY_DELAY_MS = 100;

export class LeaderConnector {
  private readonly peer: Peer;
  private readonly state: LearnerState;
  private readonly thread: LearnerThread;

  constructor(peer: Peer, state: LearnerState, thread: LearnerThread) {
    this.peer = peer;
    this.state = state;
    this.thread = thread;
  }

  start(): void {
    this.peer.setTimer(CONNECT_TIMER, this.state.connectUntil);
    this.dial();
  }

  connected(): void {
    this.peer.clearTimer(CONNECT_TIMER);
  }

  onRefused(link: LinkId): void {
    const { peer, state } = this;
    if (link !== state.link || state.phase !== 'connecting') return;
    state.link = null;
    state.tries += 1;
    const left = state.connectUntil - peer.now();
    if (state.tries >= TRIES_MAX || left <= RETRY_DELAY_MS * MS) this.thread.end('connectFailed');
    else peer.setTimer(RETRY_TIMER, peer.now() + RETRY_DELAY_MS * MS);
  }

  /** True if the timer was one of ours. */
  onTimer(id: string): boolean {
    if (id === RETRY_TIMER) this.dial();
    else if (id !== CONNECT_TIMER) return false;
    else if (this.state.phase === 'connecting') this.thread.end('connectFailed');
    return true;
  }

  stop(): void {
    if (this.state.phase !== 'connecting') return;
    this.peer.clearTimer(CONNECT_TIMER);
    this.peer.clearTimer(RETRY_TIMER);
  }

  private dial(): void {
    this.state.link = this.peer.dial('quorum', this.state.leader);
  }
}
