// A ZooKeeper server as a state machine: inputs in, effects out, nothing else. Routes each input to the election, the
// running role, the clients or the database. Its host (worker/world) turns time, links and disks into these inputs.
// Source: QuorumPeerMain, QuorumPeer; determinism.md 4, 20, 21.
import { pack, unpack, type Packed } from '../base/pack.ts';
import type { Machine } from '../base/ports.ts';
import { CLIENT_BASE, type Micros, type WallMillis } from '../base/units.ts';
import type { ClientPacket } from '../data/wire.ts';
import type { DiskImage, DiskOp } from '../zab/disk.ts';
import type { ElectionPacket, QuorumPacket } from '../zab/packets.ts';
import type {
  ServerConfig,
  ServerEffect,
  ServerInput,
  ServerPacketIn,
  ServerPacketOut,
} from './config.ts';
import { dumpTimer, ServerDatabase } from './database.ts';
import type { ServerFact } from './facts.ts';
import { Process, ProcessExit } from './process.ts';
import { QuorumPeer } from './quorum-peer.ts';
import { ServingSide } from './serving.ts';

export class Server implements Machine<
  ServerPacketIn | ServerPacketOut,
  never,
  DiskOp,
  ServerFact
> {
  private readonly process: Process;
  private readonly database: ServerDatabase;
  private readonly peer: QuorumPeer;
  private readonly serving: ServingSide;

  /** `disk` is what the world kept; with `captured` it must be the written view taken with it. */
  constructor(config: ServerConfig, disk: DiskImage, captured?: Packed) {
    const parts = captured as { [part: string]: Packed } | undefined;
    this.process = new Process(config, disk, parts?.['process']);
    this.database = new ServerDatabase(this.process, parts?.['database']);
    this.peer = new QuorumPeer(this.process, this.database, parts?.['peer']);
    this.serving = new ServingSide(this.process, this.database, this.peer, parts?.['serving']);
    this.peer.attach(this.serving);
  }

  /** A server as it was when `capture` was taken. The disk inside the capture is the written view. */
  static restore(config: ServerConfig, captured: Packed): Server {
    const { disk } = captured as { readonly [part: string]: Packed };
    return new Server(config, unpack(disk ?? null) as DiskImage, captured);
  }

  step(now: Micros, wallMs: WallMillis, input: ServerInput): readonly ServerEffect[] {
    this.process.begin(now, wallMs);
    try {
      this.route(input);
    } catch (error) {
      if (!(error instanceof ProcessExit)) throw error;
      this.process.exited(error);
    }
    return this.process.end();
  }

  capture(): Packed {
    return {
      process: this.process.capture(),
      database: this.database.capture(),
      peer: this.peer.capture(),
      serving: this.serving.capture(),
      disk: pack(this.process.files.image()),
    };
  }

  inspect(): unknown {
    return {
      disk: this.process.inspect(),
      database: this.database.inspect(),
      ...(this.peer.inspect() as object),
      serving: this.serving.inspect(),
    };
  }

  private route(input: ServerInput): void {
    switch (input.kind) {
      case 'boot':
        this.peer.boot();
        this.peer.settle();
        return;
      case 'opened':
        if (input.plane === 'client') this.serving.clients.onOpened(input.link, input.peer);
        else this.peer.onOpened(input.link, input.plane, input.peer, input.dialed);
        return;
      case 'refused':
        this.peer.onRefused(input.link, input.plane, input.peer);
        return;
      case 'closed':
        if (input.plane === 'client') this.serving.clients.onClosed(input.link);
        else this.peer.onClosed(input.link, input.plane, input.peer);
        return;
      case 'received':
        this.onPacket(input);
        return;
      case 'synced':
        this.process.onSynced(input.mark);
        this.peer.onSynced(input.mark);
        return;
      case 'diskFailed':
        this.peer.onDiskFailed();
        return;
      case 'timer':
        this.onTimer(input.id);
        return;
      case 'command':
        // A server takes no commands: a four-letter word comes over a connection.
        return;
    }
  }

  /** The plane of a connection says which kind of packet it carries; a packet of a client's peer is no client's. */
  private onPacket(input: Extract<ServerInput, { kind: 'received' }>): void {
    const { link, plane, peer, packet } = input;
    if (plane === 'client') {
      if (peer >= CLIENT_BASE) this.serving.clients.onReceived(link, packet as ClientPacket);
    } else if (plane === 'election')
      this.peer.onElectionPacket(link, peer, packet as ElectionPacket);
    else this.peer.onQuorumPacket(link, peer, packet as QuorumPacket);
    this.peer.settle();
  }

  private onTimer(id: string): void {
    if (id === dumpTimer) this.database.onDumped();
    else if (id.startsWith('serving/')) this.serving.onTimer(id);
    else this.peer.onTimer(id);
    this.peer.settle();
  }
}
