// The client of a search: it asks for a session, writes when it has one, and is gone with its connection. It announces what
// a client does, so that its history is checked too. Called by yard.ts.
import { NO_SESSION, type ServerId, type SessionId } from '../../base/units.ts';
import type { ClientFact } from '../../client/facts.ts';
import type { Operation } from '../../data/model.ts';
import type { ClientPacket } from '../../data/wire.ts';
import type { AnyPacket } from '../../world/facts.ts';

export interface Guest {
  /** Which of the clients this is; 0 while nobody is there. */
  readonly number: number;
  readonly server: ServerId;
  readonly sessionId: SessionId;
  /** Writes that were answered. */
  readonly answered: number;
}

export const nobody: Guest = { number: 0, server: 0, sessionId: NO_SESSION, answered: 0 };

export const greeting: ClientPacket = {
  ...{ type: 'CONNECT', lastZxidSeen: 0, timeoutMs: 4000, sessionId: NO_SESSION },
  ...{ password: '0'.repeat(32), readOnly: false },
};

export interface Heard {
  readonly guest: Guest;
  readonly facts: readonly ClientFact[];
  readonly says: ClientPacket | null;
}

/** What it makes of a packet, and what it says next; it wants to write `writes` times. */
export function hear(guest: Guest, packet: AnyPacket, writes: number): Heard {
  if (packet.type === 'CONNECTED' && 'password' in packet) {
    const after = { ...guest, sessionId: packet.sessionId };
    return next(after, [stateOf(after, 'CONNECTED')], writes);
  }
  if (packet.type !== 'REPLY') return { guest, facts: [], says: null };
  const { xid, err, zxid, body } = packet;
  const after = { ...guest, answered: guest.answered + 1 };
  return next(after, [{ type: 'returned', xid, err, zxid, body }], writes);
}

/** Its connection is gone, and it does not come back. */
export function farewell(guest: Guest): readonly ClientFact[] {
  return [
    { type: 'unknown', xid: guest.answered + 1 },
    stateOf({ ...guest, server: 0 }, 'CONNECTING'),
  ];
}

function next(guest: Guest, facts: readonly ClientFact[], writes: number): Heard {
  if (guest.answered >= writes) return { guest, facts, says: null };
  const xid = guest.answered + 1;
  const op = writeOf(guest);
  return {
    guest,
    facts: [...facts, { type: 'invoked', xid, op }],
    says: { type: 'REQUEST', xid, op },
  };
}

function writeOf({ number, answered }: Guest): Operation {
  const path = `/w${number}-${answered}`;
  const acl = [{ perms: 31, scheme: 'world', id: 'anyone' }];
  return { type: 'create', path, data: null, acl, mode: 'PERSISTENT' };
}

function stateOf(
  { server, sessionId }: Guest,
  state: 'CONNECTING' | 'CONNECTED',
): Extract<ClientFact, { type: 'clientState' }> {
  const at = server === 0 ? null : server;
  return { type: 'clientState', state, server: at, sessionId, timeoutMs: 4000 };
}
