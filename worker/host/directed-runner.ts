// A run with a worker for each server: carries the director's orders to them and their reports back, notices who does not
// answer, and gives up a worker only when a person says so (determinism.md 17 to 20). The session drives it.
import type { Micros, ServerId } from '../base/units.ts';
import { Director } from '../world/director.ts';
import { smallestLatency } from '../world/latency.ts';
import type { Machines } from '../world/machines.ts';
import type { Order, StationOrder } from '../world/order.ts';
import type { Portion } from '../world/phase.ts';
import { sidsOf } from '../world/profiles.ts';
import type { RunState } from '../world/run-state.ts';
import type { Action, ActionDraft, Recording } from '../world/recording.ts';
import type { Fleet, Vessel } from './fleet.ts';
import type { Hearer, Runner } from './runner.ts';
import type { Mail } from './server-host.ts';
import type { Trouble, Windows } from './surface.ts';
import { randomHex, type Traffic } from './wire.ts';

/** A worker that has not reported for this long is said to be silent; one that is still starting gets longer. */
const SILENT_MS = 1000;
const STARTING_MS = 5000;
const LAUNCHES_MAX = 2;

type StartOrder = Extract<Order, { kind: 'start' }>;

/** The place of one incarnation's worker. */
interface Berth {
  readonly order: StartOrder;
  vessel: Vessel | null;
  ready: boolean;
  died: string | null;
}

export class DirectedRunner implements Runner {
  /** How many there were: orders out, reports in. */
  rounds = 0;
  private readonly director: Director;
  private readonly hearer: Hearer;
  private readonly fleet: Fleet;
  private readonly sids: readonly ServerId[];
  private readonly portion: Portion;
  private readonly run = randomHex();
  private readonly berths = new Map<string, Berth>();
  /** Dead ones that a person has given up before they were awaited. */
  private readonly hopeless = new Set<Berth>();
  /** Wakes the round that waits for the workers. */
  private wake: (() => void) | null = null;
  /** One advance at a time: the session's, and those that apply what a person did. */
  private chain: Promise<void> = Promise.resolve();
  private silent: readonly ServerId[] = [];
  private failure: Error | null = null;
  private disposed = false;

  /** `told` false: nobody hears facts, the trace hash alone is kept. `state`: goes on from there. */
  constructor(
    recording: Recording,
    machines: Machines,
    hearer: Hearer,
    fleet: Fleet,
    windows: Windows = 'whole',
    told = true,
    state: RunState | null = null,
  ) {
    const longest = smallestLatency(recording.ensemble);
    const length = windows === 'half' ? Math.ceil(longest / 2) : longest;
    this.director = new Director(recording, {
      ...{ machines, windowAt: () => length, told },
      ...(state === null ? {} : { state }),
    });
    this.portion = windows === 'inputs' ? 'input' : 'window';
    this.sids = sidsOf(recording.ensemble);
    this.hearer = hearer;
    this.fleet = fleet;
  }

  get until(): Micros {
    return this.director.now;
  }

  get due(): Micros {
    return this.director.nextAt();
  }

  hash(): string {
    return this.director.hash();
  }

  troubles(): readonly Trouble[] {
    const dead = [...this.berths.values()].flatMap(({ order, died }): Trouble[] =>
      died === null ? [] : [{ node: order.sid, kind: 'died', message: died }],
    );
    const silent = this.silent
      .filter((node) => !dead.some((trouble) => trouble.node === node))
      .map((node): Trouble => ({ node, kind: 'silent', message: `Node ${node} does not answer.` }));
    return [...dead, ...silent].sort((a, b) => a.node - b.node);
  }

  advance(to: Micros, wallMs: number): Promise<void> {
    return this.inTurn(async () => {
      const began = performance.now();
      while (this.isDue(to)) {
        await this.round(to, this.portion);
        if (performance.now() - began >= wallMs) return;
      }
    });
  }

