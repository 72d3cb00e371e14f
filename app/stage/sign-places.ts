// Where the signs of the stage stand so that they cover no card: what the stage says of itself, and the quorum of a side
// that is cut off. Pure functions of the layout. Called by StageState.svelte, SidePill.svelte and Moving.svelte.
import type { Place, Point, StageLayout } from './layout.ts';

export interface Size {
  readonly w: number;
  readonly h: number;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const EDGE = 4;

/** The middle of the sign: at the top if it may, else in the first corner where it covers no card and nothing of `taken`. */
export function signPlace(layout: StageLayout, size: Size, taken: readonly Box[] = []): Point {
  const { width, height } = layout;
  const [left, right] = [EDGE + size.w / 2, width - EDGE - size.w / 2];
  const [top, bottom] = [2 + size.h / 2, height - 2 - size.h / 2];
  const spots: readonly Point[] = [
    { x: width / 2, y: top },
    { x: left, y: top },
    { x: right, y: top },
    { x: left, y: bottom },
    { x: right, y: bottom },
    { x: width / 2, y: bottom },
  ];
  const blocked = [...[...layout.places.values()].map(boxOfCard), ...taken];
  const free = spots.find((spot) => !meets(boxAround(spot, size), blocked));
  return free ?? { x: width / 2, y: top };
}

/** The middle of the sign with a side's quorum: at its card towards the centre, or beyond it where another card is in the way. */
export function pillPlace(layout: StageLayout, place: Place, size: Size, unit: number): Point {
  const half = size.w / 2 + EDGE;
  const x = Math.max(half, Math.min(layout.width - half, place.x));
  const away = place.h / 2 + 14 * unit;
  const near = { x, y: place.y + place.inner * away };
  const far = { x, y: place.y - place.inner * away };
  const others = [...layout.places.values()].filter((other) => other !== place).map(boxOfCard);
  const box = boxAround(far, size);
  const better =
    meets(boxAround(near, size), others) &&
    box.top >= 0 &&
    box.bottom <= layout.height &&
    !meets(box, others);
  return better ? far : near;
}

export function boxAround({ x, y }: Point, { w, h }: Size): Box {
  return { left: x - w / 2, right: x + w / 2, top: y - h / 2, bottom: y + h / 2 };
}

function boxOfCard(place: Place): Box {
  return boxAround(place, place);
}

function meets(box: Box, others: readonly Box[]): boolean {
  return others.some(
    (other) =>
      box.left < other.right &&
      other.left < box.right &&
      box.top < other.bottom &&
      other.top < box.bottom,
  );
}
