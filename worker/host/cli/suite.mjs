// The steps of `npm test` and `npm run check`: what each runs, and how its results are counted.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

const reports = join(root, 'node_modules/.cache/zab-playground/reports');

/**
 * @typedef {{ passed: number, failed: number }} Count
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} command arguments of node
 * @property {number} minutes after which it has failed
 * @property {string} [report] a JSON file the command writes, for `count`
 * @property {Record<string, string>} [env]
 * @property {(output: string, ok: boolean, report: unknown) => Count} count
 */

/**
 * @param {string} _output
 * @param {boolean} ok
 * @returns {Count} a step that is one claim
 */
function asOne(_output, ok) {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

/**
 * @param {Count} count
 * @param {boolean} ok
 * @returns {Count} `count`, but a command that failed has at least one failure
 */
function honest(count, ok) {
  return !ok && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/**
 * @param {string} output
 * @param {boolean} ok
 * @returns {Count} by the last line of the form `N passed, N failed`
 */
function byLastLine(output, ok) {
  const match = [...output.matchAll(/^(\d+) passed, (\d+) failed\s*$/gm)].at(-1);
  if (match === undefined) return { passed: 0, failed: 1 };
  return honest({ passed: Number(match[1]), failed: Number(match[2]) }, ok);
}

/**
 * @param {string} _output
 * @param {boolean} ok
 * @param {unknown} report
 * @returns {Count} a file that could not even be loaded counts as one failure
 */
function byVitest(_output, ok, report) {
  if (report === null) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } =
    /** @type {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} */ (
      report
    );
  const broken = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return honest({ passed: numPassedTests, failed: numFailedTests + broken.length }, ok);
}

/**
 * @param {string} _output
 * @param {boolean} ok
 * @param {unknown} report
 * @returns {Count}
 */
function byPlaywright(_output, ok, report) {
  if (report === null) return { passed: 0, failed: 1 };
  const { stats } =
    /** @type {{ stats: { expected: number, unexpected: number, flaky: number } }} */ (report);
  return honest({ passed: stats.expected, failed: stats.unexpected + stats.flaky }, ok);
}

/**
 * @param {string} file
 * @param {readonly string[]} args
 */
const bin = (file, ...args) => [join('node_modules', file), ...args];
/** @param {readonly string[]} args */
const tool = (...args) => ['worker/host/cli/run.mjs', ...args];
/** @param {string} zone */
const types = (zone) => bin('typescript/bin/tsc', '-p', `tsconfig.${zone}.json`);

/** @type {readonly Step[]} */
const statics = [
  {
    name: 'format',
    command: bin('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
    minutes: 5,
    count: asOne,
  },
  {
    name: 'lint',
    command: bin('eslint/bin/eslint.js', '--max-warnings', '0', '.'),
    minutes: 10,
    count: asOne,
  },
  ...['pure', 'host', 'test', 'tools'].map((zone) => ({
    name: `types-${zone}`,
    command: types(zone),
    minutes: 6,
    count: asOne,
  })),
  {
    name: 'types-app',
    command: bin(
      'svelte-check/bin/svelte-check',
      '--tsconfig',
      './tsconfig.app.json',
      '--fail-on-warnings',
    ),
    minutes: 6,
    count: asOne,
  },
  {
    name: 'boundaries',
    command: bin(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      'app',
      'worker',
      'e2e',
    ),
    minutes: 6,
    count: asOne,
  },
  { name: 'knip', command: bin('knip/bin/knip.js'), minutes: 5, count: asOne },
];

/** @type {Step} */
const unit = {
  name: 'unit',
  command: bin(
    'vitest/vitest.mjs',
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${join(reports, 'unit.json')}`,
  ),
  report: 'unit.json',
  minutes: 12,
  count: byVitest,
};

/** @type {readonly Step[]} */
const runs = [
  {
    name: 'fuzz',
    command: tool('fuzz', '--seeds', '12', '--seconds', '60'),
    minutes: 6,
    count: asOne,
  },
  {
    name: 'conformance',
    command: tool('conformance', 'worker/client/conformance'),
    minutes: 5,
    count: byLastLine,
  },
  { name: 'build', command: ['worker/host/cli/build.mjs'], minutes: 5, count: asOne },
  { name: 'rebuild', command: ['worker/host/cli/rebuild.mjs'], minutes: 5, count: asOne },
  {
    name: 'e2e',
    command: bin('@playwright/test/cli.js', 'test'),
    report: 'e2e.json',
    env: { ZAB_E2E_REPORT: join(reports, 'e2e.json'), CI: '1' },
    minutes: 12,
    count: byPlaywright,
  },
  { name: 'soak', command: tool('soak', '--count', '44'), minutes: 4, count: byLastLine },
];

/** Steps that need nothing of each other run two at a time; the rest one by one. */
export const check = { together: statics, inOrder: [unit] };
export const everything = { together: statics, inOrder: [unit, ...runs] };

/** @param {Step} step */
export function forgetReport(step) {
  mkdirSync(reports, { recursive: true });
  if (step.report !== undefined) rmSync(join(reports, step.report), { force: true });
}

/**
 * @param {Step} step
 * @returns {unknown} null where the command wrote none
 */
export function readReport(step) {
  if (step.report === undefined) return null;
  const path = join(reports, step.report);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}
