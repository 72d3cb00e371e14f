// The seeded recordings that every engine must play to one trace hash, with the hash that the simulator under Node finds
// and the kinds of trouble that each holds. Used by cli/recordings.ts for the end-to-end tests, and by cli/browsers.ts.
import type { ProfileName, Recording } from '../world/recording.ts';
import type { WorldEvent } from '../world/facts.ts';
import { realMachines } from '../world/real-machines.ts';
import { drawRecording } from '../world/seeds.ts';
import { Simulator } from '../world/simulator.ts';
import type { Windows } from './surface.ts';

export interface Sample {
  readonly name: string;
  readonly recording: Recording;
  readonly windows: Windows;
  readonly hash: string;
  /** What happens in it, by the facts: `DIFF`, `kill and restart`, and so on. */
  readonly kinds: readonly string[];
}

const portions: readonly Windows[] = ['whole', 'half', 'inputs'];

/** Chosen for what they hold; the classroom's latencies make for few windows, the fuzzer's for many. */
const chosen: readonly (readonly [ProfileName, readonly number[]])[] = [
  ['classroom', [1, 2, 3, 4, 7, 9, 10, 11, 12, 13, 15, 18, 19, 20, 21, 22, 23, 24, 25]],
  ['fuzz', [21, 24]],
];

/** Each of at least 60 virtual seconds. */
export function drawSamples(): Sample[] {
  const drawn = chosen.flatMap(([profile, seeds]) =>
    seeds.map((seed) => ({ name: `${profile} ${seed}`, recording: drawRecording(seed, profile) })),
  );
  return drawn.map(({ name, recording }, index) => ({
    ...{ name, recording },
    windows: portions[index % portions.length] ?? 'whole',
    ...simulate(recording),
  }));
}

function simulate(recording: Recording): Pick<Sample, 'hash' | 'kinds'> {
  const kinds = new Kinds();
  const simulator = new Simulator(recording, {
    machines: realMachines({ extras: true }),
    listen: (event) => {
      kinds.hear(event);
    },
  });
  simulator.runTo(recording.until);
  return { hash: simulator.hash(), kinds: kinds.found() };
}

class Kinds {
  private readonly seen = new Set<string>();
  private readonly killed = new Set<number>();
  private readonly partitioned = new Set<number>();

  hear({ who, fact }: WorldEvent): void {
    switch (fact.type) {
      case 'syncMode':
        this.seen.add(fact.mode);
        return;
      case 'booted':
        if (this.killed.has(who)) this.seen.add('kill and restart');
        return;
      case 'action':
        this.hearAction(fact.action);
        return;
      default:
    }
  }

  found(): string[] {
    return [...this.seen].sort();
  }

  private hearAction(action: Recording['actions'][number]): void {
    switch (action.do) {
      case 'kill':
        if ('node' in action) this.killed.add(action.node);
        return;
      case 'partition':
        this.partitioned.add(action.node);
        return;
      case 'heal':
        if (this.partitioned.has(action.node)) this.seen.add('partition and heal');
        return;
      case 'cut':
        this.seen.add('one-way cut');
        return;
      case 'slow':
        if (action.value > 1) this.seen.add('slow link');
        return;
      default:
    }
  }
}
