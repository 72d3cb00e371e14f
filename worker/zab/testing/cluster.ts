// A cluster of test servers in one world, with an oracle over it: start, kill, partition, write, run.
// Used by the tests of worker/zab, nowhere else.
import { present } from '../../base/assert.ts';
import type { ServerId } from '../../base/units.ts';
import { MS } from '../../base/units.ts';
import type { Txn } from '../../data/model.ts';
import type { Switch } from '../bugs.ts';
import type { ProtocolFact } from '../facts.ts';
import type { QuorumConfig } from '../quorum-config.ts';
import { zooKeeperDefaults } from '../settings.ts';
import type { Settings } from '../settings.ts';
import { Oracle } from './oracle.ts';
import { TestServer } from './test-server.ts';
import type { Exit } from './test-server.ts';
import { World } from './world.ts';

export interface ClusterOptions {
  readonly voters?: number;
  readonly observers?: number;
  readonly seed?: number;
  readonly settings?: Partial<Settings>;
  readonly switches?: readonly Switch[];
  readonly config?: QuorumConfig;
  readonly latency?: readonly [number, number];
  readonly sync?: readonly [number, number];
  /** Some of the servers are played by the test: the oracle, who knows nothing of them, is silent. */
  readonly played?: boolean;
  /** Every server is captured and restored after each of these many facts; 0 never. */
  readonly recaptureEvery?: number;
}

export interface Heard {
  readonly at: number;
  readonly sid: ServerId;
  readonly fact: ProtocolFact;
}

const testSettings: Settings = {
  ...zooKeeperDefaults,
  tickTimeMs: 200,
  maxNotificationIntervalMs: 2000,
  snapCount: 20,
  commitLogCount: 8,
};

export class Cluster {
  readonly world: World;
  readonly oracle: Oracle;
  readonly config: QuorumConfig;
  readonly sids: readonly ServerId[];
  readonly facts: Heard[] = [];
  readonly exits: { sid: ServerId; exit: Exit }[] = [];
  private readonly options: ClusterOptions;
  private readonly settings: Settings;
  private readonly switches: Set<Switch>;
  private readonly incarnations = new Map<ServerId, number>();
  private writes = 0;
  private watchers: ((heard: Heard) => boolean)[] = [];

  constructor(options: ClusterOptions = {}) {
    this.options = options;
    this.config = options.config ?? configOf(options.voters ?? 3, options.observers ?? 0);
    this.sids = this.config.members.map(({ sid }) => sid);
    this.settings = { ...testSettings, ...options.settings };
    this.switches = new Set(options.switches);
    this.world = new World(options.seed ?? 1, {
      latency: options.latency ?? [1 * MS, 5 * MS],
      sync: options.sync ?? [1 * MS, 4 * MS],
    });
    this.oracle = new Oracle(this.world);
    if (options.played === true) return;
    this.world.onSend = (from, _to, packet) => {
      this.oracle.onSend(from, packet);
    };
  }

  start(...sids: ServerId[]): this {
    for (const sid of sids) this.boot(sid, this.config);
    return this;
  }

  startAll(): this {
    return this.start(...this.sids);
  }

  /** Starts a server that knows only `config`, as a joiner does. */
  boot(sid: ServerId, config: QuorumConfig): void {
    if (this.world.servers.has(sid)) return;
    const incarnation = (this.incarnations.get(sid) ?? 0) + 1;
    this.incarnations.set(sid, incarnation);
    const server = new TestServer(this.world, {
      sid,
      incarnation,
      config,
      settings: this.settings,
      switches: this.switches,
      hear: (who, fact) => {
        this.hear({ at: this.world.now, sid, fact });
        if (this.options.played !== true) this.oracle.hear(who, fact);
      },
      onExit: (who, exit) => {
        this.exits.push({ sid: who.sid, exit });
        this.world.kill(who.sid);
      },
    });
    server.serving.onApplied = (txn: Txn) => {
      if (this.options.played !== true) this.oracle.onApplied(server, txn);
    };
    this.world.servers.set(sid, server);
    server.boot();
  }

  kill(...sids: ServerId[]): this {
    for (const sid of sids) this.world.kill(sid);
    return this;
  }

