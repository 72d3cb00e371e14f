// A simulated ensemble with its clients, driven step by step as the recorder drove the real one: after every step it runs
// until nothing but pings is under way. Used by run-case.ts; worker/world's simulator does the work.
import { CLIENT_BASE, MS, SECOND, type Micros, type ServerId } from '../../base/units.ts';
import type { ClientView } from '../../client/client.ts';
import type { ApiCall } from '../../client/command.ts';
import { trimHex } from '../../data/java-integers.ts';
import type { WorldEvent } from '../../world/facts.ts';
import { configOf, ensembleOf, sidsOf } from '../../world/profiles.ts';
import type { ActionDraft, Ensemble as EnsembleSpec, Recording } from '../../world/recording.ts';
import { WORDS } from '../../world/roster.ts';
import { Simulator } from '../../world/simulator.ts';
import type { Settings } from '../../zab/settings.ts';
import { API_MARK } from './api-client.ts';
import { conformanceMachines, type Session } from './machines.ts';
import type { ServerNames } from './tokens.ts';

/** What a client printed since it was last asked. */
export interface Printed {
  lines: string[];
  err: number[];
  noeol: boolean;
  exit: number | null;
}

interface ClientRecord {
  printed: Printed;
  events: string[];
  readonly sessions: string[];
}

/** Silence that long means that nothing is under way: links take a millisecond at most, disks one. */
const QUIET: Micros = 60 * MS;
const SLICE: Micros = 20 * MS;
/** A step that takes longer does not end. */
const LIMIT: Micros = 150 * SECOND;
const idlePackets = new Set(['PING', 'PONG']);

export class Ensemble {
  private readonly spec: EnsembleSpec;
  private readonly simulator: Simulator;
  private readonly names: string[] = [];
  private readonly records = new Map<string, ClientRecord>();
  private readonly condemned = new Map<string, Session>();
  private readonly running = new Set<ServerId>();
  private readonly zabStates = new Map<ServerId, string>();
  private lastBusy: Micros = 0;
  private word: string | null = null;

  constructor(
    members: { readonly servers: number; readonly observers: number },
    settings: Partial<Settings>,
    seed: number,
  ) {
    this.spec = { ...ensembleOf('lan', members), settings };
    const recording: Recording = {
      ...{ zabRecording: 1, seed, ensemble: this.spec, clients: [], actions: [], until: 0 },
    };
    this.simulator = new Simulator(recording, {
      machines: conformanceMachines((name) => this.condemned.get(name)),
      hash: false,
      listen: (event) => {
        this.hear(event);
      },
      crashed: (who, error) => {
        throw new Error(`Participant ${who} crashed: ${String(error)}`, { cause: error });
      },
    });
  }

  /** Addresses by the names of the recordings, `s1` and so on. */
  serverNames(): Map<string, ServerNames> {
    // Servers that are named but never started have addresses too.
    const { members } = configOf({ ...this.spec, servers: 9, observers: 0 });
    return new Map(
      members.map(({ sid, address, clientAddress }) => [
        `s${sid}`,
        { hostPort: clientAddress, peer: address },
      ]),
    );
  }

  clientNames(): readonly string[] {
    return this.names;
  }

  sessionsOf(name: string): readonly string[] {
    return this.records.get(name)?.sessions ?? [];
  }

  /** All servers start; `leader` first, so that it has every vote. */
  start(leader: ServerId): void {
    const sids = sidsOf(this.spec);
    for (const node of [leader, ...sids.filter((sid) => sid !== leader)]) this.startServer(node);
    this.settle();
  }

  startServer(node: ServerId): void {
    this.running.add(node);
    this.zabStates.set(node, 'ELECTION');
    this.act({ do: 'restart', node });
  }

  stopServer(node: ServerId): void {
    this.running.delete(node);
    this.act({ do: 'kill', node });
  }

  connect(client: string, node: ServerId, args: readonly string[]): void {
    if (!this.names.includes(client)) this.names.push(client);
    const record = this.records.get(client);
    this.records.set(client, {
      printed: nothing(),
      events: [],
      sessions: record?.sessions ?? [],
    });
    // Its predecessor, if it is still there, dies with its terminal.
    if (record !== undefined) this.act({ do: 'kill', client });
    this.act({ do: 'connect', client, node, line: args.join(' ') });
  }

  type(client: string, line: string): void {
    this.act({ do: 'command', client, line });
  }

  call(client: string, api: ApiCall): void {
    this.type(client, API_MARK + JSON.stringify(api));
  }

  close(client: string): void {
    this.act({ do: 'close', client });
  }

  kill(client: string): void {
    this.act({ do: 'kill', client });
    this.takeEvents(client);
  }

  /** The client's session is closed from another connection to the same server. */
  expire(client: string): void {
    const { sessionId, password, server } = this.view(client) ?? {};
    if (typeof sessionId !== 'string' || typeof password !== 'string' || !server)
      throw new Error(`${client} has no session to be closed`);
    const name = `closes ${sessionId}`;
    this.names.push(name);
    this.condemned.set(name, { sessionId, password });
    this.act({ do: 'connect', client: name, node: server });
  }

