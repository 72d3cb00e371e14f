// Many seeds, one after the other: each is planned, played and judged, some twice; what they reached is counted.
// Called by worker/host/cli/fuzz.ts, which keeps the time, and by a small campaign in the tests.
// Source: correctness.md 2 (swarm rule), 3.1 S24, 3.4; interface.md (npm run fuzz).
import { situations, type Reached, type Situation } from '../check/reachability.ts';
import type { ActionName, Recording } from '../world/recording.ts';
import type { Machines } from '../world/machines.ts';
import type { Failure } from './judge.ts';
import { planSeed, type SeedSettings } from './seed-plan.ts';
import { tryPlan, tryRecording } from './trial.ts';

export interface SeedResult {
  readonly seed: number;
  readonly recording: Recording;
  readonly failures: readonly Failure[];
}

export interface Totals {
  seeds: number;
  steps: number;
  /** Virtual time, over all seeds. */
  virtualMicros: number;
  failing: number;
  /** Seeds that were played twice, for the same hash. */
  repeated: number;
  /** Faults by what they do, over all seeds. */
  readonly faults: Map<ActionName, number>;
  /** Seeds in which a class of faults was on; `none` and `one` are seeds with no class, and with one alone. */
  readonly classes: Map<string, number>;
  /** How often each situation was reached, over all seeds. */
  readonly reached: Reached;
}

/** One seed in so many is played twice. */
const REPEAT = 20;

const noFaults: ReadonlySet<ActionName> = new Set(['start', 'connect', 'command', 'close']);

export class Campaign {
  readonly totals: Totals = {
    ...{ seeds: 0, steps: 0, virtualMicros: 0, failing: 0, repeated: 0 },
    faults: new Map(),
    classes: new Map(),
    reached: newReached(),
  };
  private readonly settings: SeedSettings;
  private readonly machines: Machines;

  constructor(settings: SeedSettings, machines: Machines) {
    this.settings = settings;
    this.machines = machines;
  }

  run(seed: number): SeedResult {
    const { machines, totals } = this;
    const plan = planSeed(seed, this.settings);
    const twice = seed % REPEAT === 0;
    const { recording, failures, reached, steps } = tryPlan(plan, { machines, hash: twice });
    const found = [...failures];
    if (twice) {
      totals.repeated += 1;
      const again = tryRecording(recording, { machines, hash: true });
      if (again.recording.hash !== recording.hash)
        found.push({
          id: 'S24',
          at: recording.until,
          sentence: 'Played again, the run was another.',
        });
    }
    totals.seeds += 1;
    totals.steps += steps;
    totals.virtualMicros += recording.until;
    if (found.length > 0) totals.failing += 1;
    for (const action of recording.actions)
      if (!noFaults.has(action.do)) increase(totals.faults, action.do);
    for (const kind of plan.classes) increase(totals.classes, kind);
    if (plan.classes.length === 0) increase(totals.classes, 'none');
    if (plan.classes.length === 1) increase(totals.classes, 'one');
    for (const key of Object.keys(reached) as Situation[]) totals.reached[key] += reached[key];
    return { seed, recording, failures: found };
  }
}

function newReached(): Reached {
  return Object.fromEntries(Object.keys(situations).map((key) => [key, 0])) as Reached;
}

function increase<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
