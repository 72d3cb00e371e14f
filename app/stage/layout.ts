// Where everything on the stage stands: a pure function of the stage's size and of who is a member, so that nothing
// jumps when states change, and so that cards, links, messages, hit testing and the picture export agree.
// Voters stand in a ring in id order, counter-clockwise from the top; observers apart. Called by Stage.svelte and picture.ts.
import type { ServerId } from '../../worker/base/units.ts';

/** How much a card shows. `slim` leaves the log to the log's own region; `tiny` shows id, state and epoch; its buttons come after choosing the node. */
export type Density = 'large' | 'medium' | 'small' | 'slim' | 'tiny';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A card's rectangle by its centre, in stage pixels. */
export interface Place extends Point {
  readonly sid: ServerId;
  readonly w: number;
  readonly h: number;
  /** The side on which this card's clients are plugged in. */
  readonly side: -1 | 1;
  /** Where the card's own quorum is written when it is cut off: towards the centre. */
  readonly inner: -1 | 1;
  readonly observer: boolean;
}

export interface StageLayout {
  readonly width: number;
  readonly height: number;
  readonly density: Density;
  readonly places: ReadonlyMap<ServerId, Place>;
  readonly centre: Point & { readonly r: number };
  /** Room beside a card for a client's plug; 0 where clients are only counted. */
  readonly gutter: number;
  /** Where clients wait that are connected to nobody. */
  readonly harbour: Point;
}

interface Measure {
  readonly density: Density;
  readonly w: number;
  readonly h: number;
  readonly gutter: number;
  readonly strip: number;
  readonly r: number;
}

const measures: readonly Measure[] = [
  { density: 'large', w: 232, h: 158, gutter: 64, strip: 28, r: 68 },
  { density: 'medium', w: 188, h: 132, gutter: 54, strip: 24, r: 54 },
  { density: 'small', w: 142, h: 110, gutter: 42, strip: 20, r: 46 },
  { density: 'slim', w: 126, h: 80, gutter: 34, strip: 18, r: 42 },
  { density: 'tiny', w: 94, h: 60, gutter: 0, strip: 16, r: 40 },
  { density: 'tiny', w: 70, h: 50, gutter: 0, strip: 14, r: 34 },
];
/** Where a finger needs more room than a card has, its buttons come after choosing the node. */
const bareMeasures: readonly Measure[] = [
  { density: 'small', w: 136, h: 84, gutter: 36, strip: 18, r: 46 },
  ...measures.slice(4),
];
/** For a projector (`unit` above 1), where the words are 20 pixels high and nothing is left out but whole lines. */
const largeMeasures: readonly Measure[] = [
  { density: 'medium', w: 200, h: 142, gutter: 46, strip: 22, r: 56 },
  { density: 'medium', w: 182, h: 128, gutter: 34, strip: 18, r: 53 },
  { density: 'tiny', w: 112, h: 72, gutter: 0, strip: 20, r: 56 },
  { density: 'tiny', w: 106, h: 54, gutter: 0, strip: 20, r: 52 },
  { density: 'tiny', w: 100, h: 52, gutter: 0, strip: 18, r: 46 },
];
const MARGIN = 12;
const GAP = 6;
/** A ring wider than this against its height reads as two rows. */
const ASPECT_MAX = 2.2;
/** And one taller than this as a list. */
const TALL_MAX = 0.95;

/**
 * `unit` grows everything for a projector; `bare` cards carry no buttons. Voters and observers ascending by id.
 */
export function layoutStage(
  width: number,
  height: number,
  voters: readonly ServerId[],
  observers: readonly ServerId[],
  unit = 1,
  bare = false,
): StageLayout {
  let last: StageLayout | null = null;
  const usable = unit > 1 ? largeMeasures : bare ? bareMeasures : measures;
  for (const measure of usable) {
    const candidate = place(width, height, voters, observers, scaled(measure, unit));
    if (fits(candidate)) return candidate;
    last = candidate;
  }
  return (
    last ?? {
      width,
      height,
      density: 'tiny',
      places: new Map(),
      centre: { x: 0, y: 0, r: 0 },
      gutter: 0,
      harbour: { x: 0, y: 0 },
    }
  );
}

function scaled(measure: Measure, unit: number): Measure {
  return {
    density: measure.density,
    w: measure.w * unit,
    h: measure.h * unit,
    gutter: measure.gutter * unit,
    strip: measure.strip * unit,
    r: measure.r * unit,
  };
}

function place(
  width: number,
  height: number,
  voters: readonly ServerId[],
  observers: readonly ServerId[],
  measure: Measure,
): StageLayout {
  const aside = width > height * 1.1;
  const apart = observers.length === 0 ? 0 : (aside ? measure.w + measure.gutter : measure.h) + 20;
  const ring = aside
    ? { x: 0, y: 0, w: width - apart, h: height }
    : { x: 0, y: 0, w: width, h: height - apart };
  const { places, centre } = placeRing(ring, voters, measure);
  observers.forEach((sid, i) => {
    const share = (i + 0.5) / observers.length;
    const x = aside ? width - measure.w / 2 - measure.gutter - MARGIN : width * share;
    const y = aside ? height * share : height - measure.h / 2 - MARGIN;
    places.set(sid, placeOf(sid, x, y, measure, 1, y > centre.y ? -1 : 1, true));
  });
  const harbour = { x: MARGIN + 24, y: height - MARGIN - 20 };
  const { density, gutter } = measure;
  return { width, height, density, places, centre, gutter, harbour };
}

