// The host of one participant: turns virtual time, connections, timers, disk and clock into the inputs of its machine,
// and the effects of the machine into items, timers and syncs. The simulator, the director (for clients) and the host in
// a worker all run participants through this class, so that a run is the same in each (determinism.md 2 to 10, 18, 19).
import { BrokenInvariant, unreachable } from '../base/assert.ts';
import type { Input } from '../base/ports.ts';
import type { Micros, Participant } from '../base/units.ts';
import type { ClientCommand, Deed } from './deed.ts';
import type { AnyPacket, MachineFact, WorldFact } from './facts.ts';
import type { HostIdentity, HostPort } from './host-port.ts';
import type { HostState } from './host-state.ts';
import type { Item } from './item.ts';
import type { Arrival, LinkEnd, LostRange } from './link-end.ts';
import type { Links } from './links.ts';
import type { AnyMachine } from './machines.ts';
import { Performer, type AnyEffect } from './performer.ts';
import type { WorldView } from './view.ts';

type AnyInput = Input<AnyPacket, ClientCommand>;

interface Waiting {
  at: Micros;
  readonly input: AnyInput;
}

export class ParticipantHost {
  readonly who: Participant;
  readonly incarnation: number;
  /** When something is due here next; Infinity for never. Kept up to date by every method. */
  due: Micros = Infinity;
  private readonly identity: HostIdentity;
  private readonly machine: AnyMachine;
  private readonly view: WorldView;
  private readonly port: HostPort;
  private readonly performer: Performer;
  private readonly links: Links;
  /** Inputs of class 0, and facts of deeds: in the order of deeds. */
  private inputs: Waiting[] = [];
  private notices: { readonly at: Micros; readonly fact: WorldFact }[] = [];
  private lastAt: Micros = -1;
  private countAtLast = 0;

  /** `at`: when the process starts; with `state`, ignored. */
  constructor(
    identity: HostIdentity,
    machine: AnyMachine,
    view: WorldView,
    port: HostPort,
    at: Micros,
    state?: HostState,
  ) {
    this.identity = identity;
    this.who = identity.who;
    this.incarnation = identity.incarnation;
    this.machine = machine;
    this.view = view;
    this.port = port;
    this.performer = new Performer(identity, view, port, at);
    this.links = this.performer.links;
    if (state !== undefined) this.restore(state);
  }

  /** True once the process has ended by itself. */
  get hasEnded(): boolean {
    return this.performer.endedAt !== null;
  }

  /** How many inputs were processed at the last time at which any was (determinism.md 20). */
  get last(): { readonly at: Micros; readonly count: number } {
    return { at: this.lastAt, count: this.countAtLast };
  }

  /** The input `boot` of a new process: key (at, who, 0, 0, index). */
  boot(at: Micros): void {
    this.inputs.push({ at, input: { kind: 'boot' } });
    this.refresh();
  }

  absorb(from: Participant, item: Item): void {
    this.links.absorb(from, item);
    this.refresh();
  }

  /** What a deed does to this participant. The view must know of the deed already, and of none after it. */
  react(deed: Deed): void {
    const { who, links } = this;
    switch (deed.do) {
      case 'kill':
        if (deed.who !== who) links.peerEnded(deed.who, deed.incarnation, deed.at);
        break;
      case 'cut':
        for (const [from, to] of deed.pairs) if (to === who) links.hold(from, deed.at);
        break;
      case 'join':
        for (const [from, to] of deed.pairs)
          if (to === who) this.notice(deed.at, links.release(from, deed.at));
        break;
      case 'reset':
        if (deed.a === who) this.notice(deed.at, links.reset(deed.b, deed.at));
        else if (deed.b === who) this.notice(deed.at, links.reset(deed.a, deed.at));
        break;
      case 'resume':
        if (deed.who === who) this.resume(deed.at);
        break;
      case 'clock':
        if (deed.who === who) this.performer.changeClock(deed.at, deed.rate);
        break;
      case 'input':
        if (deed.who === who && this.performer.endedAt === null)
          this.inputs.push({ at: deed.at, input: { kind: 'command', command: deed.command } });
        break;
      case 'start':
      case 'slow':
      case 'pause':
      case 'disk':
        break;
    }
    this.refresh();
  }

  /** Processes inputs that are due before `until`, in key order, at most `most` of them. Returns how many. */
  run(until: Micros, most: number): number {
    let count = 0;
    while (count < most && this.due < until) {
      this.runOne();
      count += 1;
    }
    return count;
  }

  /** Processes the first input: exactly one, or none if it was an item of a connection that is closed by now. */
  runOne(): void {
    const at = this.due;
    const notice = this.notices[0];
    if (notice !== undefined && notice.at <= at) {
      this.notices.shift();
      this.count(at);
      this.tell(at, notice.fact);
    } else this.runMachine(at);
    this.refresh();
  }

  inspect(): unknown {
    return this.machine.inspect();
  }

  /** Plain data, from which a host with an equal identity, a restored machine and an equal view goes on. */
  capture(): HostState {
    return {
      who: this.who,
      incarnation: this.incarnation,
      machine: this.machine.capture(),
      ...this.performer.capture(),
      inputs: this.inputs.map((waiting) => ({ ...waiting })),
      notices: [...this.notices],
      lastAt: this.lastAt,
      countAtLast: this.countAtLast,
    };
  }

  private restore(state: HostState): void {
    this.performer.restore(state);
    this.inputs = state.inputs.map((waiting) => ({ ...waiting }));
    this.notices = [...state.notices];
    this.lastAt = state.lastAt;
    this.countAtLast = state.countAtLast;
    this.refresh();
  }

