// Clients against an ensemble of one (data/solo.ts) over links of one millisecond, in virtual time. For the tests of this
// room: real packets and real data, no replication. A server can be down; then it refuses.
import { CLIENT_BASE, MS, type LinkId, type Micros, type SessionId } from '../base/units.ts';
import { makeZxid } from '../base/zxid.ts';
import { addIdentities, authenticate } from '../data/acl.ts';
import { errorCodes } from '../data/errors.ts';
import type { Id } from '../data/model.ts';
import { Solo } from '../data/solo.ts';
import type { ClientPacket, ServerPacket } from '../data/wire.ts';
import { Client } from './client.ts';
import type { ClientConfig } from './config.ts';
import type { ClientEffect } from './effects.ts';
import type { ClientFact } from './facts.ts';

interface Link {
  readonly name: string;
  readonly sid: number;
  session: SessionId | null;
}

interface Due {
  readonly at: Micros;
  readonly order: number;
  readonly act: () => void;
}

const LATENCY = MS;
const IP: readonly Id[] = [{ scheme: 'ip', id: '127.0.0.1' }];

export class SoloRig {
  now: Micros = 0;
  readonly solo = new Solo();
  readonly down = new Set<number>();
  /** Servers that answer nothing at all. */
  readonly silent = new Set<number>();
  /** Servers that serve in read-only mode. */
  readonly readOnly = new Set<number>();
  readonly sent: { readonly name: string; readonly packet: ClientPacket; readonly at: Micros }[] =
    [];
  private readonly clients = new Map<string, Client>();
  private readonly facts = new Map<string, ClientFact[]>();
  private readonly links = new Map<LinkId, Link>();
  private readonly timers = new Map<string, number>();
  private due: Due[] = [];
  private order = 0;
  private sessions = 0;
  private noticed = 0;

  /** Starts zkCli connected to s1, or as `config` says otherwise; runs until it is quiet. */
  connect(name: string, config: Partial<ClientConfig> = {}): void {
    this.clients.set(name, new Client(rigConfig(this.clients.size + 1, name, config)));
    this.facts.set(name, []);
    this.input(name, { kind: 'boot' });
  }

  /** Types a line, lets it run for `ms`, and returns what the command printed. */
  type(name: string, line: string, ms = 50): string[] {
    const from = this.factsOf(name).length;
    this.input(name, { kind: 'command', command: { do: 'type', line } });
    this.run(ms);
    return printedLines(this.factsOf(name).slice(from), false);
  }

  input(name: string, input: Parameters<Client['step']>[2]): void {
    this.perform(name, this.clientOf(name).step(this.now, 0, input));
  }

  factsOf(name: string): ClientFact[] {
    return this.facts.get(name) ?? [];
  }

  clientOf(name: string): Client {
    const client = this.clients.get(name);
    if (client === undefined) throw new Error(`No client ${name}`);
    return client;
  }

  /** The client goes on as a new object restored from its own captured state. */
  recapture(name: string, number: number, config: Partial<ClientConfig> = {}): void {
    const captured = JSON.parse(JSON.stringify(this.clientOf(name).capture())) as never;
    this.clients.set(name, new Client(rigConfig(number, name, config), captured));
  }

  run(ms: number): void {
    const until = this.now + ms * MS;
    for (;;) {
      const next = this.due.filter((each) => each.at <= until).sort(byTime)[0];
      if (next === undefined) break;
      this.due.splice(this.due.indexOf(next), 1);
      this.now = next.at;
      next.act();
    }
    this.now = until;
  }

  /** The server is gone with its connections. */
  kill(sid: number): void {
    this.down.add(sid);
    for (const [link, { sid: at }] of this.links) if (at === sid) this.hangUp(link);
  }

  private after(micros: Micros, act: () => void): void {
    this.order += 1;
    this.due.push({ at: this.now + micros, order: this.order, act });
  }

  private perform(name: string, effects: readonly ClientEffect[]): void {
    for (const effect of effects) {
      if (effect.kind === 'trace') this.factsOf(name).push(effect.fact);
      else if (effect.kind === 'dial') this.dial(name, effect.link, effect.peer);
      else if (effect.kind === 'close') this.links.delete(effect.link);
      else if (effect.kind === 'send')
        this.receive(name, effect.link, effect.packet as ClientPacket);
      else if (effect.kind === 'setTimer' || effect.kind === 'clearTimer') this.timer(name, effect);
    }
  }

  private timer(
    name: string,
    effect: Extract<ClientEffect, { kind: 'setTimer' | 'clearTimer' }>,
  ): void {
    const key = `${name} ${effect.id}`;
    const mark = (this.timers.get(key) ?? 0) + 1;
    this.timers.set(key, mark);
    if (effect.kind === 'clearTimer') return;
    this.after(Math.max(1, effect.at - this.now), () => {
      if (this.timers.get(key) === mark) this.input(name, { kind: 'timer', id: effect.id });
    });
  }

