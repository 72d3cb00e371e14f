// When a connection that hears nothing is given up, and when it must say something. Pure functions of its state, called
// by cnxn.ts after everything that was sent or received. Source: ClientCnxn.SendThread.run.
import { MS, type Micros } from '../../base/units.ts';
import { isConnected, type CnxnState } from './cnxn-state.ts';

const MAX_SEND_PING_INTERVAL_MS = 10_000;

/** When the silence has lasted too long: two thirds of the session timeout, or the connect timeout before CONNECTED. */
export function silenceEnds(state: CnxnState): Micros {
  const limitMs = isConnected(state.states) ? state.readTimeoutMs : state.connectTimeoutMs;
  return state.lastHeard + limitMs * MS;
}

/** Half the read timeout after the last packet sent; a second earlier once that was more than a second ago. */
export function pingDue(state: CnxnState, now: Micros): Micros {
  const { lastSend, readTimeoutMs } = state;
  const earlyMs = now - lastSend > 1000 * MS ? 1000 : 0;
  return lastSend + (Math.floor(readTimeoutMs / 2) - earlyMs) * MS;
}

export function mustPing(state: CnxnState, now: Micros): boolean {
  return pingDue(state, now) <= now || now - state.lastSend > MAX_SEND_PING_INTERVAL_MS * MS;
}
