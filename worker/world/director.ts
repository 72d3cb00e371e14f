// The director: hands out virtual time to servers that run elsewhere, in windows no longer than the smallest latency, so
// that they may run side by side and the run stays its recording (determinism.md 11 to 14, 18 to 21). Pure: it answers
// `next` with orders and is told of reports; shells in worker/host carry both. Clients run inside it.
import { assert } from '../base/assert.ts';
import { CLIENT_BASE, WORLD, type Micros, type Participant, type ServerId } from '../base/units.ts';
import { Cast, type Troupe } from './cast.ts';
import type { Deed } from './deed.ts';
import type { WorldEvent } from './facts.ts';
import { FactQueue } from './fact-queue.ts';
import type { HostPort } from './host-port.ts';
import type { HostState } from './host-state.ts';
import { hostOf } from './hosting.ts';
import type { Item } from './item.ts';
import { smallestLatency } from './latency.ts';
import type { Machines } from './machines.ts';
import type { Captured, Order, Report } from './order.ts';
import { firstInput, nobody, type NextInput } from './next-input.ts';
import type { ParticipantHost } from './participant.ts';
import { withoutFrame, type DeedList, type Phase, type Portion } from './phase.ts';
import type { Action, ActionDraft, Recording } from './recording.ts';
import { WORDS } from './roster.ts';
import type { Crash, RunState } from './run-state.ts';
import { Staff } from './staff.ts';

export interface DirectorOptions {
  readonly machines: Machines;
  /** Goes on from this key frame of the same recording. */
  readonly state?: RunState;
  /** The length of the window that starts at a time; at most the smallest latency, which it is where left out. */
  readonly windowAt?: (start: Micros) => Micros;
  /** False where nobody asks for facts: servers send tapes of theirs, which is all that the trace hash needs. True by default. */
  readonly told?: boolean;
}

export class Director implements HostPort, Troupe {
  readonly tracing = true;
  private readonly cast: Cast;
  private readonly options: DirectorOptions;
  private readonly longest: Micros;
  private readonly staff: Staff;
  private readonly facts: FactQueue;
  private clients: ParticipantHost[] = [];
  private phase: Phase = { kind: 'quiet' };
  private window = 0;
  /** The end of the last window handed out, and the time before which every input is processed. */
  private handedOut: Micros;
  private reached: Micros;
  /** Deeds that no host has been told of, and when their round starts. */
  private deeds: DeedList | null = null;
  private outgoing: Order[] = [];
  private capture: RunState | null = null;

  constructor(recording: Recording, options: DirectorOptions) {
    const { state } = options;
    this.options = options;
    this.cast = new Cast(recording, state?.cast);
    this.staff = new Staff(this.cast, options.told ?? true);
    this.facts = new FactQueue(this.cast.hash);
    this.longest = smallestLatency(recording.ensemble);
    assert(this.longest > 0, 'Every link takes some time');
    this.reached = state?.at ?? 0;
    this.handedOut = this.reached;
    if (state === undefined) this.admitClient(WORDS, 0);
    else this.resume(state);
  }

  /** Every fact before this time is folded and given. */
  get now(): Micros {
    return this.reached;
  }

  /** Where the displayed clock may go at most before more is handed out. */
  get until(): Micros {
    return this.handedOut;
  }

  /** The trace hash over the facts before `now`; those of an action at `now` itself are not in it. */
  hash(): string {
    return this.cast.hash.hexBefore(this.reached);
  }

  /** `waiting` for the workers named by `awaited`; `due`: `next` has something to do before `limit`; `idle`: it has not. */
  status(limit: Micros): 'waiting' | 'due' | 'idle' {
    const { deeds, outgoing, cast, phase } = this;
    if (outgoing.length > 0) return 'due';
    if (phase.kind !== 'quiet') return 'waiting';
    if (deeds !== null || this.strikeNow() !== undefined) return 'due';
    if (cast.nextActionAt() <= limit || this.nextAt() < limit) return 'due';
    return limit < Infinity && this.reached < limit ? 'due' : 'idle';
  }

