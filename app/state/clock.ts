// The displayed clock between two batches: it moves on at the batch's rate and stops at its limit. Pure arithmetic;
// called once a frame by playground.svelte.ts. Wall time never enters a run (ARCHITECTURE.md, wall 2).
import type { Micros } from '../../worker/base/units.ts';
import type { Batch } from '../../worker/host/surface.ts';

export interface Anchor {
  readonly batch: Pick<Batch, 'clock' | 'rate' | 'playing' | 'limit' | 'phase' | 'until' | 'hash'>;
  /** Wall milliseconds when the batch was heard. */
  readonly heardMs: number;
}

/** The time to show at `nowMs`; never before `shown`, so that nothing on the stage runs backwards. */
export function shownTime(anchor: Anchor, nowMs: number, shown: Micros): Micros {
  const { clock, rate, playing, limit } = anchor.batch;
  const moved = playing && Number.isFinite(rate) ? (nowMs - anchor.heardMs) * rate * 1000 : 0;
  const wanted = playing && !Number.isFinite(rate) ? limit : clock + moved;
  return Math.max(shown, Math.min(limit, Math.round(wanted)));
}

/** `12.34 s` up to a minute, then `1:02.3`; fixed widths, so that a running clock does not dance. */
export function formatTime(at: Micros): string {
  const seconds = at / 1_000_000;
  if (seconds < 60) return `${seconds.toFixed(2)} s`;
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${(seconds - minutes * 60).toFixed(1).padStart(4, '0')}`;
}

/** A playback rate for people: three digits at most. */
export function formatRate(rate: number): string {
  if (!Number.isFinite(rate)) return '∞';
  if (rate >= 10) return rate.toFixed(0);
  return rate >= 1 ? rate.toFixed(1) : rate.toPrecision(1);
}
