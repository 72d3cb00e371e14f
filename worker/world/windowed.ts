// The windowed run in one thread: a director with its stations in the same process, the deliveries between them shuffled,
// late, and cloned, as workers and channels would. It proves that windows and simulator give one trace hash
// (determinism.md 16). Used by tests and by the determinism check of the fuzzer.
import { assert } from '../base/assert.ts';
import type { Micros, ServerId } from '../base/units.ts';
import { Director } from './director.ts';
import { Draws } from './draws.ts';
import type { WorldEvent } from './facts.ts';
import type { Envelope } from './item.ts';
import { smallestLatency } from './latency.ts';
import type { Machines } from './machines.ts';
import type { Captured, Order, Report } from './order.ts';
import type { Portion } from './phase.ts';
import type { Action, ActionDraft, Recording } from './recording.ts';
import type { RunState } from './run-state.ts';
import { Station } from './station.ts';

export interface WindowedOptions {
  readonly machines: Machines;
  /** L, half of it, drawn lengths up to L, or single inputs. */
  readonly windows: 'whole' | 'half' | 'random' | 'inputs' | 'mixed';
  /** Deliveries come in the order they were sent, or in a drawn one: across channels and ports, never within one. */
  readonly delivery: 'prompt' | 'shuffled';
  readonly state?: RunState;
  /** False: stations send tapes in place of facts. */
  readonly told?: boolean;
}

type Mail =
  | { readonly kind: 'ready'; readonly sid: ServerId; readonly incarnation: number }
  | { readonly kind: 'order'; readonly order: Extract<Order, { kind: 'advance' | 'capture' }> }
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'captured'; readonly captured: Captured }
  | { readonly kind: 'envelope'; readonly envelope: Envelope };

export class WindowedRun {
  readonly director: Director;
  private readonly options: WindowedOptions;
  private readonly draws: Draws;
  private readonly stations = new Map<string, Station>();
  /** One queue per channel: what is first in any of them may be delivered next. */
  private readonly channels = new Map<string, Mail[]>();
  /** The channels that hold something, in the order in which they came to. */
  private readonly filled: Mail[][] = [];
  private events: WorldEvent[] = [];
  /** Workers whose reports never come. */
  private readonly hung = new Set<ServerId>();

  constructor(recording: Recording, options: WindowedOptions) {
    this.options = options;
    this.draws = new Draws(recording.seed, `windowed ${options.windows}`);
    const longest = smallestLatency(recording.ensemble);
    this.director = new Director(recording, {
      machines: options.machines,
      told: options.told ?? true,
      ...(options.state === undefined ? {} : { state: options.state }),
      windowAt: () => this.windowLength(longest),
    });
  }

  hash(): string {
    return this.director.hash();
  }

  /** Plays to `until`, the displayed clock going there at once. Stops when a hung worker is awaited. */
  runTo(until: Micros): void {
    for (;;) {
      const status = this.director.status(until);
      if (status === 'idle') return;
      if (status === 'due')
        for (const order of this.director.next(until, this.portion())) this.carryOut(order);
      else if (!this.deliverOne()) {
        assert(this.hung.size > 0, 'The director waits and nothing is on its way');
        return;
      }
      this.events.push(...this.director.takeEvents());
    }
  }

  /** Plays the single first input of all, and the actions before it. */
  step(): void {
    for (const order of this.director.next(Infinity, 'input')) this.carryOut(order);
    while (this.deliverOne());
    this.events.push(...this.director.takeEvents());
  }

  act(draft: ActionDraft, displayed: Micros): Action {
    return this.director.act(draft, displayed);
  }

  /** From now on the worker of `sid` takes orders and never reports. */
  hang(sid: ServerId): void {
    this.hung.add(sid);
  }

