// The main loop of a server as a state machine: LOOKING runs Fast Leader Election, then a role runs until it is over,
// is shut down in the right order, and the server goes LOOKING again. Implements the protocol's port `Peer`.
// Source: QuorumPeer.run, loadDataBase, updateElectionVote; zab.md 1.1, 1.2, 7.2, 8.
import { assert, present } from '../base/assert.ts';
import { pack, unpack, type Packed } from '../base/pack.ts';
import { MS, type LinkId, type Micros, type Plane, type ServerId } from '../base/units.ts';
import { epochOf, type Zxid } from '../base/zxid.ts';
import type { Switch } from '../zab/bugs.ts';
import type { DiskFiles, DiskMark, DiskOp } from '../zab/disk.ts';
import { FastLeaderElection } from '../zab/election.ts';
import type { ProtocolFact } from '../zab/facts.ts';
import { Leader } from '../zab/leader.ts';
import { Learner } from '../zab/learner.ts';
import type {
  ElectionPacket,
  QuorumPacket,
  ServerState,
  SyncMode,
  Vote,
  ZabState,
} from '../zab/packets.ts';
import type { Peer, Role, Serving } from '../zab/peer.ts';
import type { QuorumConfig } from '../zab/quorum-config.ts';
import type { Settings } from '../zab/settings.ts';
import type { ServerDatabase } from './database.ts';
import type { Process } from './process.ts';

/** The timer that ends an observer's wait before it looks for a leader again (zab.md 3.6). */
export const observerDelayTimer = 'peer/observerDelay';

interface Decision {
  state: ServerState;
  vote: Vote;
}

interface PeerState {
  state: ServerState;
  zabState: ZabState;
  syncMode: SyncMode;
  leader: ServerId | null;
  currentVote: Vote;
  quorumVerifier: QuorumConfig;
  lastSeenQuorumVerifier: QuorumConfig;
  /** Epoch files written and not yet known to be durable. */
  epochsUnderWay: { mark: DiskMark; file: 'acceptedEpoch' | 'currentEpoch'; epoch: number }[];
  /** FLE, or a reconfig, has named the next role; taken up when the step's handlers have returned. */
  decision: Decision | null;
  /** The role is over; `next` skips the election. */
  over: { next: Decision | null } | null;
  draining: boolean;
  announced: string;
}

export class QuorumPeer implements Peer {
  readonly sid: ServerId;
  readonly incarnation: number;
  readonly settings: Settings;
  readonly database: ServerDatabase;
  readonly election: FastLeaderElection;
  private readonly process: Process;
  private servingSide: Serving | null = null;
  private role: Leader | Learner | null = null;
  /** Only with bug M6: a role that is over and whose sync processor lives on. */
  private lingering: Leader | Learner | null = null;
  private readonly s: PeerState;

  constructor(process: Process, database: ServerDatabase, captured?: Packed) {
    this.process = process;
    this.database = database;
    this.sid = process.config.sid;
    this.incarnation = process.config.incarnation;
    this.settings = process.config.settings;
    if (captured === undefined) {
      this.s = initialState(process);
      this.election = new FastLeaderElection(this);
      return;
    }
    const parts = captured as { [part: string]: Packed };
    this.s = unpack(parts['state'] ?? null) as PeerState;
    this.election = new FastLeaderElection(this, parts['election']);
    this.role = this.restoreRole(parts['role'] ?? null);
    this.lingering = this.restoreRole(parts['lingering'] ?? null);
  }

  /** Joins the two halves of the server; called once, before the first step. */
  attach(serving: Serving): void {
    this.servingSide = serving;
  }

  get serving(): Serving {
    return present(this.servingSide, 'The serving side');
  }

  get files(): DiskFiles {
    return this.process.files;
  }

  /** Recovery, then the first election. Exits where ZooKeeper refuses to start. */
  boot(): void {
    this.database.load();
    this.recoverEpochs();
    this.election.open();
    this.goLooking();
  }

  currentRole(): Leader | Learner | null {
    return this.role;
  }

  // --- What happens to this server ---------------------------------------------------------------

