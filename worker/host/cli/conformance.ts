// `npm run conformance -- DIR`: plays every recorded case of the real ZooKeeper in DIR on the simulated ensemble. Prints
// the first differing line of each failing case and last `N passed, N failed`; exit status 1 when one failed.
// Options: names of cases to play only those; `--seed N`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCase } from '../conformance/case.ts';
import { runCase, type Failure } from '../conformance/run-case.ts';

interface Options {
  readonly directory: string;
  readonly only: readonly string[];
  readonly seed: number;
}

function parseArguments(args: readonly string[]): Options {
  const at = args.indexOf('--seed');
  const seed = at < 0 ? 1 : Number(args[at + 1] ?? '1');
  const rest = at < 0 ? args : args.filter((_each, index) => index !== at && index !== at + 1);
  return { directory: rest[0] ?? 'worker/client/conformance', only: rest.slice(1), seed };
}

function describe(name: string, { step, what, difference, why }: Failure): string {
  const head = `FAIL ${name}, step ${step + 1}: ${what}`;
  if (difference === null) return `${head}\n  ${why}`;
  const { line, expected, actual } = difference;
  return `${head}\n  line ${line + 1} expected ${JSON.stringify(expected)}\n  line ${line + 1} printed  ${JSON.stringify(actual)}`;
}

/** The exit status. */
export function main(args: readonly string[], print: (line: string) => void): number {
  const { directory, only, seed } = parseArguments(args);
  let passed = 0;
  let failed = 0;
  for (const file of readdirSync(directory).sort()) {
    const name = file.slice(0, -'.json'.length);
    if (!file.endsWith('.json') || (only.length > 0 && !only.includes(name))) continue;
    const recorded = readCase(readFileSync(join(directory, file), 'utf8'));
    const failure =
      typeof recorded === 'string'
        ? { step: -1, what: 'the file', difference: null, why: recorded }
        : runCase(recorded, seed);
    if (failure === null) passed += 1;
    else {
      failed += 1;
      print(describe(name, failure));
    }
  }
  print(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2), (line) => {
  console.log(line);
});
