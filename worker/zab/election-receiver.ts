// What a server does with a notification the moment it arrives, in every state: answer, gossip, or queue it for the
// election. Called by election.ts.
// Source: FastLeaderElection.Messenger.WorkerReceiver; zab.md 3.5.
import type { ServerId } from '../base/units.ts';
import { voteOf } from './election-state.ts';
import type { ElectionState } from './election-state.ts';
import type { Notification, ServerState, Vote } from './packets.ts';
import type { Peer } from './peer.ts';
import { currentAndNextVoters } from './quorum.ts';
import type { QuorumCnx } from './quorum-cnx.ts';

/** The receive queue of QuorumCnxManager: the oldest is overwritten. */
const RECV_CAPACITY = 100;

export class Receiver {
  private readonly peer: Peer;
  private readonly state: ElectionState;
  private readonly cnx: QuorumCnx;

  constructor(peer: Peer, state: ElectionState, cnx: QuorumCnx) {
    this.peer = peer;
    this.state = state;
    this.cnx = cnx;
  }

  /** `restart`: a newer configuration was adopted, and the election must start over with it. */
  onNotification(from: ServerId, notification: Notification): 'handled' | 'restart' {
    const looking = this.peer.state() === 'LOOKING';
    if (looking && this.adoptConfig(notification)) return 'restart';
    if (!currentAndNextVoters(this.peer).includes(from)) {
      // Round and vote do not belong together here; that is what ZooKeeper answers to observers and joiners.
      const vote = { ...this.peer.currentVote(), electionEpoch: this.state.logicalclock };
      this.reply(from, vote, this.peer.state());
      return 'handled';
    }
    if (looking) this.onWhileLooking(from, notification);
    else if (notification.state === 'LOOKING') this.onLookingPeer(from);
    return 'handled';
  }

  notification(vote: Vote, state: ServerState): Notification {
    return {
      type: 'NOTIFICATION',
      ...voteOf(vote),
      state,
      version: 2,
      config: this.peer.quorumVerifier(),
    };
  }

  private onWhileLooking(from: ServerId, notification: Notification): void {
    this.state.queue.push({ from, notification });
    if (this.state.queue.length > RECV_CAPACITY) this.state.queue.shift();
    if (notification.state !== 'LOOKING') return;
    if (notification.electionEpoch >= this.state.logicalclock) return;
    const vote = { ...this.state.proposed, electionEpoch: this.state.logicalclock };
    this.reply(from, vote, 'LOOKING');
  }

  private onLookingPeer(from: ServerId): void {
    if (this.peer.state() === 'LEADING') this.peer.reportLookingSid(from);
    this.reply(from, this.peer.currentVote(), this.peer.state());
  }

  private reply(to: ServerId, vote: Vote, state: ServerState): void {
    this.cnx.send(to, this.notification(vote, state));
  }

  /** A newer committed configuration spreads through notifications; true if membership changed by it. */
  private adoptConfig({ config }: Notification): boolean {
    if (!this.peer.settings.reconfigEnabled) return false;
    if (config.version <= this.peer.quorumVerifier().version) return false;
    const { generation } = this.state;
    const changed = this.peer.activateConfig(config);
    this.peer.tell({ type: 'configActivated', config, designatedLeader: null });
    // The server may have restarted the election already, from inside activateConfig.
    return changed && this.state.generation === generation;
  }
}