  run(ms: number): this {
    const every = this.options.recaptureEvery ?? 0;
    const until = this.world.now + Math.round(ms * MS);
    if (every === 0) this.world.runUntil(until);
    while (every > 0 && this.world.now < until) {
      this.world.runUntil(Math.min(until, this.world.now + every));
      for (const server of this.up()) server.recapture();
    }
    return this;
  }

  /** Runs until `holds`, at most `ms`, looking every `step` milliseconds; false if it never did. */
  runUntil(holds: () => boolean, ms = 60_000, step = 1): boolean {
    const end = this.world.now + ms * MS;
    while (!holds()) {
      if (this.world.now >= end) return false;
      this.run(step);
    }
    return true;
  }

  /** Runs until a fact like this was told by `sid` after now. */
  await(sid: ServerId, holds: (fact: ProtocolFact) => boolean, ms = 60_000): this {
    const from = this.facts.length;
    const heard = () => this.facts.slice(from).some((h) => h.sid === sid && holds(h.fact));
    if (!this.runUntil(heard, ms, 0.1)) throw new Error(`Server ${sid} never told that`);
    return this;
  }

  server(sid: ServerId): TestServer {
    return present(this.world.servers.get(sid) as TestServer | undefined, `Server ${sid}`);
  }

  up(): readonly TestServer[] {
    return [...this.world.servers.keys()].sort((a, b) => a - b).map((sid) => this.server(sid));
  }

  private hear(heard: Heard): void {
    this.facts.push(heard);
    this.watchers = this.watchers.filter((watcher) => !watcher(heard));
  }

  /** The LEADING server in BROADCAST with the highest epoch. */
  leader(): TestServer | null {
    const leading = this.up().filter(
      (server) => server.state() === 'LEADING' && server.zabState() === 'BROADCAST',
    );
    return leading.sort((a, b) => b.currentEpoch() - a.currentEpoch())[0] ?? null;
  }

  isSettled(): boolean {
    const leader = this.leader();
    return leader !== null && this.up().every((server) => server.zabState() === 'BROADCAST');
  }

  settle(ms = 60_000): this {
    if (this.runUntil(() => this.isSettled(), ms)) return this;
    const states = this.up().map((s) => `${s.sid} ${s.state()} ${s.zabState()}`);
    throw new Error(`The cluster did not settle: ${states.join(', ')}`);
  }

  /** A write at `sid`, of a value nobody wrote before; false if nobody serves there. */
  write(sid: ServerId, path = '/x'): boolean {
    this.writes += 1;
    const value = `v${this.writes}`;
    const server = this.world.servers.get(sid) as TestServer | undefined;
    let accepted = false;
    server?.guard(() => {
      accepted = server.serving.submit(path, value);
    });
    return accepted;
  }

  /** No crash may leave a committed txn without a quorum of durable copies; asked only of a fixed membership. */
  checkDurable(): void {
    if (!this.settings.reconfigEnabled) this.oracle.checkDurable(this.config);
  }

  /** Cuts what `from` sends to `to` in the very moment `sid` tells such a fact: what is under way is held. */
  cutWhen(
    sid: ServerId,
    holds: (fact: ProtocolFact) => boolean,
    from: ServerId,
    to: ServerId,
  ): this {
    this.watchers.push((heard) => {
      if (heard.sid !== sid || !holds(heard.fact)) return false;
      this.world.cut(from, to);
      return true;
    });
    return this;
  }

  told<T extends ProtocolFact['type']>(type: T, sid?: ServerId): (ProtocolFact & { type: T })[] {
    return this.facts
      .filter((heard) => heard.fact.type === type && (sid === undefined || heard.sid === sid))
      .map((heard) => heard.fact as ProtocolFact & { type: T });
  }
}

export function configOf(voters: number, observers = 0): QuorumConfig {
  const members = Array.from({ length: voters + observers }, (_, i) => ({
    sid: i + 1,
    type: i < voters ? ('participant' as const) : ('observer' as const),
    address: `node${i + 1}:2888:3888`,
    clientAddress: `0.0.0.0:218${i + 1}`,
  }));
  return { version: 0, members };
}
