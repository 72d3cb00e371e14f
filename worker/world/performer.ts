// Carries out what a machine asks for: sends and dials become items with stamps, syncs and timers become inputs to come.
// One per participant's host (participant.ts), which decides when the machine's next step is.
import { unreachable } from '../base/assert.ts';
import type { Effect } from '../base/ports.ts';
import {
  CLIENT_BASE,
  type LinkId,
  type Micros,
  type Participant,
  type Plane,
} from '../base/units.ts';
import type { DiskMark, DiskOp } from '../zab/disk.ts';
import { changeRate, shownAt, startClock, virtualTimeOf, type ClockState } from './clock.ts';
import { DiskQueue } from './disk-queue.ts';
import type { AnyPacket, MachineFact, WorldFact } from './facts.ts';
import type { HostIdentity, HostPort } from './host-port.ts';
import type { HostState } from './host-state.ts';
import { Latency } from './latency.ts';
import type { LinkEnd } from './link-end.ts';
import { captureLinks, restoreLinks } from './links-state.ts';
import { Links } from './links.ts';
import { shownOp, shownPacket } from './shown.ts';
import { Timers } from './timers.ts';
import type { WorldView } from './view.ts';

export type AnyEffect = Effect<AnyPacket, DiskOp, MachineFact>;

export class Performer {
  readonly links: Links;
  readonly timers = new Timers();
  readonly disk = new DiskQueue();
  readonly who: Participant;
  /** When the process ended by itself; from then on nothing but refusals comes from here. */
  endedAt: Micros | null = null;
  private readonly identity: HostIdentity;
  private readonly view: WorldView;
  private readonly port: HostPort;
  /** By plane the address, null for every one. */
  private readonly listening = new Map<Plane, string | null>();
  private clock: ClockState;

  constructor(identity: HostIdentity, view: WorldView, port: HostPort, at: Micros) {
    this.identity = identity;
    this.who = identity.who;
    this.view = view;
    this.port = port;
    const latency = new Latency(identity.seed, identity.ensemble, view);
    this.links = new Links(identity, view, latency);
    this.clock = startClock(at, view.clockOf(this.who).rate);
  }

  /** What the participant's own clock shows at virtual time `at`. */
  clockAt(at: Micros): Micros {
    return shownAt(this.clock, at);
  }

  /** Answers a dial by what listens now (determinism.md 8); true if it was accepted. */
  answer(at: Micros, end: LinkEnd, address?: string): boolean {
    const accepted = this.endedAt === null && this.listensAt(end.plane, address);
    const stamp = this.links.stamp(end, at);
    const kind = accepted ? 'opened' : 'refused';
    this.port.post(this.who, end.peer, { kind, link: end.link, n: end.outN - 1, stamp });
    if (accepted) end.phase = 'open';
    else this.links.remove(end);
    return accepted;
  }

  private listensAt(plane: Plane, address: string | undefined): boolean {
    const own = this.listening.get(plane);
    return own !== undefined && (own === null || address === undefined || isAt(address, own));
  }

  /** After an `exit` the rest of a step is void: look at `endedAt`. */
  perform(at: Micros, effect: AnyEffect): void {
    switch (effect.kind) {
      case 'trace':
        this.tell(at, effect.fact);
        return;
      case 'send':
        this.send(at, effect.link, effect.packet);
        return;
      case 'setTimer':
        this.setTimer(at, effect.id, effect.at);
        return;
      case 'clearTimer':
        if (this.timers.clear(effect.id)) this.tellTimer(at, effect.id, null);
        return;
      case 'write':
        this.port.disk(this.who, { kind: 'write', mark: effect.mark, op: effect.op });
        if (this.port.tracing)
          this.tell(at, { type: 'wrote', mark: effect.mark, op: shownOp(effect.op) });
        return;
      case 'sync':
        this.sync(at, effect.mark);
        return;
      case 'dial':
        this.dial(at, effect);
        return;
      case 'close':
        this.close(at, effect.link);
        return;
      case 'listen':
        this.listening.set(effect.plane, effect.address ?? null);
        return;
      case 'unlisten':
        this.listening.delete(effect.plane);
        return;
      case 'exit':
        this.end(at);
        return;
      default:
        unreachable(effect);
    }
  }

  /** What is sent on a connection that is not open is lost without a word, as behind a closed socket. */
  private send(at: Micros, link: LinkId, packet: AnyPacket): void {
    const end = this.links.get(link);
    if (end?.phase !== 'open') return;
    const stamp = this.links.stamp(end, at);
    const n = end.outN - 1;
    this.port.post(this.who, end.peer, { kind: 'packet', link, n, stamp, packet });
    if (!this.port.tracing) return;
    const { plane, peer } = end;
    this.tell(at, {
      type: 'sent',
      link,
      plane,
      to: peer,
      n,
      arrives: stamp,
      packet: shownPacket(packet),
    });
  }

