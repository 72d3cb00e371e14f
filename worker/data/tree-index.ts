// What the tree keeps beside its nodes to answer without walking: who owns which ephemerals, which nodes are containers
// or have a time to live, which subtrees have a quota. All of it follows from the nodes. Called by the tree only.
// Source: DataTree's fields ephemerals, containers, ttls and pTrie (PathTrie).
import type { SessionId } from '../base/units.ts';
import { trimText } from './java-text.ts';
import { nodeName, parentPath, QUOTA, ROOT, upwards } from './paths.ts';
import { ownerKind } from './znode.ts';

export const LIMITS = 'zookeeper_limits';
export const STATS = 'zookeeper_stats';

export class TreeIndex {
  /** Differs: an owner whose last ephemeral was deleted is forgotten at once, not only when its session ends. */
  readonly ephemerals = new Map<SessionId, Set<string>>();
  readonly containers = new Set<string>();
  readonly ttls = new Set<string>();
  /** The paths whose quota node has limits. */
  readonly limited = new Set<string>();
  /** The same as PathTrie knows them: of two that differ in blanks alone it knows one, and forgets both together. */
  private readonly trie = new Set<string>();
  ephemeralCount = 0;

  addOwned(path: string, owner: SessionId): void {
    const kind = ownerKind(owner);
    if (kind === 'CONTAINER') this.containers.add(path);
    else if (kind === 'TTL') this.ttls.add(path);
    else if (kind === 'NORMAL') {
      const paths = this.ephemerals.get(owner) ?? new Set();
      if (paths.size === 0) this.ephemerals.set(owner, paths);
      if (!paths.has(path)) this.ephemeralCount += 1;
      paths.add(path);
    }
  }

  removeOwned(path: string, owner: SessionId): void {
    this.containers.delete(path);
    this.ttls.delete(path);
    const paths = this.ephemerals.get(owner);
    if (paths === undefined || !paths.delete(path)) return;
    this.ephemeralCount -= 1;
    if (paths.size === 0) this.ephemerals.delete(owner);
  }

  addQuota(path: string): void {
    this.limited.add(path);
    this.trie.add(withoutBlanks(path));
  }

  removeQuota(path: string): void {
    this.limited.delete(path);
    this.trie.delete(withoutBlanks(path));
  }

  /** The nearest path at or above `path` that has a quota. */
  quotaAbove(path: string): string | null {
    if (this.trie.size === 0) return null;
    for (const at of upwards(withoutBlanks(path))) if (this.trie.has(at) && at !== ROOT) return at;
    return null;
  }
}

/** The path without the components that are blank: PathTrie drops them, so that `/a/ /b` counts as `/a/b`. */
function withoutBlanks(path: string): string {
  const components = path.split('/').filter((name) => trimText(name) !== '');
  return `/${components.join('/')}`;
}

/**
 * The path that a node below /zookeeper/quota is about, if `path` is its limits or statistics.
 * Differs: limits laid directly into /zookeeper/quota, or into a sibling of like name, limit nothing; ZooKeeper throws there.
 */
export function quotaSubject(path: string, node: typeof LIMITS | typeof STATS): string | null {
  if (nodeName(path) !== node || !path.startsWith(`${QUOTA}/`)) return null;
  const parent = parentPath(path);
  return parent === null || parent === QUOTA ? null : parent.slice(QUOTA.length);
}

export function limitsPath(subject: string): string {
  return `${QUOTA}${subject}/${LIMITS}`;
}

export function statsPath(subject: string): string {
  return `${QUOTA}${subject}/${STATS}`;
}
