// `npm run fuzz -- --seeds N [--from S] [--bug ID] [--variant ID] [--seconds T] [--json]`: seeded fault simulation with every
// check on. A failing seed is shrunk, written to a file that the page can open at the failing moment, and printed with the
// command that repeats it. Exit status 1 if any seed failed, also with --bug; 2 for options that make no sense.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { situations, type Situation } from '../../check/reachability.ts';
import { Campaign, type SeedResult } from '../../fuzz/campaign.ts';
import { shrink } from '../../fuzz/shrink.ts';
import { failsWith } from '../../fuzz/trial.ts';
import { realMachines } from '../../world/real-machines.ts';
import type { Recording } from '../../world/recording.ts';
import { bugs, variants } from '../../zab/bugs.ts';
import { searchAll } from './fuzz-exhaustive.ts';

const usage =
  'npm run fuzz -- --seeds N [--from S] [--bug ID] [--variant ID] [--seconds T] [--json]';
/** Shrinking one failure may take this long, in milliseconds. */
const SHRINK_MS = 60_000;
/** A campaign of this many seeds or more fails if a situation was never reached. */
const CAMPAIGN_SEEDS = 2000;
const machines = realMachines({ extras: true });

function fail(sentence: string): never {
  console.error(`${sentence}\n${usage}`);
  process.exit(2);
}

function wholeNumber(
  name: string,
  text: string | undefined,
  otherwise: number,
  low: number,
): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < low || value > 4_294_967_295)
    fail(`--${name} takes a whole number from ${low}, not "${text}".`);
  return value;
}

function idOf<T extends object>(name: string, text: string | undefined, known: T): keyof T | null {
  if (text === undefined) return null;
  const ids = Object.keys(known) as (keyof T & string)[];
  return (
    ids.find((id) => id === text) ??
    fail(`There is no ${name} "${text}": one of ${ids.join(', ')}.`)
  );
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        seeds: { type: 'string' },
        from: { type: 'string' },
        bug: { type: 'string' },
        variant: { type: 'string' },
        seconds: { type: 'string' },
        json: { type: 'boolean' },
        exhaustive: { type: 'boolean' },
        states: { type: 'string' },
      },
    }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

/** The shortest recording that fails in the same way, opening where it fails. */
function shrunk(result: SeedResult): Recording {
  const first = result.failures[0];
  // A run that is another the second time cannot be made shorter by playing it.
  if (first === undefined || first.id === 'S24') return result.recording;
  const until = Date.now() + SHRINK_MS;
  const { recording } = shrink(result.recording, {
    failsAt: (shorter) => failsWith(shorter, first.id, machines),
    enough: () => Date.now() > until,
  });
  const at = failsWith(recording, first.id, machines) ?? first.at;
  return { ...recording, view: { at } };
}

function writeFailure(result: SeedResult, words: string): void {
  const folder = join(process.cwd(), 'test-results');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `fuzz-${result.seed}.json`);
  const recording = shrunk(result);
  writeFileSync(file, `${JSON.stringify(recording)}\n`);
  const [first] = result.failures;
  console.error(`Seed ${result.seed} failed: ${first?.id ?? ''}, ${first?.sentence ?? ''}`);
  console.error(`  ${recording.actions.length} actions in ${file}`);
  console.error(`  again: npm run fuzz -- --seeds 1 --from ${result.seed}${words}`);
}

const given = readOptions();
if (given.exhaustive === true) {
  const states = wholeNumber('states', given.states, 1_000_000, 1);
  process.exit(searchAll(states, machines) ? 0 : 1);
}
const seeds = wholeNumber('seeds', given.seeds, 100, 1);
const from = wholeNumber('from', given.from, 1, 0);
const seconds = wholeNumber('seconds', given.seconds, 60, 1);
const bug = idOf('bug', given.bug, bugs);
const variant = idOf('variant', given.variant, variants);
const words = [
  given.bug === undefined ? '' : ` --bug ${given.bug}`,
  given.variant === undefined ? '' : ` --variant ${given.variant}`,
  given.seconds === undefined ? '' : ` --seconds ${given.seconds}`,
].join('');

const campaign = new Campaign(
  {
    seconds,
    ...(bug === null ? {} : { bug }),
    ...(variant === null ? {} : { variant }),
  },
  machines,
);
const begun = Date.now();
const failing: number[] = [];
let playedMs = 0;
for (let seed = from; seed < from + seeds; seed += 1) {
  const started = Date.now();
  const result = campaign.run(seed);
  playedMs += Date.now() - started;
  if (result.failures.length === 0) continue;
  failing.push(seed);
  // The first few are enough to hold in the hand.
  if (failing.length <= 3) writeFailure(result, words);
  if (bug !== null) break;
}

const { totals } = campaign;
const unreached = (Object.keys(situations) as Situation[]).filter(
  (key) => totals.reached[key] === 0,
);
const isIncomplete = bug === null && seeds >= CAMPAIGN_SEEDS && unreached.length > 0;
const report = {
  seeds: totals.seeds,
  steps: totals.steps,
  virtualHours: Math.round(totals.virtualMicros / 36_000_000) / 100,
  stepsPerSecond: Math.round(totals.steps / (playedMs / 1000)),
  seconds: Math.round((Date.now() - begun) / 1000),
  playedTwice: totals.repeated,
  faults: Object.fromEntries([...totals.faults].sort()),
  classes: Object.fromEntries([...totals.classes].sort()),
  reached: totals.reached,
  failures: failing,
};
if (given.json === true) console.log(JSON.stringify(report, null, 1));
else {
  console.log(
    `${report.seeds} seeds, ${report.steps} steps, ${report.virtualHours} virtual hours, ${report.stepsPerSecond} steps a second, ${report.playedTwice} played twice`,
  );
  console.log(
    `faults: ${Object.entries(report.faults)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ')}`,
  );
  console.log(
    `classes: ${Object.entries(report.classes)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ')}`,
  );
  console.log(
    `reached: ${Object.entries(report.reached)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ')}`,
  );
  if (isIncomplete) console.log(`never reached: ${unreached.join(', ')}`);
  console.log(
    `${failing.length} failures${failing.length === 0 ? '' : `: seeds ${failing.join(', ')}`}`,
  );
}
process.exit(failing.length > 0 || isIncomplete ? 1 : 0);
