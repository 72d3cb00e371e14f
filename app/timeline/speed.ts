// The Speed slider: logarithmic from 0.01 to 100 virtual seconds a second, its last stop as fast as it goes. Pure.
import type { Pace } from '../state/pacing.ts';

export const SLIDER_MAX = 81;
const LOW = 0.01;

/** The pace at a stop of the slider: twenty stops a decade. */
export function paceAt(stop: number): Pace {
  if (stop >= SLIDER_MAX) return 'max';
  return Number((LOW * 10 ** (stop / 20)).toPrecision(2));
}

/** Where the slider stands for a pace. */
export function sliderAt(pace: number | 'max'): number {
  if (pace === 'max' || !Number.isFinite(pace)) return SLIDER_MAX;
  const stop = Math.round(20 * Math.log10(Math.max(LOW, pace) / LOW));
  return Math.min(SLIDER_MAX - 1, Math.max(0, stop));
}
