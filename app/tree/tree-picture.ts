// The tree of a server as a picture: the rows as they stand on the screen, at most so many. Pure.
import type { TreeRow } from '../../worker/trace/tree-desk.ts';
import { visible } from '../state/packet-label.ts';
import type { Palette } from '../state/palette.ts';
import { el, svgDocument, text, widthOf } from '../state/svg.ts';

const TOP = 44;
const ROW = 26;
const INDENT = 20;

/** `dataOf` gives a row's data as text, already cut; `more` says how many rows are left out. */
export function treePicture(
  title: string,
  rows: readonly TreeRow[],
  dataOf: (row: TreeRow) => string,
  more: string | null,
  width: number,
  p: Palette,
): string {
  const height = TOP + (rows.length + (more === null ? 0 : 1)) * ROW + 16;
  return svgDocument(
    width,
    height,
    title,
    p.surface,
    text(20, 22, title, { size: 15, fill: p.ink, family: p.sans, weight: 650 }),
    ...rows.map((row, i) => rowPicture(row, TOP + i * ROW, dataOf(row), p)),
    ...(more === null
      ? []
      : [text(20, TOP + rows.length * ROW + 12, more, { size: 12, fill: p.ink3, family: p.sans })]),
  );
}

function rowPicture(row: TreeRow, y: number, data: string, p: Palette): string {
  const x = 24 + row.depth * INDENT;
  const middle = y + ROW / 2;
  const name = visible(row.name === '' ? '/' : row.name);
  const dashed = row.node?.kind === 'ephemeral';
  return (
    (row.depth === 0
      ? ''
      : el('path', {
          d: `M${x - INDENT + 4} ${y - 6}V${middle}H${x - 8}`,
          fill: 'none',
          stroke: p.line2,
        })) +
    el('circle', {
      cx: x,
      cy: middle,
      r: 4,
      fill: dashed ? p.surface : p.ink2,
      stroke: p.ink2,
      'stroke-width': 1.5,
      'stroke-dasharray': dashed ? '2 2' : undefined,
    }) +
    text(x + 12, middle, name, { size: 12.5, fill: p.ink, family: p.mono, weight: 600 }) +
    text(x + 22 + widthOf(name, 12.5) * 1.1, middle, visible(data), {
      size: 12,
      fill: p.ink2,
      family: p.mono,
    })
  );
}
