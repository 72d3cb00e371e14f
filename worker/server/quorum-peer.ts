// The main loop of a server as a state machine: LOOKING runs Fast Leader Election, then a role runs until it is over,
// is shut down in the right order, and the server goes LOOKING again. Completes the protocol's port `Peer`.
// Source: QuorumPeer.run, loadDataBase; zab.md 1.1, 1.2, 7.2, 8.
import { assert, present } from '../base/assert.ts';
import { pack, type Packed } from '../base/pack.ts';
import { MS, type LinkId, type Plane, type ServerId } from '../base/units.ts';
import { epochOf } from '../base/zxid.ts';
import type { DiskMark } from '../zab/disk.ts';
import { FastLeaderElection } from '../zab/election.ts';
import { Leader } from '../zab/leader.ts';
import { Learner } from '../zab/learner.ts';
import type { ElectionPacket, QuorumPacket, ServerState, Vote } from '../zab/packets.ts';
import type { Peer, Role } from '../zab/peer.ts';
import type { QuorumConfig } from '../zab/quorum-config.ts';
import { memberOf, sameMembership } from '../zab/quorum.ts';
import type { ServerDatabase } from './database.ts';
import { PeerPort, type Decision } from './peer-port.ts';
import type { Process } from './process.ts';

/** The timer that ends an observer's wait before it looks for a leader again (zab.md 3.6). */
export const observerDelayTimer = 'peer/observerDelay';
/** The timer after which a LOOKING server serves reads, where that is enabled. */
export const readOnlyTimer = 'peer/readOnly';

export class QuorumPeer extends PeerPort implements Peer {
  readonly election: FastLeaderElection;
  private role: Leader | Learner | null = null;
  /** Only with bug M6: a role that is over and whose sync processor lives on. */
  private lingering: Leader | Learner | null = null;

  constructor(process: Process, database: ServerDatabase, captured?: Packed) {
    const parts = captured as { [part: string]: Packed } | undefined;
    super(process, database, parts?.['state']);
    this.election = new FastLeaderElection(this, parts?.['election']);
    this.role = this.restoreRole(parts?.['role'] ?? null);
    this.lingering = this.restoreRole(parts?.['lingering'] ?? null);
  }

  /** Recovery, then the first election. Exits where ZooKeeper refuses to start. */
  boot(): void {
    for (const config of [this.process.config.config, this.s.quorumVerifier])
      this.listenForClients(config);
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
    else if (id === readOnlyTimer) this.serveReads();
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

  // --- What the protocol decides --------------------------------------------------------------------

  /** With other members the election begins anew: its connections are dropped and logicalclock is 0 again. */
  override activateConfig(config: QuorumConfig): boolean {
    const before = this.s.quorumVerifier;
    const changed = super.activateConfig(config);
    if (this.s.quorumVerifier !== before) this.listenForClients(config);
    if (!sameMembership(before, this.s.quorumVerifier)) this.election.restart();
    return changed;
  }

  /**
   * New connections come to the client address that `config` gives this server; those that are open stay. Where it gives
   * none, what was before holds. Source: QuorumPeer.processReconfig, NIOServerCnxnFactory.reconfigure.
   */
  private listenForClients(config: QuorumConfig): void {
    const address = memberOf(config, this.sid)?.clientAddress ?? '';
    if (address !== '') this.process.listen('client', address);
  }

  reportLookingSid(sid: ServerId): void {
    this.role?.onLookingSid(sid);
  }

  electionDecided(
    vote: Vote,
    state: ServerState,
    how: 'votes' | 'established' | 'designated',
  ): void {
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
      election: this.election.capture(),
      role: captureRole(this.role, this.s.leader),
      lingering: captureRole(this.lingering, this.s.leader),
    };
  }

  inspect(): unknown {
    const {
      state,
      zabState,
      syncMode,
      leader,
      currentVote,
      quorumVerifier,
      lastSeenQuorumVerifier,
    } = this.s;
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
    this.process.clearTimer(readOnlyTimer);
    this.serving.stop();
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
    if (this.settings.readOnlyModeEnabled) {
      const waitMs = Math.max(2000, this.settings.tickTimeMs);
      this.process.setTimer(readOnlyTimer, this.process.now + waitMs * MS);
    }
    if (this.learnerType() === 'OBSERVER' && this.incarnationHasLed()) {
      const delay = this.draw('observerElectionDelay', 0, this.settings.observerElectionDelayMsMax);
      this.process.setTimer(observerDelayTimer, this.process.now + delay * MS + 1);
    } else this.election.look();
  }

  /** Source: QuorumPeer.run, the ReadOnlyZooKeeperServer that starts late. */
  private serveReads(): void {
    if (this.s.state === 'LOOKING') this.serving.start({ kind: 'readonly' });
  }

  /** An observer waits only before it looks *again*. */
  private incarnationHasLed(): boolean {
    return this.election.logicalclock() > 0;
  }

  private restoreRole(packed: Packed): Leader | Learner | null {
    if (packed === null) return null;
    const { kind, leader, state } = packed as {
      kind: Role['kind'];
      leader: ServerId;
      state: Packed;
    };
    return kind === 'leader' ? new Leader(this, state) : new Learner(this, leader, state);
  }

  /** Missing epoch files are made from the last zxid; a disk whose epochs contradict its log refuses to start (zab.md 1.2). */
  private recoverEpochs(): void {
    const lastEpoch = epochOf(this.database.lastProcessedZxid());
    if (this.files.currentEpoch === null) this.writeEpoch('currentEpoch', lastEpoch);
    else if (lastEpoch > this.files.currentEpoch) {
      // A crash between a synchronization's history and currentEpoch. What is on disk is whole, since histories are logged
      // in order, so the epoch is taken as written. Differs: ZooKeeper refuses to start, for ever, unless it finds the
      // temporary file of currentEpoch (ZOOKEEPER-4269). An epoch that was never accepted stays a reason to refuse.
      if (lastEpoch > this.acceptedEpoch()) {
        this.process.exit(
          1,
          `The log holds epoch ${lastEpoch}, currentEpoch is ${this.files.currentEpoch}`,
        );
      }
      this.writeEpoch('currentEpoch', lastEpoch);
    }
    const current = this.currentEpoch();
    if (this.files.acceptedEpoch === null) this.writeEpoch('acceptedEpoch', current);
    else if (this.files.acceptedEpoch < current) {
      this.process.exit(
        1,
        `acceptedEpoch ${this.files.acceptedEpoch} is below currentEpoch ${current}`,
      );
    }
  }
}

function captureRole(role: Leader | Learner | null, leader: ServerId | null): Packed {
  return role === null ? null : { kind: role.kind, leader, state: role.capture() };
}
