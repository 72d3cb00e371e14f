// The nodes of an image in pages, about a hundred in each. Where a page ends is decided by the paths alone, so that equal
// trees have equal pages, and a change makes one page anew and leaves the others: taking an image of a large tree costs
// what has changed since the last, and all that hold images share the rest. Called by the tree and by worker/server.
import type { NodeImage, NodePage } from './image.ts';
import { compareInTree } from './paths.ts';
import { hashText } from './state-hash.ts';

/** Beyond so many changes everything is taken anew. */
const MOST_CHANGES = 2000;
/** One path in so many ends its page; a power of two. */
const PAGE = 128;

/** The pages of nodes that are in the order of a walk. */
export function pagesOf(nodes: Iterable<NodeImage>): NodePage[] {
  const pages: NodePage[] = [];
  let page: NodeImage[] = [];
  for (const node of nodes) {
    page.push(node);
    if (!endsPage(node)) continue;
    pages.push(page);
    page = [];
  }
  if (page.length > 0) pages.push(page);
  return pages;
}

function endsPage({ path }: NodeImage): boolean {
  return (hashText(path).a & (PAGE - 1)) === 0;
}

/** The index of the page that holds `path` or would hold it; the pages are in the order of a walk. */
export function pageOf(pages: readonly NodePage[], path: string): number {
  let low = 0;
  let high = pages.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    const first = pages[middle]?.[0];
    if (first !== undefined && compareInTree(first.path, path) <= 0) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** Of one node: its image, or null where it is not to be in the pages. */
export type Look = (path: string) => NodeImage | null;

/** The pages of one tree, kept from one image to the next. */
export class ImagePages {
  /** Null when nothing is kept. Never changed in place: images hold them. */
  private kept: readonly NodePage[] | null = null;
  private readonly changed = new Set<string>();

  /** Something of this node's image has changed, or the node came or went. */
  touch(path: string): void {
    if (this.kept === null) return;
    this.changed.add(path);
    if (this.changed.size > MOST_CHANGES) this.forget();
  }

  /** More has changed than can be told by paths. */
  forget(): void {
    this.kept = null;
    this.changed.clear();
  }

  /** The pages as they are now. `walk` makes the images of all nodes in order. */
  take(walk: () => Iterable<NodeImage>, look: Look): readonly NodePage[] {
    const changed = [...this.changed].sort(compareInTree);
    this.kept = this.kept === null ? pagesOf(walk()) : renewed(this.kept, changed, look);
    this.changed.clear();
    return this.kept;
  }
}

function renewed(
  kept: readonly NodePage[],
  changed: readonly string[],
  look: Look,
): readonly NodePage[] {
  if (changed.length === 0) return kept;
  const pages: NodePage[] = [];
  let from = 0;
  for (let next = 0; next < changed.length;) {
    const begin = Math.max(from, pageOf(kept, changed[next] ?? ''));
    for (; from < begin; from += 1) pages.push(kept[from] ?? []);
    const nodes: NodeImage[] = [];
    do {
      const end = kept[from + 1]?.[0]?.path;
      const first = next;
      while (next < changed.length && isBefore(changed[next] ?? '', end)) next += 1;
      mergeInto(nodes, kept[from] ?? [], changed.slice(first, next), look);
      from += 1;
      // Where the end of a page is gone, what follows belongs to it.
    } while (from < kept.length && !isClosed(nodes));
    pages.push(...pagesOf(nodes));
  }
  for (; from < kept.length; from += 1) pages.push(kept[from] ?? []);
  return pages;
}

function isBefore(path: string, end: string | undefined): boolean {
  return end === undefined || compareInTree(path, end) < 0;
}

function isClosed(nodes: readonly NodeImage[]): boolean {
  const last = nodes.at(-1);
  return last === undefined || endsPage(last);
}

function mergeInto(
  nodes: NodeImage[],
  page: NodePage,
  changed: readonly string[],
  look: Look,
): void {
  let at = 0;
  for (const path of changed) {
    for (
      let node = page[at];
      node !== undefined && compareInTree(node.path, path) < 0;
      node = page[at]
    ) {
      nodes.push(node);
      at += 1;
    }
    if (page[at]?.path === path) at += 1;
    const image = look(path);
    if (image !== null) nodes.push(image);
  }
  for (; at < page.length; at += 1) {
    const node = page[at];
    if (node !== undefined) nodes.push(node);
  }
}
