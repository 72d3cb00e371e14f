// Which containers and TTL nodes are due to be deleted. Called by the leader every containerCheckIntervalMs; for each
// path it asks itself for a deleteContainer. Source: ContainerManager.getCandidates.
import type { WallMillis } from '../base/units.ts';
import type { DataTree } from './tree.ts';
import { ttlOf } from './znode.ts';

/**
 * Empty containers that once had a child, and empty TTL nodes whose data has not been set for longer than their time to
 * live. Containers first, each kind in code-unit order. The caller spaces the requests by 60000 / containerMaxPerMinute ms.
 */
export function containerCandidates(tree: DataTree, nowMs: WallMillis): string[] {
  const emptyAt = (path: string): boolean => (tree.get(path)?.children?.size ?? 0) === 0;
  const used = tree.containers().filter((path) => (tree.get(path)?.stat.cversion ?? 0) > 0);
  const idle = tree.ttls().filter((path) => {
    const stat = tree.get(path)?.stat;
    return stat !== undefined && nowMs - stat.mtime > ttlOf(stat.ephemeralOwner);
  });
  return [...used, ...idle].filter(emptyAt);
}
