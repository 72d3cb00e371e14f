// How fast the past is played again: the same rule as auto speed (determinism.md 22), judged from the World alone.
// A hop that matters takes about 0.8 s of wall time; while only pings and timers are pending, time runs faster.
import type { Micros } from '../../worker/base/units.ts';
import type { Pace } from '../../worker/host/surface.ts';
import type { History } from '../../worker/trace/history.ts';
import type { Message } from '../../worker/trace/link-view.ts';
import type { World } from '../../worker/trace/world-state.ts';

export type { Pace };

const HOP_SECONDS = 0.8;
const IDLE_RATE = 4;

/** Virtual seconds a second. */
export function pastRate(world: World, at: Micros, pace: Pace, history: History): number {
  if (pace === 'max') return 100;
  if (pace !== 'auto') return pace;
  if (busy(world)) return history.shape.latencyMax / 1_000_000 / HOP_SECONDS / 1.5;
  const next = history.nextDecisive(history.indexAt(at));
  // A long wait is passed quickly, but never so that the moment itself is missed.
  return next === null ? IDLE_RATE : Math.min(IDLE_RATE, Math.max(0.5, (next.at - at) / 1_000_000));
}

/** Whether a message is on the way that decides something. */
export function busy(world: World): boolean {
  for (const link of world.links.values())
    if (link.outward.some(matters) || link.inward.some(matters)) return true;
  return false;
}

/** Anything but pings, their answers, and the opening and closing of connections. */
export function matters(message: Message): boolean {
  if (message.freight.kind !== 'packet') return false;
  const { type } = message.freight.packet;
  return type !== 'PING' && type !== 'PONG';
}
