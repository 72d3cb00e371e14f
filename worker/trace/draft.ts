// How a World is changed without copying it for every fact: a part is copied at its first change after `publish`, and
// changed in place until the next. So a published World never changes, and costs only what changed since the one before.
import { present } from '../base/assert.ts';
import { CLIENT_BASE, type Participant, type ServerId } from '../base/units.ts';
import type { ClientView } from './client-view.ts';
import type { NodeView, World } from './world-state.ts';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export class Draft {
  private root: Mutable<World>;
  /** Objects made since the last `publish`: nobody else holds them. */
  private owned = new Set<object>();

  constructor(world: World) {
    this.root = world;
  }

  /** The World as it is now; the draft will copy before it changes anything of it. */
  publish(): World {
    if (this.owned.size > 0) this.owned = new Set();
    return this.root;
  }

  /** To read without publishing; valid until the next change. */
  get view(): World {
    return this.root;
  }

  world(): Mutable<World> {
    this.root = this.own(this.root);
    return this.root;
  }

  node(sid: ServerId): Mutable<NodeView> {
    const world = this.world();
    const nodes = this.ownList(world.nodes);
    world.nodes = nodes;
    const index = nodes[sid - 1]?.sid === sid ? sid - 1 : nodes.findIndex((n) => n.sid === sid);
    const node = this.own(present(nodes[index], `Node ${sid}`));
    nodes[index] = node;
    return node;
  }

  client(participant: Participant): Mutable<ClientView> {
    const world = this.world();
    if (participant === CLIENT_BASE) {
      const words = this.own(world.words);
      world.words = words;
      return words;
    }
    const clients = this.ownList(world.clients);
    world.clients = clients;
    const index = participant - CLIENT_BASE - 1;
    const client = this.own(present(clients[index], `Client ${participant}`));
    clients[index] = client;
    return client;
  }

  /** `value` to change in place: itself if it was made since the last `publish`, else a shallow copy to put in its place. */
  own<T extends object>(value: T): Mutable<T> {
    if (this.owned.has(value)) return value;
    const copy = { ...value };
    this.owned.add(copy);
    return copy;
  }

  ownList<T>(list: readonly T[]): T[] {
    // The only place that turns a published type into a mutable one: what is owned was made by us as a T[].
    if (this.owned.has(list)) return list as T[];
    const copy = list.slice();
    this.owned.add(copy);
    return copy;
  }

  ownMap<K, V>(map: ReadonlyMap<K, V>): Map<K, V> {
    if (this.owned.has(map)) return map as Map<K, V>;
    const copy = new Map(map);
    this.owned.add(copy);
    return copy;
  }
}

/** Index of the first of an ascending list whose zxid is at least `zxid`. */
export function lowerBound(list: readonly { readonly zxid: number }[], zxid: number): number {
  // What is looked for is nearly always at the end.
  const last = list[list.length - 1];
  if (last === undefined || last.zxid < zxid) return list.length;
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = list[middle];
    if (entry !== undefined && entry.zxid < zxid) low = middle + 1;
    else high = middle;
  }
  return low;
}