  awaited(): ServerId[] {
    return this.phase.kind === 'quiet' ? [] : [...this.phase.waiting].sort((a, b) => a - b);
  }

  /** When the next action or input is due; Infinity for never. For pacing: what lies before is idle time. */
  nextAt(): Micros {
    if (this.deeds !== null) return this.deeds.at;
    return Math.min(this.cast.nextActionAt(), this.first()?.at ?? Infinity);
  }

  /**
   * The orders to carry out now. Nothing before `limit` (the displayed clock) is left when `status(limit)` is `idle`;
   * actions at `limit` itself are applied, and no input. Call it again whenever `status` is `due`.
   */
  next(limit: Micros, portion: Portion = 'window'): Order[] {
    if (this.phase.kind === 'quiet') this.begin(limit, portion);
    return this.outgoing.splice(0);
  }

  /** A worker that was ordered to start is ready: its channels heard their own echo. */
  onReady(sid: ServerId, incarnation: number): void {
    if (this.phase.kind !== 'starting' || this.staff.get(sid)?.incarnation !== incarnation) return;
    this.phase.waiting.delete(sid);
    if (this.phase.waiting.size === 0) this.phase = { kind: 'quiet' };
  }

  /** Reports come in any order; one that is not awaited (of a worker given up) is dropped. */
  onReport(report: Report): void {
    const { sid, incarnation, window } = report;
    const station = this.staff.get(sid);
    if (this.phase.kind !== 'round' || window !== this.window) return;
    if (station?.incarnation !== incarnation || !this.phase.waiting.delete(sid)) return;
    station.onReport(report);
    for (const event of report.events) this.facts.push(event);
    if (report.tape !== null) this.facts.pushTape(sid, report.tape);
    for (const note of report.disk) this.cast.mirrorOf(sid).note(note);
    for (const announced of report.announcements)
      this.staff.get(announced.to)?.announce(sid, incarnation, announced);
    for (const { to, item } of report.riders) this.clientOf(to)?.absorb(sid, item);
    if (report.ended !== null) this.cast.onEnded(sid, report.ended);
    if (this.phase.waiting.size === 0) this.finish();
  }

  /** Stamps an action not before `displayed`, the clock as a person sees it, and puts it into the recording. */
  act(draft: ActionDraft, displayed: Micros): Action {
    return this.cast.add(draft, Math.max(displayed, this.handedOut));
  }

  /**
   * The worker of `sid` is awaited and given up; the shell has ended it. Becomes the action `hostCrash`, dated back to the
   * start of the window that it never reported (determinism.md 20).
   */
  crashHost(sid: ServerId): void {
    const phase = withoutFrame(this.phase, this.reached);
    this.phase = phase;
    const station = this.staff.get(sid);
    assert(phase.kind === 'round' && station !== undefined, 'Only an awaited worker is given up');
    if (!phase.waiting.delete(sid)) return;
    const after = station.last.at === phase.start ? station.last.count : 0;
    phase.crashed.push(this.cast.addCrash(sid, phase.start, after));
    if (phase.waiting.size === 0) this.finish();
  }

  /**
   * An order to one worker that asks for nothing but its report, so that it is awaited and can be given up; or what must be
   * done first, so that everything before `until` is. Between rounds only.
   */
  summon(sid: ServerId): Order[] {
    if (this.status(this.handedOut) !== 'due')
      this.round(this.reached, this.reached, [], null, sid);
    return this.next(this.handedOut);
  }

  /** The facts folded since the last call, in trace order; where they are not told, those of clients and of the world. */
  takeEvents(): WorldEvent[] {
    return this.facts.take();
  }

  /** The run so far, with its hash. */
  recording(): Recording {
    return this.cast.recording(this.reached);
  }

  /** Whether a key frame can be asked for now. */
  get canCapture(): boolean {
    return this.phase.kind === 'quiet' && this.deeds === null && this.facts.isEmpty;
  }

