// The histories of clients against the committed txns: what each was told must be explained by one order of all writes.
// Called by checker.ts with every client fact and every committed txn. Source: correctness.md 3.3.
import { CLIENT_BASE, type Participant } from '../base/units.ts';
import { shortZxid as z, type Zxid } from '../base/zxid.ts';
import type { ClientFact } from '../client/facts.ts';
import type { Txn } from '../data/model.ts';
import { isWrite, operationText } from '../trace/txn-text.ts';
import { newTrack, type ClientTrack, type PendingCall } from './client-state.ts';
import { ReadChecks } from './history-reads.ts';
import { SessionHistoryChecks } from './history-sessions.ts';
import { WatchChecks } from './history-watches.ts';
import { WriteChecks } from './history-writes.ts';
import type { Docket } from './invariants.ts';
import { PathModel } from './path-model.ts';

export class HistoryChecks {
  readonly paths = new PathModel();
  readonly sessions: SessionHistoryChecks;
  private readonly docket: Docket;
  private readonly writes: WriteChecks;
  private readonly reads: ReadChecks;
  private readonly watches: WatchChecks;
  private readonly clients = new Map<Participant, ClientTrack>();
  /** Largest zxid of a write that any client was answered. */
  private newestWrite: Zxid = 0;

  private readonly names: string[];

  constructor(docket: Docket, names: readonly string[]) {
    this.docket = docket;
    this.names = [...names];
    this.sessions = new SessionHistoryChecks(docket, this.paths);
    this.writes = new WriteChecks(docket, this.paths);
    this.reads = new ReadChecks(docket, this.paths);
    this.watches = new WatchChecks(docket, this.paths);
  }

  onCommitted(txn: Txn): void {
    this.writes.beforeApply(txn);
    this.sessions.beforeApply(txn);
    this.paths.apply(txn);
  }

  /** States before this txn are not judged any more. */
  forget(horizon: Zxid): void {
    if (!this.paths.forget(horizon)) return;
    this.sessions.forget();
    this.writes.forget();
  }

  /** `committed` is the newest committed zxid, `index` the place in the trace. */
  push(who: Participant, fact: ClientFact, index: number, committed: Zxid): void {
    const client = this.clientOf(who);
    switch (fact.type) {
      case 'clientState':
        this.onState(client, fact);
        return;
      case 'invoked':
        client.pending.push({
          xid: fact.xid,
          op: fact.op,
          sessionId: client.sessionId,
          index,
          newestWrite: this.newestWrite,
          newestEvent: client.newestEvent,
        });
        return;
      case 'returned':
        this.onReturned(client, fact, committed);
        return;
      case 'unknown':
        client.pending = client.pending.filter((call) => call.xid !== fact.xid);
        return;
      case 'notified':
        if (fact.event === null) return;
        this.watches.onEvent(client, fact.event, fact.zxid);
        client.newestEvent = Math.max(client.newestEvent, fact.zxid);
        return;
      case 'clientExited':
        client.pending = [];
        client.watches = [];
        client.connected = false;
        return;
      default:
        return;
    }
  }

  /** A client is to start, perhaps under a name that the recording did not list. One that runs is left alone. */
  onConnect(name: string): void {
    if (!this.names.includes(name)) this.names.push(name);
  }

  /** A client process has started. */
  onBooted(who: Participant): void {
    forget(this.clientOf(who));
  }

  /** A client process is gone without a word. */
  onKilled(name: string): void {
    const client = this.clients.get(CLIENT_BASE + 1 + this.names.indexOf(name));
    if (client !== undefined) forget(client);
  }

  /** When all has been quiet for a while: watches that never fired. `seen` says what a server has applied, null if it is down. */
  finish(seen: (sid: number) => Zxid | null): void {
    for (const client of this.clients.values()) {
      const position = client.connected && client.server !== null ? seen(client.server) : null;
      if (position !== null) this.watches.finish(client, position);
    }
  }

  private clientOf(who: Participant): ClientTrack {
    let client = this.clients.get(who);
    if (client === undefined) {
      client = newTrack(this.names[who - CLIENT_BASE - 1] ?? String(who));
      this.clients.set(who, client);
    }
    return client;
  }

  private onState(client: ClientTrack, fact: Extract<ClientFact, { type: 'clientState' }>): void {
    const { state, sessionId, server } = fact;
    client.server = server;
    if (state === 'EXPIRED') client.expired.add(sessionId);
    if (state === 'EXPIRED' || state === 'CLOSED') client.watches = [];
    if (state === 'CONNECTED') {
      if (sessionId === client.sessionId) this.watches.onReconnected(client);
      else {
        forget(client);
        // Answers of an older session are not waited for any more.
        client.expired.clear();
      }
      client.sessionId = sessionId;
    }
    client.connected = state === 'CONNECTED';
  }

  private onReturned(
    client: ClientTrack,
    fact: Extract<ClientFact, { type: 'returned' }>,
    committed: Zxid,
  ): void {
    const first = client.pending[0];
    const call = client.pending.find((pending) => pending.xid === fact.xid);
    if (call === undefined) return;
    client.pending = client.pending.filter((pending) => pending !== call);
    // Requests with a number below 1 are the client library's own and overtake nothing.
    if (call.xid > 0)
      this.docket.check(
        'H3',
        first === call,
        () =>
          `Client ${client.name} was answered ${operationText(call.op)} before ${operationText(first?.op ?? call.op)}.`,
      );
    this.sessions.onReturned(client, call, fact);
    if (fact.zxid <= 0) return;
    this.onAnswer(client, call, fact, committed);
  }

  private onAnswer(
    client: ClientTrack,
    call: PendingCall,
    fact: Extract<ClientFact, { type: 'returned' }>,
    committed: Zxid,
  ): void {
    const { zxid } = fact;
    this.docket.check(
      'H4',
      zxid >= client.newest,
      () =>
        `Client ${client.name} was answered as of ${z(zxid)} after it had seen ${z(client.newest)}.`,
    );
    this.watches.onAnswer(client, call, zxid);
    client.newest = Math.max(client.newest, zxid);
    if (isWrite(call.op)) {
      this.writes.onReturned(call, fact);
      if (fact.err === 0) this.newestWrite = Math.max(this.newestWrite, zxid);
    } else this.reads.onReturned(call, fact, committed);
    this.watches.onReturned(client, call.op, fact);
  }
}

function forget(client: ClientTrack): void {
  client.connected = false;
  client.pending = [];
  client.watches = [];
  client.newest = 0;
  client.newestEvent = 0;
}
