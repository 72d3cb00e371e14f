// What is in flight, and where: one pure function of the World, the time shown and the tracks. The canvas draws it, the
// pointer is tested against it, and the list for those who do not see the canvas is made of it.
import { CLIENT_BASE, type Micros, type Participant } from '../../worker/base/units.ts';
import type { LinkView, Message } from '../../worker/trace/link-view.ts';
import { placeOfDeath, progress } from '../../worker/trace/position.ts';
import type { DirectionFault, World } from '../../worker/trace/world-state.ts';
import type { Point } from './layout.ts';
import { labelOf, type PacketLabel } from '../state/packet-label.ts';
import { pointOn, type Track } from './path.ts';
import type { Clutter } from '../state/preferences.svelte.ts';

export interface Flight extends Point {
  readonly key: string;
  readonly message: Message;
  readonly label: PacketLabel;
  readonly state: 'moving' | 'held' | 'waiting' | 'dying';
  /** 1 is solid; a lost message fades. */
  readonly strength: number;
  /** Whether its name is written beside it. */
  readonly named: boolean;
  /** Where its client's plug is; null between servers. */
  readonly dock: Point | null;
}

/** Where the ends of links are: servers by their cards, clients by their plugs. Null for what is not on the stage. */
export type TrackFinder = (from: Participant, to: Participant) => Track | null;

const LANE = 8;
/** Messages that wait at a wall queue up behind each other by this share of the way. */
const QUEUE = 0.028;
const DYING_MICROS = 900_000;

export function flightsOf(
  world: World,
  time: Micros,
  trackOf: TrackFinder,
  clutter: Clutter,
): readonly Flight[] {
  const flights: Flight[] = [];
  for (const link of world.links.values()) {
    addWay(flights, world, time, link, link.outward, trackOf, clutter);
    addWay(flights, world, time, link, link.inward, trackOf, clutter);
  }
  addDying(flights, world, time, trackOf, clutter);
  return flights;
}

function addWay(
  flights: Flight[],
  world: World,
  time: Micros,
  link: LinkView,
  messages: readonly Message[],
  trackOf: TrackFinder,
  clutter: Clutter,
): void {
  const first = messages[0];
  if (first === undefined) return;
  const track = trackOf(first.from, first.to);
  if (track === null) return;
  const fault = faultOf(world, first.from, first.to);
  const latency = latencyOf(world, link) * (fault?.slow ?? 1);
  let held = 0;
  for (const message of messages) {
    const label = labelOf(message.freight);
    if (!shown(label, clutter)) continue;
    const { share, state } = progress(message, fault, latency, time);
    const queued = state === 'held' ? share - held * QUEUE : share;
    if (state === 'held') held += 1;
    const point = pointOn(track, Math.max(0.04, queued), LANE);
    flights.push({
      ...point,
      key: `${message.link}/${message.from}/${message.n}`,
      message,
      label,
      state,
      strength: 1,
      named: label.look !== 'ping' || clutter === 'all',
      dock: dockOf(first, track),
    });
  }
}

function dockOf({ from, to }: Message, track: Track): Point | null {
  if (from > CLIENT_BASE) return track.a;
  return to > CLIENT_BASE ? track.b : null;
}

/** What was lost fades where it died, so that loss is seen and never a silent absence. */
function addDying(
  flights: Flight[],
  world: World,
  time: Micros,
  trackOf: TrackFinder,
  clutter: Clutter,
): void {
  for (const item of world.lost) {
    const age = time - item.at;
    if (age < 0 || age > DYING_MICROS) continue;
    const label = labelOf(item.freight);
    const track = trackOf(item.from, item.to);
    if (track === null || !shown(label, clutter)) continue;
    const share = placeOfDeath(item, world.shape.latencyMax);
    flights.push({
      ...pointOn(track, share, LANE),
      key: `${item.link}/${item.from}/${item.n}`,
      message: item,
      label,
      state: 'dying',
      strength: 1 - age / DYING_MICROS,
      named: label.look !== 'ping',
      dock: dockOf(item, track),
    });
  }
}

export function shown(label: PacketLabel, clutter: Clutter): boolean {
  if (clutter === 'all') return true;
  if (label.look === 'wire') return false;
  return clutter === 'context' || label.look !== 'ping';
}

function faultOf(world: World, from: Participant, to: Participant): DirectionFault | null {
  return world.faults.find((fault) => fault.from === from && fault.to === to) ?? null;
}

function latencyOf(world: World, link: LinkView): number {
  return link.plane === 'client' ? world.shape.clientLatencyMax : world.shape.latencyMax;
}

/** The topmost flight within reach of a pointer, in stage pixels. */
export function flightAt(flights: readonly Flight[], x: number, y: number): Flight | null {
  let best: Flight | null = null;
  let nearest = 26;
  for (const flight of flights) {
    // Names are wide and low: sideways counts for less.
    const distance = Math.hypot((flight.x - x) * (flight.named ? 0.45 : 1), flight.y - y);
    if (distance <= nearest) {
      nearest = distance;
      best = flight;
    }
  }
  return best;
}
