// What a command costs with 100,000 znodes beside what it costs with 1,000: two ensembles of three in one process, the same
// commands in turns, the same amount of answer. Called by cli/bench.ts; the clock is handed in. Source: performance.md.
import { CLIENT_BASE, SECOND } from '../base/units.ts';
import { ensembleOf } from '../world/profiles.ts';
import { realMachines } from '../world/real-machines.ts';
import type { ProfileName, Recording } from '../world/recording.ts';
import { Simulator } from '../world/simulator.ts';
import { atMost, median, type Row } from './row.ts';
import type { Clock } from './simulator-bench.ts';

interface ScaleRow {
  /** The profile, the shape of the tree and the command. */
  readonly name: string;
  /** Milliseconds a command, the median of the rounds. */
  readonly small: number;
  readonly large: number;
  readonly ratio: number;
}

/** How the znodes lie: ten children each, or all below one. */
type Shape = 'deep' | 'flat';

const SMALL = 1000;
const LARGE = 100_000;
/** Creates that fit one packet. */
const BATCH = 5000;

/** The commands that are timed; `n` counts up, `leaf` is a node that is there, `parent` one with ten children or, flat, all. */
const commands: readonly (readonly [
  name: string,
  line: (at: Place) => string,
  shapes: readonly Shape[],
])[] = [
  ['create', ({ parent, n }) => `create ${parent}/c${n} x`, ['deep', 'flat']],
  ['set', ({ parent, n }) => `set ${parent}/c${n} y`, ['deep', 'flat']],
  ['get', ({ parent, n }) => `get -s ${parent}/c${n}`, ['deep', 'flat']],
  ['stat -w', ({ parent, n }) => `stat -w ${parent}/c${n}`, ['deep', 'flat']],
  ['getAcl', ({ parent, n }) => `getAcl ${parent}/c${n}`, ['deep', 'flat']],
  ['delete', ({ parent, n }) => `delete ${parent}/c${n}`, ['deep', 'flat']],
  ['create -s', ({ parent }) => `create -s ${parent}/s-`, ['deep', 'flat']],
  ['create -e', ({ parent, n }) => `create -e ${parent}/e${n}`, ['deep', 'flat']],
  ['getEphemerals', ({ parent, n }) => `getEphemerals ${parent}/none${n}`, ['flat']],
  [
    'multi',
    ({ parent, n }) => `multi create ${parent}/m${n} ; delete ${parent}/m${n}`,
    ['deep', 'flat'],
  ],
  ['ls', () => 'ls /few', ['deep', 'flat']],
  ['ls -R', () => 'ls -R /few', ['deep']],
  ['getAllChildrenNumber', () => 'getAllChildrenNumber /few', ['deep']],
  ['sync', () => 'sync /few', ['deep']],
];

interface Place {
  readonly parent: string;
  readonly n: number;
}

/** One ensemble with so many znodes and one zkCli. */
class FullTree {
  readonly parent: string;
  private readonly simulator: Simulator;
  private prompts = 0;
  private count = 0;

  constructor(profile: ProfileName, shape: Shape, znodes: number) {
    const ensemble = ensembleOf(profile, { servers: 3, observers: 0 });
    const recording: Recording = {
      ...{ zabRecording: 1, seed: 1, ensemble, clients: [{ name: 'A' }], until: 0 },
      actions: [1, 2, 3].map((node) => ({ at: node, do: 'start', node }) as const),
    };
    this.simulator = new Simulator(recording, {
      machines: realMachines({ extras: true }),
      hash: false,
      listen: ({ who, fact }) => {
        if (who === CLIENT_BASE + 1 && fact.type === 'prompt') this.prompts += 1;
      },
    });
    this.simulator.runTo(3 * SECOND);
    this.simulator.act({ do: 'connect', client: 'A', node: 1 });
    this.simulator.runTo(4 * SECOND);
    this.fill(shape === 'flat' ? flatPaths(znodes) : deepPaths(znodes));
    this.parent = shape === 'flat' ? '/flat' : '/work';
  }

  /** So many of one command, one after the other. */
  run(line: (place: Place) => string, from: number, count: number): void {
    for (let n = from; n < from + count; n += 1) this.type(line({ parent: this.parent, n }));
  }

  private fill(paths: readonly string[]): void {
    this.type('create /work');
    this.type('create /few');
    for (let i = 0; i < 10; i += 1) this.type(`create /few/${i}`);
    for (let at = 0; at < paths.length; at += BATCH) {
      const batch = paths.slice(at, at + BATCH);
      this.type(`multi ${batch.map((path) => `create ${path}`).join(' ; ')}`);
    }
  }

  private type(line: string): void {
    this.prompts = 0;
    this.count += 1;
    this.simulator.act({ do: 'command', client: 'A', line });
    const limit = this.simulator.now + 60 * SECOND;
    while (this.prompts === 0)
      if (!this.simulator.step(limit)) throw new Error(`No answer to command ${this.count}`);
  }
}

function flatPaths(count: number): string[] {
  return ['/flat', ...Array.from({ length: count }, (_, i) => `/flat/n${i}`)];
}

/** Ten below each, level by level. */
function deepPaths(count: number): string[] {
  const paths = ['/deep'];
  for (let parent = 0; paths.length < count; parent += 1)
    for (let i = 0; i < 10; i += 1) paths.push(`${paths[parent] ?? ''}/${i}`);
  return paths;
}

/** A row for each command; `rounds` of `each` commands, the two sizes in turns. */
function znodeScale(
  clock: Clock,
  profile: ProfileName,
  shape: Shape,
  { rounds, each }: { readonly rounds: number; readonly each: number },
): ScaleRow[] {
  const trees = [SMALL, LARGE].map((znodes) => new FullTree(profile, shape, znodes));
  const times = commands.map(() => trees.map((): number[] => []));
  for (let round = -1; round < rounds; round += 1) {
    commands.forEach(([, line, shapes], at) => {
      if (!shapes.includes(shape)) return;
      trees.forEach((tree, size) => {
        const began = clock();
        tree.run(line, (round + 1) * each, each);
        // The first round only warms up.
        if (round >= 0) times[at]?.[size]?.push((clock() - began) / each);
      });
    });
  }
  return commands.flatMap(([name, , shapes], at) => {
    if (!shapes.includes(shape)) return [];
    const [small = 0, large = 0] = (times[at] ?? []).map(median);
    return [{ name: `${profile} ${shape} ${name}`, small, large, ratio: large / small }];
  });
}

/** The dearest of the commands, each with 100,000 znodes beside itself with 1,000. */
export function znodeRows(clock: Clock): Row[] {
  return (['deep', 'flat'] as const).map((shape) => {
    const rows = znodeScale(clock, 'lan', shape, { rounds: 9, each: 40 });
    const dearest = rows.reduce((most, row) => (row.ratio > most.ratio ? row : most));
    return {
      ...{ id: shape === 'deep' ? 'Z1' : 'Z2', must: atMost(1.5), good: atMost(1.1) },
      what: `a command with 100,000 znodes ÷ with 1,000, ${shape}`,
      values: rows.map((row) => row.ratio),
      note: `dearest ${dearest.ratio.toFixed(2)}: ${dearest.name}, ${dearest.large.toFixed(2)} ms`,
    };
  });
}
