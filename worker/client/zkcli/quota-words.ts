// The paths and texts of quotas as zkCli handles them. Called by setquota, delquota and listquota.
// Source: Quotas, StatsTrack (its constructor throws on what StatsTrack of the data room passes over).
import type { Base64 } from '../../base/units.ts';
import { decodeText } from '../../data/base64.ts';
import { splitText } from '../../data/java-text.ts';
import { QUOTA } from '../../data/paths.ts';
import { StatsTrack } from '../../data/stats-track.ts';
import { parseLong } from '../../data/java-integers.ts';
import { failed, thrown, type Ending } from './program.ts';

export function quotaPath(path: string): string {
  return QUOTA + path;
}
export function trimQuotaPath(path: string): string {
  return path.slice(QUOTA.length);
}

/** Reads a quota node; what somebody else wrote there may make Java throw, with or without zkCli catching it. */
export function readTrack(data: Base64 | null): StatsTrack | Ending {
  if (data === null)
    return thrown(
      'java.lang.NullPointerException',
      'Cannot read the array length because "bytes" is null',
    );
  const text = decodeText(data);
  return trackFault(text) ?? new StatsTrack(text);
}

function trackFault(text: string): Ending | null {
  if (text === '') return null;
  const pairs = text.split(/[,;]+/);
  while (pairs.at(-1) === '') pairs.pop();
  for (const pair of pairs) {
    const parts = splitText(pair, '=');
    const value = parts[1];
    if (value === undefined)
      return thrown(
        'java.lang.ArrayIndexOutOfBoundsException',
        `Index ${parts.length} out of bounds for length ${parts.length}`,
      );
    const number = parseLong(value === '' ? '-1' : value);
    // A NumberFormatException is an IllegalArgumentException, and that is caught.
    if (!number.ok) return failed(number.thrown.message ?? '');
  }
  return null;
}

export function isEnding(value: StatsTrack | Ending): value is Ending {
  return !(value instanceof StatsTrack);
}
