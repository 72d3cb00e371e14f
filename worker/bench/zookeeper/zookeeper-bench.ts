// G4 to G6, G10 and G11: the real ZooKeeper on this machine beside the simulated one, in turns. Its throughput is set beside
// that of the workers in Chromium; its failover beside the virtual clock's at the same tick. Called by cli/bench.ts with
// --zookeeper. Source: performance.md G4 to G6, G10, G11.
import type { Page } from '@playwright/test';
import { atLeast, atMost, figure, median, type Bound, type Row } from '../row.ts';
import { measureCell } from '../write-bench.ts';
import { RealClient, type RealResult } from './client.ts';
import { pause, RealEnsemble } from './ensemble.ts';
import { PROBE_MS, virtualFailover, type LeaderEnd } from './prober.ts';

const MS = { warmMs: 500, ms: 1200 };
const BYTES = 100;
const ATTEMPTS = 3;
const depths = [1, 100, 1000] as const;

interface Asked {
  readonly op: 'set' | 'get';
  readonly outstanding: number;
}

/** The cells, each as often as there are repetitions: ours, the real one with and without forceSync. */
interface Found extends Asked {
  readonly ours: number[];
  readonly sync: number[];
  readonly nosync: number[];
}

const perSecond = ({ answers, ms }: RealResult): number => (1000 * answers) / ms;

/** The real one now and then closes the connection of a new session: what was measured on it counts for nothing. */
async function measureReal(ensemble: RealEnsemble, asked: Asked): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await measureOnce(ensemble, asked);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      console.error(`${String(error)} It is measured again.`);
    }
  }
}

async function measureOnce(ensemble: RealEnsemble, { op, outstanding }: Asked): Promise<number> {
  const client = await RealClient.open(ensemble.portOf(await ensemble.leader()), '/bench', BYTES);
  try {
    await client.create();
    return perSecond(await client.measure(op, outstanding, MS));
  } finally {
    client.close();
  }
}

export async function throughputRows(page: Page, repeats: number): Promise<Row[]> {
  const sync = await RealEnsemble.start({ tickTimeMs: 2000, forceSync: true });
  const nosync = await RealEnsemble.start({ tickTimeMs: 2000, forceSync: false });
  const asked: Asked[] = depths.map((outstanding) => ({ op: 'set', outstanding }));
  asked.push({ op: 'get', outstanding: 100 });
  const found = asked.map((cell): Found => ({ ...cell, ours: [], sync: [], nosync: [] }));
  try {
    // Its servers are measured warm, as the workers are.
    for (const ensemble of [sync, nosync])
      for (const cell of asked) await measureReal(ensemble, cell);
    for (let n = 0; n < repeats; n += 1) {
      for (const cell of found) {
        cell.sync.push(await measureReal(sync, cell));
        const client = cell.op === 'get' ? 'follower' : 'leader';
        const ours = { ...cell, servers: 3, client, attached: 'none' } as const;
        cell.ours.push(perSecond(await measureCell(page, ours)));
        cell.nosync.push(await measureReal(nosync, cell));
      }
    }
  } finally {
    sync.stop();
    nosync.stop();
  }
  return found.flatMap(rowsOf);
}

const bounds: Readonly<
  Record<number, readonly [yes: readonly [number, number], no: readonly [number, number]]>
> = {
  1: [
    [1, 1.5],
    [0.7, 1],
  ],
  100: [
    [2, 5],
    [1.5, 4],
  ],
  1000: [
    [2, 5],
    [2, 5],
  ],
};

function rowsOf({ op, outstanding, ours, sync, nosync }: Found): Row[] {
  const ratios = (others: readonly number[]): number[] =>
    ours.map((value, i) => value / (others[i] ?? NaN));
  const note = (others: readonly number[]): string =>
    `${figure(median(ours))}/s ÷ ${figure(median(others))}/s`;
  if (op === 'get') {
    const what = 'local reads/s ÷ ZooKeeper, 100 under way';
    const held = { must: atLeast(1), good: atLeast(3) };
    return [{ id: 'G6', what, values: ratios(sync), ...held, note: note(sync) }];
  }
  const [yes, no] = bounds[outstanding] ?? [
    [0, 0],
    [0, 0],
  ];
  const row = (
    id: string,
    name: string,
    others: number[],
    [must, good]: readonly [number, number],
  ): Row => ({
    ...{ id, what: `writes/s ÷ ZooKeeper, ${name}, ${outstanding} under way` },
    ...{ values: ratios(others), must: atLeast(must), good: atLeast(good), note: note(others) },
  });
  return [row('G4', 'forceSync', sync, yes), row('G5', 'no forceSync', nosync, no)];
}

/** Wall milliseconds from the signal to the first write that is done at a survivor. */
async function realFailover(
  ensemble: RealEnsemble,
  tickTimeMs: number,
  end: LeaderEnd,
): Promise<number> {
  const leader = await ensemble.leader();
  await pause(1000);
  const began = performance.now();
  ensemble.signal(leader, end === 'killed' ? 'SIGKILL' : 'SIGSTOP');
  let over = false;
  const attempts = ensemble.portsWithout(leader).map(async (port) => {
    while (!over) {
      const done = await writeOnce(port, tickTimeMs);
      if (done) return performance.now() - began;
      await pause(PROBE_MS);
    }
    return NaN;
  });
  const ms = await Promise.race(attempts);
  over = true;
  await Promise.all(attempts);
  await ensemble.restart(leader);
  return ms;
}

async function writeOnce(port: number, tickTimeMs: number): Promise<boolean> {
  let client: RealClient | null = null;
  try {
    client = await RealClient.open(port, '/', 0, 4 * tickTimeMs);
    await client.write();
    return true;
  } catch {
    return false;
  } finally {
    client?.close();
  }
}

const failovers: readonly (readonly [
  id: string,
  end: LeaderEnd,
  tick: number,
  must: readonly Bound[],
  good: readonly Bound[],
])[] = [
  ['G10', 'killed', 2000, [atLeast(0.5), atMost(1.5)], [atLeast(0.75), atMost(1.25)]],
  ['G10', 'killed', 200, [atLeast(0.5), atMost(1.5)], [atLeast(0.75), atMost(1.25)]],
  ['G11', 'frozen', 2000, [atLeast(0.8), atMost(1.25)], [atLeast(0.9), atMost(1.1)]],
  ['G11', 'frozen', 200, [atLeast(0.8), atMost(1.25)], [atLeast(0.9), atMost(1.1)]],
];

export async function failoverRows(repeats: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [id, end, tickTimeMs, must, good] of failovers) {
    const ensemble = await RealEnsemble.start({ tickTimeMs, forceSync: true });
    const real: number[] = [];
    const ours: number[] = [];
    try {
      for (let n = 0; n < repeats; n += 1) {
        real.push(await realFailover(ensemble, tickTimeMs, end));
        ours.push(virtualFailover(n + 1, tickTimeMs, end));
      }
    } finally {
      ensemble.stop();
    }
    const note = `${figure(median(ours))} virtual ms ÷ ${figure(median(real))} ms`;
    // One run of each stands for nothing: the medians are compared.
    const values = ours.map((value) => value / median(real));
    rows.push({
      id,
      what: `failover ÷ ZooKeeper, leader ${end}, tick ${tickTimeMs}`,
      values,
      must,
      good,
      note,
    });
  }
  return rows;
}
