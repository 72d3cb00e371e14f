// The protocol's port on its server: network, timers, disk, configuration, epochs and the states a server shows.
// `QuorumPeer` adds the main loop. Implements most of `Peer` (worker/zab/peer.ts). Source: QuorumPeer.
import { present } from '../base/assert.ts';
import { unpack, type Packed } from '../base/pack.ts';
import type { LinkId, Micros, Plane, ServerId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Switch } from '../zab/bugs.ts';
import type { DiskFiles, DiskMark, DiskOp } from '../zab/disk.ts';
import type { ProtocolFact } from '../zab/facts.ts';
import type {
  ElectionPacket,
  QuorumPacket,
  ServerState,
  SyncMode,
  Vote,
  ZabState,
} from '../zab/packets.ts';
import type { Serving } from '../zab/peer.ts';
import type { QuorumConfig } from '../zab/quorum-config.ts';
import type { Settings } from '../zab/settings.ts';
import type { ServerDatabase } from './database.ts';
import type { Process } from './process.ts';

export interface Decision {
  state: ServerState;
  vote: Vote;
}

export interface PeerState {
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

export abstract class PeerPort {
  readonly sid: ServerId;
  readonly incarnation: number;
  readonly settings: Settings;
  readonly database: ServerDatabase;
  protected readonly process: Process;
  protected readonly s: PeerState;
  private servingSide: Serving | null = null;

  constructor(process: Process, database: ServerDatabase, state?: Packed) {
    this.process = process;
    this.database = database;
    this.sid = process.config.sid;
    this.incarnation = process.config.incarnation;
    this.settings = process.config.settings;
    this.s = state === undefined ? initialState(process) : (unpack(state) as PeerState);
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
    // An older one is taken too: a proposed configuration that died with its leader gives way to the new leader's.
    if (config.version === this.s.lastSeenQuorumVerifier.version) return;
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
    // A server that is no member (removed, or not yet added) follows as a participant whose ACKs never count.
    return me?.type === 'observer' ? 'OBSERVER' : 'PARTICIPANT';
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

  /** `following - broadcast`. Source: QuorumPeer.getDetailedPeerState. */
  detailedState(): string {
    const { state, zabState, syncMode } = this.s;
    const parts: string[] = state === 'LOOKING' ? [state] : [state, zabState];
    if (parts[1] === 'SYNCHRONIZATION') parts.push(syncMode);
    return parts.join(' - ').toLowerCase();
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
