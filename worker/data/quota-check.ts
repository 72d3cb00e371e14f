// Whether a write would pass a hard quota. Only hard limits refuse; soft ones are a line in the real server's log.
// Called by Prep. Source: ZooKeeperServer.checkQuota.
import type { Base64 } from '../base/units.ts';
import { byteLength, decodeText } from './base64.ts';
import type { PrepContext } from './prep-context.ts';
import { StatsTrack } from './stats-track.ts';
import type { DataTree } from './tree.ts';
import { limitsPath, statsPath } from './tree-index.ts';

/**
 * `count` is how many nodes the write adds, `before` the data it replaces. Asked of the applied tree alone, never of what
 * is outstanding: writes in flight can pass a limit together, in ZooKeeper too.
 */
export function exceedsQuota(
  path: string,
  before: Base64 | null,
  after: Base64 | null,
  count: number,
  { settings, state: { tree } }: PrepContext,
): boolean {
  const subject = settings.enforceQuota ? tree.quotaPrefix(path) : null;
  if (subject === null) return false;
  const limits = trackAt(tree, limitsPath(subject));
  const stats = trackAt(tree, statsPath(subject));
  if (limits === null || stats === null) return false;
  const countLimit = limits.get('countHardLimit');
  if (count !== 0 && countLimit > -1n && stats.get('count') + BigInt(count) > countLimit)
    return true;
  const bytes = byteLength(after) - byteLength(before);
  const byteLimit = limits.get('byteHardLimit');
  return bytes !== 0 && byteLimit > -1n && stats.get('bytes') + BigInt(bytes) > byteLimit;
}

function trackAt(tree: DataTree, path: string): StatsTrack | null {
  const node = tree.get(path);
  return node === undefined ? null : new StatsTrack(decodeText(node.data));
}
