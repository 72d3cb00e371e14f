// The client plane: connections, the opening and closing of sessions, requests in, replies and watch events out.
// Source: ZooKeeperServer.processConnectRequest, reopenSession, finishSessionInit, processPacket; FinalRequestProcessor.
import { pack, unpack, type Packed } from '../base/pack.ts';
import { NO_SESSION, type LinkId, type Participant, type SessionId } from '../base/units.ts';
import { addIdentities, authenticate, checkAcl, perms } from '../data/acl.ts';
import { errorCodes } from '../data/errors.ts';
import { replyLength, requestLength } from '../data/jute.ts';
import type { Acl, Request, Txn } from '../data/model.ts';
import { isWrite } from '../data/prep.ts';
import { read } from '../data/reads.ts';
import type { Applied } from '../data/replicated-state.ts';
import { sessionPassword } from '../data/session-ids.ts';
import { WatchManager } from '../data/watches.ts';
import type { ClientPacket, ServerPacket } from '../data/wire.ts';
import { writeReply } from '../data/write-reply.ts';
import type { RequestKind } from './commit-processor.ts';
import { addLatency, answered, Connections, noLatency, type Connection } from './connections.ts';
import type { ServerDatabase } from './database.ts';
import { fourLetterWord } from './four-letter-word.ts';
import { lastOpOfRead, lastOpOfWrite } from './last-ops.ts';
import type { ClientPlane, ClientSideState, ServingPort } from './client-port.ts';
import { onConnect } from './opening.ts';
import type { Process } from './process.ts';
import { countRead } from './traffic.ts';
import { watchesBeforeChanges, watchesBeforeRead, watchFacts } from './watch-facts.ts';

export class ClientSide implements ClientPlane {
  readonly connections: Connections;
  watches: WatchManager;
  readonly state: ClientSideState;
  readonly process: Process;
  readonly database: ServerDatabase;
  readonly serving: ServingPort;

  constructor(process: Process, database: ServerDatabase, serving: ServingPort, captured?: Packed) {
    this.process = process;
    this.database = database;
    this.serving = serving;
    const parts = captured as { [part: string]: Packed } | undefined;
    this.connections = new Connections(parts?.['connections']);
    this.watches = new WatchManager();
    if (parts?.['watches'] !== undefined) this.watches.restore(parts['watches']);
    const state = parts?.['state'];
    this.state = state === undefined ? newState() : (unpack(state) as ClientSideState);
  }

  onOpened(link: LinkId, client: Participant): void {
    this.connections.open(link, client, this.process.wallMs);
  }

  onClosed(link: LinkId): void {
    const connection = this.connections.get(link);
    if (connection !== undefined) this.forget(connection);
  }

  onReceived(link: LinkId, packet: ClientPacket): void {
    const connection = this.connections.get(link);
    // What was in flight when we closed the connection.
    if (connection === undefined) return;
    connection.received += 1;
    this.state.received += 1;
    if (packet.type === 'FOUR_LETTER_WORD') this.onFourLetterWord(connection, packet.word);
    else if (!this.serving.isRunning()) this.drop(connection);
    else if (packet.type === 'CONNECT') onConnect(this, connection, packet);
    else if (connection.sessionId === null || !connection.ready) this.drop(connection);
    else this.onSessionPacket(connection, connection.sessionId, packet);
  }

  /** The role is over: every client is disconnected. */
  closeAll(): void {
    for (const connection of this.connections.all()) this.drop(connection);
    this.watches = new WatchManager();
  }

  // --- Answers ------------------------------------------------------------------------------------------

  /** Tells a client whether its session is there; an invalid one is answered with timeout 0 and the connection ends. */
  finishSession(link: LinkId, valid: boolean, renewed: boolean): void {
    const connection = this.connections.get(link);
    if (connection === undefined || connection.sessionId === null) return;
    const { sessionId, timeoutMs } = connection;
    if (!valid) {
      this.refuse(connection, 'expired', 0);
      return;
    }
    connection.ready = true;
    this.process.tell({ type: 'sessionOpened', sessionId, link, timeoutMs, renewed });
    const password = sessionPassword(sessionId);
    this.send(connection, {
      type: 'CONNECTED',
      timeoutMs,
      sessionId,
      password,
      readOnly: this.serving.isReadOnly(),
    });
  }