  onOpened(link: LinkId, plane: Plane, peer: ServerId, dialed: boolean): void {
    if (plane === 'election') this.election.onOpened(link, peer, dialed);
    else if (this.role === null) this.process.close(link);
    else this.role.onOpened(link, peer);
    this.settle();
  }

  onRefused(link: LinkId, plane: Plane, peer: ServerId): void {
    if (plane === 'election') this.election.onRefused(link, peer);
    else this.role?.onRefused(link, peer);
    this.settle();
  }

  onClosed(link: LinkId, plane: Plane, peer: ServerId): void {
    if (plane === 'election') this.election.onClosed(link, peer);
    else this.role?.onClosed(link, peer);
    this.settle();
  }

  onElectionPacket(link: LinkId, peer: ServerId, packet: ElectionPacket): void {
    this.election.onReceived(link, peer, packet);
    this.settle();
  }

  onQuorumPacket(link: LinkId, peer: ServerId, packet: QuorumPacket): void {
    this.role?.onReceived(link, peer, packet);
    this.settle();
  }

  onTimer(id: string): void {
    if (id === observerDelayTimer) this.election.look();
    else if (id.startsWith('election/')) this.election.onTimer(id);
    else this.role?.onTimer(id);
    this.settle();
  }

  onSynced(mark: DiskMark): void {
    const done = this.s.epochsUnderWay.filter((write) => write.mark <= mark);
    this.s.epochsUnderWay = this.s.epochsUnderWay.filter((write) => write.mark > mark);
    for (const { file, epoch } of done) this.tell({ type: 'epochWritten', file, epoch });
    this.role?.onSynced(mark);
    this.lingering?.onSynced(mark);
    if (this.lingering?.lingers() === false) this.lingering = null;
    this.settle();
  }

  /**
   * A disk that refuses ends the process, so that nothing is acknowledged that could not be kept (fault D6).
   * Differs: ZooKeeper goes LOOKING with a memory that may be ahead of its log (ZOOKEEPER-4882).
   */
  onDiskFailed(): void {
    this.tell({ type: 'stepDown', role: this.s.state, why: 'diskError' });
    this.process.exit(10, 'The disk refused to sync');
  }

  /** Runs after every handler: a role that is over is shut down, a decision becomes a role. */
  settle(): void {
    // Each turn consumes a decision or an end; a role may end in the step that starts it, but not for ever.
    for (let turn = 0; turn < 8; turn += 1) {
      if (this.s.over !== null && !this.s.draining) this.beginShutdown();
      else if (this.s.draining) {
        if (!present(this.role, 'A draining role').isDrained()) return;
        this.finishShutdown();
      } else if (this.s.decision !== null) this.takeRole(this.s.decision);
      else return;
    }
    assert(false, 'A server cannot change its role eight times in one step');
  }

  // --- Peer: the protocol's port -------------------------------------------------------------------

  has(id: Switch): boolean {
    return this.process.has(id);
  }

  now(): Micros {
    return this.process.now;
  }

  draw(purpose: string, low: number, high: number): number {
    return this.process.draw(purpose, low, high);
  }

  listen(plane: Plane): void {
    this.process.listen(plane);
  }

  unlisten(plane: Plane): void {
    this.process.unlisten(plane);
  }

  dial(plane: Plane, to: ServerId): LinkId {
    return this.process.dial(plane, to);
  }

  close(link: LinkId): void {
    this.process.close(link);
  }

  send(link: LinkId, packet: QuorumPacket | ElectionPacket): void {
    this.process.send(link, packet);
  }

  setTimer(id: string, at: Micros): void {
    this.process.setTimer(id, at);
  }

  clearTimer(id: string): void {
    this.process.clearTimer(id);
  }

  write(op: DiskOp): DiskMark {
    return this.process.write(op);
  }

  sync(): DiskMark {
    return this.process.sync();
  }

  tell(fact: ProtocolFact): void {
    this.process.tell(fact);
  }

  exit(code: number, why: string): never {
    return this.process.exit(code, why);
  }

  quorumVerifier(): QuorumConfig {
    return this.s.quorumVerifier;
  }

  lastSeenQuorumVerifier(): QuorumConfig {
    return this.s.lastSeenQuorumVerifier;
  }

