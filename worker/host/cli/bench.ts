// `npm run bench [-- --json] [--repeats N]`: the benchmarks, each a ratio to a reference measured in the same run, the two
// interleaved, medians with their spread. Needs a built site for what is measured in Chromium and says so where there is none.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { latePair } from '../../bench/frames-bench.ts';
import { deliveryPair, simulatedToReal } from '../../bench/simulator-bench.ts';
import { znodeScale } from '../../bench/znode-scale-bench.ts';
import { findChromium, root } from './install.mjs';

interface Row {
  readonly id: string;
  readonly what: string;
  readonly values: readonly number[];
  readonly must: string;
  readonly good: string;
  readonly note: string;
}

const clock = (): number => performance.now();

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

function simulatorRows(repeats: number): Row[] {
  const pairs = Array.from({ length: repeats + 1 }, () => deliveryPair(clock)).slice(1);
  const runs = Array.from({ length: repeats }, () => simulatedToReal(clock));
  const product = Math.round(median(pairs.map((pair) => pair.product)));
  const reference = Math.round(median(pairs.map((pair) => pair.reference)));
  return [
    {
      id: 'G12',
      what: 'checked simulator inputs/s ÷ bare event loop deliveries/s',
      values: pairs.map((pair) => pair.product / pair.reference),
      must: '≥ 0.05',
      good: '≥ 0.15',
      note: `${product}/s ÷ ${reference}/s`,
    },
    {
      id: 'G13',
      what: 'virtual seconds a second, 5 servers, tick 2000',
      values: runs.map((run) => run.ratio),
      must: '≥ 100',
      good: '≥ 700',
      note: `${Math.round(median(runs.map((run) => run.load)))} inputs a virtual second`,
    },
  ];
}

/** The dearest of the commands, each with 100,000 znodes beside itself with 1,000. */
function znodeRows(): Row[] {
  return (['deep', 'flat'] as const).map((shape) => {
    const rows = znodeScale(clock, 'lan', shape, { rounds: 9, each: 40 });
    const dearest = rows.reduce((most, row) => (row.ratio > most.ratio ? row : most));
    return {
      id: shape === 'deep' ? 'Z1' : 'Z2',
      what: `a command with 100,000 znodes ÷ with 1,000, ${shape}`,
      values: rows.map((row) => row.ratio),
      must: '≤ 1.5',
      good: '≤ 1.1',
      note: `dearest ${dearest.ratio.toFixed(2)}: ${dearest.name}, ${dearest.large.toFixed(2)} ms`,
    };
  });
}

async function pageRows(repeats: number): Promise<Row[]> {
  if (!existsSync(join(root, 'dist/index.html'))) {
    console.error('There is no built site: run `npm run build` for the benchmarks of the page.');
    return [];
  }
  const server = await preview({ root, preview: { port: 0, open: false }, logLevel: 'silent' });
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const site = server.resolvedUrls?.local[0] ?? '';
    const pairs = [];
    for (let n = 0; n < repeats; n += 1) pairs.push(await latePair(browser, site));
    const idle = median(pairs.map((pair) => pair.idle)).toFixed(1);
    const nine = median(pairs.map((pair) => pair.nine)).toFixed(1);
    const note = `${nine} % with nine nodes, ${idle} % idle`;
    const what = 'late frames with 9 nodes minus an idle page, in points';
    const values = pairs.map((pair) => pair.nine - pair.idle);
    return [{ id: 'G14', what, values, must: '≤ 5', good: '≤ 1', note }];
  } finally {
    await browser.close();
    await server.close();
  }
}

function print(rows: readonly Row[]): void {
  for (const { id, what, values, must, good, note } of rows) {
    const spread = `${Math.min(...values).toFixed(3)} to ${Math.max(...values).toFixed(3)}`;
    const line = `${id}  ${what}: ${median(values).toFixed(3)} [${spread}]`;
    console.log(`${line}  must ${must}, good ${good}  (${note})`);
  }
}

const { values: options } = parseArgs({
  options: { json: { type: 'boolean' }, repeats: { type: 'string' } },
});
const repeats = Number(options.repeats ?? 5);
const rows = [...simulatorRows(repeats), ...znodeRows(), ...(await pageRows(repeats))];
if (options.json === true) console.log(JSON.stringify(rows, null, 1));
else print(rows);
