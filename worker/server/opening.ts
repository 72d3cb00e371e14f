// How a client's session begins or comes back at this server: the CONNECT packet. The answer is finishSession, after the
// createSession txn is applied or the leader has answered. Source: ZooKeeperServer.processConnectRequest, reopenSession.
import { NO_SESSION } from '../base/units.ts';
import { checkPassword, firstSessionId, nextSessionId } from '../data/session-ids.ts';
import type { ClientPacket } from '../data/wire.ts';
import type { ClientPlane } from './client-port.ts';
import type { Connection } from './connections.ts';

type Connect = Extract<ClientPacket, { type: 'CONNECT' }>;

/** A second CONNECT on a connection, or a client that has seen more than this server, ends the connection. */
export function onConnect(side: ClientPlane, connection: Connection, packet: Connect): void {
  const { lastZxidSeen, sessionId } = packet;
  const { link } = connection;
  if (connection.sessionId !== null) {
    side.drop(connection);
    return;
  }
  // A read-only server takes only clients that asked for one, and no session of the ensemble.
  if (
    side.serving.isReadOnly() &&
    (!packet.readOnly || side.database.replicated.sessions.has(sessionId))
  ) {
    side.drop(connection);
    return;
  }
  if (lastZxidSeen > side.database.lastProcessedZxid()) {
    // The client must try another server: this one would show it the past.
    side.process.tell({ type: 'sessionRefused', sessionId, link, why: 'ahead', lastZxidSeen });
    side.drop(connection);
    return;
  }
  const { minSessionTimeoutMs, maxSessionTimeoutMs } = side.process.config.settings;
  connection.timeoutMs = Math.min(
    maxSessionTimeoutMs,
    Math.max(minSessionTimeoutMs, packet.timeoutMs),
  );
  if (sessionId === NO_SESSION) createSession(side, connection);
  else reopenSession(side, connection, packet);
}

/** Every server gives out ids of its own; the session itself is a txn. */
function createSession(side: ClientPlane, connection: Connection): void {
  const { sid } = side.process.config;
  const { lastSessionId } = side.state;
  const id =
    lastSessionId === null
      ? firstSessionId(sid, side.process.wallMs)
      : nextSessionId(lastSessionId);
  side.state.lastSessionId = id;
  connection.sessionId = id;
  if (side.serving.openLocal(id, connection.timeoutMs)) {
    side.finishSession(connection.link, true, false);
    return;
  }
  if (side.serving.isReadOnly()) {
    side.drop(connection);
    return;
  }
  const op = { type: 'createSession', timeoutMs: connection.timeoutMs } as const;
  side.serving.submit({ sessionId: id, cxid: 0, op, authInfo: [] }, connection.link);
}

function reopenSession(
  side: ClientPlane,
  connection: Connection,
  { sessionId, password }: Connect,
): void {
  const earlier = side.connections.ofSession(sessionId);
  if (earlier !== undefined) side.drop(earlier);
  connection.sessionId = sessionId;
  if (checkPassword(sessionId, password)) {
    side.serving.reopen(sessionId, connection.timeoutMs, connection.link);
  } else side.finishSession(connection.link, false, true);
}
