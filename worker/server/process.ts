// The process a server runs in, seen from inside one step: its two clocks, its effects, its draws, its disk.
// Every part of the server asks the world for something through here, so that the order of effects is the order of the calls.
// Source: determinism.md 4, 5, 19.
import { drawInteger } from '../base/draw.ts';
import { pack, unpack, type Packed } from '../base/pack.ts';
import type { LinkId, Micros, Participant, Plane, WallMillis } from '../base/units.ts';
import { DiskFiles, type DiskImage, type DiskMark, type DiskOp } from '../zab/disk.ts';
import type { Switch } from '../zab/bugs.ts';
import type { ServerConfig, ServerEffect, ServerPacketOut } from './config.ts';
import type { ServerFact } from './facts.ts';

/** Thrown to end the step at once; `Server.step` turns it into the effect `exit`. */
export class ProcessExit extends Error {
  readonly code: number;
  constructor(code: number, why: string) {
    super(why);
    this.code = code;
  }
}

interface ProcessState {
  links: number;
  mark: DiskMark;
  syncedMark: DiskMark;
  draws: Map<string, number>;
}

export class Process {
  readonly config: ServerConfig;
  readonly files: DiskFiles;
  now: Micros = 0;
  wallMs: WallMillis = 0;
  private effects: ServerEffect[] = [];
  private readonly switches: ReadonlySet<Switch>;
  private readonly state: ProcessState;

  constructor(config: ServerConfig, disk: DiskImage, state?: Packed) {
    this.config = config;
    this.files = new DiskFiles(disk);
    this.switches = new Set(config.switches);
    this.state =
      state === undefined
        ? { links: 0, mark: 0, syncedMark: 0, draws: new Map() }
        : (unpack(state) as ProcessState);
  }

  /** Starts a step: both clocks are read once and stand still inside it. */
  begin(now: Micros, wallMs: WallMillis): void {
    this.now = now;
    this.wallMs = wallMs;
    this.effects = [];
  }

  /** The effects of the step, in the order they were asked for. */
  end(): readonly ServerEffect[] {
    return this.effects;
  }

  has(id: Switch): boolean {
    return this.switches.has(id);
  }

  /** The n-th draw of a purpose by this incarnation, uniform in [low, high] (determinism.md 5). */
  draw(purpose: string, low: number, high: number): number {
    const n = this.state.draws.get(purpose) ?? 0;
    this.state.draws.set(purpose, n + 1);
    const { seed, sid, incarnation } = this.config;
    return drawInteger(low, high, seed, sid, incarnation, purpose, n);
  }

  tell(fact: ServerFact): void {
    this.effects.push({ kind: 'trace', fact });
  }

  listen(plane: Plane, address?: string): void {
    this.effects.push({ kind: 'listen', plane, ...(address === undefined ? {} : { address }) });
  }

  unlisten(plane: Plane): void {
    this.effects.push({ kind: 'unlisten', plane });
  }

  dial(plane: Plane, peer: Participant): LinkId {
    this.state.links += 1;
    const link = `${this.config.sid}.${this.config.incarnation}.${this.state.links}`;
    this.effects.push({ kind: 'dial', link, plane, peer });
    return link;
  }

  close(link: LinkId): void {
    this.effects.push({ kind: 'close', link });
  }

  send(link: LinkId, packet: ServerPacketOut): void {
    this.effects.push({ kind: 'send', link, packet });
  }

  setTimer(id: string, at: Micros): void {
    this.effects.push({ kind: 'setTimer', id, at });
  }

  clearTimer(id: string): void {
    this.effects.push({ kind: 'clearTimer', id });
  }

  write(op: DiskOp): DiskMark {
    this.state.mark += 1;
    this.files.apply(op);
    this.effects.push({ kind: 'write', mark: this.state.mark, op });
    return this.state.mark;
  }

  /** Asks for everything written so far to be made durable; answered by the input `synced`. */
  sync(): DiskMark {
    this.effects.push({ kind: 'sync', mark: this.state.mark });
    return this.state.mark;
  }

  onSynced(mark: DiskMark): void {
    this.state.syncedMark = mark;
  }

  exit(code: number, why: string): never {
    throw new ProcessExit(code, why);
  }

  /** Adds the last words of a process. */
  exited(exit: ProcessExit): void {
    this.tell({ type: 'exited', code: exit.code, why: exit.message });
    this.effects.push({ kind: 'exit', code: exit.code, why: exit.message });
  }

  capture(): Packed {
    return pack(this.state);
  }

  inspect(): unknown {
    const { files, state } = this;
    return {
      writtenMark: state.mark,
      syncedMark: state.syncedMark,
      acceptedEpoch: files.acceptedEpoch,
      currentEpoch: files.currentEpoch,
      log: files.log.map((txn) => txn.zxid),
      snapshots: files.snapshots.map((snapshot) => snapshot.zxid),
    };
  }
}
