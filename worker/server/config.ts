// What a server is told at boot; everything else it learns from its disk and from its inputs.
import type { ServerId } from '../base/units.ts';
import type { Effect, Input } from '../base/ports.ts';
import type { ClientPacket, ServerPacket } from '../data/wire.ts';
import type { Switch } from '../zab/bugs.ts';
import type { DiskOp } from '../zab/disk.ts';
import type { ElectionPacket, QuorumPacket } from '../zab/packets.ts';
import type { QuorumConfig } from '../zab/quorum-config.ts';
import type { Settings } from '../zab/settings.ts';
import type { ServerFact } from './facts.ts';

export interface ServerConfig {
  readonly sid: ServerId;
  /** Counts the starts of this server in the run, from 1. */
  readonly incarnation: number;
  /** The seed of the run; every draw is keyed by it (base/draw.ts). */
  readonly seed: number;
  readonly settings: Settings;
  readonly switches: readonly Switch[];
  /** The static configuration (zoo.cfg); a newer one on the disk takes its place. */
  readonly config: QuorumConfig;
}

export type ServerPacketIn = QuorumPacket | ElectionPacket | ClientPacket;
export type ServerPacketOut = QuorumPacket | ElectionPacket | ServerPacket;
export type ServerInput = Input<ServerPacketIn | ServerPacketOut, never>;
export type ServerEffect = Effect<ServerPacketIn | ServerPacketOut, DiskOp, ServerFact>;
