// The election plane's connections: one per pair of servers, initiated by the larger sid, each with a send queue of one
// message that newer ones overwrite. Called by election.ts.
// Source: QuorumCnxManager; zab.md 3.1.
import type { LinkId, ServerId } from '../base/units.ts';
import { MS } from '../base/units.ts';
import type { Notification } from './packets.ts';
import type { Peer } from './peer.ts';
import { memberOf } from './quorum.ts';

export interface CnxState {
  /** senderWorkerMap: the connection in use with each peer. */
  readonly links: Map<ServerId, LinkId>;
  /** inprogressConnections: our own dials that are not answered yet. */
  readonly dialing: Map<ServerId, LinkId>;
  /** queueSendMap: a peer we ever had something for; null is an empty queue. */
  readonly queues: Map<ServerId, Notification | null>;
  readonly lastSent: Map<ServerId, Notification>;
}

export function newCnxState(): CnxState {
  return { links: new Map(), dialing: new Map(), queues: new Map(), lastSent: new Map() };
}

const DIAL_TIMER = 'election/dial/';

export class QuorumCnx {
  private readonly peer: Peer;
  private readonly state: CnxState;

  constructor(peer: Peer, state: CnxState) {
    this.peer = peer;
    this.state = state;
  }

  /** Replaces what is queued for `to`, and dials if there is no connection. Never to oneself: that is the caller's loop. */
  send(to: ServerId, notification: Notification): void {
    this.state.queues.set(to, notification);
    const link = this.state.links.get(to);
    if (link === undefined) this.connect(to);
    else this.flush(to, link);
  }

  /** Dials every peer we ever had something for and have no connection with. */
  connectAll(): void {
    for (const sid of [...this.state.queues.keys()].sort((a, b) => a - b)) this.connect(sid);
  }

  /** Whether some queue is empty. ZooKeeper asks for one, not for all, before it repeats its notifications. */
  haveDelivered(): boolean {
    return [...this.state.queues.values()].includes(null);
  }

  isCurrent(link: LinkId, sid: ServerId): boolean {
    return this.state.links.get(sid) === link;
  }

  onOpened(link: LinkId, sid: ServerId, dialed: boolean): void {
    if (dialed) this.onAnswered(link, sid);
    else this.onAccepted(link, sid);
  }

  onRefused(link: LinkId, sid: ServerId): void {
    if (this.state.dialing.get(sid) === link) this.endDial(sid);
  }

  onClosed(link: LinkId, sid: ServerId): void {
    if (this.state.dialing.get(sid) === link) this.endDial(sid);
    if (this.isCurrent(link, sid)) this.state.links.delete(sid);
  }

  /** True if the timer was one of ours: a dial that was never answered (cnxTimeout). */
  onTimer(id: string): boolean {
    if (!id.startsWith(DIAL_TIMER)) return false;
    const sid = Number(id.slice(DIAL_TIMER.length));
    const link = this.state.dialing.get(sid);
    if (link !== undefined) {
      this.state.dialing.delete(sid);
      this.peer.close(link);
    }
    return true;
  }

  /** Drops every connection and forgets what was queued and sent. */
  halt(): void {
    for (const sid of this.state.dialing.keys()) this.peer.clearTimer(DIAL_TIMER + String(sid));
    for (const link of this.state.dialing.values()) this.peer.close(link);
    for (const link of this.state.links.values()) this.peer.close(link);
    this.state.dialing.clear();
    this.state.links.clear();
    this.state.queues.clear();
    this.state.lastSent.clear();
  }

  private connect(sid: ServerId): void {
    const known =
      memberOf(this.peer.quorumVerifier(), sid) ??
      memberOf(this.peer.lastSeenQuorumVerifier(), sid);
    if (known !== null) this.dial(sid);
  }

  private dial(sid: ServerId): void {
    if (this.state.links.has(sid) || this.state.dialing.has(sid)) return;
    this.state.dialing.set(sid, this.peer.dial('election', sid));
    const timeout = this.peer.settings.connectTimeoutMs * MS;
    this.peer.setTimer(DIAL_TIMER + String(sid), this.peer.now() + timeout);
  }

  private endDial(sid: ServerId): void {
    this.state.dialing.delete(sid);
    this.peer.clearTimer(DIAL_TIMER + String(sid));
  }

  /** Our dial was answered. The smaller sid has only shown who it is: it drops the connection and is dialed back. */
  private onAnswered(link: LinkId, sid: ServerId): void {
    if (this.state.dialing.get(sid) !== link) {
      this.peer.close(link);
      return;
    }
    this.endDial(sid);
    if (sid > this.peer.sid) this.peer.close(link);
    else this.adopt(link, sid);
  }

  private onAccepted(link: LinkId, sid: ServerId): void {
    if (sid > this.peer.sid) {
      this.adopt(link, sid);
      return;
    }
    // The smaller one may know better than we that the old connection is dead.
    this.finish(sid);
    this.peer.close(link);
    // It told its address, so that even one missing in our configuration can be dialed back.
    this.dial(sid);
  }

  private adopt(link: LinkId, sid: ServerId): void {
    this.finish(sid);
    this.state.links.set(sid, link);
    const queued = this.state.queues.get(sid) ?? null;
    const last = this.state.lastSent.get(sid);
    if (queued !== null) this.flush(sid, link);
    else {
      this.state.queues.set(sid, null);
      // What was sent last may have been lost with the old connection.
      if (last !== undefined) this.peer.send(link, last);
    }
  }

  private finish(sid: ServerId): void {
    const link = this.state.links.get(sid);
    if (link === undefined) return;
    this.state.links.delete(sid);
    this.peer.close(link);
  }

  private flush(to: ServerId, link: LinkId): void {
    const queued = this.state.queues.get(to) ?? null;
    if (queued === null) return;
    this.state.queues.set(to, null);
    this.state.lastSent.set(to, queued);
    this.peer.send(link, queued);
  }
}
