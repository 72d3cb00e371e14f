// Where a named message's chip stands: on its point, but those of clients, which have little way to go, beside it and off the
// card. One pure function for the canvas (painter.ts) and for the picture (picture-parts.ts).
import type { Flight } from './flights.ts';
import type { Point, StageLayout } from './layout.ts';
import type { Size } from './sign-places.ts';

/** The chip's upper left corner. */
export function chipPlace(
  flight: Flight,
  { w, h }: Size,
  layout: StageLayout,
  unit: number,
): Point {
  let x = flight.x - w / 2;
  let y = flight.y - h / 2;
  const { from, to } = flight.message;
  const place = flight.dock ? layout.places.get(Math.min(from, to)) : undefined;
  if (place && flight.dock) {
    const edge = place.x + (place.side * place.w) / 2;
    x = flight.dock.x - w / 2;
    x = place.side > 0 ? Math.max(x, edge + 4) : Math.min(x, edge - 4 - w);
    y = flight.dock.y + (flight.dock.y > 46 * unit ? -36 : 18) * unit;
  }
  return { x: Math.min(layout.width - w - 2, Math.max(2, x)), y: Math.max(1, y) };
}
