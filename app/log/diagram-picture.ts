// The space-time diagram as a picture: the newest columns that fit. Pure.
import type { Participant } from '../../worker/base/units.ts';
import type { Messages } from '../messages/en.ts';
import { epochClass } from '../state/epochs.ts';
import type { Palette } from '../state/palette.ts';
import { el, svgDocument, text } from '../state/svg.ts';
import type { Arrow, Picture } from './diagram.ts';

const LEFT = 96;
const TOP = 66;
const STEP = 34;
const GAP = 92;

/** `rows` from top to bottom; `nameOf` gives what stands before each. */
export function diagramPicture(
  picture: Picture,
  rows: readonly Participant[],
  nameOf: (who: Participant) => string,
  width: number,
  p: Palette,
  t: Messages,
): string {
  const height = TOP + Math.max(0, rows.length - 1) * GAP + 44;
  const most = Math.floor((width - LEFT - 24) / STEP);
  const low = Math.max(0, picture.columns - most);
  const x = (column: number) => LEFT + (column - low) * STEP;
  const y = (who: Participant) => TOP + rows.indexOf(who) * GAP;
  const inView = (arrow: Arrow) =>
    arrow.start >= low && rows.includes(arrow.from) && rows.includes(arrow.to);
  return svgDocument(
    width,
    height,
    t.tabs.diagram,
    p.surface,
    el(
      'defs',
      {},
      el(
        'marker',
        {
          id: 'tip',
          viewBox: '0 0 6 6',
          refX: 5,
          refY: 3,
          markerWidth: 6,
          markerHeight: 6,
          orient: 'auto',
        },
        el('path', { d: 'M0 0 6 3 0 6z', fill: p.ink2 }),
      ),
    ),
    text(20, 22, t.tabs.diagram, { size: 15, fill: p.ink, family: p.sans, weight: 650 }),
    ...rows.flatMap((who) => [
      text(20, y(who), nameOf(who), { size: 12, fill: p.ink2, family: p.sans, weight: 600 }),
      el('line', { x1: LEFT - 8, x2: width - 16, y1: y(who), y2: y(who), stroke: p.line2 }),
    ]),
    ...picture.arrows.filter(inView).map((arrow) => arrowPicture(arrow, x, y, p)),
    ...picture.moments
      .filter((moment) => moment.column >= low && rows.includes(moment.node))
      .map(
        (moment) =>
          el('circle', {
            cx: x(moment.column),
            cy: y(moment.node),
            r: 5,
            fill: p.epochs[epochClass(moment.epoch)]?.full,
          }) +
          text(x(moment.column), y(moment.node) - 13, moment.text, {
            size: 9.5,
            fill: p.ink,
            family: p.sans,
            weight: 700,
          }),
      ),
  );
}

function arrowPicture(
  arrow: Arrow,
  x: (column: number) => number,
  y: (who: Participant) => number,
  p: Palette,
): string {
  const cut = arrow.end === null || arrow.lost;
  const x1 = x(arrow.start);
  const x2 = x(arrow.end ?? arrow.start + 1.2);
  const y1 = y(arrow.from);
  const y2 = cut ? y1 + (y(arrow.to) - y1) / 2 : y(arrow.to);
  const own = p.epochs[epochClass(arrow.label.epoch ?? 0)];
  const stroke = arrow.lost ? p.bad : arrow.label.epoch === null ? p.ink3 : own?.full;
  return (
    el('line', {
      x1,
      y1,
      x2,
      y2,
      stroke,
      'stroke-width': arrow.label.look === 'settled' ? 2.4 : 1.4,
      'stroke-dasharray': arrow.lost ? '2 3' : arrow.label.look === 'ack' ? '4 2' : undefined,
      'marker-end': 'url(#tip)',
    }) +
    text((x1 + x2) / 2, (y1 + y2) / 2 - 6, `${arrow.label.name} ${arrow.label.detail}`.trim(), {
      size: 9.5,
      fill: p.ink2,
      family: p.sans,
      weight: 600,
      anchor: 'middle',
    })
  );
}
