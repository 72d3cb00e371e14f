// The curves on which messages travel between two places of the stage: arithmetic only, shared by the links in SVG,
// the canvas, hit testing and the list of what is in flight. A lane keeps to its right, so two directions never meet.
import type { Point } from './layout.ts';

export interface Rect extends Point {
  readonly w: number;
  readonly h: number;
}

/** A quadratic Bézier curve from the edge of one rectangle to the edge of another. `enter` and `leave` cut it there. */
export interface Track {
  readonly a: Point;
  readonly control: Point;
  readonly b: Point;
  readonly leave: number;
  readonly enter: number;
}

/** Bends round `obstacle` (the quorum meter) where the straight line would run through it. */
export function trackBetween(
  from: Rect,
  to: Rect,
  obstacle: (Point & { readonly r: number }) | null,
): Track {
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const control = obstacle === null ? middle : bent(from, to, middle, obstacle);
  const track = { a: { x: from.x, y: from.y }, control, b: { x: to.x, y: to.y } };
  return {
    ...track,
    leave: edgeOf(track, from, 0, 0.5),
    enter: edgeOf(track, to, 1, 0.5),
  };
}

function bent(
  from: Point,
  to: Point,
  middle: Point,
  obstacle: Point & { readonly r: number },
): Point {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  // Signed distance of the obstacle from the straight line; the curve goes to the other side of it.
  const offset = ((obstacle.x - from.x) * dy - (obstacle.y - from.y) * dx) / length;
  const need = obstacle.r + 14 - Math.abs(offset);
  if (need <= 0) return middle;
  const away = offset > 0 || (offset === 0 && from.x <= to.x) ? -1 : 1;
  return {
    x: middle.x + (away * dy * need * 2) / length,
    y: middle.y - (away * dx * need * 2) / length,
  };
}

/** Where the curve passes the rectangle's edge, between parameter `inside` and parameter `outside`, by halving. */
function edgeOf(
  track: Pick<Track, 'a' | 'control' | 'b'>,
  rect: Rect,
  inside: number,
  outside: number,
): number {
  let low = inside;
  let high = outside;
  for (let i = 0; i < 12; i += 1) {
    const middle = (low + high) / 2;
    const point = bezier(track, middle);
    const within =
      Math.abs(point.x - rect.x) < rect.w / 2 + 3 && Math.abs(point.y - rect.y) < rect.h / 2 + 3;
    if (within) low = middle;
    else high = middle;
  }
  return high;
}

function bezier(track: Pick<Track, 'a' | 'control' | 'b'>, t: number): Point {
  const u = 1 - t;
  return {
    x: u * u * track.a.x + 2 * u * t * track.control.x + t * t * track.b.x,
    y: u * u * track.a.y + 2 * u * t * track.control.y + t * t * track.b.y,
  };
}

/** The point at `share` (0 leaves the first rectangle, 1 enters the second), `lane` pixels to the right of the way. */
export function pointOn(track: Track, share: number, lane: number): Point {
  const t = track.leave + (track.enter - track.leave) * share;
  const point = bezier(track, t);
  if (lane === 0) return point;
  const dx = 2 * (1 - t) * (track.control.x - track.a.x) + 2 * t * (track.b.x - track.control.x);
  const dy = 2 * (1 - t) * (track.control.y - track.a.y) + 2 * t * (track.b.y - track.control.y);
  const length = Math.hypot(dx, dy) || 1;
  return { x: point.x - (dy / length) * lane, y: point.y + (dx / length) * lane };
}

/** The visible part of a track for SVG. */
export function svgPath(track: Track): string {
  const a = pointOn(track, 0, 0);
  const b = pointOn(track, 1, 0);
  // The part of a quadratic curve between two parameters is a quadratic curve again (blossoming).
  const control = blossom(track, track.leave, track.enter);
  return `M${round(a.x)} ${round(a.y)}Q${round(control.x)} ${round(control.y)} ${round(b.x)} ${round(b.y)}`;
}

function blossom(track: Track, s: number, t: number): Point {
  const mix = (p: Point, q: Point, at: number): Point => ({
    x: p.x + (q.x - p.x) * at,
    y: p.y + (q.y - p.y) * at,
  });
  return mix(mix(track.a, track.control, s), mix(track.control, track.b, s), t);
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