  /** Asks every worker for its state; when the last answer is in, `takeCapture` has the key frame. */
  captureOrders(): Order[] {
    assert(this.canCapture, 'A key frame is taken at a quiet point');
    this.window += 1;
    const hosts = this.clients.map((client) => client.capture());
    this.phase = {
      kind: 'capturing',
      waiting: new Set(this.staff.all().map(({ sid }) => sid)),
      hosts,
    };
    const orders = this.staff.all().map((station) => station.capture(this.window));
    this.finishCapture();
    return orders;
  }

  onCaptured(captured: Captured): void {
    const { phase } = this;
    if (phase.kind !== 'capturing' && phase.kind !== 'round') return;
    if (captured.window !== this.window || !phase.waiting.delete(captured.sid)) return;
    if (phase.kind === 'capturing') {
      phase.hosts.push(captured.state);
      this.finishCapture();
    } else if (phase.waiting.size === 0) this.finish();
  }

  /** Null while workers are awaited, and where one of them had to be given up. */
  takeCapture(): RunState | null {
    const { capture } = this;
    this.capture = null;
    return capture;
  }

  // What the hosts of clients ask for (HostPort).

  post(from: Participant, to: Participant, item: Item): void {
    this.staff.get(to)?.ride(from, item);
  }

  tell(at: Micros, who: Participant, fact: WorldEvent['fact']): void {
    this.facts.push({ at, who, fact });
  }

  disk(): void {
    assert(false, 'A client has no disk');
  }

  ended(): void {
    // A client's end changes nothing here: its host knows.
  }

  // What actions ask for (Troupe).

  hasEnded(who: Participant): boolean {
    return who >= CLIENT_BASE
      ? (this.clientOf(who)?.hasEnded ?? false)
      : (this.staff.get(who)?.ended ?? false);
  }

  onDeed(deed: Deed): void {
    this.deeds ??= { at: deed.at, list: [] };
    const { list } = this.deeds;
    list.push(deed);
    if (deed.do === 'kill') {
      this.staff.remove(deed.who);
      this.clients = this.clients.filter((client) => client.who !== deed.who);
    }
    for (const client of this.clients) client.react(deed);
    if (deed.do !== 'start') return;
    if (deed.who >= CLIENT_BASE) this.admitClient(deed.who, deed.at).boot(deed.at);
    else this.staff.start(deed.who, deed.at, list.length, null);
  }

  private begin(limit: Micros, portion: Portion): void {
    const first = this.first();
    const at = first?.at ?? Infinity;
    const actionAt = this.cast.nextActionAt();
    const strike = this.strikeNow();
    const told = this.deeds;
    if (told !== null && actionAt > told.at) this.tellDeeds(told, limit, portion);
    else if (strike !== undefined) this.cast.strike(strike, this);
    else if (actionAt <= at && actionAt <= limit) this.enact(actionAt);
    else if (first === null || at >= limit) this.reach(limit);
    else if (portion === 'input' || this.cast.crashes.length > 0)
      this.round(at, at + 1, [], first.who);
    else this.round(at, Math.min(at + this.lengthAt(at), actionAt, limit), [], null);
  }

  /** Actions come before every other input of their time. Virtual time stands still until new workers are ready. */
  private enact(at: Micros): void {
    this.facts.foldUpTo(at, -1);
    this.reached = Math.max(this.reached, at);
    this.handedOut = Math.max(this.handedOut, at);
    this.cast.enact(at, this);
    this.facts.foldUpTo(at, WORLD);
    this.orderStarts();
  }

  /** Every host hears of the deeds, whatever the reports said; then a window follows, if time may go on. */
  private tellDeeds(deeds: DeedList, limit: Micros, portion: Portion): void {
    const { at, list } = deeds;
    this.deeds = null;
    const still = portion === 'input' || this.cast.crashes.length > 0 || at >= limit;
    const end = Math.min(at + this.lengthAt(at), this.cast.nextActionAt(), limit);
    this.round(at, still ? at : end, list, null);
  }

