// One connection to the ensemble: dials, session, pings, reconnects with the same session, events, and the end. Called by
// the client for every input of its links and timers. Java's two threads become this: what the send thread sleeps
// through is a phase with a timer; what it does between two sleeps happens in one step.
// Source: ClientCnxn.SendThread (run, startConnect, primeConnection, onConnected, readResponse, cleanup), EventThread.queueEvent.
import { MS, NO_SESSION, type LinkId } from '../../base/units.ts';
import type { Zxid } from '../../base/zxid.ts';
import { errorCodes, type ErrorCode } from '../../data/errors.ts';
import type { WatchedEvent } from '../../data/model.ts';
import type { ClientPacket, ServerPacket } from '../../data/wire.ts';
import type { KeeperState } from '../facts.ts';
import { clientPath, type Call } from './call.ts';
import { isAlive, isConnected, type CnxnPort, type CnxnState, type States } from './cnxn-state.ts';
import { hostConnected, nextHost } from './connect-string.ts';
import { mustPing, pingDue, silenceEnds } from './heartbeat.ts';
import { Prober } from './prober.ts';
import { Requests } from './requests.ts';
import { materialize } from './watches.ts';

/** ClientCnxnSocketNIO.cleanup sleeps that long before anybody hears of a lost connection. */
const CLEANUP_MS = 100;
/** HostProvider.next sleeps that long when the whole list was tried in vain. */
const SPIN_DELAY_MS = 1000;
/** A dial after the first success waits a random while below this. */
const RECONNECT_DELAY_MS = 1000;

export class Cnxn {
  readonly state: CnxnState;
  readonly #port: CnxnPort;
  readonly #requests: Requests;
  readonly #prober: Prober;

