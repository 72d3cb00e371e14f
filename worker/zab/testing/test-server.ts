/* eslint-disable max-lines -- the whole of Peer in one place; only tests use it */
// One server of a test cluster: the protocol's `Peer` around FastLeaderElection, Leader and Learner, with the life cycle
// that peer.ts asks of a server. Used by the tests of worker/zab, nowhere else.
import { drawInteger } from '../../base/draw.ts';
import { assert } from '../../base/assert.ts';
import type { Packed } from '../../base/pack.ts';
import type { LinkId, Micros, Plane, ServerId } from '../../base/units.ts';
import { MS } from '../../base/units.ts';
import { epochOf } from '../../base/zxid.ts';
import type { Switch } from '../bugs.ts';
import { DiskFiles } from '../disk.ts';
import type { DiskMark, DiskOp } from '../disk.ts';
import { FastLeaderElection } from '../election.ts';
import type { ProtocolFact } from '../facts.ts';
import { Leader } from '../leader.ts';
import { Learner } from '../learner.ts';
import type { ElectionPacket, QuorumPacket, ServerState, SyncMode } from '../packets.ts';
import type { Vote, ZabState } from '../packets.ts';
import type { Peer } from '../peer.ts';
import { isObserver, sameMembership } from '../quorum.ts';
import type { QuorumConfig } from '../quorum-config.ts';
import type { Settings } from '../settings.ts';
import { TestDatabase } from './database.ts';
import { TestServing } from './serving.ts';
import type { AnyPacket, Inhabitant, World } from './world.ts';

const OBSERVER_DELAY = 'peer/observerDelay';

/** Thrown by `exit`: ends the step and the process. */
export class Exit extends Error {
  readonly code: number;
  constructor(code: number, why: string) {
    super(`exit ${code}: ${why}`);
    this.code = code;
  }
}

export interface ServerOptions {
  readonly sid: ServerId;
  readonly incarnation: number;
  readonly config: QuorumConfig;
  readonly settings: Settings;
  readonly switches: ReadonlySet<Switch>;
  /** Hears every fact, at the moment it is announced. */
  readonly hear: (server: TestServer, fact: ProtocolFact) => void;
  readonly onExit: (server: TestServer, exit: Exit) => void;
}

export class TestServer implements Peer, Inhabitant {
  readonly sid: ServerId;
  readonly incarnation: number;
  readonly settings: Settings;
  readonly database: TestDatabase;
  readonly serving: TestServing;
  readonly files: DiskFiles;
  readonly election: FastLeaderElection;
  role: Leader | Learner | null = null;
  zombies: (Leader | Learner)[] = [];
  private readonly world: World;
  private readonly options: ServerOptions;
  private readonly planes = new Set<Plane>();
  private mark: DiskMark = 0;
  private draws = 0;
  private serverState: ServerState = 'LOOKING';
  private phase: ZabState = 'ELECTION';
  private mode: SyncMode = 'NONE';
  private vote: Vote;
  private committed: QuorumConfig;
  private lastSeen: QuorumConfig;
  private decision: { state: ServerState; vote: Vote } | null = null;
  private over: { next: { state: ServerState; vote: Vote } | null } | null = null;
  private draining = false;

  constructor(world: World, options: ServerOptions) {
    this.world = world;
    this.options = options;
    this.sid = options.sid;
    this.incarnation = options.incarnation;
    this.settings = options.settings;
    this.files = new DiskFiles(world.disk(this.sid).durable.image());
    this.committed = this.files.committedConfig ?? options.config;
    const next = this.files.nextConfig;
    this.lastSeen = next !== null && next.version > this.committed.version ? next : this.committed;
    this.vote = { leader: this.sid, zxid: 0, electionEpoch: 0, peerEpoch: 0 };
    this.database = new TestDatabase(this);
    this.serving = new TestServing(this, this.database);
    this.election = new FastLeaderElection(this);
  }

  boot(): void {
    this.guard(() => {
      this.database.load();
      const last = epochOf(this.database.lastProcessedZxid());
      if (this.files.currentEpoch === null) this.writeEpoch('currentEpoch', last);
      // A crash between the history and currentEpoch (zab.md 1.2). ZooKeeper refuses to start then; this server goes on
      // with the smaller currentEpoch, as one that never acknowledged NEWLEADER.
      else if (last > (this.files.acceptedEpoch ?? 0)) this.exit(1, 'log ahead of acceptedEpoch');
      if (this.files.acceptedEpoch === null) this.writeEpoch('acceptedEpoch', this.currentEpoch());
      else if (this.files.acceptedEpoch < this.currentEpoch())
        this.exit(1, 'acceptedEpoch too small');
      this.election.open();
      this.election.look();
    });
  }

