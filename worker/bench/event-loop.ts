// The reference for the simulator: the bare event loop of a simulation, a binary heap of objects with total order and a
// handler that does next to nothing. What the simulator adds to it is replication logic, facts, hashing and checks.
// Called by simulator-bench.ts, in the same process and the same loop as the product.

interface Delivery {
  readonly time: number;
  readonly seq: number;
  readonly to: number;
  readonly packet: object;
}

/** 32-bit xorshift: chance that costs next to nothing. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function isBefore(a: Delivery, b: Delivery): boolean {
  return a.time < b.time || (a.time === b.time && a.seq < b.seq);
}

function push(heap: Delivery[], item: Delivery): void {
  let at = heap.length;
  heap.push(item);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !isBefore(item, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = item;
}

function pop(heap: Delivery[]): Delivery | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return top;
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    const left = heap[child];
    const right = heap[child + 1];
    const less = right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
    if (less === undefined || !isBefore(less, last)) break;
    heap[at] = less;
    at = less === right ? child + 1 : child;
  }
  heap[at] = last;
  return top;
}

/** Delivers `count` packets among five nodes with `inFlight` on the way; returns how often each node was visited. */
export function bareEventLoop(count: number, inFlight: number): readonly number[] {
  const nodes = 5;
  const draw = chance(12345);
  const heap: Delivery[] = [];
  const visits = new Array<number>(nodes).fill(0);
  // One literal: a spread would make the reference slower than it is.
  // prettier-ignore
  const packetTo = (from: number, to: number, zxid: number): object =>
    ({ type: 'PROPOSAL', from, to, zxid, epoch: 1, path: '/app/node-1', version: 3, data: 'hello' });
  let seq = 0;
  for (; seq < inFlight; seq += 1) {
    const to = seq % nodes;
    push(heap, { time: draw() * 10, seq, to, packet: packetTo(0, to, seq) });
  }
  for (let done = 0; done < count; done += 1) {
    const item = pop(heap);
    if (item === undefined) break;
    visits[item.to] = (visits[item.to] ?? 0) + 1;
    const to = Math.floor(draw() * nodes);
    push(heap, { time: item.time + 1 + draw() * 9, seq, to, packet: packetTo(item.to, to, done) });
    seq += 1;
  }
  return visits;
}
