// Random faults by seed. CHAOS_SEEDS and CHAOS_FROM run more of them: `CHAOS_SEEDS=3000 npx vitest run worker/zab/chaos`.
import { describe, expect, test } from 'vitest';
import type { Switch } from './bugs.ts';
import { chaos } from './testing/chaos.ts';
import type { ChaosResult } from './testing/chaos.ts';

const seeds = Number(process.env['CHAOS_SEEDS'] ?? 30);
const from = Number(process.env['CHAOS_FROM'] ?? 1);

describe('random faults', () => {
  test('never break the order of commits, and the cluster comes together afterwards', () => {
    const failures: string[] = [];
    const totals: Record<string, number> = {};
    for (let seed = from; seed < from + seeds; seed += 1) {
      const run = attempt(seed);
      if (typeof run === 'string') {
        failures.push(`${seed}: ${run}`);
        continue;
      }
      for (const [mode, count] of Object.entries(run.modes))
        totals[mode] = (totals[mode] ?? 0) + count;
      totals['commits'] = (totals['commits'] ?? 0) + run.commits;
      totals['elections'] = (totals['elections'] ?? 0) + run.elections;
      for (const exit of run.exits)
        totals[exit.slice(2, 10)] = (totals[exit.slice(2, 10)] ?? 0) + 1;
      const first = run.violations[0];
      if (first !== undefined)
        failures.push(`${seed}: at ${first.at} node ${first.sid} ${first.what}`);
      if (!run.healed) failures.push(`${seed}: did not heal`);
    }
    if (process.env['CHAOS_SEEDS'] !== undefined)
      process.stdout.write(`${JSON.stringify(totals)}\n`);
    expect(failures).toEqual([]);
  }, 600_000);
});

/** The run, or the sentence of the invariant that broke. */
function attempt(seed: number): ChaosResult | string {
  try {
    const voters = 3 + 2 * (seed % 2);
    const observers = seed % 3 === 0 ? 1 : 0;
    const switches = (process.env['CHAOS_SWITCHES'] ?? '').split(',') as Switch[];
    const recaptureEvery = Number(process.env['CHAOS_RECAPTURE'] ?? 0);
    const reconfigEnabled = process.env['CHAOS_RECONFIG'] !== undefined;
    const settings = { reconfigEnabled };
    return chaos(seed, { voters, observers, switches, recaptureEvery, settings });
  } catch (error) {
    return String(error);
  }
}