  setLastSeenQuorumVerifier(config: QuorumConfig): void {
    if (config.version <= this.s.lastSeenQuorumVerifier.version) return;
    this.s.lastSeenQuorumVerifier = config;
    this.process.write({ op: 'config', file: 'next', config });
    this.process.sync();
    this.tell({ type: 'configSeen', config });
  }

  activateConfig(config: QuorumConfig): boolean {
    const before = this.s.quorumVerifier;
    if (config.version <= before.version) return false;
    const typeBefore = this.learnerType();
    this.s.quorumVerifier = config;
    this.process.write({ op: 'config', file: 'committed', config });
    if (this.s.lastSeenQuorumVerifier.version <= config.version) {
      this.s.lastSeenQuorumVerifier = config;
      this.process.write({ op: 'config', file: 'next', config: null });
    }
    this.process.sync();
    return membership(before) !== membership(config) || typeBefore !== this.learnerType();
  }

  learnerType(): 'PARTICIPANT' | 'OBSERVER' {
    const me = this.s.quorumVerifier.members.find((member) => member.sid === this.sid);
    const own = me ?? this.process.config.config.members.find((member) => member.sid === this.sid);
    return own?.type === 'observer' ? 'OBSERVER' : 'PARTICIPANT';
  }

  acceptedEpoch(): number {
    return this.files.acceptedEpoch ?? 0;
  }

  currentEpoch(): number {
    return this.files.currentEpoch ?? 0;
  }

  writeEpoch(file: 'acceptedEpoch' | 'currentEpoch', epoch: number): DiskMark {
    this.process.write({ op: 'epoch', file, value: epoch });
    const mark = this.process.sync();
    this.s.epochsUnderWay.push({ mark, file, epoch });
    return mark;
  }

  setState(state: ServerState, zabState: ZabState, leader: ServerId | null): void {
    this.s.state = state;
    this.s.zabState = zabState;
    this.s.leader = leader;
    const epoch = this.currentEpoch();
    const line = `${state} ${zabState} ${leader} ${epoch}`;
    if (line === this.s.announced) return;
    this.s.announced = line;
    this.tell({ type: 'state', state, zabState, leader, epoch });
  }

  state(): ServerState {
    return this.s.state;
  }

  zabState(): ZabState {
    return this.s.zabState;
  }

  leader(): ServerId | null {
    return this.s.leader;
  }

  syncMode(): SyncMode {
    return this.s.syncMode;
  }

  setSyncMode(mode: SyncMode, zxid: Zxid): void {
    if (this.s.syncMode === mode) return;
    this.s.syncMode = mode;
    this.tell({ type: 'syncMode', mode, zxid });
  }

  currentVote(): Vote {
    return this.s.currentVote;
  }

  setCurrentVote(vote: Vote): void {
    this.s.currentVote = vote;
  }

  reportLookingSid(sid: ServerId): void {
    this.role?.onLookingSid(sid);
  }

  electionDecided(vote: Vote, state: ServerState, how: 'votes' | 'established' | 'designated'): void {
    this.s.decision = { state, vote };
    this.tell({
      type: 'elected',
      leader: vote.leader,
      vote,
      round: this.election.logicalclock(),
      how,
    });
  }

  roleOver(next?: { readonly state: ServerState; readonly vote: Vote }): void {
    this.s.over ??= { next: next ?? null };
  }

  capture(): Packed {
    return {
      state: pack(this.s),
      election: this.election.capture() as Packed,
      role: captureRole(this.role, this.s.leader),
      lingering: captureRole(this.lingering, this.s.leader),
    };
  }

  inspect(): unknown {
    const { state, zabState, syncMode, leader, currentVote, quorumVerifier, lastSeenQuorumVerifier } = this.s;
    return {
      state,
      zabState,
      syncMode,
      leader,
      currentVote,
      quorumVerifier,
      lastSeenQuorumVerifier,
      election: this.election.inspect(),
      role: this.role?.inspect() ?? null,
    };
  }

  // --- Roles -----------------------------------------------------------------------------------------

