// The machines that run inside hosts, and what each is built from. The simulator, the director and the workers' hosts get
// a `Machines` handed in: the real ones (real-machines.ts) or, in tests of this room, toys.
import type { Machine } from '../base/ports.ts';
import type { Packed } from '../base/pack.ts';
import type { Participant, ServerId } from '../base/units.ts';
import type { ServerConfig } from '../server/config.ts';
import type { DiskImage, DiskOp } from '../zab/disk.ts';
import type { QuorumConfig } from '../zab/quorum-config.ts';
import type { ClientCommand } from './deed.ts';
import type { AnyPacket, MachineFact } from './facts.ts';

export type AnyMachine = Machine<AnyPacket, ClientCommand, DiskOp, MachineFact>;

export interface ClientConfig {
  readonly who: Participant;
  readonly name: string;
  /** Counts the starts of this client in the run, from 1. */
  readonly incarnation: number;
  readonly seed: number;
  /** The ensemble, for addresses. */
  readonly config: QuorumConfig;
  /** The server list of its connect string, ascending. */
  readonly servers: readonly ServerId[];
  /** The server to try first; null for one drawn from the list. */
  readonly first: ServerId | null;
  /** Options of the command line, as typed. */
  readonly options: string;
}

export interface Machines {
  server(config: ServerConfig, disk: DiskImage): AnyMachine;
  restoreServer(config: ServerConfig, captured: Packed): AnyMachine;
  client(config: ClientConfig): AnyMachine;
  restoreClient(config: ClientConfig, captured: Packed): AnyMachine;
}