function placeRing(
  area: { x: number; y: number; w: number; h: number },
  voters: readonly ServerId[],
  measure: Measure,
): { places: Map<ServerId, Place>; centre: StageLayout['centre'] } {
  const count = voters.length;
  const angles = voters.map((_, i) => firstAngle(count) + (i * 2 * Math.PI) / count);
  const box = boundsOf(angles.map((angle) => ({ x: -Math.sin(angle), y: -Math.cos(angle) })));
  const high = Math.max(0, area.h - measure.h - 2 * MARGIN);
  const wide = Math.max(0, area.w - measure.w - 2 * measure.gutter - 2 * MARGIN);
  const spanX = Math.min(wide, Math.max(high, 1) * ASPECT_MAX);
  const scaleX = box.w > 0 ? spanX / box.w : 0;
  const spanY = Math.min(high, area.w * TALL_MAX);
  const scaleY = box.h > 0.01 ? spanY / box.h : 0;
  const middle = { x: area.x + area.w / 2, y: area.y + area.h / 2 };
  // The ring's own centre, moved so that the outermost cards touch the margins on all sides.
  const origin = {
    x: middle.x - (box.x + box.w / 2) * scaleX,
    y: middle.y - (box.y + box.h / 2) * scaleY,
  };
  const places = new Map<ServerId, Place>();
  voters.forEach((sid, i) => {
    const angle = angles[i] ?? 0;
    const x = origin.x - Math.sin(angle) * scaleX;
    const y = count === 1 ? middle.y - measure.r - GAP : origin.y - Math.cos(angle) * scaleY;
    const side = x < middle.x - 1 ? -1 : 1;
    places.set(sid, placeOf(sid, x, y, measure, side, y > origin.y ? -1 : 1, false));
  });
  const centre = count === 1 ? { x: middle.x, y: middle.y + measure.h / 2 + GAP } : origin;
  return { places, centre: { ...centre, r: measure.r } };
}

/** One stands alone, two stand side by side, four at the corners; otherwise node 1 is at the top. */
function firstAngle(count: number): number {
  if (count === 2) return Math.PI / 2;
  return count === 4 ? Math.PI / 4 : 0;
}

function placeOf(
  sid: ServerId,
  x: number,
  y: number,
  measure: Measure,
  side: -1 | 1,
  inner: -1 | 1,
  observer: boolean,
): Place {
  return { sid, x, y, w: measure.w, h: measure.h, side, inner, observer };
}

function boundsOf(points: readonly Point[]): { x: number; y: number; w: number; h: number } {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, w: Math.max(...xs) - x, h: Math.max(...ys) - y };
}

/** The coin with a node's number, and the arc round it, inside its card. */
export interface Coin extends Point {
  readonly r: number;
  /** Of the arc round it, which leaves the words below and beside it free. */
  readonly ring: number;
}

type CoinMeasure = { readonly r: number; readonly pad: number; readonly gap: number };

const coins: Readonly<Record<Density, CoinMeasure>> = {
  large: { r: 21, pad: 15, gap: 5 },
  medium: { r: 18, pad: 12, gap: 5 },
  small: { r: 13.5, pad: 6.5, gap: 4 },
  slim: { r: 12.5, pad: 6.5, gap: 4 },
  tiny: { r: 11, pad: 5.5, gap: 4 },
};
/** A card lower than this has one line of words below its coin, not two. */
export const ONE_LINE_BELOW = 56;

/** For a projector the words beside and below it are as large as they are, so it gives way. */
const projectorCoin: CoinMeasure = { r: 16, pad: 9, gap: 4 };

export function coinOf(place: Place, density: Density, unit: number): Coin {
  const { r, pad, gap } = unit > 1 && density === 'medium' ? projectorCoin : coins[density];
  const away = (r + pad) * unit;
  const [x, y] = [place.x - place.w / 2 + away, place.y - place.h / 2 + away];
  return { x, y, r: r * unit, ring: (r + gap) * unit };
}

/** Whether cards with their plugs and quorum strips keep clear of each other, of the meter and of the edges. */
export function fits(layout: StageLayout): boolean {
  const places = [...layout.places.values()];
  const slots = places.map((place) => slotsOf(place, layout.gutter));
  const inside = slots
    .flat()
    .every(
      (slot) =>
        slot.left >= 0 &&
        slot.right <= layout.width &&
        slot.top >= 0 &&
        slot.bottom <= layout.height,
    );
  const apart = slots.every((own, i) =>
    slots
      .slice(i + 1)
      .flat()
      .every((other) => own.every((slot) => clear(slot, other))),
  );
  return inside && apart && places.every((place) => clearOfMeter(place, layout.centre));
}

interface Slot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The card, and the room of its first plug beside it. */
function slotsOf(place: Place, gutter: number): readonly Slot[] {
  const left = place.x - place.w / 2;
  const right = place.x + place.w / 2;
  const top = place.y - place.h / 2;
  const card = { left, right, top, bottom: place.y + place.h / 2 };
  if (gutter === 0) return [card];
  const bottom = top + Math.min(place.h, gutter);
  return [
    card,
    place.side < 0
      ? { left: left - gutter, right: left, top, bottom }
      : { left: right, right: right + gutter, top, bottom },
  ];
}

function clear(a: Slot, b: Slot): boolean {
  return (
    a.right + GAP <= b.left ||
    b.right + GAP <= a.left ||
    a.bottom + GAP <= b.top ||
    b.bottom + GAP <= a.top
  );
}

/** Whether a card keeps clear of a meter there. */
export function clearOfMeter(place: Place, centre: StageLayout['centre']): boolean {
  const dx = Math.max(0, Math.abs(place.x - centre.x) - place.w / 2);
  const dy = Math.max(0, Math.abs(place.y - centre.y) - place.h / 2);
  return Math.hypot(dx, dy) >= centre.r + GAP;
}
