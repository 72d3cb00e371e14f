// A small deterministic world for the protocol's own tests: virtual time, FIFO connections with latency, disks with two
// layers, and faults. Knows servers only as `Inhabitant`s. Used by the tests of worker/zab, nowhere else.
import { drawInteger } from '../../base/draw.ts';
import { assert, present } from '../../base/assert.ts';
import type { LinkId, Micros, Plane, ServerId } from '../../base/units.ts';
import { DiskFiles, emptyDisk } from '../disk.ts';
import type { DiskMark, DiskOp } from '../disk.ts';
import type { ElectionPacket, QuorumPacket } from '../packets.ts';
import { pop, push } from './event-heap.ts';
import type { Event } from './event-heap.ts';

export type AnyPacket = QuorumPacket | ElectionPacket;

export interface Inhabitant {
  readonly incarnation: number;
  listens(plane: Plane): boolean;
  opened(link: LinkId, plane: Plane, peer: ServerId, dialed: boolean): void;
  refused(link: LinkId, plane: Plane, peer: ServerId): void;
  closed(link: LinkId, plane: Plane, peer: ServerId): void;
  received(link: LinkId, plane: Plane, peer: ServerId, packet: AnyPacket): void;
  timer(id: string): void;
  synced(mark: DiskMark): void;
}

type Item =
  | { readonly kind: 'dial' | 'opened' | 'refused' | 'closed' }
  | { readonly kind: 'packet'; readonly packet: AnyPacket };

interface Direction {
  readonly from: ServerId;
  readonly to: ServerId;
  stamp: Micros;
  sent: number;
  /** Items from this number on are lost. */
  lostFrom: number;
  held: { item: Item; n: number }[];
  /** Arrived before an earlier item that was held: delivered behind it. */
  readonly early: Map<number, Item>;
  delivered: number;
}

interface Link {
  readonly id: LinkId;
  readonly plane: Plane;
  readonly opener: ServerId;
  readonly peer: ServerId;
  /** The incarnations at both ends; the acceptor's is known when it answers. */
  readonly incarnations: Map<ServerId, number>;
  readonly open: Set<ServerId>;
  readonly directions: readonly [Direction, Direction];
}

export interface WorldSettings {
  readonly latency: readonly [Micros, Micros];
  readonly sync: readonly [Micros, Micros];
}

export interface Disk {
  /** What survives a crash. */
  durable: DiskFiles;
  pending: { mark: DiskMark; op: DiskOp }[];
  lastDue: Micros;
  slow: number;
}

export class World {
  now: Micros = 0;
  readonly seed: number;
  readonly disks = new Map<ServerId, Disk>();
  readonly servers = new Map<ServerId, Inhabitant>();
  /** Every packet as it is sent, for the oracle. */
  onSend: (from: ServerId, to: ServerId, packet: AnyPacket) => void = () => undefined;
  private readonly settings: WorldSettings;
  private readonly links = new Map<LinkId, Link>();
  private readonly cuts = new Set<string>();
  private readonly slow = new Map<string, number>();
  private readonly timers = new Map<string, number>();
  private readonly heap: Event[] = [];
  private seq = 0;
  private draws = 0;
  private linkCount = 0;

  constructor(seed: number, settings: WorldSettings) {
    this.seed = seed;
    this.settings = settings;
  }

  draw(low: number, high: number): number {
    this.draws += 1;
    return drawInteger(low, high, this.seed, 'world', this.draws);
  }

  // --- Time ------------------------------------------------------------------------------------

  at(time: Micros, run: () => void): void {
    this.seq += 1;
    push(this.heap, { at: Math.max(time, this.now + 1), seq: this.seq, run });
  }

  /** Runs everything due before `until`. */
  runUntil(until: Micros): void {
    for (let next = this.heap[0]; next !== undefined && next.at < until; next = this.heap[0]) {
      pop(this.heap);
      this.now = next.at;
      next.run();
    }
    this.now = until;
  }

