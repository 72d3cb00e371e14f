// The captured state of one participant's host, as plain data (determinism.md 21). Made and read by participant.ts.
import type { Packed } from '../base/pack.ts';
import type { Input } from '../base/ports.ts';
import type { LinkId, Micros, Participant, Plane } from '../base/units.ts';
import type { ClockState } from './clock.ts';
import type { ClientCommand } from './deed.ts';
import type { DiskQueueState } from './disk-queue.ts';
import type { AnyPacket, WorldFact } from './facts.ts';
import type { Item } from './item.ts';
import type { LinkPhase } from './link-end.ts';

export interface ArrivalState {
  readonly item: Item;
  readonly at: Micros;
  readonly arrived: boolean;
}

export interface LinkState {
  readonly link: LinkId;
  readonly plane: Plane;
  readonly peer: Participant;
  readonly peerIncarnation: number;
  readonly dialed: boolean;
  readonly phase: LinkPhase;
  readonly outN: number;
  readonly outStamp: Micros;
  readonly inN: number;
  readonly inDue: Micros;
  readonly ended: boolean;
  readonly held: readonly ArrivalState[];
  readonly queued: readonly ArrivalState[];
}

export interface HostState {
  readonly who: Participant;
  readonly incarnation: number;
  readonly machine: Packed;
  /** In the order of connections. */
  readonly links: readonly LinkState[];
  readonly timers: {
    readonly sequence: number;
    /** Id, time on the participant's clock, virtual due time, sequence. */
    readonly timers: readonly (readonly [string, Micros, Micros, number])[];
  };
  readonly disk: DiskQueueState;
  /** By plane the one address; null for every address. */
  readonly listening: readonly (readonly [Plane, string | null])[];
  readonly clock: Readonly<ClockState>;
  readonly inputs: readonly {
    readonly at: Micros;
    readonly input: Input<AnyPacket, ClientCommand>;
  }[];
  readonly notices: readonly { readonly at: Micros; readonly fact: WorldFact }[];
  readonly endedAt: Micros | null;
  readonly lastAt: Micros;
  readonly countAtLast: number;
}