  advanceOne(): Promise<void> {
    return this.inTurn(async () => {
      const due = this.director.nextAt();
      if (due !== Infinity) await this.round(due + 1, 'input');
    });
  }

  act(draft: ActionDraft, shown: Micros): Promise<Action> {
    const action = this.director.act(draft, shown);
    // Applied and told even while paused, but nobody waits for it: a worker may hang.
    this.advance(action.at, Infinity).then(
      () => {
        this.hearer.stir();
      },
      () => undefined,
    );
    return Promise.resolve(action);
  }

  capture(take: (state: RunState) => void): Promise<void> {
    return this.inTurn(async () => {
      if (this.disposed || !this.director.canCapture) return;
      for (const order of this.director.captureOrders()) this.carry(order);
      await this.answers();
      const state = this.director.takeCapture();
      if (state !== null) take(state);
    });
  }

  recording(): Recording {
    return this.director.recording();
  }

  async inspect(node: ServerId): Promise<unknown> {
    const berth = this.berthOf(node);
    return berth?.vessel == null || berth.died !== null ? null : berth.vessel.inspect();
  }

  async strays(): Promise<number> {
    return (await this.traffic()).ignored;
  }

  /** Over all channels, of the workers that answer. */
  async traffic(): Promise<Traffic> {
    const vessels = [...this.berths.values()].flatMap(({ vessel }) => vessel ?? []);
    const all = await Promise.all(vessels.map((vessel) => vessel.traffic().catch(() => null)));
    return all.reduce<Traffic>(
      (sum, one) => ({
        posted: sum.posted + (one?.posted ?? 0),
        heard: sum.heard + (one?.heard ?? 0),
        ignored: sum.ignored + (one?.ignored ?? 0),
      }),
      { posted: 0, heard: 0, ignored: 0 },
    );
  }

  async restartHost(node: ServerId): Promise<void> {
    const berth = this.berthOf(node);
    if (berth !== undefined && this.director.awaited().includes(node)) this.giveUp(berth);
    else if (berth?.died != null) {
      // Nothing was asked of it since it died.
      this.hopeless.add(berth);
      await this.inTurn(() => this.summon(berth));
    } else throw new Error(`Node ${node} is not being waited for: there is nothing to give up.`);
    if (berth.ready) await this.act({ do: 'restart', node }, this.director.until);
  }

  dispose(): void {
    this.disposed = true;
    for (const { vessel } of this.berths.values()) vessel?.terminate();
    this.berths.clear();
    this.fleet.dispose();
    this.changed();
  }

  /** Rounds until the worker is awaited, which gives it up. */
  private async summon(berth: Berth): Promise<void> {
    while (this.isHeld(berth)) {
      for (const order of this.director.summon(berth.order.sid)) this.carry(order);
      await this.answers();
      this.tellFacts();
    }
  }

  /** Its worker is awaited and will not be any longer: the process crashed there, or its start is tried again. */
  private giveUp(berth: Berth): void {
    const { order, ready, vessel } = berth;
    vessel?.terminate();
    this.hopeless.delete(berth);
    this.berths.delete(nameOf(order));
    if (ready) this.director.crashHost(order.sid);
    else this.launch(order);
    this.changed();
  }

  private giveUpHopeless(): void {
    for (const berth of this.hopeless)
      if (this.director.awaited().includes(berth.order.sid)) this.giveUp(berth);
  }

  private isDue(to: Micros): boolean {
    if (this.disposed) return false;
    // Where nothing will ever happen, time without a bound leads nowhere.
    if (to === Infinity && this.director.nextAt() === Infinity) return false;
    return this.director.status(to) !== 'idle';
  }