  setTimer(sid: ServerId, id: string, at: Micros): void {
    const server = present(this.servers.get(sid), 'A server that sets a timer');
    const key = `${sid} ${server.incarnation} ${id}`;
    const token = this.seq + 1;
    this.timers.set(key, token);
    this.at(at, () => {
      if (this.timers.get(key) !== token || this.servers.get(sid) !== server) return;
      this.timers.delete(key);
      server.timer(id);
    });
  }

  clearTimer(sid: ServerId, id: string): void {
    const server = this.servers.get(sid);
    if (server !== undefined) this.timers.delete(`${sid} ${server.incarnation} ${id}`);
  }

  // --- Disks -----------------------------------------------------------------------------------

  disk(sid: ServerId): Disk {
    const disk = this.disks.get(sid) ?? {
      durable: new DiskFiles(emptyDisk),
      pending: [],
      lastDue: 0,
      slow: 1,
    };
    this.disks.set(sid, disk);
    return disk;
  }

  write(sid: ServerId, mark: DiskMark, op: DiskOp): void {
    this.disk(sid).pending.push({ mark, op });
  }

  sync(sid: ServerId, mark: DiskMark): void {
    const disk = this.disk(sid);
    const server = this.servers.get(sid);
    const [low, high] = this.settings.sync;
    disk.lastDue = Math.max(disk.lastDue + 1, this.now + this.draw(low, high) * disk.slow);
    this.at(disk.lastDue, () => {
      if (server === undefined || this.servers.get(sid) !== server) return;
      harden(disk, mark);
      server.synced(mark);
    });
  }

  // --- Links -----------------------------------------------------------------------------------

  dial(from: ServerId, plane: Plane, to: ServerId): LinkId {
    this.linkCount += 1;
    const id = `${from}.${this.linkCount}`;
    const link: Link = {
      id,
      plane,
      opener: from,
      peer: to,
      incarnations: new Map([[from, this.server(from).incarnation]]),
      open: new Set([from]),
      directions: [newDirection(from, to), newDirection(to, from)],
    };
    this.links.set(id, link);
    this.transmit(link, from, { kind: 'dial' });
    return id;
  }

  close(sid: ServerId, id: LinkId): void {
    const link = this.links.get(id);
    if (link === undefined || !link.open.delete(sid)) return;
    this.transmit(link, sid, { kind: 'closed' });
  }

  send(from: ServerId, id: LinkId, packet: AnyPacket): void {
    const link = present(this.links.get(id), `The connection ${id}`);
    assert(link.open.has(from), `${from} sends ${packet.type} into ${id}, which it closed`);
    this.onSend(from, other(link, from), packet);
    this.transmit(link, from, { kind: 'packet', packet });
  }

  private transmit(link: Link, from: ServerId, item: Item): void {
    const direction = directionFrom(link, from);
    const key = `${from} ${direction.to}`;
    const [low, high] = this.settings.latency;
    const latency = this.draw(low, high) * (this.slow.get(key) ?? 1);
    const n = direction.sent;
    direction.sent += 1;
    this.schedule(link, direction, item, n, this.now + latency);
  }

  private schedule(link: Link, direction: Direction, item: Item, n: number, at: Micros): void {
    direction.stamp = Math.max(direction.stamp, at);
    this.at(direction.stamp, () => {
      this.arrive(link, direction, item, n);
    });
  }

  private arrive(link: Link, direction: Direction, item: Item, n: number): void {
    const isCut = this.cuts.has(`${direction.from} ${direction.to}`);
    if (isCut || direction.held.length > 0) {
      direction.held.push({ item, n });
      return;
    }
    direction.early.set(n, item);
    for (;;) {
      const number = direction.delivered;
      const next = direction.early.get(number);
      if (next === undefined) return;
      direction.early.delete(number);
      direction.delivered += 1;
      if (number < direction.lostFrom || next.kind === 'closed')
        this.deliver(link, direction, next);
    }
  }

