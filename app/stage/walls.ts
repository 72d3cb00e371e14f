// Where the walls of partitions stand, as curves through the stage: one for each run of neighbours in the ring that is
// cut off from the rest. Also which single links are cut inside a side. Pure; called by Stage.svelte and picture.ts.
import type { ServerId } from '../../worker/base/units.ts';
import { isCut, isHeld } from '../../worker/trace/summary.ts';
import type { World } from '../../worker/trace/world-state.ts';
import { round } from './path.ts';
import type { Place, Point, StageLayout } from './layout.ts';

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

/** Groups of nodes, up or down, that the cuts leave together; the largest first, then by smallest id. */
export function groupsOf(world: World): readonly (readonly ServerId[])[] {
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
  groups: readonly (readonly ServerId[])[],
  layout: StageLayout,
): readonly Wall[] {
  const ring = [...layout.places.values()].filter((place) => !place.observer);
  const apart = [...layout.places.values()].filter((place) => place.observer);
  const walls: Wall[] = [];
  for (const group of groups.slice(1)) {
    const inside = new Set(group);
    for (const run of runsOf(ring, inside))
      walls.push({ key: `${run[0]?.sid}-${run.length}`, path: aroundRun(run, ring, layout) });
    for (const place of apart)
      if (inside.has(place.sid))
        walls.push({ key: `${place.sid}`, path: aroundCard(place, layout) });
  }
  return walls;
}

/** Neighbours in the ring that are all inside. */
function runsOf(ring: readonly Place[], inside: ReadonlySet<ServerId>): Place[][] {
  const start = ring.findIndex((place) => !inside.has(place.sid));
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

/** From the edge of the stage between two neighbours, in front of the run, and out again on its other side. */
function aroundRun(run: readonly Place[], ring: readonly Place[], layout: StageLayout): string {
  const { centre } = layout;
  const at = (offset: number, from: Place | undefined): Place | undefined =>
    from === undefined
      ? undefined
      : ring[(ring.indexOf(from) + offset + ring.length) % ring.length];
  const first = run[0];
  const last = run.at(-1);
  const before = at(-1, first);
  const after = at(1, last);
  if (!first || !last || !before || !after) return '';
  const one = outward(between(before, first, centre), layout);
  const two = outward(between(last, after, centre), layout);
  const front = inFront(run, centre);
  const a = lean(one, front);
  const b = lean(two, front);
  return `M${p(one)}C${p(a)} ${p(a)} ${p(front)}S${p(b)} ${p(two)}`;
}

/** A point between the wall's end and its front, pulled towards the front: the curve stays close to the run. */
function lean(end: Point, front: Point): Point {
  return { x: end.x + (front.x - end.x) * 0.72, y: end.y + (front.y - end.y) * 0.72 };
}

/** The direction from the centre that lies between two cards. */
function between(a: Point, b: Point, centre: Point): Point {
  if (Math.hypot(a.x - b.x, a.y - b.y) < 1) return { x: centre.x - a.x, y: centre.y - a.y };
  const one = Math.atan2(a.y - centre.y, a.x - centre.x);
  let two = Math.atan2(b.y - centre.y, b.x - centre.x);
  // The ring runs counter-clockwise: from a to b the angle falls.
  while (two >= one) two -= 2 * Math.PI;
  const middle = (one + two) / 2;
  return { x: Math.cos(middle), y: Math.sin(middle) };
}

function outward(direction: Point, layout: StageLayout): Point {
  const { centre, width, height } = layout;
  const room = (value: number, at: number, size: number) =>
    value === 0 ? Infinity : (value > 0 ? size - at : at) / Math.abs(value);
  const reach = Math.min(room(direction.x, centre.x, width), room(direction.y, centre.y, height));
  return { x: centre.x + direction.x * reach, y: centre.y + direction.y * reach };
}

/** Between the meter and the run, nearer to the meter. */
function inFront(run: readonly Place[], centre: StageLayout['centre']): Point {
  const x = run.reduce((sum, place) => sum + place.x, 0) / run.length;
  const y = run.reduce((sum, place) => sum + place.y, 0) / run.length;
  const length = Math.hypot(x - centre.x, y - centre.y) || 1;
  const distance = Math.min(centre.r + 16, length * 0.8);
  return {
    x: centre.x + ((x - centre.x) / length) * distance,
    y: centre.y + ((y - centre.y) / length) * distance,
  };
}

function aroundCard(place: Place, layout: StageLayout): string {
  const left = place.x - place.w / 2 - 12;
  const top = Math.max(2, place.y - place.h / 2 - 14);
  const bottom = Math.min(layout.height - 2, place.y + place.h / 2 + 14);
  return `M${layout.width} ${round(top)}H${round(left + 14)}Q${round(left)} ${round(top)} ${round(left)} ${round(top + 14)}V${round(bottom - 14)}Q${round(left)} ${round(bottom)} ${round(left + 14)} ${round(bottom)}H${layout.width}`;
}

function p(point: Point): string {
  return `${round(point.x)} ${round(point.y)}`;
}

export function obstaclesOf(
  world: World,
  groups: readonly (readonly ServerId[])[],
): readonly Obstacle[] {
  return world.faults
    .filter((fault) => isHeld(fault) || fault.slow !== 1)
    .filter(({ from, to }) => groups.some((group) => group.includes(from) && group.includes(to)))
    .map((fault) => ({ from: fault.from, to: fault.to, cut: isHeld(fault), slow: fault.slow }));
}