  answerPing(link: LinkId): void {
    const connection = this.connections.get(link);
    if (connection === undefined) return;
    this.account(connection, 'PING', -2);
    this.send(connection, { type: 'PONG', zxid: this.database.lastProcessedZxid() });
  }

  answerRead(request: Request, link: LinkId, kind: RequestKind): void {
    const connection = this.connections.get(link);
    const { op, sessionId, cxid } = request;
    if (connection === undefined || isWrite(op)) return;
    const { settings } = this.process.config;
    const { tree } = this.database.replicated;
    const { authInfo } = connection;
    const before = watchesBeforeRead(op, sessionId, this.watches, tree);
    const answer = read(op, { tree, watches: this.watches, sessionId, authInfo, settings });
    countRead(this.database.traffic, op, answer);
    for (const fact of watchFacts(before, this.watches)) this.process.tell(fact);
    const zxid = this.database.lastProcessedZxid();
    for (const event of answer.events) this.send(connection, { type: 'EVENT', zxid, event });
    this.account(connection, lastOpOfRead(op), cxid);
    if (kind === 'setWatches') this.send(connection, { type: 'WATCHES_SET', zxid });
    else
      this.send(connection, { type: 'REPLY', xid: cxid, zxid, err: answer.err, body: answer.body });
  }

  answerWrite(request: Request, link: LinkId, applied: Applied): void {
    const connection = this.connections.get(link);
    const { op, cxid: xid } = request;
    if (connection === undefined || !isWrite(op)) return;
    this.account(connection, lastOpOfWrite(op.type, applied.err), xid);
    if (op.type === 'createSession') {
      this.finishSession(link, applied.err === errorCodes.OK, false);
      return;
    }
    const reply = writeReply(op, applied, this.serving.quorumVerifier());
    const zxid = this.database.lastProcessedZxid();
    // A session that has moved is told so by the end of the connection, not by a reply.
    if (reply !== null) this.send(connection, { type: 'REPLY', xid, zxid, ...reply });
    if (reply === null || op.type === 'closeSession') this.drop(connection);
  }

  /** What a read-only server says to a write. Source: ReadOnlyRequestProcessor.sendErrorResponse. */
  refuseWrite({ cxid: xid }: Request, link: LinkId): void {
    const connection = this.connections.get(link);
    if (connection === undefined) return;
    const zxid = this.database.lastProcessedZxid();
    this.send(connection, { type: 'REPLY', xid, zxid, err: errorCodes.NOTREADONLY, body: null });
  }

  /** A session of this server alone has ended without its client. */
  closeSession(sessionId: SessionId): void {
    const connection = this.connections.ofSession(sessionId);
    if (connection !== undefined) this.drop(connection);
  }

  /** Watches fire before anybody is answered from the new state; a session closed by somebody else loses its connection. */
  onApplied(txn: Txn, applied: Applied, answered: LinkId | null): void {
    const { zxid, sessionId } = txn;
    const before = watchesBeforeChanges(applied.changes, this.watches);
    const fired = this.watches.trigger(applied.changes, (session, acl) =>
      this.mayRead(session, acl),
    );
    for (const [session, event] of fired) {
      this.process.tell({ type: 'watchFired', sessionId: session, event, zxid });
      const connection = this.connections.ofSession(session);
      if (connection !== undefined) this.send(connection, { type: 'EVENT', zxid, event });
    }
    for (const fact of watchFacts(before, this.watches, fired)) this.process.tell(fact);
    if (txn.body.type !== 'closeSession' || answered !== null) return;
    const connection = this.connections.ofSession(sessionId);
    if (connection !== undefined) this.drop(connection);
  }

  /** Source: ServerStats.reset (srst). */
  resetStats(): void {
    const { lastSessionId } = this.state;
    Object.assign(this.state, newState(), { lastSessionId });
  }

  capture(): Packed {
    return {
      state: pack(this.state),
      connections: this.connections.capture(),
      watches: this.watches.capture(),
    };
  }

  inspect(): object {
    return {
      connections: this.connections
        .all()
        .map(({ client, sessionId, timeoutMs, received, sent }) => ({
          client,
          sessionId,
          timeoutMs,
          received,
          sent,
        })),
      watches: this.watches.list(),
    };
  }

