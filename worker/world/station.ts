// What runs inside one server's worker: its host, its own view of the world, the envelopes that came, the envelopes to
// post. Pure: a shell hands in orders and envelopes and carries away envelopes and reports. No order of delivery between
// channels and ports matters: an order waits here for the envelopes that it expects (determinism.md 12).
import { assert } from '../base/assert.ts';
import { CLIENT_BASE, type Micros, type Participant } from '../base/units.ts';
import type { WorldEvent } from './facts.ts';
import type { DiskNote, HostPort } from './host-port.ts';
import type { Announcement, Envelope, Item } from './item.ts';
import type { Machines } from './machines.ts';
import type { AdvanceOrder, Captured, Report, StationOrder, StationSetup } from './order.ts';
import { FactHasher } from './hash-facts.ts';
import { ParticipantHost } from './participant.ts';
import { TapeWriter } from './tape.ts';
import { WorldView } from './view.ts';

/** Where a station's output goes. Envelopes are posted before the report that announces them. */
export interface StationPort {
  post(envelope: Envelope): void;
  report(report: Report): void;
  captured(captured: Captured): void;
}

export class Station implements HostPort {
  readonly tracing = true;
  private readonly setup: StationSetup;
  private readonly port: StationPort;
  private readonly view: WorldView;
  private readonly host: ParticipantHost;
  /** Envelopes that came and are not absorbed, by sender, incarnation and number. */
  private readonly inbox = new Map<string, Envelope>();
  /** How many envelopes were posted to each server. */
  private readonly posted = new Map<Participant, number>();
  private waiting: StationOrder | null = null;
  private outbox = new Map<Participant, Item[]>();
  private riders: { to: Participant; item: Item }[] = [];
  private events: WorldEvent[] = [];
  private readonly tape: TapeWriter | null;
  private readonly hasher: FactHasher | null;
  private notes: DiskNote[] = [];
  private endedAt: Micros | null = null;
  private error: string | null = null;

  constructor(setup: StationSetup, machines: Machines, port: StationPort) {
    this.setup = setup;
    this.port = port;
    this.view = new WorldView(setup.view);
    this.tape = setup.told ? null : new TapeWriter();
    this.hasher = this.tape === null ? null : new FactHasher(this.tape);
    const { identity, config, disk, at, state } = setup;
    const machine =
      state === null
        ? machines.server(config, disk)
        : machines.restoreServer(config, state.machine);
    this.host = new ParticipantHost(identity, machine, this.view, this, at, state ?? undefined);
    if (state === null) this.host.boot(at);
  }

  onEnvelope(envelope: Envelope): void {
    if (envelope.to !== this.host.who) return;
    this.inbox.set(nameOf(envelope.from, envelope.incarnation, envelope.number), envelope);
    this.proceed();
  }

  onOrder(order: StationOrder): void {
    assert(this.waiting === null, 'One order at a time');
    assert(order.incarnation === this.host.incarnation, 'An order is for one incarnation');
    this.waiting = order;
    this.proceed();
  }

  /** The envelopes that the present order still waits for; empty when there is none. */
  missing(): string[] {
    if (this.waiting === null) return [];
    return this.waiting.expect.flatMap(({ from, incarnation, first, last }) =>
      range(first, last)
        .map((number) => nameOf(from, incarnation, number))
        .filter((name) => !this.inbox.has(name)),
    );
  }

  inspect(): unknown {
    return this.host.hasEnded ? null : this.host.inspect();
  }

  // What the host asks for (HostPort).

  post(_from: Participant, to: Participant, item: Item): void {
    if (to >= CLIENT_BASE) {
      this.riders.push({ to, item });
      return;
    }
    const items = this.outbox.get(to);
    if (items === undefined) this.outbox.set(to, [item]);
    else items.push(item);
  }

  tell(at: Micros, who: Participant, fact: WorldEvent['fact']): void {
    if (this.tape === null || this.hasher === null) {
      this.events.push({ at, who, fact });
      return;
    }
    this.tape.begin(at);
    this.hasher.take(who, fact);
  }

  disk(_who: Participant, note: DiskNote): void {
    this.notes.push(note);
  }

  ended(_who: Participant, at: Micros, error?: unknown): void {
    this.endedAt = at;
    if (error !== undefined) this.error = error instanceof Error ? String(error.stack) : 'unknown';
  }

  private proceed(): void {
    const order = this.waiting;
    if (order === null || this.missing().length > 0) return;
    this.waiting = null;
    this.absorb(order);
    for (const deed of order.deeds) {
      this.view.apply(deed);
      this.host.react(deed);
      if (deed.do === 'kill') this.forget(deed.who, deed.incarnation);
    }
    if (order.kind === 'advance') this.advance(order);
    else {
      const { sid, incarnation, window } = order;
      this.port.captured({ sid, incarnation, window, state: this.host.capture() });
    }
  }

  private absorb(order: StationOrder): void {
    for (const { from, incarnation, first, last } of order.expect) {
      for (const number of range(first, last)) {
        const name = nameOf(from, incarnation, number);
        const envelope = this.inbox.get(name);
        this.inbox.delete(name);
        for (const item of envelope?.items ?? []) this.host.absorb(from, item);
      }
    }
    for (const { from, item } of order.riders) this.host.absorb(from, item);
  }

  private advance(order: AdvanceOrder): void {
    this.host.run(order.until, order.most ?? Infinity);
    const announcements = this.postEnvelopes();
    const { sid, incarnation, window } = order;
    const { due, last } = this.host;
    const { events, riders, endedAt, error } = this;
    const tape = this.tape?.take() ?? null;
    const heard = { events, tape, disk: this.notes, announcements, riders };
    this.events = [];
    this.notes = [];
    this.riders = [];
    this.endedAt = null;
    this.error = null;
    this.port.report({
      ...{ sid, incarnation, window },
      ...heard,
      due: due === Infinity ? null : due,
      ended: endedAt,
      error,
      last,
    });
  }

  /** One post per receiver and window. */
  private postEnvelopes(): Announcement[] {
    const { who, incarnation } = this.setup.identity;
    const announcements: Announcement[] = [];
    for (const [to, items] of [...this.outbox].sort(([a], [b]) => a - b)) {
      const number = (this.posted.get(to) ?? 0) + 1;
      this.posted.set(to, number);
      this.port.post({ from: who, incarnation, to, number, items });
      const earliest = items.reduce((least, item) => Math.min(least, item.stamp), Infinity);
      announcements.push({ to, number, items: items.length, earliest });
    }
    this.outbox.clear();
    return announcements;
  }

  /** What a process that is gone has posted and not announced is dropped (determinism.md 20). */
  private forget(from: Participant, incarnation: number): void {
    for (const [name, envelope] of this.inbox) {
      if (envelope.from === from && envelope.incarnation <= incarnation) this.inbox.delete(name);
    }
  }
}

function nameOf(from: Participant, incarnation: number, number: number): string {
  return `${from}.${incarnation}.${number}`;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