  /** What the server sends back before it closes the connection; null when it refuses one. */
  fourLetterWord(node: ServerId, word: string): string | null {
    this.word = null;
    this.act({ do: 'command', node, line: word });
    this.settle();
    return this.word;
  }

  wait(ms: number): void {
    this.simulator.runTo(this.simulator.now + ms * MS);
  }

  prompt(client: string): string {
    return this.view(client)?.prompt ?? '';
  }

  answer(client: string): ClientView['answer'] {
    return this.view(client)?.answer ?? null;
  }

  /** What was printed since the last call, watchers apart. */
  takePrinted(client: string): Printed {
    const record = this.records.get(client);
    const printed = record?.printed ?? nothing();
    if (record !== undefined) record.printed = nothing();
    return printed;
  }

  takeEvents(client: string): string[] {
    return this.records.get(client)?.events.splice(0) ?? [];
  }

  /** The first client with events that nobody asked for. */
  untakenEvents(): { readonly client: string; readonly lines: readonly string[] } | null {
    for (const [client, { events }] of this.records)
      if (events.length > 0) return { client, lines: events };
    return null;
  }

  /** Runs until nothing is under way, servers serve if they can, and clients are connected or have noticed. */
  settle(): void {
    const limit = this.simulator.now + LIMIT;
    this.lastBusy = this.simulator.now;
    do {
      if (this.simulator.now > limit) throw new Error(`It does not become quiet: ${this.unrest()}`);
      this.simulator.runTo(this.simulator.now + SLICE);
    } while (this.simulator.now - this.lastBusy < QUIET || this.unrest() !== null);
  }

  private act(draft: ActionDraft): void {
    this.simulator.act(draft);
    this.simulator.runTo(this.simulator.now + 2);
  }

  private view(client: string): ClientView | null {
    return this.simulator.inspect(this.participantOf(client)) as ClientView | null;
  }

  private participantOf(client: string): number {
    return CLIENT_BASE + 1 + this.names.indexOf(client);
  }

  /** What keeps the ensemble from being at rest, in words. */
  private unrest(): string | null {
    for (const sid of this.running)
      if (this.isServing(sid) && this.zabStates.get(sid) !== 'BROADCAST')
        return `node ${sid} is in ${this.zabStates.get(sid) ?? 'no state'}`;
    for (const client of this.records.keys()) {
      const view = this.view(client);
      if (view !== null && !this.isCalm(view)) return `${client} shows ${view.prompt}`;
    }
    return null;
  }

  private isCalm({ prompt, busy, server }: ClientView): boolean {
    if (busy) return false;
    const [, host = '', state = ''] = /^\[zk: (.*)\(([A-Z_]+)\) \d+\] $/.exec(prompt) ?? [];
    if (state === 'CONNECTED') return server !== null && this.isServing(server);
    if (state === 'CONNECTING' || state === 'CONNECTEDREADONLY')
      return !configOf(this.spec).members.some(
        ({ sid, clientAddress }) => host.includes(clientAddress) && this.isServing(sid),
      );
    return true;
  }

  /** Whether a server could serve: it runs, and a quorum does. */
  private isServing(sid: ServerId): boolean {
    const voters = [...this.running].filter((each) => each <= this.spec.servers).length;
    return this.running.has(sid) && voters > this.spec.servers / 2;
  }

  private hear({ at, who, fact }: WorldEvent): void {
    if (fact.type === 'sent') {
      if (!idlePackets.has(fact.packet.type)) this.lastBusy = at;
      if (fact.to === WORDS && fact.packet.type === 'TEXT') this.word = fact.packet.text;
    } else if (fact.type === 'opened' || fact.type === 'closed' || fact.type === 'refused') {
      this.lastBusy = at;
      // A word that is none is answered by nothing but the end of the connection.
      if (who === WORDS && fact.type === 'opened') this.word ??= '';
    } else if (fact.type === 'state') this.zabStates.set(who, fact.zabState);
    if (who > WORDS) this.hearClient(this.names[who - CLIENT_BASE - 1] ?? '', fact);
  }

  private hearClient(name: string, fact: WorldEvent['fact']): void {
    const record = this.records.get(name);
    if (record === undefined) return;
    const { printed, sessions } = record;
    if (fact.type === 'printed' && fact.watcher === true) record.events.push(...fact.lines);
    else if (fact.type === 'printed') {
      printed.err.push(...(fact.err ?? []).map((index) => index + printed.lines.length));
      printed.lines.push(...fact.lines);
      printed.noeol = fact.noeol === true;
    } else if (fact.type === 'clientExited') printed.exit = fact.status;
    else if (fact.type === 'clientState' && /[^0]/.test(fact.sessionId)) {
      const session = trimHex(fact.sessionId);
      if (!sessions.includes(session)) sessions.push(session);
    }
  }
}

function nothing(): Printed {
  return { lines: [], err: [], noeol: false, exit: null };
}
