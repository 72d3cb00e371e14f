// Where the walls of partitions stand, as curves through the stage: one for each run of neighbours in the ring that is
// cut off from the rest, through the middle of the ways it cuts, where messages wait. Also which single links are cut
// inside a side, and where the meter of the larger side goes. Pure; called by Stage.svelte and by the picture export.
import type { ServerId } from '../../worker/base/units.ts';
import { isCut, isHeld } from '../../worker/trace/summary.ts';
import type { World } from '../../worker/trace/world-state.ts';
import type { TrackFinder } from './flights.ts';
import { clearOfMeter, type Place, type Point, type StageLayout } from './layout.ts';
import { pointOn, round } from './path.ts';

export interface Wall {
  readonly key: string;
  readonly path: string;
  /** What the curve goes through. */
  readonly points: readonly Point[];
}

/** A direction cut or slowed although both ends are on one side. */
export interface Obstacle {
  readonly from: ServerId;
  readonly to: ServerId;
  readonly cut: boolean;
  readonly slow: number;
}

export type Groups = readonly (readonly ServerId[])[];

/** Groups of nodes, up or down, that the cuts leave together; the largest first, then by smallest id. */
export function groupsOf(world: World): Groups {
  const left = new Set(world.nodes.map((node) => node.sid));
  const groups: ServerId[][] = [];
  for (const start of left) {
    left.delete(start);
    const group = [start];
    for (const sid of group)
      for (const other of left)
        if (!isCut(world.faults, sid, other) && !isCut(world.faults, other, sid)) {
          left.delete(other);
          group.push(other);
        }
    groups.push(group.sort((a, b) => a - b));
  }
  return groups.sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
}

export function wallsOf(
  groups: Groups,
  layout: StageLayout,
  trackOf: TrackFinder,
): readonly Wall[] {
  const places = [...layout.places.values()];
  const ring = places.filter((place) => !place.observer);
  const walls: Wall[] = [];
  for (const group of groups.slice(1)) {
    const inside = new Set(group);
    const runs = [
      ...runsOf(ring, inside),
      ...places.filter((place) => place.observer && inside.has(place.sid)).map((place) => [place]),
    ];
    for (const run of runs) {
      const points = wallAround(run, ring, layout, trackOf);
      const key = run.map((place) => place.sid).join('-');
      if (points.length > 0) walls.push({ key, path: smooth(points), points });
    }
  }
  return walls;
}

