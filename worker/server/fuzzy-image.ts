// A snapshot is fuzzy: it is written while txns keep being applied (zab.md 1.2). Here its first half is the tree
// as it was when the dump began, the rest as it was when it ended. Replaying the log from the snapshot's zxid on
// makes it whole, because txns are idempotent. Source: SerializeUtils.serializeSnapshot (sessions, then nodes depth first).
import type { NodeImage, TreeImage } from '../data/image.ts';

/** `begun` and `ended` are images of one tree, in that order of time. Parents still come before their children. */
export function fuzzyImage(begun: TreeImage, ended: TreeImage): TreeImage {
  const early = begun.nodes.slice(0, Math.ceil(begun.nodes.length / 2));
  const written = new Set(early.map((node) => node.path));
  const reachable = new Set(written);
  const late: NodeImage[] = [];
  for (const node of ended.nodes) {
    if (written.has(node.path)) continue;
    reachable.add(node.path);
    late.push(node);
  }
  // A parent that was written early and deleted since keeps no children that came after it was deleted.
  return {
    sessions: begun.sessions,
    nodes: [...early, ...late.filter((node) => hasParent(node, reachable))],
  };
}

function hasParent(node: NodeImage, reachable: ReadonlySet<string>): boolean {
  if (node.path === '/') return true;
  const slash = node.path.lastIndexOf('/');
  return reachable.has(slash === 0 ? '/' : node.path.slice(0, slash));
}
