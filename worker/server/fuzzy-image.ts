// A snapshot is fuzzy: it is written while txns keep being applied (zab.md 1.2). Here its first half is the tree
// as it was when the dump began, the rest as it was when it ended. Replaying the log from the snapshot's zxid on
// makes it whole, because txns are idempotent. Source: SerializeUtils.serializeSnapshot (sessions, then nodes depth first).
import type { NodeImage, NodePage, TreeImage } from '../data/image.ts';
import { compareInTree } from '../data/paths.ts';

/** `begun` and `ended` are images of one tree, in that order of time. Parents still come before their children. */
export function fuzzyImage(begun: TreeImage, ended: TreeImage): TreeImage {
  if (begun.pages === ended.pages) return begun;
  const { sessions } = begun;
  const early = firstPages(begun.pages, Math.ceil(begun.count / 2));
  const last = early.at(-1)?.at(-1)?.path ?? '';
  // Most pages are the very same: two images of one tree share what has not changed.
  const shared = new Set(early);
  const before: NodeImage[] = [];
  const rest: NodePage[] = [];
  for (const page of ended.pages) {
    if (shared.delete(page)) continue;
    const cut = page.findIndex((node) => compareInTree(node.path, last) > 0);
    before.push(...page.slice(0, cut < 0 ? page.length : cut));
    if (cut >= 0) rest.push(cut === 0 ? page : page.slice(cut));
  }
  const written = new Set([...shared].flatMap((page) => page.map((node) => node.path)));
  // What came meanwhile among the nodes that were written already.
  const newcomers = before.filter((node) => !written.has(node.path));
  const pages = [...early, ...(newcomers.length === 0 ? [] : [newcomers]), ...rest];
  return { sessions, pages, count: pages.reduce((sum, page) => sum + page.length, 0) };
}

/** The pages of the first `count` nodes. */
function firstPages(pages: readonly NodePage[], count: number): NodePage[] {
  const first: NodePage[] = [];
  let left = count;
  for (const page of pages) {
    if (left === 0) break;
    const part = page.length <= left ? page : page.slice(0, left);
    first.push(part);
    left -= part.length;
  }
  return first;
}
