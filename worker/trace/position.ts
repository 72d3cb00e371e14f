// Where a message is on its way, as a share of it: 0 at its sender, 1 at its receiver. Pure; the geometry is the page's.
// Source: determinism.md 10: a cut holds arrival, so what meets a wall waits there and goes on when it is joined.
import type { Micros } from '../base/units.ts';
import type { LostItem, Message } from './link-view.ts';
import type { DirectionFault } from './world-state.ts';

/** Where the wall stands between two nodes. */
export const WALL = 0.5;

export interface Progress {
  readonly share: number;
  /** `held`: it waits at the wall. `waiting`: it has arrived, and its receiver has not taken it yet (paused, or busy). */
  readonly state: 'moving' | 'held' | 'waiting';
}

/**
 * @param fault The faults of the message's direction, null if it never had one.
 * @param latency How long a way usually takes: what a message needs from the wall on after a heal. Microseconds.
 */
export function progress(
  message: Message,
  fault: DirectionFault | null,
  latency: Micros,
  clock: Micros,
): Progress {
  const { sentAt, arrives } = message;
  const share = travelled(sentAt, arrives, clock);
  if (fault === null) return free(share);
  const { cutAt, joinedAt } = fault;
  if (cutAt === null || clock < cutAt || arrives < cutAt) return free(share);
  const stop = wallFor(message, cutAt);
  if (joinedAt === null || clock < joinedAt)
    return share >= stop ? { share: stop, state: 'held' } : free(share);
  // Due while it was cut: from the heal on it goes on from the wall, one latency long.
  if (arrives > joinedAt) return free(share);
  return free(stop + (1 - stop) * travelled(joinedAt, joinedAt + latency, clock));
}

/** Where a message died: what it had travelled then, or the wall that held it. */
export function placeOfDeath(item: LostItem, latency: Micros): number {
  const { from, to, cutAt, joinedAt } = item;
  const fault = { from, to, cutAt, joinedAt, slow: 1 };
  return progress(item, fault, latency, item.at).share;
}

/** A message that had passed the wall's place when the wall fell is held where it was then. */
function wallFor(message: Message, cutAt: Micros): number {
  const before = travelled(message.sentAt, message.arrives, cutAt);
  return Math.max(WALL, before);
}

function travelled(start: Micros, end: Micros, clock: Micros): number {
  if (end <= start) return clock >= end ? 1 : 0;
  return Math.min(1, Math.max(0, (clock - start) / (end - start)));
}

function free(share: number): Progress {
  return { share, state: share >= 1 ? 'waiting' : 'moving' };
}
