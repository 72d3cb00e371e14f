// The connections of one participant: a table of ends, and one queue of what is on its way here. Stamps what is sent,
// keeps FIFO for what comes, and applies to both what deeds do to connections. Called by participant.ts.
// Rules: determinism.md 7 (stamps), 8 (dials), 9 (closing and reset), 10 (cuts), 18 (kills). A cut keeps the receiver
// from hearing; the sender notices nothing.
// Differs: TCP's retransmission back-off is left out: held items arrive one latency after the heal.
import { assert } from '../base/assert.ts';
import { drawInteger } from '../base/draw.ts';
import type { LinkId, Micros, Participant, Plane } from '../base/units.ts';
import { Heap } from './heap.ts';
import { parseLink, rankOf, type Item } from './item.ts';
import { latencyPrefix, type Direction, type Latency } from './latency.ts';
import {
  arrivesBefore,
  isTerminal,
  type Arrival,
  type LinkEnd,
  type LinkPhase,
  type LostRange,
} from './link-end.ts';
import type { WorldView } from './view.ts';

export interface Owner {
  readonly seed: number;
  readonly who: Participant;
  readonly incarnation: number;
}

export class Links {
  private readonly owner: Owner;
  private readonly view: WorldView;
  private readonly latency: Latency;
  private readonly table = new Map<LinkId, LinkEnd>();
  private readonly queue = new Heap<Arrival>(arrivesBefore);

  constructor(owner: Owner, view: WorldView, latency: Latency) {
    this.owner = owner;
    this.view = view;
    this.latency = latency;
  }

  get(link: LinkId): LinkEnd | undefined {
    return this.table.get(link);
  }

  /** Ends in the order of their connections. */
  ends(): LinkEnd[] {
    return [...this.table.values()].sort((a, b) => a.rank - b.rank);
  }

  first(): Arrival | undefined {
    return this.queue.peek();
  }

  take(): Arrival | undefined {
    return this.queue.pop();
  }

  /** The next item of what this side sends takes n (afterwards `outN - 1`) and a stamp: never before the one ahead of it. */
  stamp(end: LinkEnd, now: Micros): Micros {
    const own = now + this.latency.ofItem(this.owner.who, end.peer, end.outPrefix, end.outN);
    if (own > end.outStamp) end.outStamp = own;
    end.outN += 1;
    return end.outStamp;
  }

  /** A new end for a dial by this side. If the target is dead now, its refusal is queued here. */
  dial(now: Micros, link: LinkId, plane: Plane, peer: Participant): LinkEnd {
    const name = parseLink(link);
    const { who, incarnation } = this.owner;
    assert(name !== null, `${link} is no name of a connection`);
    assert(
      name.opener === who && name.incarnation === incarnation,
      `${link} is not this side's to open`,
    );
    assert(!this.table.has(link), `${link} was opened before`);
    assert(peer !== who, 'Nobody dials itself');
    const target = this.view.incarnationOf(peer);
    const end = this.add(link, plane, peer, target, true, 'dialing');
    this.stamp(end, now);
    if (target === 0) this.refuseFor(end, end.outStamp);
    return end;
  }

  /** An item that `from` has sent. Those of unknown, closed or other incarnations' connections are dropped. */
  absorb(from: Participant, item: Item): void {
    let end = this.table.get(item.link);
    if (item.kind === 'dial') {
      if (end !== undefined || item.target !== this.owner.incarnation) return;
      const name = parseLink(item.link);
      if (name?.opener !== from) return;
      end = this.add(item.link, item.plane, from, name.incarnation, false, 'incoming');
    }
    if (end === undefined || end.peer !== from || end.ended) return;
    this.enqueue(end, item, item.stamp);
  }

  /** The connection is over for this side. What is still on its way here is dropped when it comes. */
  remove(end: LinkEnd): void {
    end.phase = 'closed';
    end.held = [];
    this.table.delete(end.link);
  }

  removeAll(): void {
    for (const end of this.table.values()) {
      end.phase = 'closed';
      end.held = [];
    }
    this.table.clear();
  }