  private takeRole(decision: Decision): void {
    this.s.decision = null;
    this.s.currentVote = decision.vote;
    const { leader } = decision.vote;
    this.s.syncMode = 'NONE';
    if (!this.database.isLoaded()) this.database.load();
    this.setState(decision.state, 'DISCOVERY', leader);
    this.role = decision.state === 'LEADING' ? new Leader(this) : new Learner(this, leader);
    this.role.start();
  }

  /** zab.md 7.2: the client port first, then the sockets, then the sync processor is stopped and drained. */
  private beginShutdown(): void {
    this.s.decision = null;
    this.serving.stop();
    this.s.draining = true;
    if (this.role === null || this.role.shutdown()) this.finishShutdown();
  }

  private finishShutdown(): void {
    const next = this.s.over?.next ?? null;
    const halfDone = this.isHalfSynchronized();
    this.s.over = null;
    this.s.draining = false;
    this.lingering = this.role?.lingers() === true ? this.role : null;
    this.role = null;
    if (halfDone) this.database.clear();
    else if (!this.has('M5') && this.database.isLoaded()) this.database.fastForward();
    this.setSyncMode('NONE', this.database.lastProcessedZxid());
    if (next === null) this.goLooking();
    else this.s.decision = next;
  }

  /** A SNAP or TRUNC that was not completed leaves a tree that is on no disk. Differs: ZooKeeper wipes only after SNAP (ZOOKEEPER-5094). */
  private isHalfSynchronized(): boolean {
    if (this.s.syncMode === 'SNAP') return !this.has('M7');
    return this.s.syncMode === 'TRUNC' && !this.has('5094');
  }

  private goLooking(): void {
    if (!this.database.isLoaded()) this.database.load();
    this.setState('LOOKING', 'ELECTION', null);
    if (this.learnerType() === 'OBSERVER' && this.incarnationHasLed()) {
      const delay = this.draw('observerElectionDelay', 0, this.settings.observerElectionDelayMsMax);
      this.process.setTimer(observerDelayTimer, this.process.now + delay * MS + 1);
    } else this.election.look();
  }

  /** An observer waits only before it looks *again*. */
  private incarnationHasLed(): boolean {
    return this.election.logicalclock() > 0;
  }

  private restoreRole(packed: Packed): Leader | Learner | null {
    if (packed === null) return null;
    const { kind, leader, state } = packed as { kind: Role['kind']; leader: ServerId; state: Packed };
    return kind === 'leader' ? new Leader(this, state) : new Learner(this, leader, state);
  }

  /** Missing epoch files are made from the last zxid; a disk whose epochs contradict its log refuses to start (zab.md 1.2). */
  private recoverEpochs(): void {
    const lastEpoch = epochOf(this.database.lastProcessedZxid());
    if (this.files.currentEpoch === null) this.writeEpoch('currentEpoch', lastEpoch);
    else if (lastEpoch > this.files.currentEpoch) {
      this.process.exit(1, `The log holds epoch ${lastEpoch}, currentEpoch is ${this.files.currentEpoch}`);
    }
    const current = this.currentEpoch();
    if (this.files.acceptedEpoch === null) this.writeEpoch('acceptedEpoch', current);
    else if (this.files.acceptedEpoch < current) {
      this.process.exit(1, `acceptedEpoch ${this.files.acceptedEpoch} is below currentEpoch ${current}`);
    }
  }
}

function captureRole(role: Leader | Learner | null, leader: ServerId | null): Packed {
  return role === null ? null : { kind: role.kind, leader, state: role.capture() as Packed };
}

function initialState(process: Process): PeerState {
  const committed = process.files.committedConfig ?? process.config.config;
  const next = process.files.nextConfig;
  return {
    state: 'LOOKING',
    zabState: 'ELECTION',
    syncMode: 'NONE',
    leader: null,
    currentVote: { leader: process.config.sid, zxid: 0, electionEpoch: 0, peerEpoch: 0 },
    quorumVerifier: committed,
    lastSeenQuorumVerifier: next !== null && next.version > committed.version ? next : committed,
    epochsUnderWay: [],
    decision: null,
    over: null,
    draining: false,
    announced: '',
  };
}

function membership(config: QuorumConfig): string {
  return JSON.stringify(config.members);
}