  // --- Packets of a session -------------------------------------------------------------------------------

  private onSessionPacket(
    connection: Connection,
    sessionId: SessionId,
    packet: Exclude<ClientPacket, { type: 'CONNECT' | 'FOUR_LETTER_WORD' }>,
  ): void {
    this.serving.touch(sessionId, connection.timeoutMs);
    const authInfo = connection.authInfo;
    switch (packet.type) {
      case 'PING':
        connection.arrived.set(-2, this.process.now);
        this.serving.submitSpecial('ping', sessionId, null, connection.link);
        return;
      case 'AUTH':
        this.onAuth(connection, packet.scheme, packet.auth);
        return;
      case 'SET_WATCHES': {
        connection.arrived.set(packet.xid, this.process.now);
        const request = { sessionId, cxid: packet.xid, op: packet.op, authInfo };
        this.serving.submitSpecial('setWatches', sessionId, request, connection.link);
        return;
      }
      case 'REQUEST': {
        const request = { sessionId, cxid: packet.xid, op: packet.op, authInfo };
        // "Len error": the real server reads the length, throws and drops the connection.
        if (requestLength(packet.op) > this.process.config.settings.juteMaxBuffer) {
          this.drop(connection);
          return;
        }
        connection.arrived.set(packet.xid, this.process.now);
        this.serving.submit(request, connection.link);
        return;
      }
    }
  }

  private onAuth(connection: Connection, scheme: string, auth: string | null): void {
    const ids = authenticate(scheme, auth, '127.0.0.1', this.process.config.settings);
    if (ids === null) {
      this.send(connection, { type: 'AUTHED', err: errorCodes.AUTHFAILED });
      this.drop(connection);
      return;
    }
    connection.authInfo = addIdentities(connection.authInfo, ids);
    this.send(connection, { type: 'AUTHED', err: errorCodes.OK });
  }

  private onFourLetterWord(connection: Connection, word: string): void {
    const text = fourLetterWord(word, connection, this);
    if (text !== '') this.send(connection, { type: 'TEXT', text });
    this.drop(connection);
  }

  // --- Connections ------------------------------------------------------------------------------------------

  private mayRead(sessionId: SessionId, acl: readonly Acl[]): boolean {
    const connection = this.connections.ofSession(sessionId);
    if (connection === undefined) return false;
    return checkAcl(acl, perms.READ, connection.authInfo, this.process.config.settings);
  }

  private send(connection: Connection, packet: ServerPacket): void {
    if (packet.type === 'REPLY') this.measure(replyLength(packet.body));
    connection.sent += 1;
    this.state.sent += 1;
    this.process.send(connection.link, packet);
  }

  private refuse(connection: Connection, why: 'expired', lastZxidSeen: number): void {
    const sessionId = connection.sessionId ?? NO_SESSION;
    this.process.tell({
      type: 'sessionRefused',
      sessionId,
      link: connection.link,
      why,
      lastZxidSeen,
    });
    const password = '0'.repeat(32);
    this.send(connection, {
      type: 'CONNECTED',
      timeoutMs: 0,
      sessionId: NO_SESSION,
      password,
      readOnly: false,
    });
    this.drop(connection);
  }

  /** Ends the connection from this side. */
  drop(connection: Connection): void {
    this.process.close(connection.link);
    this.forget(connection);
  }

  private forget(connection: Connection): void {
    this.connections.remove(connection.link);
    if (connection.sessionId !== null) this.watches.removeSession(connection.sessionId);
  }

  private account(connection: Connection, lastOp: string, cxid: number): void {
    const { now, wallMs } = this.process;
    const lastZxid = this.database.lastProcessedZxid();
    const ms = answered(
      connection,
      { lastOp, lastCxid: cxid, lastZxid, lastResponseMs: wallMs },
      now,
    );
    addLatency(this.state.latency, ms);
  }

  private measure(size: number): void {
    const { min, max } = this.state.responseSizes;
    this.state.responseSizes = {
      last: size,
      min: min < 0 ? size : Math.min(min, size),
      max: Math.max(max, size),
    };
  }
}

function newState(): ClientSideState {
  const responseSizes = { last: -1, min: -1, max: -1 };
  return { lastSessionId: null, received: 0, sent: 0, latency: noLatency(), responseSizes };
}
