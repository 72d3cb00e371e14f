// What the tape is painted with: bands of reigns and marks of moments, placed on a width. Pure; drawn by Tape.svelte.
import type { Micros } from '../../worker/base/units.ts';
import type { DecisiveClass } from '../../worker/trace/decisive.ts';
import type { Mark } from '../../worker/trace/history.ts';
import type { Reign } from '../state/run.ts';

export interface Band {
  readonly x: number;
  readonly w: number;
  readonly epoch: number;
  readonly leader: number | null;
}

export interface Tick {
  readonly x: number;
  readonly kind: DecisiveClass;
}

export function xOf(at: Micros, end: Micros, width: number): number {
  return end <= 0 ? 0 : Math.min(width, (at / end) * width);
}

export function bandsOf(reigns: readonly Reign[], end: Micros, width: number): readonly Band[] {
  return reigns
    .filter((reign) => reign.at <= end)
    .map((reign, i, list) => {
      const x = xOf(reign.at, end, width);
      const next = list[i + 1];
      const w = (next ? xOf(next.at, end, width) : width) - x;
      return { x, w, epoch: reign.leader?.epoch ?? 0, leader: reign.leader?.sid ?? null };
    });
}

/** At most one mark of a kind per pixel: a long run stays cheap to draw. */
export function ticksOf(
  marks: readonly Mark[],
  end: Micros,
  width: number,
  hidden: (mark: Mark) => boolean = () => false,
): readonly Tick[] {
  const ticks: Tick[] = [];
  const last = new Map<DecisiveClass, number>();
  for (const mark of marks) {
    if (mark.at > end) break;
    if (hidden(mark)) continue;
    const x = Math.round(xOf(mark.at, end, width));
    if (last.get(mark.kind) === x) continue;
    last.set(mark.kind, x);
    ticks.push({ x, kind: mark.kind });
  }
  return ticks;
}
