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
      const path = wallAround(run, ring, layout, trackOf);
      if (path !== '') walls.push({ key: run.map((place) => place.sid).join('-'), path });
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

/** In from the edge of the stage, through the middle of every way from the run to the rest, and out again. */
function wallAround(
  run: readonly Place[],
  ring: readonly Place[],
  layout: StageLayout,
  trackOf: TrackFinder,
): string {
  const rest = ring.filter((place) => !run.includes(place));
  const hub = middleOf(run);
  const points =
    run.length === 1 ? crossings(run, rest, trackOf) : threeOf(run, ring, rest, trackOf);
  if (points.length === 0) return '';
  const bearing = Math.atan2(middleOf(rest).y - hub.y, middleOf(rest).x - hub.x);
  const turn = (point: Point): number => {
    const angle = Math.atan2(point.y - hub.y, point.x - hub.x) - bearing;
    return Math.atan2(Math.sin(angle), Math.cos(angle));
  };
  const sorted = points.sort((a, b) => turn(a) - turn(b));
  const first = sorted[0] ?? hub;
  const last = sorted.at(-1) ?? hub;
  const across = { x: -Math.sin(bearing), y: Math.cos(bearing) };
  const start = leave(first, sorted[1], { x: -across.x, y: -across.y }, layout);
  const end = leave(last, sorted.at(-2), across, layout);
  return smooth([start, ...sorted, end]);
}

function crossings(run: readonly Place[], rest: readonly Place[], trackOf: TrackFinder): Point[] {
  return run.flatMap((one) =>
    rest.flatMap((other) => {
      const track = trackOf(one.sid, other.sid);
      return track ? [pointOn(track, 0.5, 0)] : [];
    }),
  );
}

/** A longer run: past its two neighbours, and through the middle between both sides. */
function threeOf(
  run: readonly Place[],
  ring: readonly Place[],
  rest: readonly Place[],
  trackOf: TrackFinder,
): Point[] {
  const first = run[0];
  const last = run.at(-1);
  if (!first || !last || rest.length === 0) return [];
  const near = (place: Place, step: number): Place =>
    ring[(ring.indexOf(place) + step + ring.length) % ring.length] ?? place;
  const ends = [
    ...crossings([first], [near(first, -1)], trackOf),
    ...crossings([last], [near(last, 1)], trackOf),
  ];
  const [a, b] = [middleOf(run), middleOf(rest)];
  return rest.length === 1
    ? crossings(run, rest, trackOf)
    : [...ends, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }];
}

function middleOf(places: readonly Place[]): Point {
  const many = Math.max(1, places.length);
  return {
    x: places.reduce((sum, place) => sum + place.x, 0) / many,
    y: places.reduce((sum, place) => sum + place.y, 0) / many,
  };
}

/** From the outermost point on to the edge of the stage, half in the wall's own direction, half sideways. */
function leave(
  point: Point,
  before: Point | undefined,
  sideways: Point,
  layout: StageLayout,
): Point {
  const dx = before ? point.x - before.x : sideways.x;
  const dy = before ? point.y - before.y : sideways.y;
  const length = Math.hypot(dx, dy) || 1;
  const way = { x: dx / length + sideways.x, y: dy / length + sideways.y };
  const room = (value: number, at: number, size: number) =>
    value === 0 ? Infinity : (value > 0 ? size - at : at) / Math.abs(value);
  const reach =
    Math.min(room(way.x, point.x, layout.width), room(way.y, point.y, layout.height)) + 20;
  return { x: point.x + way.x * reach, y: point.y + way.y * reach };
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

/** The meter moves to the larger side when there is a wall, as far as the cards leave room. */
export function meterOf(groups: Groups, layout: StageLayout): StageLayout['centre'] {
  const { centre } = layout;
  const voters = [...layout.places.values()].filter((place) => !place.observer);
  const home = voters.filter((place) => groups[0]?.includes(place.sid));
  if (groups.length < 2 || home.length === voters.length || home.length === 0) return centre;
  const goal = middleOf(home);
  for (let share = 0.62; share > 0.05; share -= 0.06) {
    const moved = {
      x: centre.x + (goal.x - centre.x) * share,
      y: centre.y + (goal.y - centre.y) * share,
      r: centre.r,
    };
    if (voters.every((place) => clearOfMeter(place, 0, moved))) return moved;
  }
  return centre;
}

export function obstaclesOf(world: World, groups: Groups): readonly Obstacle[] {
  return world.faults
    .filter((fault) => isHeld(fault) || fault.slow !== 1)
    .filter(({ from, to }) => groups.some((group) => group.includes(from) && group.includes(to)))
    .map((fault) => ({ from: fault.from, to: fault.to, cut: isHeld(fault), slow: fault.slow }));
}