  constructor(state: CnxnState, port: CnxnPort) {
    this.state = state;
    this.#port = port;
    this.#requests = new Requests(state, port, (keeperState, event) => {
      state.eventState = keeperState;
      this.#watched(keeperState, event, 0);
    });
    this.#prober = new Prober(state, port, () => {
      this.#lost();
    });
  }

  start(): void {
    this.#tellState();
    this.#connectNext();
  }

  /** `finished` comes for every request, at once when the client is closed. */
  submit(tag: number, call: Call): void {
    if (this.#requests.queue(tag, call)) this.#flush();
  }

  /** Sent now, and first of all on every later connection of this session. Source: ClientCnxn.addAuthInfo. */
  addAuth(scheme: string, auth: string | null): void {
    if (!isAlive(this.state.states)) return;
    this.state.authInfo.push({ scheme, auth });
    if (this.state.closing) return;
    this.state.outgoing.push({ kind: 'auth', scheme, auth });
    this.#flush();
  }

  /** The closeSession request is answered or lost; `closed` follows. Source: ClientCnxn.disconnect. */
  disconnect(): void {
    this.#setStates('CLOSED');
    // With the connection gone already, the cleaning under way is the last one.
    if (this.state.phase !== 'cleaning') this.#lost();
  }

  /** The object is dropped for a new one: its socket and timers go. */
  abandon(): void {
    this.#hangUp();
    this.state.phase = 'ended';
    this.#port.clearTimer('phase');
  }

  onOpened(link: LinkId): void {
    if (this.#prober.onOpened(link) || link !== this.state.link) return;
    const { state } = this;
    state.phase = 'priming';
    state.firstConnect = false;
    this.#touch();
    this.#port.send(link, {
      type: 'CONNECT',
      lastZxidSeen: state.lastZxid,
      timeoutMs: state.sessionTimeoutMs,
      sessionId: state.seenRwServerBefore ? state.sessionId : NO_SESSION,
      password: state.password,
      readOnly: state.readOnly,
    });
    this.#setWake();
  }

  /** Refused or closed: to the send thread both are an IOException. */
  onGone(link: LinkId): void {
    if (this.#prober.onGone(link) || link !== this.state.link) return;
    this.state.link = null;
    this.#lost();
  }

  onReceived(link: LinkId, packet: ServerPacket | ClientPacket): void {
    if (this.#prober.onReceived(link, packet) || link !== this.state.link) return;
    this.state.lastHeard = this.#port.now;
    if (packet.type === 'CONNECTED') this.#onConnected(packet);
    else if (packet.type === 'AUTHED') this.#onAuthed(packet.err);
    else if (packet.type === 'EVENT') this.#onEvent(packet.event, packet.zxid);
    else if (packet.type === 'REPLY' || packet.type === 'WATCHES_SET') {
      if (!this.#requests.onReply(packet)) this.#lost();
    }
    this.#setWake();
  }

  onTimer(id: string): void {
    const { phase, link } = this.state;
    if (id === 'probe') this.#prober.onTimer();
    else if (id === 'wake' && link !== null && silenceEnds(this.state) <= this.#port.now)
      this.#lost();
    else if (id === 'wake') this.#setWake();
    else if (id === 'phase' && phase === 'cleaning') this.#cleaned();
    else if (id === 'phase' && phase === 'asleep') this.#dial();
    else if (id === 'phase' && phase === 'dialing') this.#lost();
  }

  // The loop of the send thread.

  #connectNext(): void {
    const { state } = this;
    let sleepMs = 0;
    if (state.rwServerAddress !== null) {
      state.address = state.rwServerAddress;
      state.rwServerAddress = null;
    } else {
      const { address, wait } = nextHost(state.hosts);
      state.address = address;
      if (wait) sleepMs += SPIN_DELAY_MS;
    }
    if (!state.firstConnect) sleepMs += this.#port.draw('reconnect', 0, RECONNECT_DELAY_MS - 1);
    state.phase = 'asleep';
    if (sleepMs === 0) this.#dial();
    else this.#port.setTimer('phase', this.#port.now + sleepMs * MS);
  }

  #dial(): void {
    const { state } = this;
    state.phase = 'dialing';
    this.#touch();
    const dialed = this.#port.dial(state.address);
    state.link = dialed?.link ?? null;
    state.server = dialed?.server ?? null;
    this.#setStates('CONNECTING');
    // Nobody lives at that address: what a kernel says at once.
    if (dialed === null) this.#port.setTimer('phase', this.#port.now + MS);
    else this.#setWake();
  }

  #onConnected(packet: Extract<ServerPacket, { type: 'CONNECTED' }>): void {
    const { state } = this;
    if (packet.timeoutMs <= 0) {
      this.#setStates('CLOSED', 'EXPIRED');
      state.negotiatedMs = 0;
      this.#queueState('Expired');
      this.#die();
      return;
    }
    state.phase = 'serving';
    state.negotiatedMs = packet.timeoutMs;
    state.readTimeoutMs = Math.floor((packet.timeoutMs * 2) / 3);
    state.connectTimeoutMs = Math.floor(packet.timeoutMs / state.hosts.addresses.length);
    hostConnected(state.hosts);
    state.sessionId = packet.sessionId;
    state.password = packet.password;
    state.seenRwServerBefore ||= !packet.readOnly;
    this.#setStates(packet.readOnly ? 'CONNECTEDREADONLY' : 'CONNECTED');
    this.#queueState(packet.readOnly ? 'ConnectedReadOnly' : 'SyncConnected');
    if (state.link !== null) this.#requests.prime(state.link);
    this.#flush();
    this.#prober.connected();
  }

  #onAuthed(err: ErrorCode): void {
    if (err !== errorCodes.AUTHFAILED) return;
    this.#setStates('AUTH_FAILED');
    this.#queueState('AuthFailed');
    this.#die();
  }

  #onEvent(event: WatchedEvent, zxid: Zxid): void {
    const own = { type: event.type, path: clientPath(this.state.chroot, event.path) };
    this.state.eventState = 'SyncConnected';
    if (materialize(this.state.watches, own)) this.#watched('SyncConnected', own, zxid);
  }

  #flush(): void {
    if (this.state.phase !== 'serving' || this.state.link === null) return;
    this.#requests.flush(this.state.link);
    this.#setWake();
  }

  // Loss and end.

  /** No event reaches the watcher after this one (eventOfDeath), and there is no way back. */
  #die(): void {
    this.state.eventsDead = true;
    this.#lost();
  }

  /** The socket is closed; callers and watcher hear of it when the clean-up is over. */
  #lost(): void {
    if (this.state.phase === 'ended') return;
    this.#hangUp();
    this.state.phase = 'cleaning';
    this.#port.setTimer('phase', this.#port.now + CLEANUP_MS * MS);
  }

  #hangUp(): void {
    if (this.state.link !== null) this.#port.hangUp(this.state.link);
    this.state.link = null;
    this.#prober.stop();
    this.#port.clearTimer('wake');
  }

  #cleaned(): void {
    const { state } = this;
    this.#requests.loseAll();
    if (isAlive(state.states)) this.#queueState('Disconnected');
    if (isAlive(state.states) && !state.closing) this.#connectNext();
    else this.#end();
  }

  #end(): void {
    this.state.phase = 'ended';
    if (isAlive(this.state.states)) this.#setStates('CLOSED');
    this.#queueState('Closed');
    this.state.eventsDead = true;
    this.#port.closed();
  }

  // Events, states and time.

  /** A state that repeats the last one is no event. */
  #queueState(state: KeeperState): void {
    if (this.state.eventState === state) return;
    this.state.eventState = state;
    this.#watched(state, null, 0);
  }

  #watched(state: KeeperState, event: WatchedEvent | null, zxid: Zxid): void {
    if (!this.state.eventsDead) this.#port.watched(state, event, zxid);
  }

  #setStates(states: States, shown?: 'EXPIRED'): void {
    if (this.state.states === states && states === 'CLOSED') return;
    this.state.states = states;
    this.#tellState(shown);
  }

  #tellState(shown?: 'EXPIRED'): void {
    const { states, server, sessionId, negotiatedMs } = this.state;
    this.#port.tell({
      type: 'clientState',
      state: shown ?? (states === 'CONNECTEDREADONLY' ? 'CONNECTED' : states),
      server: isConnected(states) ? server : null,
      sessionId,
      timeoutMs: negotiatedMs,
    });
  }

  #touch(): void {
    this.state.lastHeard = this.#port.now;
    this.state.lastSend = this.#port.now;
  }

  /** Pings when one is due, and sets the timer to whatever comes first. */
  #setWake(): void {
    const { state } = this;
    if (state.link === null) return;
    const { now } = this.#port;
    if (state.phase !== 'serving') {
      this.#port.setTimer('wake', silenceEnds(state));
      return;
    }
    if (mustPing(state, now)) {
      this.#port.send(state.link, { type: 'PING' });
      state.lastSend = now;
    }
    this.#port.setTimer('wake', Math.min(silenceEnds(state), pingDue(state, now)));
  }
}
