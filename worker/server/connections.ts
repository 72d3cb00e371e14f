// The clients connected to this server: one entry per connection of the client plane, with what `cons` reports of it.
// Source: ServerCnxn, NIOServerCnxnFactory.
import { present } from '../base/assert.ts';
import { pack, unpack, type Packed } from '../base/pack.ts';
import { MS } from '../base/units.ts';
import type { LinkId, Micros, Participant, SessionId, WallMillis } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Id } from '../data/model.ts';

export interface Connection {
  readonly link: LinkId;
  readonly client: Participant;
  readonly establishedMs: WallMillis;
  /** null until CONNECT. */
  sessionId: SessionId | null;
  timeoutMs: number;
  /** False until the session is set up: nothing is read from the connection before. */
  ready: boolean;
  authInfo: readonly Id[];
  received: number;
  sent: number;
  /** Requests not answered yet, with the time each arrived on this server's clock, by cxid. */
  arrived: Map<number, Micros>;
  lastOp: string;
  lastCxid: number;
  lastZxid: Zxid;
  lastResponseMs: WallMillis;
  latency: Latency;
}

/** Milliseconds, as ServerStats keeps them. */
export interface Latency {
  last: number;
  min: number;
  max: number;
  total: number;
  count: number;
}

export function noLatency(): Latency {
  return { last: 0, min: 0, max: 0, total: 0, count: 0 };
}

export function addLatency(latency: Latency, ms: number): void {
  latency.last = ms;
  latency.min = latency.count === 0 ? ms : Math.min(latency.min, ms);
  latency.max = Math.max(latency.max, ms);
  latency.total += ms;
  latency.count += 1;
}

/** Keeps what `stat` and `cons` report of an answered request; returns how long it took, in whole milliseconds. */
export function answered(
  connection: Connection,
  last: Pick<Connection, 'lastOp' | 'lastCxid' | 'lastZxid' | 'lastResponseMs'>,
  now: Micros,
): number {
  const arrived = connection.arrived.get(last.lastCxid);
  connection.arrived.delete(last.lastCxid);
  const ms = arrived === undefined ? 0 : Math.floor((now - arrived) / MS);
  addLatency(connection.latency, ms);
  connection.lastOp = last.lastOp;
  // Special xids (pings) do not hide the client's last real request.
  if (last.lastCxid >= 0) connection.lastCxid = last.lastCxid;
  connection.lastZxid = last.lastZxid;
  connection.lastResponseMs = last.lastResponseMs;
  return ms;
}

export class Connections {
  private byLink: Map<LinkId, Connection>;

  constructor(captured?: Packed) {
    this.byLink =
      captured === undefined
        ? new Map<LinkId, Connection>()
        : (unpack(captured) as Map<LinkId, Connection>);
  }

  /** Every client connects from 127.0.0.1 and so has that identity of scheme ip. */
  open(link: LinkId, client: Participant, wallMs: WallMillis): Connection {
    const connection: Connection = {
      link,
      client,
      establishedMs: wallMs,
      sessionId: null,
      timeoutMs: 0,
      ready: false,
      authInfo: [{ scheme: 'ip', id: '127.0.0.1' }],
      received: 0,
      sent: 0,
      arrived: new Map(),
      // As a new ServerCnxn prints itself; after crst it says NA.
      lastOp: 'null',
      lastCxid: 0,
      lastZxid: 0,
      lastResponseMs: wallMs,
      latency: noLatency(),
    };
    this.byLink.set(link, connection);
    return connection;
  }

  get(link: LinkId): Connection | undefined {
    return this.byLink.get(link);
  }

  /** The connection that holds the session here, if any. */
  ofSession(sessionId: SessionId): Connection | undefined {
    for (const connection of this.byLink.values())
      if (connection.sessionId === sessionId) return connection;
    return undefined;
  }

  remove(link: LinkId): Connection {
    const connection = present(this.byLink.get(link), 'The connection');
    this.byLink.delete(link);
    return connection;
  }

  /** In the order they were opened. */
  all(): readonly Connection[] {
    return [...this.byLink.values()];
  }

  /** Source: ServerCnxn.resetStats (crst). */
  resetStats(): void {
    for (const connection of this.byLink.values()) {
      connection.received = 0;
      connection.sent = 0;
      connection.lastOp = 'NA';
      connection.lastCxid = -1;
      connection.lastZxid = -1;
      connection.lastResponseMs = 0;
      connection.latency = noLatency();
    }
  }

  count(): number {
    return this.byLink.size;
  }

  capture(): Packed {
    return pack(this.byLink);
  }
}