  private deliver(link: Link, { from, to }: Direction, item: Item): void {
    const { id, plane } = link;
    const server = this.servers.get(to);
    if (item.kind === 'dial') {
      if (server === undefined || !server.listens(plane)) {
        this.transmit(link, to, { kind: 'refused' });
        return;
      }
      link.incarnations.set(to, server.incarnation);
      link.open.add(to);
      this.transmit(link, to, { kind: 'opened' });
      server.opened(id, plane, from, false);
      return;
    }
    if (server === undefined || link.incarnations.get(to) !== server.incarnation) return;
    if (!link.open.has(to)) return;
    if (item.kind === 'packet') server.received(id, plane, from, item.packet);
    else if (item.kind === 'opened') server.opened(id, plane, from, true);
    else {
      link.open.delete(to);
      if (item.kind === 'refused') server.refused(id, plane, from);
      else server.closed(id, plane, from);
    }
  }

  // --- Faults ----------------------------------------------------------------------------------

  /** The process dies: the synced layer stays, and the first `keep` of the pending operations. */
  kill(sid: ServerId, keep = 0): void {
    const disk = this.disk(sid);
    for (const { op } of disk.pending.slice(0, keep)) disk.durable.apply(op);
    disk.pending = [];
    this.servers.delete(sid);
    for (const link of this.links.values()) {
      if (link.open.delete(sid)) this.transmit(link, sid, { kind: 'closed' });
    }
  }

  cut(from: ServerId, to: ServerId): void {
    this.cuts.add(`${from} ${to}`);
  }

  join(from: ServerId, to: ServerId): void {
    if (!this.cuts.delete(`${from} ${to}`)) return;
    for (const link of this.links.values()) {
      for (const direction of link.directions) {
        if (direction.from !== from || direction.to !== to) continue;
        const { held } = direction;
        direction.held = [];
        for (const { item, n } of held)
          this.schedule(link, direction, item, n, this.now + this.settings.latency[0]);
      }
    }
  }

  isolate(sid: ServerId, all: readonly ServerId[]): void {
    for (const peer of all) {
      if (peer === sid) continue;
      this.cut(sid, peer);
      this.cut(peer, sid);
    }
  }

  healAll(): void {
    for (const key of [...this.cuts]) {
      const [from, to] = key.split(' ').map(Number);
      this.join(present(from, 'from'), present(to, 'to'));
    }
    this.slow.clear();
    for (const disk of this.disks.values()) disk.slow = 1;
  }

  slowDown(from: ServerId, to: ServerId, factor: number): void {
    this.slow.set(`${from} ${to}`, factor);
  }

  /** Every connection between the two breaks; a suffix of each direction is lost. */
  reset(one: ServerId, two: ServerId): void {
    for (const link of this.links.values()) {
      if (!link.open.has(one) && !link.open.has(two)) continue;
      if (!isBetween(link, one, two)) continue;
      for (const direction of link.directions) {
        const lost = this.draw(0, 3);
        direction.lostFrom = Math.min(direction.lostFrom, Math.max(0, direction.sent - lost));
        this.transmit(link, direction.from, { kind: 'closed' });
      }
    }
  }

  private server(sid: ServerId): Inhabitant {
    return present(this.servers.get(sid), `Server ${sid}`);
  }
}

function harden(disk: Disk, mark: DiskMark): void {
  for (const write of disk.pending) if (write.mark <= mark) disk.durable.apply(write.op);
  disk.pending = disk.pending.filter((write) => write.mark > mark);
}

function newDirection(from: ServerId, to: ServerId): Direction {
  return {
    from,
    to,
    stamp: 0,
    sent: 0,
    lostFrom: Number.MAX_SAFE_INTEGER,
    held: [],
    early: new Map(),
    delivered: 0,
  };
}

function directionFrom({ directions: [there, back] }: Link, from: ServerId): Direction {
  return there.from === from ? there : back;
}

function other(link: Link, sid: ServerId): ServerId {
  return link.opener === sid ? link.peer : link.opener;
}

function isBetween({ opener, peer }: Link, one: ServerId, two: ServerId): boolean {
  return (opener === one && peer === two) || (opener === two && peer === one);
}