  /** Takes everything out and puts it back, as a key frame does. */
  recapture(): void {
    const election = this.election.capture();
    (this as { election: FastLeaderElection }).election = new FastLeaderElection(
      this,
      through(election),
    );
    if (this.role === null) return;
    const role = through(this.role.capture());
    this.role =
      this.role.kind === 'leader'
        ? new Leader(this, role)
        : new Learner(this, this.role.leader, role);
    if (this.serving.role !== null) this.serving.role = this.role;
  }

  // --- Inhabitant ------------------------------------------------------------------------------

  listens(plane: Plane): boolean {
    return this.planes.has(plane);
  }

  opened(link: LinkId, plane: Plane, peer: ServerId, dialed: boolean): void {
    this.guard(() => {
      if (plane === 'election') this.election.onOpened(link, peer, dialed);
      else if (this.role === null) this.close(link);
      else this.role.onOpened(link, peer);
    });
  }

  refused(link: LinkId, plane: Plane, peer: ServerId): void {
    this.guard(() => {
      if (plane === 'election') this.election.onRefused(link, peer);
      else this.role?.onRefused(link, peer);
    });
  }

  closed(link: LinkId, plane: Plane, peer: ServerId): void {
    this.guard(() => {
      if (plane === 'election') this.election.onClosed(link, peer);
      else this.role?.onClosed(link, peer);
    });
  }

  received(link: LinkId, plane: Plane, peer: ServerId, packet: AnyPacket): void {
    this.guard(() => {
      if (plane === 'election') this.election.onReceived(link, peer, packet as ElectionPacket);
      else this.role?.onReceived(link, peer, packet as QuorumPacket);
    });
  }

  timer(id: string): void {
    this.guard(() => {
      if (id === OBSERVER_DELAY) this.election.look();
      else if (id.startsWith('election/')) this.election.onTimer(id);
      else if (id.startsWith('db/')) this.database.onTimer(id);
      else this.role?.onTimer(id);
    });
  }

  synced(mark: DiskMark): void {
    this.guard(() => {
      this.role?.onSynced(mark);
      for (const zombie of this.zombies) zombie.onSynced(mark);
      this.zombies = this.zombies.filter((zombie) => zombie.lingers());
    });
  }

  /** As if a voter had been seen LOOKING. */
  onLooking(sid: ServerId): void {
    this.guard(() => this.role?.onLookingSid(sid));
  }

  /** Anything from outside, as one step. */
  guard(step: () => void): void {
    try {
      step();
      this.settle();
    } catch (error) {
      if (!(error instanceof Exit)) throw error;
      this.options.onExit(this, error);
    }
  }

  private settle(): void {
    for (let turn = 0; turn < 8; turn += 1) {
      if (this.over !== null && !this.draining) {
        this.decision = null;
        this.serving.stop();
        this.draining = true;
        this.role?.shutdown();
      } else if (this.draining) {
        if (this.role !== null && !this.role.isDrained()) return;
        this.finishShutdown();
      } else if (this.decision !== null) this.takeRole();
      else return;
    }
    assert(false, 'A server cannot change its role eight times in one step');
  }

  private takeRole(): void {
    const decision = this.decision;
    assert(decision !== null, 'A decision');
    this.decision = null;
    this.vote = decision.vote;
    this.mode = 'NONE';
    if (!this.database.isLoaded()) this.database.load();
    this.serverState = decision.state;
    this.role =
      decision.state === 'LEADING' ? new Leader(this) : new Learner(this, decision.vote.leader);
    this.role.start();
  }

  private finishShutdown(): void {
    const next = this.over?.next ?? null;
    this.over = null;
    this.draining = false;
    if (this.role?.lingers() === true) this.zombies.push(this.role);
    this.role = null;
    const half =
      (this.mode === 'SNAP' && !this.has('M7')) || (this.mode === 'TRUNC' && !this.has('5094'));
    if (half) this.database.clear();
    else if (!this.has('M5')) this.database.fastForward();
    this.mode = 'NONE';
    if (!this.database.isLoaded()) this.database.load();
    if (next !== null) this.decision = next;
    else if (this.learnerType() === 'OBSERVER') {
      this.setState('LOOKING', 'ELECTION', null);
      this.setTimer(OBSERVER_DELAY, this.now() + this.draw('observer', 1, 200) * MS);
    } else this.election.look();
  }

