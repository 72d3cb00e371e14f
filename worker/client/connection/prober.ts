// A client that was let in by a read-only server keeps looking for one that can write: it asks the next server of its
// list `isro`, ever more seldom, and moves there when the answer is `rw`. Part of the connection (cnxn.ts).
// Source: ClientCnxn.SendThread.pingRwServer. Differs: the real send thread stands still while it asks; here it goes on.
import { MS, type LinkId } from '../../base/units.ts';
import type { ClientPacket, ServerPacket } from '../../data/wire.ts';
import { PING_RW_MIN_MS, type CnxnPort, type CnxnState } from './cnxn-state.ts';
import { nextHost } from './connect-string.ts';

const PING_RW_MAX_MS = 60_000;
/** How long an asked server may take to answer (its socket's timeout). */
const ANSWER_MS = 1000;

export class Prober {
  readonly #state: CnxnState;
  readonly #port: CnxnPort;
  /** Ends the connection to the read-only server: RWServerFoundException. */
  readonly #found: () => void;

  constructor(state: CnxnState, port: CnxnPort, found: () => void) {
    this.#state = state;
    this.#port = port;
    this.#found = found;
  }

  /** A session was set up: the search begins if it is a read-only one. */
  connected(): void {
    if (this.#state.states !== 'CONNECTEDREADONLY') return;
    const { lastPingRw, pingRwTimeoutMs } = this.#state;
    this.#port.setTimer('probe', Math.max(this.#port.now + 1, lastPingRw + pingRwTimeoutMs * MS));
  }

  stop(): void {
    this.#hangUp();
    this.#port.clearTimer('probe');
  }

  onTimer(): void {
    if (this.#state.states !== 'CONNECTEDREADONLY') return;
    if (this.#state.probe !== null) {
      this.#later();
      return;
    }
    const { now } = this.#port;
    this.#state.lastPingRw = now;
    this.#state.pingRwTimeoutMs = Math.min(2 * this.#state.pingRwTimeoutMs, PING_RW_MAX_MS);
    const { address } = nextHost(this.#state.hosts);
    const dialed = this.#port.dial(address);
    this.#state.probe = { address, link: dialed?.link ?? null };
    if (dialed === null) this.#later();
    else this.#port.setTimer('probe', now + ANSWER_MS * MS);
  }

  /** True if the link is the probe's. */
  onOpened(link: LinkId): boolean {
    if (!this.#isOwn(link)) return false;
    this.#port.send(link, { type: 'FOUR_LETTER_WORD', word: 'isro' });
    return true;
  }

  onGone(link: LinkId): boolean {
    if (!this.#isOwn(link)) return false;
    this.#state.probe = null;
    this.#later();
    return true;
  }

  onReceived(link: LinkId, packet: ServerPacket | ClientPacket): boolean {
    const { probe } = this.#state;
    if (probe === null || !this.#isOwn(link)) return false;
    if (packet.type !== 'TEXT') return true;
    this.#later();
    if (packet.text === 'rw') {
      this.#state.pingRwTimeoutMs = PING_RW_MIN_MS;
      this.#state.rwServerAddress = probe.address;
      this.#found();
    }
    return true;
  }

  #isOwn(link: LinkId): boolean {
    return this.#state.probe !== null && this.#state.probe.link === link;
  }

  #later(): void {
    this.#hangUp();
    const { lastPingRw, pingRwTimeoutMs } = this.#state;
    this.#port.setTimer('probe', Math.max(this.#port.now + 1, lastPingRw + pingRwTimeoutMs * MS));
  }

  #hangUp(): void {
    const link = this.#state.probe?.link ?? null;
    this.#state.probe = null;
    if (link !== null) this.#port.hangUp(link);
  }
}