/** Neighbours in the ring that are all inside. */
function runsOf(ring: readonly Place[], inside: ReadonlySet<ServerId>): Place[][] {
  const start = ring.findIndex((place) => !inside.has(place.sid));
  // A side that holds every voter is walled off from observers alone; those have walls of their own.
  if (start < 0) return [];
  const runs: Place[][] = [];
  let run: Place[] = [];
  for (let i = 1; i <= ring.length; i += 1) {
    const place = ring[(start + i) % ring.length];
    if (place !== undefined && inside.has(place.sid)) run.push(place);
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  return runs;
}

/** Where a wall crosses the way between two cards, and the direction of that way. */
interface Crossing extends Point {
  readonly dx: number;
  readonly dy: number;
}

/** In from the edge of the stage, through the middle of the ways from the run to the rest, and out again. */
function wallAround(
  run: readonly Place[],
  ring: readonly Place[],
  layout: StageLayout,
  trackOf: TrackFinder,
): readonly Point[] {
  const rest = ring.filter((place) => !run.includes(place));
  const hub = middleOf(run);
  const bearing = Math.atan2(middleOf(rest).y - hub.y, middleOf(rest).x - hub.x);
  const turn = (point: Point): number => {
    const angle = Math.atan2(point.y - hub.y, point.x - hub.x) - bearing;
    return Math.atan2(Math.sin(angle), Math.cos(angle));
  };
  const sorted = gates(run, ring, rest, trackOf).sort((a, b) => turn(a) - turn(b));
  const first = sorted[0];
  const last = sorted.at(-1);
  if (!first || !last) return [];
  const across = { x: -Math.sin(bearing), y: Math.cos(bearing) };
  const start = leave(first, { x: -across.x, y: -across.y }, layout);
  return [start, ...sorted, leave(last, across, layout)];
}

function crossings(
  run: readonly Place[],
  rest: readonly Place[],
  trackOf: TrackFinder,
): Crossing[] {
  return run.flatMap((one) =>
    rest.flatMap((other) => {
      const track = trackOf(one.sid, other.sid);
      if (!track) return [];
      return [{ ...pointOn(track, 0.5, 0), dx: other.x - one.x, dy: other.y - one.y }];
    }),
  );
}

/** On the ways to the two neighbours, and between them in the middle of all others. */
function gates(
  run: readonly Place[],
  ring: readonly Place[],
  rest: readonly Place[],
  trackOf: TrackFinder,
): Crossing[] {
  const first = run[0];
  const last = run.at(-1);
  if (!first || !last || rest.length === 0) return [];
  if (first.observer || rest.length === 1 || ring.length < 4) return crossings(run, rest, trackOf);
  const near = (place: Place, step: number): Place =>
    ring[(ring.indexOf(place) + step + ring.length) % ring.length] ?? place;
  const [before, after] = [near(first, -1), near(last, 1)];
  const ends = [...crossings([first], [before], trackOf), ...crossings([last], [after], trackOf)];
  const far = rest.filter((place) => place !== before && place !== after);
  const inner = crossings(run, far.length > 0 ? far : rest, trackOf);
  return [...ends, { ...middleOf(inner), dx: 0, dy: 0 }];
}

/** From the outermost crossing straight across its way to the edge of the stage and a little beyond. */
function leave(gate: Crossing, sideways: Point, layout: StageLayout): Point {
  const length = Math.hypot(gate.dx, gate.dy) || 1;
  const sign = -gate.dy * sideways.x + gate.dx * sideways.y < 0 ? -1 : 1;
  const way =
    gate.dx === 0 && gate.dy === 0
      ? sideways
      : { x: (-gate.dy / length) * sign, y: (gate.dx / length) * sign };
  const room = (value: number, at: number, size: number) =>
    Math.abs(value) < 0.001 ? Infinity : (value > 0 ? size - at : at) / Math.abs(value);
  const reach =
    Math.min(room(way.x, gate.x, layout.width), room(way.y, gate.y, layout.height)) + 20;
  return { x: gate.x + way.x * reach, y: gate.y + way.y * reach };
}

function middleOf(places: readonly Point[]): Point {
  const many = Math.max(1, places.length);
  return {
    x: places.reduce((sum, place) => sum + place.x, 0) / many,
    y: places.reduce((sum, place) => sum + place.y, 0) / many,
  };
}

/** A curve through all points (Catmull-Rom as Béziers). */
function smooth(points: readonly Point[]): string {
  let path = '';
  points.forEach((point, i) => {
    const next = points[i + 1];
    if (i === 0) path = `M${pair(point)}`;
    if (next === undefined) return;
    const before = points[i - 1] ?? point;
    const after = points[i + 2] ?? next;
    const one = { x: point.x + (next.x - before.x) / 6, y: point.y + (next.y - before.y) / 6 };
    const two = { x: next.x - (after.x - point.x) / 6, y: next.y - (after.y - point.y) / 6 };
    path += `C${pair(one)} ${pair(two)} ${pair(next)}`;
  });
  return path;
}

function pair(point: Point): string {
  return `${round(point.x)} ${round(point.y)}`;
}

/** The meter keeps clear of walls: it moves towards the larger side, no further than it must. */
export function meterOf(
  groups: Groups,
  layout: StageLayout,
  walls: readonly Wall[],
): StageLayout['centre'] {
  const { centre } = layout;
  const voters = [...layout.places.values()].filter((place) => !place.observer);
  const home = voters.filter((place) => groups[0]?.includes(place.sid));
  if (walls.length === 0 || home.length === 0) return centre;
  const goal = middleOf(home);
  let best = centre;
  let most = roomAt(centre, walls);
  for (let share = 0.05; share < 0.8 && most < centre.r + 22; share += 0.05) {
    const moved = {
      x: centre.x + (goal.x - centre.x) * share,
      y: centre.y + (goal.y - centre.y) * share,
      r: centre.r,
    };
    if (!voters.every((place) => clearOfMeter(place, moved))) break;
    const room = roomAt(moved, walls);
    if (room > most) [best, most] = [moved, room];
  }
  return best;
}

/** Distance to the nearest wall, its curve taken as straight between its points. */
function roomAt(point: Point, walls: readonly Wall[]): number {
  let room = Infinity;
  for (const { points } of walls)
    points.forEach((b, i) => {
      const a = points[i - 1];
      if (a) room = Math.min(room, distanceTo(point, a, b));
    });
  return room;
}

function distanceTo(point: Point, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - a.x - dx * share, point.y - a.y - dy * share);
}

export function obstaclesOf(world: World, groups: Groups): readonly Obstacle[] {
  return world.faults
    .filter((fault) => isHeld(fault) || fault.slow !== 1)
    .filter(({ from, to }) => groups.some((group) => group.includes(from) && group.includes(to)))
    .map((fault) => ({ from: fault.from, to: fault.to, cut: isHeld(fault), slow: fault.slow }));
}
