// The parts of the stage's picture: cards, meter, messages, plugs, as SVG text. Pure; called by picture.ts.
import { shortZxid } from '../../worker/base/zxid.ts';
import { sidesOf } from '../../worker/trace/summary.ts';
import type { NodeView, World } from '../../worker/trace/world-state.ts';
import type { Messages } from '../messages/en.ts';
import { epochClass } from '../state/epochs.ts';
import { miniLog, type MiniCell } from '../state/log-cells.ts';
import type { Palette } from '../state/palette.ts';
import { el, text, widthOf } from '../state/svg.ts';
import { chipPlace } from './chip-place.ts';
import { chipStyle } from './chip-style.ts';
import type { Flight } from './flights.ts';
import { coinOf, type Place, type Point, type StageLayout } from './layout.ts';
import { PLUG, type Plug } from './plugs.ts';
import type { Arc } from './painter.ts';

export interface Pencil {
  readonly p: Palette;
  readonly t: Messages;
}

export const colours = (p: Palette, epoch: number) =>
  p.epochs[epochClass(epoch)] ?? { full: p.ink3, ink: p.ink2, soft: p.sunken };

export function way(d: string, stroke: string, width: number, dash?: string): string {
  return el('path', { d, fill: 'none', stroke, 'stroke-width': width, 'stroke-dasharray': dash });
}

export function card(
  node: NodeView,
  place: Place,
  layout: StageLayout,
  world: World,
  { p, t }: Pencil,
): string {
  const down = node.life === 'down';
  const leads = world.leader?.sid === node.sid;
  const own = colours(p, node.currentEpoch);
  const x = place.x - place.w / 2;
  const y = place.y - place.h / 2;
  const coin = coinOf(place, layout.density, 1);
  const tiny = layout.density === 'tiny';
  const left = tiny ? x + 8 : coin.x + coin.r + 8;
  const size = tiny ? 10 : 12;
  const line = { family: p.sans, fill: p.ink };
  const parts = [
    el('rect', {
      x,
      y,
      width: place.w,
      height: place.h,
      rx: 11,
      fill: down ? p.sunken : p.surface,
      stroke: leads ? own.full : p.line2,
      'stroke-width': leads ? 3 : 1.5,
      'stroke-dasharray': node.state === 'LOOKING' && !down ? '5 4' : undefined,
    }),
    el('circle', { cx: coin.x, cy: coin.y, r: coin.r, fill: down ? p.line2 : own.full }),
    text(coin.x, coin.y, `${node.sid}`, {
      size: coin.r,
      fill: down ? p.ink : p.onEpoch,
      family: p.sans,
      weight: 700,
      anchor: 'middle',
    }),
    text(left, tiny ? y + place.h - 12 : coin.y - 6, down ? t.stage.down : node.state, {
      ...line,
      size,
      weight: 700,
      fill: leads ? own.ink : p.ink,
    }),
  ];
  if (tiny) return el('g', {}, ...parts);
  const said = node.paused ? t.stage.frozen : node.partitioned ? t.stage.partitioned : '';
  const below = y + place.h - 36;
  const fact = { ...line, size: 10, weight: 600 };
  const zxid = `${t.stage.zxid} ${shortZxid(node.lastLogged)}`;
  parts.push(
    text(left, coin.y + 8, down ? '' : node.zabState, { ...line, size: 8.5, fill: p.ink3 }),
    text(x + 10, below, t.stage.epoch(node.currentEpoch), { ...fact, fill: own.ink }),
    said === ''
      ? text(x + 62, below, zxid, fact)
      : text(x + place.w - 10, below, said, { ...fact, fill: p.wall, anchor: 'end' }),
    ...miniLog(node, world.columns, 4).map((cell, i) =>
      cellPicture(cell, x + 10 + i * 30, y + place.h - 26, p),
    ),
  );
  return el('g', {}, ...parts);
}

function cellPicture(cell: MiniCell, x: number, y: number, p: Palette): string {
  const own = colours(p, cell.epoch);
  const missing = cell.look === 'missing';
  const gone = cell.look === 'gone';
  return (
    el('rect', {
      x,
      y,
      width: 27,
      height: 17,
      rx: 4,
      fill: cell.look === 'committed' ? own.full : 'none',
      stroke: missing ? p.line2 : gone ? p.ink3 : own.full,
      'stroke-width': 1.5,
      'stroke-dasharray': missing
        ? '3 3'
        : cell.look === 'synced' || cell.look === 'committed'
          ? undefined
          : '1 2',
    }) +
    text(x + 13.5, y + 8.5, cell.text, {
      size: 9,
      family: p.mono,
      weight: 600,
      anchor: 'middle',
      fill: cell.look === 'committed' ? p.onEpoch : missing || gone ? p.ink3 : own.ink,
    })
  );
}

