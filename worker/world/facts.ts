// What the world and the hosts around participants announce: actions, and the life of every item on every connection.
import type { LinkId, Micros, Participant, Plane, ServerId } from '../base/units.ts';
import type { ClientPacket, ServerPacket } from '../data/wire.ts';
import type { ElectionPacket, QuorumPacket } from '../zab/packets.ts';
import type { ClientFact } from '../client/facts.ts';
import type { ServerFact } from '../server/facts.ts';
import type { Action } from './recording.ts';

export type AnyPacket = QuorumPacket | ElectionPacket | ClientPacket | ServerPacket;
/** A packet as the trace keeps it: the image of a SNAP is replaced by its number of znodes. */
export type PacketShown =
  | Exclude<AnyPacket, { type: 'SNAP' }>
  | { readonly type: 'SNAP'; readonly zxid: number; readonly size: number };

/** A disk operation as the trace keeps it: txns by their zxids, a snapshot by its zxid. */
export type DiskOpShown =
  | { readonly op: 'append'; readonly zxids: readonly number[] }
  | { readonly op: 'truncate' | 'snapshot'; readonly zxid: number }
  | { readonly op: 'dropSnapshots'; readonly above: number }
  | { readonly op: 'purge'; readonly retain: number }
  | {
      readonly op: 'epoch';
      readonly file: 'acceptedEpoch' | 'currentEpoch';
      readonly value: number;
    }
  | { readonly op: 'config'; readonly file: 'committed' | 'next'; readonly version: number | null };

/** Item n of one direction of a connection; n counts dials, answers, packets and closings alike. */
export type WorldFact =
  /** By the world, at its time: the fault or command as it was recorded. */
  | { readonly type: 'action'; readonly action: Action }
  /** By the sender. `arrives` is its stamp; a cut may hold it longer. */
  | {
      readonly type: 'dialed';
      readonly link: LinkId;
      readonly plane: Plane;
      readonly to: Participant;
      readonly n: number;
      readonly arrives: Micros;
    }
  | {
      readonly type: 'sent';
      readonly link: LinkId;
      readonly plane: Plane;
      readonly to: Participant;
      readonly n: number;
      readonly arrives: Micros;
      readonly packet: PacketShown;
    }
  | {
      readonly type: 'closing';
      readonly link: LinkId;
      readonly plane: Plane;
      readonly to: Participant;
      readonly n: number;
      readonly arrives: Micros;
    }
  /** By the receiver, when its host hands the item to it (or answers a dial). */
  | {
      readonly type: 'received';
      readonly link: LinkId;
      readonly from: Participant;
      readonly n: number;
    }
  | {
      readonly type: 'opened';
      readonly link: LinkId;
      readonly plane: Plane;
      readonly peer: Participant;
      readonly dialed: boolean;
    }
  | {
      readonly type: 'refused';
      readonly link: LinkId;
      readonly plane: Plane;
      readonly peer: Participant;
    }
  | {
      readonly type: 'closed';
      readonly link: LinkId;
      readonly plane: Plane;
      readonly peer: Participant;
    }
  /** Items n to m that `from` had sent on this connection are gone with it. */
  | {
      readonly type: 'lost';
      readonly link: LinkId;
      readonly from: Participant;
      readonly n: number;
      readonly m: number;
    }
  | { readonly type: 'timer'; readonly id: string; readonly set: Micros | null }
  /**
   * By a server's host: an operation entered the written layer of its disk. With `durable` and `diskKept` it lets the
   * checker mirror every disk exactly (S10, S13, S14, S20), whatever the server itself claims to have synced.
   */
  | { readonly type: 'wrote'; readonly mark: number; readonly op: DiskOpShown }
  /** By a server's host, when a sync completes and before the server's own step for it: everything up to `mark` is durable. */
  | { readonly type: 'durable'; readonly mark: number }
  /** By the world, right after the end of a server's process (kill, crash, exit, hostCrash): what was written after `mark` is gone from node's disk. */
  | { readonly type: 'diskKept'; readonly node: ServerId; readonly mark: number }
  | { readonly type: 'booted'; readonly incarnation: number }
  /** An invariant of our own broke inside step: the server is gone as if killed, and it is our fault, not Zab's. */
  | { readonly type: 'crashed'; readonly why: string };

/** What a machine announces. */
export type MachineFact = ServerFact | ClientFact;

/** One entry of the trace as the world makes it (`TraceEvent` of worker/trace). */
export interface WorldEvent {
  readonly at: Micros;
  readonly who: Participant;
  readonly fact: MachineFact | WorldFact;
}