  private round(
    start: Micros,
    until: Micros,
    deeds: readonly Deed[],
    only: Participant | null,
    summoned: ServerId | null = null,
  ): void {
    this.window += 1;
    this.handedOut = Math.max(this.handedOut, until);
    const waiting = new Set<ServerId>();
    this.phase = { kind: 'round', waiting, start, until, only, crashed: [] };
    for (const station of this.staff.all()) {
      const concerned = only === null ? station.dueAt() < until : only === station.sid;
      if (!concerned && station.sid !== summoned && deeds.length === 0) continue;
      const own = deeds.slice(station.skipped);
      station.skipped = 0;
      waiting.add(station.sid);
      this.outgoing.push(station.advance(this.window, own, until, only === null ? null : 1));
    }
    for (const client of this.clients) {
      if (only === null || only === client.who) client.run(until, only === null ? Infinity : 1);
    }
    if (deeds.length > 0) this.staff.onEndsTold();
    if (waiting.size === 0) this.finish();
  }

  /** All reports are in. */
  private finish(): void {
    const { phase } = this;
    assert(phase.kind === 'round', 'Only a round is finished');
    const { start, until, only, crashed } = phase;
    this.phase = { kind: 'quiet' };
    this.outgoing.push(...this.staff.takeLeaving());
    for (const crash of crashed.sort((a, b) => a.node - b.node)) this.cast.strike(crash, this);
    // What a crash leads to is due a latency after its window began: the next window starts where that one ended.
    const next = only === null ? until : start;
    if (crashed.length > 0 && this.deeds !== null) this.deeds = { ...this.deeds, at: next };
    this.facts.foldUpTo(next, only ?? -1);
    for (const { sid } of this.staff.all()) this.cast.mirrorOf(sid).settle(until - 1);
    this.reached = Math.max(this.reached, next);
  }

  /** Nothing is left to do before `limit`. */
  private reach(limit: Micros): void {
    if (limit === Infinity) return;
    this.facts.foldUpTo(limit, -1);
    this.reached = Math.max(this.reached, limit);
  }

  private first(): NextInput | null {
    return firstInput(this.staff.all(), this.clients);
  }

  /** A recorded crash of a host that strikes before the next input or action. */
  private strikeNow(): Crash | undefined {
    if (this.cast.crashes.length === 0) return undefined;
    const first = this.first();
    const at = this.cast.nextActionAt();
    return this.cast.strikeBefore(at <= (first?.at ?? Infinity) ? { at, ...nobody } : first);
  }

  private lengthAt(start: Micros): Micros {
    return Math.max(1, Math.min(this.longest, this.options.windowAt?.(start) ?? Infinity));
  }

  private clientOf(who: Participant): ParticipantHost | undefined {
    return this.clients.find((client) => client.who === who);
  }

  private admitClient(who: Participant, at: Micros, state?: HostState): ParticipantHost {
    const host = hostOf(this.cast, this.options.machines, who, this, at, state);
    this.clients = [...this.clients, host].sort((a, b) => a.who - b.who);
    return host;
  }

  private orderStarts(): void {
    const orders = this.staff.takeStarting();
    this.outgoing.push(...orders);
    if (orders.length > 0)
      this.phase = { kind: 'starting', waiting: new Set(orders.map(({ sid }) => sid)) };
  }

  private resume(state: RunState): void {
    for (const host of state.hosts) {
      if (host.who >= CLIENT_BASE) this.admitClient(host.who, state.at, host);
      else this.staff.start(host.who, state.at, 0, host);
    }
    this.orderStarts();
  }

  private finishCapture(): void {
    if (this.phase.kind !== 'capturing' || this.phase.waiting.size > 0) return;
    const hosts = [...this.phase.hosts].sort((a, b) => a.who - b.who);
    this.capture = { at: this.reached, cast: this.cast.capture(), hosts };
    this.phase = { kind: 'quiet' };
  }
}
