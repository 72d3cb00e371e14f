// The transaction log as a picture: a column for each of the newest transactions, a row for each node. Pure.
import { shortZxid } from '../../worker/base/zxid.ts';
import { txnText } from '../../worker/trace/txn-text.ts';
import type { Column, NodeView, World } from '../../worker/trace/world-state.ts';
import type { Messages } from '../messages/en.ts';
import { epochClass } from '../state/epochs.ts';
import { cellOf, lookOf, type CellLook } from '../state/log-cells.ts';
import { shortened } from '../state/packet-label.ts';
import type { Palette } from '../state/palette.ts';
import { el, svgDocument, text } from '../state/svg.ts';

const LEFT = 96;
const TOP = 78;
const ROW = 34;
const COLUMN = 84;

const glyphs: Readonly<Record<CellLook, string>> = {
  committed: '✓',
  synced: '●',
  appended: '◐',
  queued: '○',
  missing: '',
  gone: '✕',
};

/** As many of the newest columns as fit into `most` pixels; no wider than they are. */
export function logPicture(world: World, most: number, p: Palette, t: Messages): string {
  const columns = world.columns.slice(-Math.max(1, Math.floor((most - LEFT - 16) / COLUMN)));
  const width = Math.max(420, LEFT + columns.length * COLUMN + 16);
  const height = TOP + world.nodes.length * ROW + 20;
  return svgDocument(
    width,
    height,
    t.regions.log,
    p.surface,
    text(20, 22, t.regions.log, { size: 15, fill: p.ink, family: p.sans, weight: 650 }),
    ...world.nodes.map((node, row) =>
      text(20, TOP + row * ROW + ROW / 2 - 4, t.node(node.sid), {
        size: 12,
        fill: p.ink2,
        family: p.sans,
        weight: 600,
      }),
    ),
    ...columns.flatMap((column, i) => [
      ...headOf(column, columns[i - 1] ?? null, LEFT + i * COLUMN, height, p),
      ...world.nodes.map((node, row) => cell(node, column, LEFT + i * COLUMN, TOP + row * ROW, p)),
    ]),
  );
}

function headOf(
  column: Column,
  before: Column | null,
  x: number,
  height: number,
  p: Palette,
): readonly string[] {
  const own = p.epochs[epochClass(column.epoch)];
  const rule = {
    x1: x - 4,
    x2: x - 4,
    y1: 42,
    y2: height - 12,
    stroke: own?.full,
    'stroke-width': 2,
  };
  return [
    ...(before?.epoch === column.epoch ? [] : [el('line', rule)]),
    text(x, 50, shortZxid(column.zxid), {
      size: 12,
      fill: own?.ink ?? p.ink,
      family: p.mono,
      weight: 700,
    }),
    text(x, 65, shortened(txnText(column.txn), 15), { size: 9, fill: p.ink3, family: p.sans }),
  ];
}

function cell(node: NodeView, column: Column, x: number, y: number, p: Palette): string {
  const own = p.epochs[epochClass(column.epoch)];
  const look = lookOf(cellOf(node, column.zxid), node, column.zxid);
  const pale = look === 'missing' || look === 'gone';
  const dashes: Partial<Record<CellLook, string>> = {
    missing: '4 3',
    queued: '1 2',
    appended: '1 2',
  };
  return (
    el('rect', {
      x,
      y,
      width: COLUMN - 10,
      height: ROW - 10,
      rx: 5,
      fill: look === 'committed' ? own?.full : 'none',
      stroke: pale ? p.ink3 : own?.full,
      'stroke-width': 1.5,
      'stroke-dasharray': dashes[look],
    }) +
    text(x + (COLUMN - 10) / 2, y + (ROW - 10) / 2, glyphs[look], {
      size: 12,
      fill: look === 'committed' ? p.onEpoch : pale ? p.ink3 : (own?.ink ?? p.ink),
      family: p.sans,
      anchor: 'middle',
    })
  );
}
