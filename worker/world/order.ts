// What the director and the workers say to each other: orders out, reports back (determinism.md 11 to 14, 18, 21).
// All plain data: a shell in worker/host posts it as it stands. `window` ties a report to its order.
import type { Micros, Participant, ServerId } from '../base/units.ts';
import type { Packed } from '../base/pack.ts';
import type { ServerConfig } from '../server/config.ts';
import type { DiskImage } from '../zab/disk.ts';
import type { Deed } from './deed.ts';
import type { WorldEvent } from './facts.ts';
import type { DiskNote, HostIdentity } from './host-port.ts';
import type { HostState } from './host-state.ts';
import type { Announcement, Item } from './item.ts';
import type { Tape } from './tape.ts';

/** All that a new worker needs to run its server. */
export interface StationSetup {
  readonly identity: HostIdentity;
  readonly config: ServerConfig;
  /** What the disk kept: the synced layer. */
  readonly disk: DiskImage;
  /** The world as of this start's place in the list of actions (`WorldView.capture`). */
  readonly view: Packed;
  /** When the process starts: its boot is the first input, unless `state` is given. */
  readonly at: Micros;
  /** Goes on from here instead of booting. */
  readonly state: HostState | null;
  /** Reports bring the facts; or else a tape, which is all that the trace hash needs. */
  readonly told: boolean;
}

/** Envelopes `first` to `last` of a sender's incarnation were announced for the receiver of this order. */
export interface Expectation {
  readonly from: Participant;
  readonly incarnation: number;
  readonly first: number;
  readonly last: number;
}

/** An item of a client: it rides in an order instead of an envelope. */
export interface Rider {
  readonly from: Participant;
  readonly item: Item;
}

interface ToStation {
  readonly sid: ServerId;
  readonly incarnation: number;
  readonly window: number;
  /** To be absorbed before anything else. */
  readonly expect: readonly Expectation[];
  readonly riders: readonly Rider[];
  /** Applied in order after that; a crash of another's host may be dated back. */
  readonly deeds: readonly Deed[];
}

/** Process inputs due before `until`, at most `most` of them (null: all). */
export interface AdvanceOrder extends ToStation {
  readonly kind: 'advance';
  readonly until: Micros;
  readonly most: number | null;
}

/** Answer with the captured state. */
export interface CaptureOrder extends ToStation {
  readonly kind: 'capture';
}

export type StationOrder = AdvanceOrder | CaptureOrder;

export type Order =
  | StationOrder
  /** Create a worker and its channels; `Director.onReady` when it has heard its own echo on every channel. */
  | {
      readonly kind: 'start';
      readonly sid: ServerId;
      readonly incarnation: number;
      readonly setup: StationSetup;
    }
  /** Everything that it sent has been received: the worker may go. */
  | { readonly kind: 'terminate'; readonly sid: ServerId; readonly incarnation: number };

export interface Report {
  readonly sid: ServerId;
  readonly incarnation: number;
  readonly window: number;
  /** In trace order; empty where a tape comes instead. */
  readonly events: readonly WorldEvent[];
  readonly tape: Tape | null;
  readonly disk: readonly DiskNote[];
  /** When something is due there next; null for never. */
  readonly due: Micros | null;
  /** Envelopes posted to other servers. */
  readonly announcements: readonly Announcement[];
  /** Items for clients. */
  readonly riders: readonly { readonly to: Participant; readonly item: Item }[];
  /** When the process ended by itself, if it did. */
  readonly ended: Micros | null;
  /** For developers: the error behind a crash, with its stack. */
  readonly error: string | null;
  /** How many inputs were processed at the last time at which any was. */
  readonly last: { readonly at: Micros; readonly count: number };
}

export interface Captured {
  readonly sid: ServerId;
  readonly incarnation: number;
  readonly window: number;
  readonly state: HostState;
}