  /** A pause holds processing: only the facts of deeds come through. */
  private refresh(): void {
    let due = this.notices[0]?.at ?? Infinity;
    if (!this.view.isPaused(this.who)) {
      const input = this.inputs[0];
      if (input !== undefined && input.at < due) due = input.at;
      const arrival = this.links.first();
      if (arrival !== undefined && arrival.at < due) due = arrival.at;
      const completion = this.performer.disk.first();
      if (completion !== undefined && completion.due < due) due = completion.due;
      const timer = this.performer.timers.first();
      if (timer !== undefined && timer.due < due) due = timer.due;
    }
    this.due = due;
  }

  /** Equal times go by class: deeds, links, disk, timers (determinism.md 2). */
  private runMachine(at: Micros): void {
    const waiting = this.inputs[0];
    if (waiting !== undefined && waiting.at <= at) {
      this.inputs.shift();
      if (waiting.input.kind === 'boot' && this.port.tracing)
        this.tell(at, { type: 'booted', incarnation: this.incarnation });
      this.step(at, waiting.input);
      return;
    }
    const arrival = this.links.first();
    if (arrival !== undefined && arrival.at <= at) {
      this.links.take();
      if (arrival.end.phase !== 'closed') this.onArrival(at, arrival);
      return;
    }
    const completion = this.performer.disk.first();
    if (completion !== undefined && completion.due <= at) {
      this.performer.disk.take();
      const { mark, failed } = completion;
      if (!failed && this.port.tracing) this.tell(at, { type: 'durable', mark });
      this.step(at, { kind: failed ? 'diskFailed' : 'synced', mark });
      return;
    }
    const timer = this.performer.timers.first();
    if (timer === undefined) return;
    this.performer.timers.clear(timer.id);
    this.step(at, { kind: 'timer', id: timer.id });
  }

  private onArrival(at: Micros, { end, item }: Arrival): void {
    switch (item.kind) {
      case 'dial':
        this.answer(at, end, item.address);
        return;
      case 'opened':
        if (end.phase !== 'dialing') return;
        end.phase = 'open';
        this.stepOpened(at, end);
        return;
      case 'packet':
        if (end.phase !== 'open') return;
        if (this.port.tracing)
          this.tell(at, { type: 'received', link: end.link, from: end.peer, n: item.n });
        this.step(at, {
          kind: 'received',
          link: end.link,
          plane: end.plane,
          peer: end.peer,
          packet: item.packet,
        });
        return;
      case 'refused':
      case 'closed':
        this.onEnd(at, end);
        return;
      default:
        unreachable(item);
    }
  }

  /**
   * Differs: a process that is paused answers when it resumes (determinism.md 8, 10: pause holds processing), where the
   * kernel under a stopped ZooKeeper would complete the connection at once (TCP's backlog). Whoever dials hears
   * nothing until then, and gives up by a time-out of its own.
   */
  private answer(at: Micros, end: LinkEnd, address?: string): void {
    // The answer precedes what the step sends.
    if (this.performer.answer(at, end, address)) {
      this.stepOpened(at, end);
      return;
    }
    const { link, plane, peer } = end;
    this.count(at);
    if (this.port.tracing) this.tell(at, { type: 'refused', link, plane, peer });
  }

  private stepOpened(at: Micros, end: LinkEnd): void {
    const { link, plane, peer, dialed } = end;
    if (this.port.tracing) this.tell(at, { type: 'opened', link, plane, peer, dialed });
    this.step(at, { kind: 'opened', link, plane, peer, dialed });
  }

  /** Before it is open, an end that closes was refused; a dial that was swallowed on its way never was. */
  private onEnd(at: Micros, end: LinkEnd): void {
    const { link, plane, peer, phase } = end;
    this.links.remove(end);
    if (phase === 'incoming') return;
    const kind = phase === 'dialing' ? 'refused' : 'closed';
    if (this.port.tracing) this.tell(at, { type: kind, link, plane, peer });
    this.step(at, { kind, link, plane, peer });
  }

  private step(at: Micros, input: AnyInput): void {
    this.count(at);
    const wallMs =
      this.identity.ensemble.epochMs + Math.floor(at / 1000) + this.view.clockOf(this.who).skewMs;
    let effects: readonly AnyEffect[];
    try {
      effects = this.machine.step(this.performer.clockAt(at), wallMs, input);
    } catch (error) {
      // Not to carry on: the process ends here, and the fact says so (determinism.md 20).
      this.tell(at, { type: 'crashed', why: reasonOf(error) });
      this.performer.end(at, error);
      this.inputs = [];
      return;
    }
    for (const effect of effects) {
      this.performer.perform(at, effect);
      if (this.performer.endedAt !== null) {
        this.inputs = [];
        return;
      }
    }
  }

  private resume(at: Micros): void {
    for (const waiting of this.inputs) if (waiting.at < at) waiting.at = at;
    this.performer.resume(at);
  }

  private notice(at: Micros, lost: readonly LostRange[]): void {
    for (const { end, n, m } of lost)
      this.notices.push({ at, fact: { type: 'lost', link: end.link, from: end.peer, n, m } });
  }

  private count(at: Micros): void {
    this.countAtLast = this.lastAt === at ? this.countAtLast + 1 : 1;
    this.lastAt = at;
  }

  private tell(at: Micros, fact: MachineFact | WorldFact): void {
    this.port.tell(at, this.who, fact);
  }
}

/** The message of an error of the engine's own differs between browsers; its name does not. */
function reasonOf(error: unknown): string {
  if (error instanceof BrokenInvariant) return error.message;
  return error instanceof Error ? error.name : 'unknown';
}
