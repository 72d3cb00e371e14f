// What must hold in a test cluster, checked at every fact, packet and applied txn against one ghost history: the committed
// txns in their order. Follows zab.md 10 (PrefixConsistency, LeaderLogCompleteness, QuorumDurability, InitialHistoryQuorum,
// DurableBeforeAck, EpochOrder, UniqueZxid, Leadership2 and the action-time flags).
import type { ServerId } from '../../base/units.ts';
import { counterOf, epochOf, shortZxid } from '../../base/zxid.ts';
import type { Zxid } from '../../base/zxid.ts';
import type { Txn } from '../../data/model.ts';
import type { DiskFiles } from '../disk.ts';
import type { ProtocolFact } from '../facts.ts';
import { containsQuorum } from '../quorum.ts';
import type { QuorumConfig } from '../quorum-config.ts';
import { historyOn } from './database.ts';
import type { TestServer } from './test-server.ts';
import type { AnyPacket, World } from './world.ts';

export interface Violation {
  readonly at: number;
  readonly sid: ServerId;
  readonly what: string;
}

export class Oracle {
  readonly violations: Violation[] = [];
  /** The committed history. */
  readonly ghost: Txn[] = [];
  private readonly world: World;
  private readonly proposed = new Map<Zxid, string>();
  private readonly leaders = new Map<number, ServerId>();

  constructor(world: World) {
    this.world = world;
  }

  hear(server: TestServer, fact: ProtocolFact): void {
    if (fact.type === 'flag') this.report(server.sid, `flag ${fact.flag}: ${fact.what}`);
    else if (fact.type === 'proposed') this.onProposed(server.sid, fact.txn);
    else if (fact.type === 'committed') this.onCommitted(server, fact.zxid);
    else if (fact.type === 'upToDate') this.checkPrefix(server, 'at UPTODATE');
    else if (fact.type === 'state' && fact.zabState === 'BROADCAST' && fact.state === 'LEADING')
      this.onEstablished(server, fact.epoch);
  }

  onSend(from: ServerId, packet: AnyPacket): void {
    if (packet.type !== 'ACK') return;
    const disk = this.world.disk(from).durable;
    const durable = historyOn(disk);
    if (counterOf(packet.zxid) === 0) {
      if (disk.currentEpoch !== epochOf(packet.zxid))
        this.report(from, `ACK(${shortZxid(packet.zxid)}) before currentEpoch is durable`);
      const { database } = this.server(from);
      const missing = database.history.find((txn) => !has(durable, txn.zxid));
      if (missing !== undefined && isVotersAck(this.server(from)))
        this.report(from, `ACK of NEWLEADER before ${shortZxid(missing.zxid)} is durable`);
    } else if (!has(durable, packet.zxid))
      this.report(from, `ACK(${shortZxid(packet.zxid)}) before it is durable`);
  }

  onApplied(server: TestServer, txn: Txn): void {
    if (this.ghost.find(({ zxid }) => zxid === txn.zxid) === undefined)
      this.report(server.sid, `${shortZxid(txn.zxid)} is delivered and was not committed`);
    this.checkPrefix(server, `after ${shortZxid(txn.zxid)}`);
  }

  /** No crash may leave a committed txn without a quorum of durable copies. */
  checkDurable(config: QuorumConfig): void {
    const last = this.ghost.at(-1);
    if (last === undefined) return;
    const sids = config.members.map(({ sid }) => sid);
    const holders = sids.filter((sid) => this.holds(sid, last));
    if (!containsQuorum(config, holders))
      this.report(0, `${shortZxid(last.zxid)} is durable on ${holders.join(',')} only`);
  }

  /** Servers at the same position in broadcast hold the same. */
  checkEqual(servers: readonly TestServer[]): void {
    for (const server of servers) {
      if (server.zabState() !== 'BROADCAST') continue;
      this.checkPrefix(server, 'at the end');
    }
  }

  private onProposed(sid: ServerId, txn: Txn): void {
    const value = JSON.stringify(txn);
    const before = this.proposed.get(txn.zxid);
    if (before !== undefined && before !== value)
      this.report(sid, `${shortZxid(txn.zxid)} is used twice`);
    this.proposed.set(txn.zxid, value);
  }