  private dial(name: string, link: LinkId, sid: number): void {
    if (this.silent.has(sid)) return;
    this.after(LATENCY, () => {
      if (this.down.has(sid)) {
        this.input(name, { kind: 'refused', link, plane: 'client', peer: sid });
        return;
      }
      this.links.set(link, { name, sid, session: null });
      this.input(name, { kind: 'opened', link, plane: 'client', peer: sid, dialed: true });
    });
  }

  private hangUp(link: LinkId): void {
    const end = this.links.get(link);
    if (end === undefined) return;
    this.links.delete(link);
    this.after(LATENCY, () => {
      this.input(end.name, { kind: 'closed', link, plane: 'client', peer: end.sid });
    });
  }

  private receive(name: string, link: LinkId, packet: ClientPacket): void {
    this.sent.push({ name, packet, at: this.now });
    this.after(LATENCY, () => {
      const end = this.links.get(link);
      if (end !== undefined && !this.silent.has(end.sid)) this.serve(link, end, packet);
    });
  }

  private reply(link: LinkId, packet: ServerPacket): void {
    this.after(LATENCY, () => {
      const end = this.links.get(link);
      if (end === undefined) return;
      const { name, sid } = end;
      this.input(name, { kind: 'received', link, plane: 'client', peer: sid, packet });
    });
  }

  private zxid(): number {
    return makeZxid(1, this.solo.log.length);
  }

  private serve(link: LinkId, end: Link, packet: ClientPacket): void {
    if (packet.type === 'CONNECT') this.serveConnect(link, end, packet);
    else if (packet.type === 'PING') this.reply(link, { type: 'PONG', zxid: this.zxid() });
    else if (packet.type === 'AUTH') this.serveAuth(link, end, packet);
    else if (packet.type === 'FOUR_LETTER_WORD')
      this.reply(link, { type: 'TEXT', text: this.readOnly.has(end.sid) ? 'ro' : 'rw' });
    else if (packet.type === 'REQUEST' && end.session !== null) {
      const { err, body } = this.solo.do(end.session, packet.op);
      this.notify();
      this.reply(link, { type: 'REPLY', xid: packet.xid, zxid: this.zxid(), err, body });
      if (packet.op.type === 'closeSession')
        this.after(LATENCY, () => {
          this.hangUp(link);
        });
    } else if (packet.type === 'SET_WATCHES' && end.session !== null) {
      this.solo.do(end.session, packet.op);
      this.notify();
      this.reply(link, { type: 'WATCHES_SET', zxid: this.zxid() });
    }
  }

  private serveConnect(
    link: LinkId,
    end: Link,
    packet: Extract<ClientPacket, { type: 'CONNECT' }>,
  ): void {
    const fresh = /^0+$/.test(packet.sessionId);
    const timeoutMs = Math.min(40_000, Math.max(4000, packet.timeoutMs));
    const password = 'ab'.repeat(16);
    if (fresh) {
      this.sessions += 1;
      end.session = this.solo.open(`${this.sessions}`.padStart(16, '0'), timeoutMs);
    } else if (this.solo.state.sessions.has(packet.sessionId)) end.session = packet.sessionId;
    else {
      const { sessionId } = packet;
      this.reply(link, { type: 'CONNECTED', timeoutMs: 0, sessionId, password, readOnly: false });
      return;
    }
    const sessionId = end.session;
    const readOnly = this.readOnly.has(end.sid);
    this.reply(link, { type: 'CONNECTED', timeoutMs, sessionId, password, readOnly });
  }

  private serveAuth(
    link: LinkId,
    end: Link,
    packet: Extract<ClientPacket, { type: 'AUTH' }>,
  ): void {
    const ids = authenticate(packet.scheme, packet.auth, '127.0.0.1', { superDigest: null });
    const { OK, AUTHFAILED } = errorCodes;
    this.reply(link, { type: 'AUTHED', err: ids === null ? AUTHFAILED : OK });
    if (ids === null || end.session === null) return;
    const own = this.solo.authInfo.get(end.session) ?? IP;
    this.solo.authInfo.set(end.session, addIdentities(own, ids));
  }

  private notify(): void {
    const { notices } = this.solo;
    for (; this.noticed < notices.length; this.noticed += 1) {
      const [session, event] = notices[this.noticed] ?? ['', { type: 'None', path: '' }];
      for (const [link, end] of this.links)
        if (end.session === session) this.reply(link, { type: 'EVENT', zxid: this.zxid(), event });
    }
  }
}

function byTime(a: Due, b: Due): number {
  return a.at - b.at || a.order - b.order;
}

function rigConfig(number: number, name: string, config: Partial<ClientConfig>): ClientConfig {
  return {
    who: CLIENT_BASE + number,
    name,
    incarnation: 1,
    seed: 7,
    addresses: [1, 2, 3].map((sid) => ({ sid, address: `node${sid}:2181` })),
    connectString: 'node1:2181',
    first: null,
    options: '',
    greeting: 'none',
    extras: false,
    ...config,
  };
}

/** The lines of the command, or of the watcher's blocks. */
export function printedLines(facts: readonly ClientFact[], watcher: boolean): string[] {
  return facts.flatMap((fact) =>
    fact.type === 'printed' && (fact.watcher === true) === watcher ? fact.lines : [],
  );
}
