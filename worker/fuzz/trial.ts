// One run under the eyes of the judge: of a seed's plan, whose traps write actions as it goes, or of a finished recording.
// Called by campaign.ts, shrink.ts and the tests of the museum.
import type { Micros } from '../base/units.ts';
import type { Reached } from '../check/reachability.ts';
import type { WorldEvent } from '../world/facts.ts';
import type { Machines } from '../world/machines.ts';
import type { Recording } from '../world/recording.ts';
import { Simulator } from '../world/simulator.ts';
import { Ambush } from './ambush.ts';
import { Driver } from './driver.ts';
import { healingOf } from './healing.ts';
import { Judge, type Failure, type FailureId } from './judge.ts';
import type { SeedPlan } from './seed-plan.ts';

export interface Trial {
  /** As it was played, with the hash of its trace. */
  readonly recording: Recording;
  readonly failures: readonly Failure[];
  readonly reached: Reached;
  readonly steps: number;
}

export interface TrialOptions {
  readonly machines: Machines;
  /** Whether the trace is hashed, which takes longer than all else; without, the recording's hash is void. */
  readonly hash: boolean;
  readonly listen?: (event: WorldEvent) => void;
}

export function tryPlan(plan: SeedPlan, { machines, hash, listen }: TrialOptions): Trial {
  const { recording, ambush } = plan;
  const judge = new Judge(recording);
  const hear = (event: WorldEvent): void => {
    judge.push(event);
    listen?.(event);
  };
  const driver = new Driver(recording, machines, hear, hash);
  if (ambush !== null) {
    new Ambush(ambush, driver).run();
    judge.postpone(healingOf(driver.recording())?.at ?? 0);
  }
  driver.simulator.runTo(recording.until);
  judge.finish();
  const { steps } = driver.simulator;
  return {
    recording: driver.recording(),
    failures: judge.failures(),
    reached: judge.reachability.counts,
    steps,
  };
}

export function tryRecording(
  recording: Recording,
  { machines, hash, listen }: TrialOptions,
): Trial {
  const judge = new Judge(recording);
  const simulator = new Simulator(recording, {
    machines,
    hash,
    listen: (event) => {
      judge.push(event);
      listen?.(event);
    },
  });
  simulator.runTo(recording.until);
  judge.finish();
  const { steps } = simulator;
  return {
    recording: simulator.recording(),
    failures: judge.failures(),
    reached: judge.reachability.counts,
    steps,
  };
}

/** Whether this recording fails in the same way; stops as soon as it has. */
export function failsWith(recording: Recording, id: FailureId, machines: Machines): Micros | null {
  const judge = new Judge(recording);
  const simulator = new Simulator(recording, {
    machines,
    hash: false,
    listen: (event) => judge.push(event),
  });
  const pause = Math.max(1, Math.floor(recording.until / 64));
  for (let at = pause; ; at += pause) {
    simulator.runTo(Math.min(at, recording.until));
    if (at >= recording.until) judge.finish();
    const failure = judge.failures().find((each) => each.id === id);
    if (failure !== undefined) return failure.at;
    if (at >= recording.until) return null;
  }
}