export function meter(world: World, { x, y, r }: StageLayout['centre'], { p, t }: Pencil): string {
  const side = sidesOf(world)[0];
  const voters = world.nodes.filter((node) => node.voter).length;
  const can = side?.quorum === true && side.leader !== null;
  const own = colours(p, world.leader?.epoch ?? 0);
  const round = 2 * Math.PI * (r - 5);
  const gap = voters === 1 ? 0 : 5;
  const piece = round / Math.max(1, voters) - gap;
  const pieces = Array.from({ length: voters }, (_, i) =>
    el('circle', {
      cx: x,
      cy: y,
      r: r - 5,
      fill: 'none',
      stroke: i >= (side?.have ?? 0) ? p.line : can ? own.full : p.ink3,
      'stroke-width': 6,
      'stroke-dasharray': `${piece} ${round - piece}`,
      'stroke-dashoffset': -(i * (piece + gap)) + round / 4 - gap / 2,
    }),
  );
  const size = Math.max(9, r * 0.16);
  const word = can ? t.stage.commit : side?.quorum ? t.stage.leaderless : t.stage.wait;
  return el(
    'g',
    {},
    el('circle', { cx: x, cy: y, r, fill: p.surface }),
    ...pieces,
    text(x, y - 6, t.stage.quorum(side?.have ?? 0, voters), {
      size: r * 0.32,
      fill: p.ink,
      family: p.sans,
      weight: 700,
      anchor: 'middle',
    }),
    // Inside the ring there is room for about ten letters.
    ...(word.length > 10 ? word.split(' ') : [word]).map((line, i) =>
      text(x, y + r * 0.26 + i * size * 1.15, line, {
        ...{ size, fill: can ? own.ink : p.bad, family: p.sans },
        ...{ weight: 600, anchor: 'middle' },
      }),
    ),
  );
}

export function chip(flight: Flight, layout: StageLayout, p: Palette): string {
  const { label } = flight;
  if (!flight.named)
    return el('circle', {
      cx: flight.x,
      cy: flight.y,
      r: 2.6,
      fill: p.ink3,
      opacity: 0.55 * flight.strength,
    });
  const style = chipStyle(p, label, flight.state === 'dying');
  const words = `${label.name} ${label.detail}`.trim();
  const w = widthOf(words, 10.5) + 14;
  const { x, y } = chipPlace(flight, { w, h: 18 }, layout, 1);
  return el(
    'g',
    { opacity: flight.strength },
    flight.dock === null ? '' : el('circle', { cx: flight.x, cy: flight.y, r: 3.5, fill: p.ink2 }),
    el('rect', {
      x,
      y,
      width: w,
      height: 18,
      rx: style.square ? 4 : 9,
      fill: style.fill,
      stroke: style.line,
      'stroke-width': 1.4,
      'stroke-dasharray': flight.state === 'held' ? '3 2.5' : undefined,
    }),
    text(x + w / 2, y + 9, words, {
      size: 10.5,
      fill: style.text,
      family: p.sans,
      weight: 600,
      anchor: 'middle',
    }),
  );
}

export function arcPath(arc: Arc, p: Palette): string {
  const round = 2 * Math.PI * arc.r;
  return el('circle', {
    cx: arc.x,
    cy: arc.y,
    r: arc.r,
    fill: 'none',
    stroke: arc.urgent ? p.bad : colours(p, arc.epoch).full,
    'stroke-width': 3,
    'stroke-dasharray': `${round * arc.left} ${round}`,
    transform: `rotate(-90 ${arc.x} ${arc.y})`,
  });
}

export function plugSign({ x, y, name, connected }: Plug, p: Palette): string {
  return (
    el('rect', {
      x: x - PLUG / 2,
      y: y - PLUG / 2,
      width: PLUG,
      height: PLUG,
      rx: 9,
      fill: p.surface,
      stroke: connected ? p.ink2 : p.line2,
      'stroke-width': 1.5,
      'stroke-dasharray': connected ? undefined : '3 3',
    }) + text(x, y, name, { size: 12, fill: p.ink, family: p.sans, weight: 700, anchor: 'middle' })
  );
}

export function sign({ x, y }: Point, word: string, colour: string, p: Palette): string {
  return (
    el('circle', { cx: x, cy: y, r: 9, fill: p.surface, stroke: colour, 'stroke-width': 2 }) +
    text(x, y, word, { size: 9, fill: colour, family: p.sans, weight: 700, anchor: 'middle' })
  );
}