  // --- Peer --------------------------------------------------------------------------------------

  has(id: Switch): boolean {
    return this.options.switches.has(id);
  }

  now(): Micros {
    return this.world.now;
  }

  draw(purpose: string, low: number, high: number): number {
    this.draws += 1;
    const { seed } = this.world;
    return drawInteger(low, high, seed, this.sid, this.incarnation, purpose, this.draws);
  }

  listen(plane: Plane): void {
    this.planes.add(plane);
  }

  unlisten(plane: Plane): void {
    this.planes.delete(plane);
  }

  dial(plane: Plane, to: ServerId): LinkId {
    return this.world.dial(this.sid, plane, to);
  }

  close(link: LinkId): void {
    this.world.close(this.sid, link);
  }

  send(link: LinkId, packet: AnyPacket): void {
    // What travels is a copy, as it is between workers.
    this.world.send(this.sid, link, JSON.parse(JSON.stringify(packet)) as AnyPacket);
  }

  setTimer(id: string, at: Micros): void {
    this.world.setTimer(this.sid, id, at);
  }

  clearTimer(id: string): void {
    this.world.clearTimer(this.sid, id);
  }

  write(op: DiskOp): DiskMark {
    this.mark += 1;
    this.files.apply(op);
    this.world.write(this.sid, this.mark, op);
    return this.mark;
  }

  sync(): DiskMark {
    this.world.sync(this.sid, this.mark);
    return this.mark;
  }

  tell(fact: ProtocolFact): void {
    this.options.hear(this, fact);
  }

  exit(code: number, why: string): never {
    throw new Exit(code, why);
  }

  quorumVerifier(): QuorumConfig {
    return this.committed;
  }

  lastSeenQuorumVerifier(): QuorumConfig {
    return this.lastSeen;
  }

  setLastSeenQuorumVerifier(config: QuorumConfig): void {
    // An older one is taken too: NEWLEADER ends what was proposed and died.
    if (config.version === this.lastSeen.version) return;
    this.lastSeen = config;
    this.write({ op: 'config', file: 'next', config });
    this.sync();
    this.tell({ type: 'configSeen', config });
  }

  activateConfig(config: QuorumConfig): boolean {
    const before = this.committed;
    if (config.version <= before.version) return false;
    this.committed = config;
    this.write({ op: 'config', file: 'committed', config });
    if (this.lastSeen.version <= config.version) {
      this.lastSeen = config;
      this.write({ op: 'config', file: 'next', config: null });
    }
    this.sync();
    if (sameMembership(before, config)) return false;
    this.election.restart();
    return true;
  }

  learnerType(): 'PARTICIPANT' | 'OBSERVER' {
    return isObserver(this.committed, this.sid) ? 'OBSERVER' : 'PARTICIPANT';
  }

  acceptedEpoch(): number {
    return this.files.acceptedEpoch ?? 0;
  }

  currentEpoch(): number {
    return this.files.currentEpoch ?? 0;
  }

  writeEpoch(file: 'acceptedEpoch' | 'currentEpoch', epoch: number): DiskMark {
    this.write({ op: 'epoch', file, value: epoch });
    return this.sync();
  }

  setState(state: ServerState, zabState: ZabState, leader: ServerId | null): void {
    if (this.serverState === state && this.phase === zabState) return;
    this.serverState = state;
    this.phase = zabState;
    this.tell({ type: 'state', state, zabState, leader, epoch: this.currentEpoch() });
  }

  state(): ServerState {
    return this.serverState;
  }

  zabState(): ZabState {
    return this.phase;
  }

  syncMode(): SyncMode {
    return this.mode;
  }

  setSyncMode(mode: SyncMode, zxid: number): void {
    this.mode = mode;
    this.tell({ type: 'syncMode', mode, zxid });
  }

  currentVote(): Vote {
    return this.vote;
  }

  setCurrentVote(vote: Vote): void {
    this.vote = vote;
  }

  electionDecided(vote: Vote, state: ServerState): void {
    this.decision = { vote, state };
    const round = this.election.logicalclock();
    this.tell({ type: 'elected', leader: vote.leader, vote, round, how: 'votes' });
  }

  roleOver(next?: { readonly state: ServerState; readonly vote: Vote }): void {
    this.over ??= { next: next ?? null };
  }

  reportLookingSid(sid: ServerId): void {
    this.role?.onLookingSid(sid);
  }
}

function through(state: Packed): Packed {
  return JSON.parse(JSON.stringify(state)) as Packed;
}
