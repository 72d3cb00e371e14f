// Draws what moves on the stage onto its one canvas: messages as named chips, pings as dots, deadlines as arcs round the
// numbers of the nodes. Only arcs, rounded rectangles and text (performance.md: no sprites). Called once a frame.
import { epochClass } from '../state/epochs.ts';
import type { Flight } from './flights.ts';
import type { Point, StageLayout } from './layout.ts';
import type { Palette } from '../state/palette.ts';
import { chipPlace } from './chip-place.ts';
import { chipStyle } from './chip-style.ts';
import type { Box } from './sign-places.ts';

export interface Arc extends Point {
  readonly r: number;
  /** What is left, 0 to 1. */
  readonly left: number;
  readonly epoch: number;
  readonly urgent: boolean;
}

export class Painter {
  readonly #context: CanvasRenderingContext2D;
  readonly #widths = new Map<string, number>();
  #palette: Palette;
  #unit = 1;
  #outside: Path2D | null = null;
  #width = 0;
  #height = 0;
  #layout: StageLayout | null = null;
  #bare = true;
  #marked: string | null = null;
  #kept: readonly Box[] = [];

  constructor(context: CanvasRenderingContext2D, palette: Palette) {
    this.#context = context;
    this.#palette = palette;
  }

  setPalette(palette: Palette, unit: number): void {
    this.#palette = palette;
    this.#unit = unit;
    this.#widths.clear();
  }

  /** Messages slip out from under their sender's card and under their receiver's. */
  setLayout(layout: StageLayout): void {
    this.#layout = layout;
    this.#width = layout.width;
    this.#height = layout.height;
    const outside = new Path2D();
    outside.rect(0, 0, layout.width, layout.height);
    for (const { x, y, w, h } of layout.places.values())
      outside.roundRect(x - w / 2, y - h / 2, w, h, 12);
    this.#outside = outside;
  }

  /** Signs that are read for long: what waits there for long is a dot. */
  keepClear(boxes: readonly Box[]): void {
    this.#kept = boxes;
  }

  /** `marked` is the key of a flight pointed at elsewhere. */
  paint(flights: readonly Flight[], arcs: readonly Arc[], marked: string | null): void {
    this.#marked = marked;
    if (flights.length === 0 && arcs.length === 0 && this.#bare) return;
    const context = this.#context;
    context.clearRect(0, 0, this.#width, this.#height);
    this.#bare = flights.length === 0 && arcs.length === 0;
    if (this.#outside !== null) {
      context.save();
      context.clip(this.#outside, 'evenodd');
      this.#flights(flights.filter((flight) => flight.dock === null));
      context.restore();
    }
    this.#flights(flights.filter((flight) => flight.dock !== null));
    for (const arc of arcs) this.#arc(arc);
  }

  #flights(flights: readonly Flight[]): void {
    const taken: Box[] = [];
    for (const flight of flights) {
      this.#context.globalAlpha = flight.strength;
      // Where cards stand close, what waits at a wall is a queue of dots; its names are in the list.
      const close = flight.state === 'held' && this.#layout?.density !== 'large';
      if (flight.named && !close) this.#chip(flight, taken);
      else if (flight.named) this.#dot(flight, 4 * this.#unit, this.#palette.ink2, 1);
      else this.#dot(flight, 2.6 * this.#unit, this.#palette.ink3, 0.55);
    }
    this.#context.globalAlpha = 1;
  }

  #dot(flight: Flight, r: number, colour: string, alpha: number): void {
    const context = this.#context;
    context.globalAlpha = flight.strength * alpha;
    context.fillStyle = colour;
    context.beginPath();
    context.arc(flight.x, flight.y, r, 0, 2 * Math.PI);
    context.fill();
    context.globalAlpha = flight.strength;
  }

  #chip(flight: Flight, taken: Box[]): void {
    const context = this.#context;
    const unit = this.#unit;
    const { label } = flight;
    const style = chipStyle(this.#palette, label, flight.state === 'dying');
    // For a projector nothing is smaller than 20 pixels.
    const size = unit > 1 ? 20 : 10.5;
    const bold = `650 ${size}px ${this.#palette.sans}`;
    const plain = `500 ${size}px ${this.#palette.mono}`;
    const nameWidth = this.#measure(label.name, bold);
    const detailWidth = label.detail === '' ? 0 : this.#measure(label.detail, plain) + 5 * unit;
    const w = nameWidth + detailWidth + 14 * unit;
    const h = size + 7.5;
    const layout = this.#layout;
    if (layout === null) return;
    const { x, y } = chipPlace(flight, { w, h }, layout, unit);
    if (flight.dock !== null) this.#dot(flight, 3.5 * unit, this.#palette.ink2, 1);
    const box = { left: x, right: x + w, top: y, bottom: y + h };
    const kept = flight.state === 'held' ? this.#kept : [];
    if (crowded(box, taken) || crowded(box, kept)) {
      this.#dot(flight, 4 * unit, style.line, 1);
      return;
    }
    taken.push(box);
    context.beginPath();
    context.roundRect(x, y, w, h, style.square ? 4 * unit : h / 2);
    context.fillStyle = style.fill;
    context.fill();
    const marked = flight.key === this.#marked;
    context.lineWidth = (marked ? 3.5 : 1.4) * unit;
    context.strokeStyle = marked ? this.#palette.accent : style.line;
    context.setLineDash(flight.state === 'held' ? [3, 2.5] : []);
    context.stroke();
    context.setLineDash([]);
    context.fillStyle = style.text;
    context.textBaseline = 'middle';
    context.font = bold;
    context.fillText(label.name, x + 7 * unit, y + h / 2 + 0.5 * unit);
    if (label.detail !== '') {
      context.font = plain;
      context.fillText(label.detail, x + 12 * unit + nameWidth, y + h / 2 + 0.5 * unit);
    }
  }

  #measure(text: string, font: string): number {
    const key = font + text;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    if (this.#widths.size > 2000) this.#widths.clear();
    this.#context.font = font;
    const width = this.#context.measureText(text).width;
    this.#widths.set(key, width);
    return width;
  }

  #arc(arc: Arc): void {
    const context = this.#context;
    const top = -Math.PI / 2;
    context.lineCap = 'round';
    context.lineWidth = 3 * this.#unit;
    context.strokeStyle = this.#palette.line;
    context.beginPath();
    context.arc(arc.x, arc.y, arc.r, 0, 2 * Math.PI);
    context.stroke();
    const colours = this.#palette.epochs[epochClass(arc.epoch)];
    context.strokeStyle = arc.urgent ? this.#palette.bad : (colours?.full ?? this.#palette.ink3);
    context.beginPath();
    context.arc(arc.x, arc.y, arc.r, top, top + 2 * Math.PI * Math.max(0.001, arc.left));
    context.stroke();
  }
}

/** Whether a chip would cover much of one already drawn. */
function crowded(box: Box, taken: readonly Box[]): boolean {
  for (const other of taken) {
    const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
    const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
    if (wide > 10 && high > 3) return true;
  }
  return false;
}
