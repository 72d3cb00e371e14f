// Chance for the soak: each hostile thing depends on its kind and its number alone, so that a failure can be had again.
// Used by drawn-texts.ts, drawn-links.ts and drawn-messages.ts.
import { drawInteger } from '../../base/draw.ts';

/** A uniform integer in [low, high], both included; another one at each call. */
export type Draw = (low: number, high: number) => number;

export function drawsOf(kind: string, index: number): Draw {
  let count = 0;
  return (low, high) => {
    count += 1;
    return drawInteger(low, high, 'soak', kind, index, count);
  };
}

export function oneOf<T>(draw: Draw, list: readonly [T, ...T[]]): T {
  return list[draw(0, list.length - 1)] ?? list[0];
}

/** Letters of an alphabet. */
export function wordOf(draw: Draw, letters: string, length: number): string {
  let word = '';
  for (let i = 0; i < length; i += 1) word += letters[draw(0, letters.length - 1)] ?? '';
  return word;
}
