// Counts how often a campaign of runs reached the situations in which the checks mean something: a run that never got there
// proves nothing. Pushed after the checker, whose model it reads. Source: correctness.md 3.4.
import { CLIENT_BASE, type Participant, type ServerId } from '../base/units.ts';
import { epochOf, type Zxid } from '../base/zxid.ts';
import type { ClientFact } from '../client/facts.ts';
import type { Txn } from '../data/model.ts';
import type { Fact, TraceEvent } from '../trace/event.ts';
import { isWrite } from '../trace/txn-text.ts';
import type { Model, NodeModel } from './model.ts';

export const situations = {
  leaderChangeInFlight: 'a leader changed while a proposal was under way',
  diff: 'DIFF was used',
  trunc: 'TRUNC was used',
  snap: 'SNAP was used',
  truncRemoved: 'TRUNC removed at least one proposal',
  inherited: 'an uncommitted proposal was committed by a new leader',
  discarded: 'an uncommitted proposal was discarded',
  twoLeaders: 'two servers believed at once that they lead',
  staleRead: 'a stale read was served',
  staleSync: 'a stale sync was served',
  crashBeforeAck: 'a server crashed between sync and ACK',
  crashBeforeEpoch: 'a server crashed between log and currentEpoch',
  allDown: 'all servers were down and came back',
  sessionMoved: 'a session moved to another server',
  sessionExpired: 'a session with ephemeral nodes expired',
  watchAfterReconnect: 'a watch fired after a reconnect',
  failedMulti: 'a multi failed',
  threeEpochs: 'one log held three epochs',
  followerAhead: 'a follower ahead of the leader was refused',
  rollover: 'the counter of a zxid rolled over',
  clientAhead: 'a client was refused for being ahead',
  observer: 'an observer took part',
} as const;

export type Situation = keyof typeof situations;
export type Reached = Record<Situation, number>;

interface ClientSeen {
  session: string;
  reconnected: boolean;
  /** Newest committed zxid when each operation was asked for. */
  readonly asked: Map<
    number,
    { readonly committed: Zxid; readonly sync: boolean; readonly write: boolean }
  >;
}

export class Reachability {
  readonly counts: Reached;
  private readonly model: Model;
  private readonly clients = new Map<Participant, ClientSeen>();
  /** Proposals of each leader that are not committed. */
  private readonly open = new Map<ServerId, Set<Zxid>>();
  private readonly durable = new Map<ServerId, number>();
  private wasAllDown = false;
  private started = false;

  constructor(model: Model) {
    this.model = model;
    this.counts = Object.fromEntries(Object.keys(situations).map((key) => [key, 0])) as Reached;
  }

  /** After `Checker.push` of the same event. */
  push({ who, fact }: TraceEvent): void {
    if (who > CLIENT_BASE) this.onClient(who, fact);
    else {
      const node = this.model.node(who);
      if (node !== undefined) this.onServer(node, fact);
      if (fact.type === 'diskKept') this.onDiskKept(fact.node, fact.mark);
      if (fact.type === 'action' && (fact.action.do === 'kill' || fact.action.do === 'hostCrash'))
        this.onDown();
    }
  }

  private reach(situation: Situation): void {
    this.counts[situation] += 1;
  }

  private onServer(node: NodeModel, fact: Fact): void {
    switch (fact.type) {
      case 'booted':
        this.started = true;
        if (this.wasAllDown) this.reach('allDown');
        this.wasAllDown = false;
        return;
      case 'crashed':
      case 'exited':
        this.onDown();
        return;
      case 'state':
        this.onState(node);
        return;
      case 'proposed':
        this.onProposed(node.sid, fact.txn);
        return;
      case 'committed':
        this.open.get(node.sid)?.delete(fact.zxid);
        return;
      case 'wrote':
        if (fact.op.op === 'append') this.onAppend(node);
        return;
      case 'durable':
        this.durable.set(node.sid, fact.mark);
        return;
      default:
        this.onOther(node, fact);
    }
  }

