// The two ports of every participant: what can happen to it, and what it can ask for. A server and a client are
// machines of this shape; the host around one (worker/world/participant.ts) turns virtual time, links and disks into inputs.
import type { LinkId, Micros, Participant, Plane, WallMillis } from './units.ts';
import type { Packed } from './pack.ts';

/** All that can happen to a participant. `P` is its packets, `C` its commands. */
export type Input<P, C> =
  | { readonly kind: 'boot' }
  /** A connection is there: `dialed` by us, or accepted. The quorum and client planes and the election plane all come this way. */
  | {
      readonly kind: 'opened';
      readonly link: LinkId;
      readonly plane: Plane;
      readonly peer: Participant;
      readonly dialed: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly link: LinkId;
      readonly plane: Plane;
      readonly peer: Participant;
    }
  | {
      readonly kind: 'closed';
      readonly link: LinkId;
      readonly plane: Plane;
      readonly peer: Participant;
    }
  | {
      readonly kind: 'received';
      readonly link: LinkId;
      readonly plane: Plane;
      readonly peer: Participant;
      readonly packet: P;
    }
  /** Everything written up to `mark` is durable. */
  | { readonly kind: 'synced'; readonly mark: number }
  /** The disk refused; a server must stop or leave, never acknowledge (fault D6). */
  | { readonly kind: 'diskFailed'; readonly mark: number }
  | { readonly kind: 'timer'; readonly id: string }
  | { readonly kind: 'command'; readonly command: C };

/** All that a participant can ask for. `D` is its disk operations, `F` its facts. */
export type Effect<P, D, F> =
  /** At `address` alone, `host:port`, instead of where it listened on this plane before; without it at every address. */
  | { readonly kind: 'listen'; readonly plane: Plane; readonly address?: string }
  | { readonly kind: 'unlisten'; readonly plane: Plane }
  /** Refused if `peer` listens at another address than `address`; without it any will do. */
  | {
      readonly kind: 'dial';
      readonly link: LinkId;
      readonly plane: Plane;
      readonly peer: Participant;
      readonly address?: string;
    }
  | { readonly kind: 'close'; readonly link: LinkId }
  | { readonly kind: 'send'; readonly link: LinkId; readonly packet: P }
  | { readonly kind: 'write'; readonly mark: number; readonly op: D }
  /** Makes everything written up to `mark` durable; answered by `synced`. */
  | { readonly kind: 'sync'; readonly mark: number }
  /** `at` is on the participant's own clock; a time that has passed means the next microsecond. */
  | { readonly kind: 'setTimer'; readonly id: string; readonly at: Micros }
  | { readonly kind: 'clearTimer'; readonly id: string }
  | { readonly kind: 'trace'; readonly fact: F }
  /** The process ends here; later effects of the step are void. Its connections close as after a kill. */
  | { readonly kind: 'exit'; readonly code: number; readonly why: string };

/** A deterministic state machine: no clock, no timer, no chance, no promise of its own. */
export interface Machine<P, C, D, F> {
  /** `now` is this participant's own monotonic clock, `wallMs` its wall clock. Throws `BrokenInvariant` only. */
  step(now: Micros, wallMs: WallMillis, input: Input<P, C>): readonly Effect<P, D, F>[];
  /** The whole state as plain data, taken between two steps. */
  capture(): Packed;
  /** What a person may see of it, as plain data. */
  inspect(): unknown;
}
