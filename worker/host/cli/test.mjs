// `npm test` (everything) and `npm run check` (`--check`: no browser, no fuzz, no build). Names of steps as arguments
// choose among them. The last line is `N passed, N failed` over all; the exit status is 1 if anything failed.
import { spawn } from 'node:child_process';
import { ensureChromium, ensureDependencies, root } from './install.mjs';
import { check, everything, forgetReport, readReport } from './suite.mjs';

/**
 * @typedef {import('./suite.mjs').Step} Step
 * @typedef {import('./suite.mjs').Count} Count
 */

const words = process.argv.slice(2);
const names = words.filter((word) => !word.startsWith('--'));
const { together, inOrder } = words.includes('--check') ? check : everything;
const known = [...together, ...inOrder].map((step) => step.name);
const stranger = names.find((name) => !known.includes(name));
if (stranger !== undefined) {
  console.error(`There is no step "${stranger}". The steps are: ${known.join(', ')}`);
  process.exit(2);
}

/** @param {Step} step */
const isChosen = (step) => names.length === 0 || names.includes(step.name);

/**
 * @param {Step} step
 * @returns {Promise<{ output: string, ok: boolean }>}
 */
function execute(step) {
  return new Promise((resolve) => {
    // A group of its own, so that a step that takes too long ends with everything it started.
    const child = spawn(process.execPath, step.command, {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...step.env },
    });
    let output = '';
    const hear = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const timer = setTimeout(() => {
      output += `\nStill running after ${step.minutes} minutes; ended.\n`;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, step.minutes * 60_000);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ output, ok: code === 0 });
    });
  });
}

/** @type {{ name: string, count: Count }[]} */
const results = [];

/** @param {Step} step */
async function run(step) {
  forgetReport(step);
  const began = performance.now();
  const { output, ok } = await execute(step);
  const count = step.count(output, ok, readReport(step));
  results.push({ name: step.name, count });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const verdict = count.failed === 0 ? 'ok' : 'FAILED';
  console.log(
    `── ${step.name}: ${verdict} (${count.passed} passed, ${count.failed} failed, ${seconds} s)`,
  );
  if (count.failed > 0) console.log(output.trimEnd());
}

/** @param {readonly Step[]} steps */
async function runInTwoLanes(steps) {
  const waiting = [...steps];
  const lane = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) await run(step);
  };
  await Promise.all([lane(), lane()]);
}

ensureDependencies();
if (inOrder.filter(isChosen).some((step) => step.name === 'e2e')) {
  process.env['ZAB_CHROMIUM'] = ensureChromium();
}
await runInTwoLanes(together.filter(isChosen));
for (const step of inOrder.filter(isChosen)) await run(step);

const passed = results.reduce((sum, { count }) => sum + count.passed, 0);
const failed = results.reduce((sum, { count }) => sum + count.failed, 0);
for (const { name, count } of results) {
  if (count.failed > 0) console.log(`FAILED ${name}: ${count.failed}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
