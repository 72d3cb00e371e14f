// Connections and what is on the way on them. Part of the World; folded by fold-links.ts, placed by position.ts.
import type { LinkId, Micros, Participant, Plane } from '../base/units.ts';
import type { PacketShown } from '../world/facts.ts';

/** What travels: a packet, or the opening, refusal and closing of the connection itself. */
export type Freight =
  | { readonly kind: 'dial' }
  | { readonly kind: 'closing' }
  | { readonly kind: 'packet'; readonly packet: PacketShown };

/** One item on the way: a message. */
export interface Message {
  readonly link: LinkId;
  readonly plane: Plane;
  readonly from: Participant;
  readonly to: Participant;
  /** Counts the items of this direction of this connection from 0. */
  readonly n: number;
  readonly freight: Freight;
  readonly sentAt: Micros;
  /** Its stamp; a cut or a paused receiver may hold it longer. */
  readonly arrives: Micros;
}

/** A message that will never arrive. `at` is when it died; position.ts says where. */
export interface LostItem extends Message {
  readonly at: Micros;
  /** The newest cut of its direction when it died, as in DirectionFault. */
  readonly cutAt: Micros | null;
  readonly joinedAt: Micros | null;
}

export interface LinkView {
  readonly link: LinkId;
  readonly plane: Plane;
  readonly opener: Participant;
  readonly target: Participant;
  /** `open` from the moment that either end has it open; a link with both ends closed is gone from the World. */
  readonly status: 'dialing' | 'open' | 'closing';
  readonly openerClosed: boolean;
  readonly targetClosed: boolean;
  readonly since: Micros;
  /** On the way to the target, oldest first. */
  readonly outward: readonly Message[];
  /** On the way to the opener, oldest first. */
  readonly inward: readonly Message[];
}