  private onOther(node: NodeModel, fact: Fact): void {
    switch (fact.type) {
      case 'syncDecided':
        if (fact.mode === 'DIFF') this.reach('diff');
        else if (fact.mode === 'TRUNC') this.reach('trunc');
        else if (fact.mode === 'SNAP') this.reach('snap');
        if (fact.mode === 'SNAP' && fact.row === 6) this.reach('discarded');
        return;
      case 'truncated':
        if (fact.removed.length === 0) return;
        this.reach('truncRemoved');
        this.reach('discarded');
        return;
      case 'learnerRefused':
        if (fact.why === 'ahead') this.reach('followerAhead');
        return;
      case 'rollover':
        this.reach('rollover');
        return;
      case 'sessionRefused':
        if (fact.why === 'ahead') this.reach('clientAhead');
        return;
      case 'sessionOpened':
        if (fact.renewed) this.reach('sessionMoved');
        return;
      case 'upToDate':
        if (node.state === 'OBSERVING') this.reach('observer');
        return;
      default:
        return;
    }
  }

  private onState(node: NodeModel): void {
    if (node.state !== 'LEADING' || node.zabState !== 'BROADCAST') return;
    const others = this.model.nodes.filter((other) => other !== node && leads(other));
    if (others.length > 0) this.reach('twoLeaders');
    for (const [sid, open] of this.open) {
      if (sid === node.sid) open.clear();
      if (open.size === 0) continue;
      this.reach('leaderChangeInFlight');
      const initial = this.model.initial.get(node.epoch);
      if (initial !== undefined && open.has(initial.zxid)) this.reach('inherited');
      open.clear();
    }
  }

  private onProposed(sid: ServerId, txn: Txn): void {
    const open = this.open.get(sid) ?? new Set<Zxid>();
    this.open.set(sid, open);
    open.add(txn.zxid);
    const { body } = txn;
    if (body.type === 'multi' && body.txns.some((one) => one.type === 'error'))
      this.reach('failedMulti');
    if (body.type === 'closeSession' && txn.cxid === 0 && body.paths.length > 0)
      this.reach('sessionExpired');
  }

  private onAppend(node: NodeModel): void {
    const { log } = node.disk.written;
    const last = log.at(-1) ?? 0;
    const before = log.at(-2) ?? 0;
    if (epochOf(last) === epochOf(before)) return;
    if (new Set(log.map(epochOf)).size >= 3) this.reach('threeEpochs');
  }

  private onDiskKept(sid: ServerId, mark: number): void {
    if (mark > (this.durable.get(sid) ?? 0)) this.reach('crashBeforeAck');
    this.durable.set(sid, 0);
    const node = this.model.node(sid);
    const { synced } = node?.disk ?? {};
    if (synced !== undefined && epochOf(synced.log.at(-1) ?? 0) > synced.currentEpoch)
      this.reach('crashBeforeEpoch');
  }

  private onDown(): void {
    if (this.started && this.model.nodes.every((node) => !node.up)) this.wasAllDown = true;
  }

  private onClient(who: Participant, fact: Fact): void {
    const client = this.clients.get(who) ?? { session: '', reconnected: false, asked: new Map() };
    this.clients.set(who, client);
    switch (fact.type) {
      case 'booted':
        client.asked.clear();
        return;
      case 'clientState':
        if (fact.state !== 'CONNECTED') return;
        client.reconnected = fact.sessionId === client.session;
        client.session = fact.sessionId;
        return;
      case 'invoked':
        client.asked.set(fact.xid, {
          committed: this.model.committed.zxid,
          sync: fact.op.type === 'sync',
          write: isWrite(fact.op),
        });
        return;
      case 'returned':
        this.onReturned(client, fact);
        return;
      case 'unknown':
        client.asked.delete(fact.xid);
        return;
      case 'notified':
        if (fact.event !== null && client.reconnected) this.reach('watchAfterReconnect');
        return;
      default:
        return;
    }
  }

  private onReturned(client: ClientSeen, fact: Extract<ClientFact, { type: 'returned' }>): void {
    const asked = client.asked.get(fact.xid);
    client.asked.delete(fact.xid);
    if (asked === undefined || asked.write || fact.zxid <= 0) return;
    if (fact.zxid < asked.committed) this.reach(asked.sync ? 'staleSync' : 'staleRead');
  }
}

function leads(node: NodeModel): boolean {
  return node.up && node.state === 'LEADING' && node.zabState === 'BROADCAST';
}
