// Plays a windowed run as a person would: some actions are in the recording, the others are clicked while it runs, workers
// hang and are given up, key frames are taken and gone on from. Used by tests alone.
import type { Micros } from '../base/units.ts';
import { Draws } from './draws.ts';
import type { WorldEvent } from './facts.ts';
import type { Machines } from './machines.ts';
import type { Recording } from './recording.ts';
import { WindowedRun } from './windowed.ts';

export interface LivePlay {
  /** What the run became: with the clicks and the crashes of hosts. */
  readonly recording: Recording;
  readonly hash: string;
  readonly events: readonly WorldEvent[];
  readonly crashes: number;
  readonly captures: number;
}

export function playLive(recording: Recording, machines: Machines): LivePlay {
  return new LivePlayer(recording, machines).play();
}

class LivePlayer {
  private readonly recording: Recording;
  private readonly machines: Machines;
  private readonly draws: Draws;
  private readonly events: WorldEvent[] = [];
  private run: WindowedRun;
  private crashes = 0;
  private captures = 0;

  constructor(recording: Recording, machines: Machines) {
    this.draws = new Draws(recording.seed, 'live');
    const recorded = recording.actions.filter(() => this.draws.chance(50));
    this.recording = recording;
    this.machines = machines;
    const windows = this.draws.pick(['whole', 'mixed', 'random', 'inputs'] as const);
    const start = { ...recording, actions: recorded };
    this.run = new WindowedRun(start, { machines, windows, delivery: 'shuffled' });
  }

  play(): LivePlay {
    const { until, actions } = this.recording;
    let clock = 0;
    for (const { at, ...draft } of actions) {
      if (this.draws.chance(50)) continue;
      clock = Math.min(until - 1, Math.max(clock, at + this.draws.integer(-3000, 3000)));
      this.hangSomeone();
      this.playTo(clock, () => this.run.act(draft, clock));
      this.run.act(draft, clock);
      if (this.draws.chance(30)) this.run.act({ do: 'restart', node: this.someNode() }, clock);
      if (this.draws.chance(10)) this.keyFrame();
    }
    this.playTo(until, () => undefined);
    return {
      recording: this.run.director.recording(),
      hash: this.run.hash(),
      events: this.events,
      crashes: this.crashes,
      captures: this.captures,
    };
  }

  /** Gives up whoever is awaited in vain; now and then a click comes first. */
  private playTo(clock: Micros, click: () => void): void {
    this.run.runTo(clock);
    while (this.run.director.status(clock) === 'waiting') {
      if (this.draws.chance(40)) click();
      for (const sid of this.run.director.awaited()) {
        this.run.giveUp(sid);
        this.crashes += 1;
      }
      this.run.runTo(clock);
    }
    this.events.push(...this.run.takeEvents());
  }

  private hangSomeone(): void {
    if (this.draws.chance(20)) this.run.hang(this.someNode());
  }

  private someNode(): number {
    return this.draws.integer(1, this.recording.ensemble.servers);
  }

  private keyFrame(): void {
    if (!this.run.director.canCapture) return;
    this.captures += 1;
    const state = this.run.capture();
    if (this.draws.chance(50)) return;
    const { machines } = this;
    const recording = this.run.director.recording();
    this.run = new WindowedRun(recording, {
      machines,
      windows: 'mixed',
      delivery: 'shuffled',
      state,
    });
  }
}