  private dial(at: Micros, effect: Extract<AnyEffect, { kind: 'dial' }>): void {
    const { link, plane, peer } = effect;
    const end = this.links.dial(at, link, plane, peer);
    const stamp = end.outStamp;
    const target = end.peerIncarnation;
    if (target !== 0)
      this.port.post(this.who, peer, {
        ...{ kind: 'dial', link, n: 0, stamp, plane, target },
        ...(effect.address === undefined ? {} : { address: effect.address }),
      });
    if (this.port.tracing)
      this.tell(at, { type: 'dialed', link, plane, to: peer, n: 0, arrives: stamp });
  }

  private close(at: Micros, link: LinkId): void {
    const end = this.links.get(link);
    if (end === undefined || end.phase === 'incoming') return;
    const stamp = this.links.stamp(end, at);
    const { plane, peer, outN } = end;
    this.links.remove(end);
    this.port.post(this.who, peer, { kind: 'closed', link, n: outN - 1, stamp });
    if (this.port.tracing)
      this.tell(at, { type: 'closing', link, plane, to: peer, n: outN - 1, arrives: stamp });
  }

  private sync(at: Micros, mark: DiskMark): void {
    const { seed, incarnation, ensemble } = this.identity;
    const completion = this.disk.ask(at, mark, ensemble.syncMicros, this.view.diskOf(this.who), {
      seed,
      sid: this.who,
      incarnation,
    });
    const { due, failed } = completion;
    this.port.disk(this.who, { kind: 'sync', mark, due, failed });
  }

  private setTimer(at: Micros, id: string, shown: Micros): void {
    const known = this.timers.get(id);
    const due = Math.max(virtualTimeOf(this.clock, shown), at + 1);
    const same = known?.due === due;
    this.timers.set(id, shown, due);
    if (!same) this.tellTimer(at, id, due);
  }

  /** Timers whose id starts with `~` are the machine's own affair and are not announced. */
  private tellTimer(at: Micros, id: string, set: Micros | null): void {
    if (this.port.tracing && !id.startsWith('~')) this.tell(at, { type: 'timer', id, set });
  }

  /** The process is over by its own doing: its connections close, nothing runs any more, dials are refused. */
  end(at: Micros, error?: unknown): void {
    this.endedAt = at;
    for (const end of this.links.ends()) {
      if (end.phase === 'incoming') continue;
      this.close(at, end.link);
    }
    this.timers.clearAll();
    this.listening.clear();
    const mark = this.disk.end(at);
    if (this.port.tracing && this.who < CLIENT_BASE)
      this.tell(at, { type: 'diskKept', node: this.who, mark });
    this.port.ended(this.who, at, error);
  }

  changeClock(at: Micros, rate: number): void {
    if (rate === this.clock.rate) return;
    changeRate(this.clock, at, rate);
    this.timers.remap((timer) => Math.max(at, virtualTimeOf(this.clock, timer.shown)));
  }

  /** After a pause that ends at `at`: what was due meanwhile is due now. */
  resume(at: Micros): void {
    this.links.resume(at);
    this.disk.resume(at);
    this.timers.remap((timer) => Math.max(timer.due, at));
  }

  capture(): Pick<HostState, 'links' | 'timers' | 'disk' | 'listening' | 'clock' | 'endedAt'> {
    return {
      links: captureLinks(this.links),
      timers: this.timers.capture(),
      disk: this.disk.capture(),
      listening: [...this.listening].sort(([one], [other]) => (one < other ? -1 : 1)),
      clock: { ...this.clock },
      endedAt: this.endedAt,
    };
  }

  restore(state: HostState): void {
    restoreLinks(this.links, state.links, this.identity.seed);
    this.timers.restore(state.timers);
    this.disk.restore(state.disk);
    for (const [plane, address] of state.listening) this.listening.set(plane, address);
    this.clock = { ...state.clock };
    this.endedAt = state.endedAt;
  }

  private tell(at: Micros, fact: MachineFact | WorldFact): void {
    this.port.tell(at, this.who, fact);
  }
}

/** A process that listens at 0.0.0.0 listens at all addresses of its host. */
function isAt(address: string, listening: string): boolean {
  if (address === listening) return true;
  const port = listening.slice(listening.lastIndexOf(':'));
  return listening === `0.0.0.0${port}` && address.endsWith(port);
}