  /** The direction from `peer` to here is cut from `at` on: what has not come by then is held. */
  hold(peer: Participant, at: Micros): void {
    const touched = new Set<LinkEnd>();
    this.queue.rebuild((arrival) => {
      const { end } = arrival;
      if (end.phase === 'closed') return false;
      if (end.peer !== peer || hasCome(arrival, at)) return true;
      end.held.push(arrival);
      touched.add(end);
      return false;
    });
    for (const end of touched) end.held.sort((a, b) => a.item.n - b.item.n);
  }

  /** The direction from `peer` to here is whole again at `at`. Returns what a closing among the held items swallowed. */
  release(peer: Participant, at: Micros): LostRange[] {
    const lost: LostRange[] = [];
    for (const end of this.ends()) {
      if (end.peer !== peer || end.held.length === 0) continue;
      const delay = this.latency.ofDeed(
        peer,
        this.owner.who,
        'heal',
        end.name,
        directionIn(end),
        at,
      );
      const { kept, swallowed } = swallow(end, at);
      if (swallowed !== null) lost.push(swallowed);
      let before = 0;
      for (const arrival of kept) {
        const due = arrival.at < at ? Math.max(arrival.item.stamp, at + delay) : arrival.at;
        before = Math.max(due, before);
        arrival.at = before;
        this.queue.push(arrival);
      }
      end.inDue = Math.max(end.inDue, before);
      end.held = [];
    }
    return lost;
  }

  /** Every connection with `peer` breaks at `at`: of what has not come here, a seeded prefix stays, then it closes. */
  reset(peer: Participant, at: Micros): LostRange[] {
    const undelivered = this.takeUndelivered(peer, at);
    const lost: LostRange[] = [];
    for (const end of this.ends()) {
      if (end.peer !== peer) continue;
      const range = this.breakEnd(end, undelivered.get(end) ?? [], at);
      if (range !== null) lost.push(range);
    }
    return lost;
  }

  /** The process of `peer` ended at `at`: after what it sent comes `closed`, and dials it did not answer are refused. */
  peerEnded(peer: Participant, incarnation: number, at: Micros): void {
    for (const end of this.ends()) {
      if (end.peer !== peer || end.peerIncarnation !== incarnation || end.ended) continue;
      if (end.phase === 'dialing' && end.inN < 0) this.refuseFor(end, Math.max(end.outStamp, at));
      else {
        const n = end.inN + 1;
        this.terminate(end, 'closed', at + this.latencyIn(end, n));
      }
    }
  }

  /** After a pause that ends at `at`: what came meanwhile is processed now, in the order of connections. */
  resume(at: Micros): void {
    this.queue.rebuild((arrival) => {
      if (arrival.at < at) {
        arrival.at = at;
        arrival.arrived = true;
      }
      return arrival.end.phase !== 'closed';
    });
  }

  /** Items on their way to ends that are not closed; see links-state.ts. */
  arrivals(): readonly Arrival[] {
    return this.queue.all().filter((arrival) => arrival.end.phase !== 'closed');
  }

  /** For restoring: an end and its arrivals, as they were. */
  put(end: LinkEnd, arrivals: readonly Arrival[]): void {
    this.table.set(end.link, end);
    for (const arrival of arrivals) this.queue.push(arrival);
  }

  private add(
    link: LinkId,
    plane: Plane,
    peer: Participant,
    peerIncarnation: number,
    dialed: boolean,
    phase: LinkPhase,
  ): LinkEnd {
    const name = parseLink(link);
    assert(name !== null, `${link} is no name of a connection`);
    const end: LinkEnd = {
      link,
      name,
      plane,
      peer,
      peerIncarnation,
      dialed,
      rank: rankOf(name, dialed),
      outPrefix: latencyPrefix(this.owner.seed, name, dialed ? 0 : 1),
      phase,
      outN: 0,
      outStamp: 0,
      inN: -1,
      inDue: 0,
      ended: false,
      held: [],
    };
    this.table.set(link, end);
    return end;
  }

  private enqueue(end: LinkEnd, item: Item, due: Micros): void {
    const at = due > end.inDue ? due : end.inDue;
    end.inDue = at;
    end.inN = item.n;
    if (isTerminal(item)) end.ended = true;
    const arrival = { end, item, at, arrived: false };
    if (this.view.isCut(end.peer, this.owner.who)) end.held.push(arrival);
    else this.queue.push(arrival);
  }