  private async inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.chain.then(work);
    this.chain = mine.catch(() => undefined);
    await mine;
  }

  private async round(limit: Micros, portion: Portion): Promise<void> {
    this.rounds += 1;
    for (const order of this.director.next(limit, portion)) this.carry(order);
    await this.answers();
    this.tellFacts();
  }

  private tellFacts(): void {
    const events = this.director.takeEvents();
    if (events.length > 0) this.hearer.tell(events);
  }

  /** Resolves when nobody is awaited any more; says who is silent meanwhile. */
  private async answers(): Promise<void> {
    if (this.failure !== null) throw this.failure;
    this.giveUpHopeless();
    if (this.director.awaited().length === 0) return;
    const waitMs = this.isStarting() ? STARTING_MS : SILENT_MS;
    const watchdog = setTimeout(() => {
      this.silent = this.director.awaited();
      this.hearer.stir();
    }, waitMs);
    try {
      while (this.director.awaited().length > 0 && !this.disposed) {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
        this.throwFailure();
      }
    } finally {
      clearTimeout(watchdog);
      const wereSilent = this.silent.length > 0;
      this.silent = [];
      if (wereSilent) this.hearer.stir();
    }
  }

  private throwFailure(): void {
    if (this.failure !== null) throw this.failure;
  }

  private isStarting(): boolean {
    return this.director.awaited().some((sid) => this.berthOf(sid)?.ready !== true);
  }

  private changed(): void {
    this.wake?.();
    this.wake = null;
  }

  private carry(order: Order): void {
    if (order.kind === 'start') this.launch(order);
    else if (order.kind === 'terminate') this.terminate(nameOf(order));
    else this.send(order);
  }

  private send(order: StationOrder): void {
    this.berths.get(nameOf(order))?.vessel?.send(order);
  }

  private terminate(name: string): void {
    this.berths.get(name)?.vessel?.terminate();
    this.berths.delete(name);
  }

  private launch(order: StartOrder, launches = 1): void {
    const berth: Berth = { order, vessel: null, ready: false, died: null };
    this.berths.set(nameOf(order), berth);
    this.bring(berth).catch((error: unknown) => {
      if (!this.isHeld(berth)) return;
      berth.vessel?.terminate();
      if (launches < LAUNCHES_MAX) {
        this.launch(order, launches + 1);
        return;
      }
      this.failure = error instanceof Error ? error : new Error(String(error));
      this.changed();
    });
  }

  private async bring(berth: Berth): Promise<void> {
    const { sid, incarnation, setup } = berth.order;
    const vessel = await this.fleet.launch(`zab node ${sid}`, {
      mail: (mail) => {
        this.onMail(berth, mail);
      },
      died: (message) => {
        this.onDied(berth, message);
      },
    });
    if (!this.isHeld(berth)) {
      vessel.terminate();
      return;
    }
    berth.vessel = vessel;
    await vessel.boot({ run: this.run, peers: this.sids.filter((other) => other !== sid), setup });
    berth.ready = true;
    this.director.onReady(sid, incarnation);
    this.changed();
  }

  private isHeld(berth: Berth): boolean {
    return !this.disposed && this.berths.get(nameOf(berth.order)) === berth;
  }

  private onMail(berth: Berth, mail: Mail): void {
    if (!this.isHeld(berth)) return;
    if (mail.kind === 'died') {
      this.onDied(berth, mail.message);
      return;
    }
    if (mail.kind === 'report') {
      if (mail.report.error !== null) console.error(mail.report.error);
      this.director.onReport(mail.report);
    } else this.director.onCaptured(mail.captured);
    this.changed();
  }

  private onDied(berth: Berth, message: string): void {
    // While it boots, its call is refused, which is how it is noticed.
    if (!this.isHeld(berth) || !berth.ready || berth.died !== null) return;
    berth.died = message;
    // What is left of it may be anything: nothing more is heard of it.
    berth.vessel?.terminate();
    this.hearer.stir();
  }

  /** The newest worker of a node. */
  private berthOf(node: ServerId): Berth | undefined {
    return [...this.berths.values()].findLast(({ order }) => order.sid === node);
  }
}

function nameOf({ sid, incarnation }: Pick<Order, 'sid' | 'incarnation'>): string {
  return `${sid}.${incarnation}`;
}
