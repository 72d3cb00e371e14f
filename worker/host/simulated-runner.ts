// A run in one thread: the simulator behind the interface of a session. Used where a browser has no BroadcastChannel
// (correctness.md W14); the trace is the same as with a worker for each server.
import type { Micros, ServerId } from '../base/units.ts';
import type { TraceEvent } from '../trace/event.ts';
import { realMachines } from '../world/real-machines.ts';
import type { Action, ActionDraft, ActionName, Recording } from '../world/recording.ts';
import type { RunState } from '../world/run-state.ts';
import { Simulator } from '../world/simulator.ts';
import type { Hearer, Runner } from './runner.ts';

/** Inputs between two looks at the wall clock. */
const BURST = 64;

const forClients: ReadonlySet<ActionName> = new Set(['connect', 'close', 'command']);

export class SimulatedRunner implements Runner {
  private readonly hearer: Hearer;
  private readonly simulator: Simulator;
  private told: TraceEvent[] = [];

  constructor(recording: Recording, hearer: Hearer, state: RunState | null = null) {
    this.hearer = hearer;
    this.simulator = new Simulator(recording, {
      machines: realMachines({ extras: true }),
      listen: (event) => {
        this.told.push(event);
      },
      crashed: (who, error) => {
        console.error(`Node ${who} crashed`, error);
      },
      ...(state === null ? {} : { state }),
    });
  }

  get until(): Micros {
    return this.simulator.now;
  }

  get due(): Micros {
    return this.simulator.nextAt();
  }

  hash(): string {
    return this.simulator.hash();
  }

  troubles(): readonly never[] {
    return [];
  }

  advance(to: Micros, wallMs: number): Promise<void> {
    const began = performance.now();
    while (this.burst(to)) {
      if (performance.now() - began >= wallMs) break;
    }
    this.tell();
    return Promise.resolve();
  }

  /** Together with what else is due in that microsecond: an action comes before every input of its time. */
  advanceOne(): Promise<void> {
    if (this.simulator.step(Infinity)) this.simulator.runTo(this.until + 1);
    this.tell();
    return Promise.resolve();
  }

  act(draft: ActionDraft, shown: Micros): Promise<Action> {
    if (shown > this.until) this.simulator.runTo(shown);
    const action = this.simulator.act(draft);
    // A fault shows at once, even while time stands still; what a client is told waits until time goes on.
    if (!forClients.has(action.do)) this.simulator.runTo(action.at + 1);
    this.tell();
    return Promise.resolve(action);
  }

  capture(take: (state: RunState) => void): Promise<void> {
    take(this.simulator.captureState());
    return Promise.resolve();
  }

  recording(): Recording {
    return this.simulator.recording();
  }

  inspect(node: ServerId): Promise<unknown> {
    return Promise.resolve(this.simulator.inspect(node));
  }

  restartHost(): Promise<void> {
    return Promise.reject(
      new Error('Every node runs in one worker here; none can be restarted alone.'),
    );
  }

  strays(): Promise<number> {
    return Promise.resolve(0);
  }

  dispose(): void {
    this.told = [];
  }

  /** Some inputs; false once everything before `to` is done, or nothing will ever happen. */
  private burst(to: Micros): boolean {
    for (let count = 0; count < BURST; count += 1) {
      if (this.simulator.step(to)) continue;
      if (to !== Infinity) this.simulator.runTo(to);
      return false;
    }
    this.simulator.runTo(Math.min(to, this.until + 1));
    return true;
  }

  private tell(): void {
    if (this.told.length === 0) return;
    const events = this.told;
    this.told = [];
    this.hearer.tell(events);
  }
}
