// A binary heap for the queues of one participant: arrivals on links, and by `due.ts` whatever is due first.
// Called by links.ts. The order must be total, so that what comes out never depends on the order it went in.

export class Heap<T> {
  private readonly items: T[] = [];
  private readonly before: (a: T, b: T) => boolean;

  /** `before` must be a total order: two items never tie. */
  constructor(before: (a: T, b: T) => boolean) {
    this.before = before;
  }

  get size(): number {
    return this.items.length;
  }

  peek(): T | undefined {
    return this.items[0];
  }

  push(item: T): void {
    const { items, before } = this;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = items[up] as T;
      if (!before(item, parent)) break;
      items[at] = parent;
      at = up;
    }
    items[at] = item;
  }

  pop(): T | undefined {
    const { items } = this;
    const first = items[0];
    const last = items.pop();
    if (items.length > 0) this.sink(0, last as T);
    return first;
  }

  /** Every item, in no particular order. The order must be restored by `rebuild` if keys are changed. */
  all(): readonly T[] {
    return this.items;
  }

  /** Keeps the items that `keep` accepts (it may change their keys) and restores the order. */
  rebuild(keep: (item: T) => boolean): void {
    const kept = this.items.filter(keep);
    this.items.length = 0;
    for (const item of kept) this.push(item);
  }

  private sink(start: number, item: T): void {
    const { items, before } = this;
    const { length } = items;
    let at = start;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= length) break;
      if (down + 1 < length && before(items[down + 1] as T, items[down] as T)) down += 1;
      const child = items[down] as T;
      if (!before(child, item)) break;
      items[at] = child;
      at = down;
    }
    items[at] = item;
  }
}