  private terminate(end: LinkEnd, kind: 'closed' | 'refused', stamp: Micros): void {
    this.enqueue(end, { kind, link: end.link, n: end.inN + 1, stamp }, stamp);
  }

  /** Nobody will answer this dial: its refusal comes one answer's latency after `at`. */
  private refuseFor(end: LinkEnd, at: Micros): void {
    this.terminate(end, 'refused', at + this.latencyIn(end, 0));
  }

  private latencyIn(end: LinkEnd, n: number): Micros {
    const prefix = latencyPrefix(this.owner.seed, end.name, directionIn(end));
    return this.latency.ofItem(end.peer, this.owner.who, prefix, n);
  }

  /** Takes what has not come from `peer` by `at` out of the queue and from behind cuts, by end, in order of n. */
  private takeUndelivered(peer: Participant, at: Micros): Map<LinkEnd, Arrival[]> {
    const taken = new Map<LinkEnd, Arrival[]>();
    for (const end of this.table.values()) {
      if (end.peer !== peer) continue;
      taken.set(end, end.held);
      end.held = [];
    }
    this.queue.rebuild((arrival) => {
      if (arrival.end.phase === 'closed') return false;
      const list = taken.get(arrival.end);
      if (list === undefined || hasCome(arrival, at)) return true;
      list.push(arrival);
      return false;
    });
    for (const list of taken.values()) list.sort((a, b) => a.item.n - b.item.n);
    return taken;
  }

  private breakEnd(end: LinkEnd, undelivered: readonly Arrival[], at: Micros): LostRange | null {
    const content = undelivered.filter((arrival) => !isTerminal(arrival.item));
    const { opener, incarnation, counter } = end.name;
    const direction = directionIn(end);
    const { seed, who } = this.owner;
    const count = drawInteger(
      0,
      content.length,
      ...[seed, 'kept', opener, incarnation, counter, direction, at],
    );
    const kept = content.slice(0, count);
    const gone = content.slice(count);
    const first = gone[0]?.item.n;
    const lost =
      first === undefined ? null : { end, n: first, m: gone[gone.length - 1]?.item.n ?? first };
    if (end.phase === 'incoming' && gone[0]?.item.kind === 'dial') {
      this.remove(end);
      return lost;
    }
    const terminal = undelivered.find((arrival) => isTerminal(arrival.item));
    end.inN = (first ?? terminal?.item.n ?? end.inN + 1) - 1;
    const latest = kept[kept.length - 1];
    end.inDue = latest?.at ?? Math.min(end.inDue, at);
    end.ended = false;
    for (const arrival of kept) this.requeue(arrival);
    const answered = end.phase !== 'dialing' || end.inN >= 0;
    const delay = this.latency.ofDeed(end.peer, who, 'reset', end.name, direction, at);
    this.terminate(end, answered ? 'closed' : 'refused', at + delay);
    return lost;
  }

  private requeue(arrival: Arrival): void {
    if (this.view.isCut(arrival.end.peer, this.owner.who)) arrival.end.held.push(arrival);
    else this.queue.push(arrival);
  }
}

function directionIn(end: LinkEnd): Direction {
  return end.dialed ? 1 : 0;
}

/** Whether it had come before `at`, though its receiver may not have looked yet. */
function hasCome(arrival: Arrival, at: Micros): boolean {
  return arrival.arrived || arrival.at < at;
}

/** If a closing is among the items that were due before the heal, only that arrives. */
function swallow(
  end: LinkEnd,
  healedAt: Micros,
): { readonly kept: readonly Arrival[]; readonly swallowed: LostRange | null } {
  const due = end.held.filter((arrival) => arrival.at < healedAt);
  const terminal = due.find((arrival) => isTerminal(arrival.item));
  const first = due[0];
  if (terminal === undefined || first === undefined || first === terminal)
    return { kept: end.held, swallowed: null };
  return { kept: [terminal], swallowed: { end, n: first.item.n, m: terminal.item.n - 1 } };
}