  private onCommitted(server: TestServer, zxid: Zxid): void {
    const value = this.proposed.get(zxid);
    const txn = value === undefined ? undefined : (JSON.parse(value) as Txn);
    if (txn === undefined) {
      this.report(server.sid, `${shortZxid(zxid)} is committed and was never proposed`);
      return;
    }
    const known = this.ghost.find((other) => other.zxid === zxid);
    if (known !== undefined) return;
    const last = this.ghost.at(-1);
    if (last !== undefined && zxid <= last.zxid)
      this.report(server.sid, `${shortZxid(zxid)} is committed behind ${shortZxid(last.zxid)}`);
    this.ghost.push(txn);
    this.checkQuorumHolds(server, txn);
  }

  private onEstablished(server: TestServer, epoch: number): void {
    const before = this.leaders.get(epoch);
    if (before !== undefined && before !== server.sid)
      this.report(server.sid, `epoch ${epoch} has two leaders`);
    this.leaders.set(epoch, server.sid);
    const { history } = server.database;
    this.ghost.forEach((txn, i) => {
      if (history[i]?.zxid !== txn.zxid || !same(history[i], txn))
        this.report(server.sid, `leads epoch ${epoch} without ${shortZxid(txn.zxid)}`);
    });
    // The initial history of an established leader is committed.
    for (const txn of history.slice(this.ghost.length)) this.ghost.push(txn);
    const last = history.at(-1);
    if (last !== undefined) this.checkQuorumHolds(server, last);
  }

  private checkQuorumHolds(server: TestServer, txn: Txn): void {
    const config = server.quorumVerifier();
    const holders = config.members.map(({ sid }) => sid).filter((sid) => this.holds(sid, txn));
    if (!containsQuorum(config, holders))
      this.report(
        server.sid,
        `${shortZxid(txn.zxid)} committed, durable on ${holders.join(',')} only`,
      );
  }

  private holds(sid: ServerId, txn: Txn): boolean {
    const found = historyOn(this.world.disk(sid).durable).find(({ zxid }) => zxid === txn.zxid);
    return found !== undefined && same(found, txn);
  }

  private checkPrefix(server: TestServer, when: string): void {
    const { history } = server.database;
    const wrong = history.findIndex((txn, i) => !same(this.ghost[i], txn));
    if (wrong >= 0) {
      const has = history[wrong];
      const should = this.ghost[wrong];
      this.report(
        server.sid,
        `holds ${has === undefined ? '-' : shortZxid(has.zxid)} instead of ` +
          `${should === undefined ? '-' : shortZxid(should.zxid)} ${when}`,
      );
    }
    const values = new Map<string, string>();
    for (const { body } of history)
      if (body.type === 'setData') values.set(body.path, body.data ?? '');
    for (const [path, value] of values)
      if (server.database.values.get(path) !== value)
        this.report(server.sid, `${path} is ${server.database.values.get(path)} not ${value}`);
  }

  private server(sid: ServerId): TestServer {
    return this.world.servers.get(sid) as TestServer;
  }

  private report(sid: ServerId, what: string): void {
    this.violations.push({ at: this.world.now, sid, what });
  }
}

function isVotersAck(server: TestServer): boolean {
  return server.learnerType() === 'PARTICIPANT';
}

function has(history: readonly Txn[], zxid: Zxid): boolean {
  return history.some((txn) => txn.zxid === zxid);
}

function same(one: Txn | undefined, two: Txn | undefined): boolean {
  if (one === two) return true;
  return one?.zxid === two?.zxid && JSON.stringify(one) === JSON.stringify(two);
}

/** currentEpoch may not be behind the log, nor acceptedEpoch behind it. */
export function epochsInOrder({ log, currentEpoch, acceptedEpoch }: DiskFiles): boolean {
  const last = log.at(-1);
  return (
    epochOf(last?.zxid ?? 0) <= (currentEpoch ?? 0) && (currentEpoch ?? 0) <= (acceptedEpoch ?? 0)
  );
}
