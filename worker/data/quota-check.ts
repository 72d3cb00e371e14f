// Whether a write would pass a hard quota. Only hard limits refuse; soft ones are a line in the real server's log.
// Called by Prep. Source: ZooKeeperServer.checkQuota.
import type { Base64 } from '../base/units.ts';
import { byteLength, decodeText } from './base64.ts';
import { errorCodes } from './errors.ts';
import type { ErrorCode } from './errors.ts';
import type { PrepContext } from './prep-context.ts';
import { StatsTrack } from './stats-track.ts';
import { limitsPath, statsPath } from './tree-index.ts';

const { OK, QUOTAEXCEEDED, MARSHALLINGERROR } = errorCodes;

/**
 * OK or QUOTAEXCEEDED; MARSHALLINGERROR where limits or statistics hold something that is no quota. `count` is how many
 * nodes the write adds, `before` the data it replaces. Asked of the applied tree alone, never of what is outstanding:
 * writes in flight can pass a limit together, in ZooKeeper too.
 */
export function checkQuota(
  path: string,
  before: Base64 | null,
  after: Base64 | null,
  count: number,
  { settings, state: { tree } }: PrepContext,
): ErrorCode {
  const subject = settings.enforceQuota ? tree.quotaPrefix(path) : null;
  const limitsNode = subject === null ? undefined : tree.get(limitsPath(subject));
  if (subject === null || limitsNode === undefined) return OK;
  const limits = readTrack(limitsNode.data);
  if (limits === null) return MARSHALLINGERROR;
  const bytes = byteLength(after) - byteLength(before);
  const counts = count !== 0 && (limits.get('count') > -1n || limits.get('countHardLimit') > -1n);
  const weighs = bytes !== 0 && (limits.get('bytes') > -1n || limits.get('byteHardLimit') > -1n);
  const statsNode = tree.get(statsPath(subject));
  if (!(counts || weighs) || statsNode === undefined) return OK;
  const stats = readTrack(statsNode.data);
  if (stats === null) return MARSHALLINGERROR;
  const countLimit = limits.get('countHardLimit');
  if (counts && countLimit > -1n && stats.get('count') + BigInt(count) > countLimit)
    return QUOTAEXCEEDED;
  const byteLimit = limits.get('byteHardLimit');
  if (weighs && byteLimit > -1n && stats.get('bytes') + BigInt(bytes) > byteLimit)
    return QUOTAEXCEEDED;
  return OK;
}

function readTrack(data: Base64 | null): StatsTrack | null {
  const text = data === null ? null : decodeText(data);
  return text === null || !StatsTrack.isWellFormed(text) ? null : new StatsTrack(text);
}
