// What happens next in the test world: a heap of events by time, and by the order of their making where times are equal.
// Called by world.ts.
import type { Micros } from '../../base/units.ts';

export interface Event {
  readonly at: Micros;
  readonly seq: number;
  readonly run: () => void;
}

function before(one: Event, two: Event): boolean {
  return one.at < two.at || (one.at === two.at && one.seq < two.seq);
}

/** Adds an event. */
export function push(heap: Event[], event: Event): void {
  let i = heap.length;
  heap.push(event);
  while (i > 0) {
    const up = (i - 1) >> 1;
    const parent = heap[up];
    if (parent === undefined || before(parent, event)) break;
    heap[i] = parent;
    i = up;
  }
  heap[i] = event;
}

/** Takes the earliest event away. */
export function pop(heap: Event[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let i = 0;
  for (;;) {
    const left = heap[2 * i + 1];
    const right = heap[2 * i + 2];
    if (left === undefined) break;
    const useRight = right !== undefined && before(right, left);
    const child = useRight ? right : left;
    if (before(last, child)) break;
    heap[i] = child;
    i = 2 * i + (useRight ? 2 : 1);
  }
  heap[i] = last;
}