  /** Gives up a hung worker that is awaited, and lets its successors be sound. */
  giveUp(sid: ServerId): void {
    while (this.deliverOne());
    this.hung.delete(sid);
    for (const name of this.stations.keys())
      if (name.startsWith(`${sid}.`)) this.stations.delete(name);
    this.director.crashHost(sid);
  }

  capture(): RunState {
    for (const order of this.director.captureOrders()) this.carryOut(order);
    while (this.deliverOne());
    const state = this.director.takeCapture();
    assert(state !== null, 'Every station has answered');
    return clone(state);
  }

  takeEvents(): WorldEvent[] {
    return this.events.splice(0);
  }

  private windowLength(longest: Micros): Micros {
    switch (this.options.windows) {
      case 'half':
        return Math.floor(longest / 2);
      case 'random':
      case 'mixed':
        return this.draws.integer(1, longest);
      case 'whole':
      case 'inputs':
        return longest;
    }
  }

  private portion(): Portion {
    const { windows } = this.options;
    if (windows === 'mixed') return this.draws.chance(30) ? 'input' : 'window';
    return windows === 'inputs' ? 'input' : 'window';
  }

  private carryOut(order: Order): void {
    const name = `${order.sid}.${order.incarnation}`;
    switch (order.kind) {
      case 'start': {
        const { sid, incarnation } = order;
        const setup = clone(order.setup);
        this.stations.set(name, new Station(setup, this.options.machines, this.portOf(sid)));
        this.send(`ready ${name}`, { kind: 'ready', sid, incarnation });
        return;
      }
      case 'terminate':
        this.stations.delete(name);
        return;
      case 'advance':
      case 'capture':
        this.send(`order ${name}`, { kind: 'order', order: clone(order) });
        return;
    }
  }

  private portOf(sid: ServerId): ConstructorParameters<typeof Station>[2] {
    return {
      post: (envelope) =>
        this.send(`channel ${sid} ${envelope.to}`, { kind: 'envelope', envelope: clone(envelope) }),
      report: (report) => {
        if (!this.hung.has(sid))
          this.send(`port ${sid}`, { kind: 'report', report: cloneReport(report) });
      },
      captured: (captured) =>
        this.send(`port ${sid}`, { kind: 'captured', captured: clone(captured) }),
    };
  }

  private send(channel: string, mail: Mail): void {
    let queue = this.channels.get(channel);
    if (queue === undefined) {
      queue = [];
      this.channels.set(channel, queue);
    }
    if (queue.length === 0) this.filled.push(queue);
    queue.push(mail);
  }

  private deliverOne(): boolean {
    if (this.filled.length === 0) return false;
    const last = this.filled.length - 1;
    const place = this.options.delivery === 'prompt' ? 0 : this.draws.integer(0, last);
    const queue = this.filled[place];
    const mail = queue?.shift();
    if (queue?.length === 0) this.filled.splice(place, 1);
    if (mail !== undefined) this.deliver(mail);
    return true;
  }

  private deliver(mail: Mail): void {
    switch (mail.kind) {
      case 'ready':
        this.director.onReady(mail.sid, mail.incarnation);
        return;
      case 'order':
        this.stations.get(`${mail.order.sid}.${mail.order.incarnation}`)?.onOrder(mail.order);
        return;
      case 'report':
        this.director.onReport(mail.report);
        return;
      case 'captured':
        this.director.onCaptured(mail.captured);
        return;
      case 'envelope':
        // Every worker that listens under that number hears it, a successor too.
        for (const [name, station] of this.stations)
          if (name.startsWith(`${mail.envelope.to}.`)) station.onEnvelope(mail.envelope);
        return;
    }
  }
}

/** What a channel does to a message, as far as plain data can tell. */
function clone<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** A tape holds numbers in an array of the channel's own kind, which a JSON text would spoil. */
function cloneReport(report: Report): Report {
  const { tape, ...rest } = report;
  const copy = tape === null ? null : { values: tape.values.slice(), texts: clone(tape.texts) };
  return { ...clone(rest), tape: copy };
}
