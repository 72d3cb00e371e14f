// `npm run mutants -- [--only ID,ID] [--seeds N] [--write]`: applies each small deliberate edit of worker/fuzz/mutants to a copy
// of the tree and says what catches it: unit tests and golden conversations first, then fuzz seeds (2000 unless N says
// otherwise). `--write` enters the outcome into worker/fuzz/mutants/CAUGHT.md. Exit status 1 if one survives or no longer
// fits the code. `--campaign N` is what the copy is asked: the first of N seeds that fails.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Campaign } from '../../fuzz/campaign.ts';
import { mutants } from '../../fuzz/mutants/list.ts';
import type { Mutant } from '../../fuzz/mutants/mutant.ts';
import { realMachines } from '../../world/real-machines.ts';
import { copyTree } from './mutants-copy.ts';
import { readTable, writeTable, type Outcome } from './mutants-table.ts';

const root = process.cwd();
/** The quickest first; each is tried only if the one before it is green. */
const tests: readonly (readonly string[])[] = [
  ['worker/world/golden', 'worker/zab', 'worker/server', 'worker/data/sessions.test.ts'],
  ['worker/fuzz/museum', 'worker/fuzz/exhaustive', 'worker/check', 'worker/world', 'worker/data'],
];
/** Longer than any of the steps takes by far: what has not ended by then never will. */
const PATIENCE_MS = 900_000;

interface Run {
  readonly status: number | null;
  readonly output: string;
}

/** Runs node in the copy; `status` null where it had to be ended. */
function run(cwd: string, args: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    // A group of its own, so that a mutant that hangs ends with everything it started.
    const child = spawn(process.execPath, args, {
      cwd,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const timer = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, PATIENCE_MS);
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status, output });
    });
  });
}

/** The first test that fails, by its file and name; null if all are green. */
async function failingTest(copy: string, paths: readonly string[]): Promise<string | null> {
  const report = join(copy, 'mutant.json');
  rmSync(report, { force: true });
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const args = [
    vitest,
    'run',
    ...paths,
    '--bail',
    '1',
    // A machine with much to do is not what is being looked for.
    '--testTimeout=300000',
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  const { status } = await run(copy, args);
  if (status === 0) return null;
  if (status === null) return 'the tests never end';
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: {
      name: string;
      status: string;
      assertionResults: { status: string; fullName: string }[];
    }[];
  };
  for (const { name, assertionResults } of testResults) {
    const failed = assertionResults.find((test) => test.status === 'failed');
    if (failed !== undefined) return `${name.slice(copy.length + 8)}: ${failed.fullName.trim()}`;
  }
  const broken = testResults.find((file) => file.status === 'failed');
  return `${broken?.name.slice(copy.length + 8) ?? 'a test'} cannot be loaded`;
}

/** The first seed that fails; null if all are green. */
async function failingSeed(copy: string, seeds: number): Promise<string | null> {
  const tool = ['worker/host/cli/run.mjs', 'mutants', '--campaign', String(seeds)];
  const { status, output } = await run(copy, tool);
  if (status === 0) return null;
  if (status === null) return 'a seed never ends';
  return output.trim().split('\n').at(-1) ?? '';
}

/** In the copy: plays seeds until one fails, and says which. */
function campaign(seeds: number): number {
  const settings = { seconds: 60 };
  const one = new Campaign(settings, realMachines({ extras: true }));
  for (let seed = 1; seed <= seeds; seed += 1) {
    const [failure] = one.run(seed).failures;
    if (failure === undefined) continue;
    console.log(`seed ${seed}: ${failure.id}`);
    return 1;
  }
  return 0;
}

/** Null where a text of the mutant does not stand exactly once in its file. */
function mutated(source: string, { edits }: Mutant): string | null {
  let text = source;
  for (const [from, to] of edits) {
    if (text.split(from).length !== 2) return null;
    text = text.replace(from, () => to);
  }
  return text;
}

async function tryMutant(copy: string, mutant: Mutant, seeds: number): Promise<Outcome> {
  const path = join(copy, 'worker', mutant.file);
  const source = readFileSync(path, 'utf8');
  const text = mutated(source, mutant);
  if (text === null) return { mutant, caughtBy: null, fits: false };
  writeFileSync(path, text);
  try {
    for (const paths of tests) {
      const test = await failingTest(copy, paths);
      if (test !== null) return { mutant, caughtBy: test, fits: true };
    }
    const seed = seeds === 0 ? null : await failingSeed(copy, seeds);
    return { mutant, caughtBy: seed, fits: true };
  } finally {
    writeFileSync(path, source);
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      seeds: { type: 'string' },
      campaign: { type: 'string' },
      write: { type: 'boolean' },
    },
  });
  if (values.campaign !== undefined) return campaign(Number(values.campaign));
  const chosen = values.only?.split(',');
  const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
  const outcomes: Outcome[] = [];
  try {
    copyTree(root, copy);
    for (const mutant of mutants) {
      if (chosen !== undefined && !chosen.includes(mutant.id)) continue;
      const outcome = await tryMutant(copy, mutant, Number(values.seeds ?? 2000));
      outcomes.push(outcome);
      const verdict = outcome.fits ? (outcome.caughtBy ?? 'SURVIVES') : 'DOES NOT FIT';
      console.log(`${mutant.id}  ${mutant.breaks}: ${verdict}`);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  if (values.write === true) writeTable(root, mutants, outcomes, readTable(root));
  const caught = outcomes.filter(({ caughtBy }) => caughtBy !== null).length;
  console.log(`${caught} of ${outcomes.length} caught`);
  return caught === outcomes.length ? 0 : 1;
}

process.exitCode = await main();
