// `npm run bench [-- --only write,frames] [--zookeeper] [--repeats N] [--json]`: the benchmarks, each a ratio to a reference measured in
// the same run, the two in turns; medians with their spread, held against the goals. A table for people, JSON for machines.
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Browser } from '@playwright/test';
import { launch, serveFolder } from '../../bench/browser.ts';
import { lostRows } from '../../bench/channels-bench.ts';
import { growthRows } from '../../bench/growth-bench.ts';
import { frameRows } from '../../bench/frames-bench.ts';
import { loadRows } from '../../bench/load-bench.ts';
import { printRows, rowsAsData, type Row } from '../../bench/row.ts';
import { simulatorRows } from '../../bench/simulator-bench.ts';
import { treeRows } from '../../bench/tree-bench.ts';
import { writeRows } from '../../bench/write-bench.ts';
import { znodeRows } from '../../bench/znode-scale-bench.ts';
import { ensureBenchPage } from './bench-page.mjs';
import { findChromium, root } from './install.mjs';
import { hasZooKeeper } from '../../bench/zookeeper/ensemble.ts';
import { failoverRows, throughputRows } from '../../bench/zookeeper/zookeeper-bench.ts';

type Measure = (repeats: number) => Promise<Row[]>;

const clock = (): number => performance.now();

function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  return process.memoryUsage().heapUsed;
}

async function inBrowser(
  folder: string,
  measure: (browser: Browser, address: string) => Promise<Row[]>,
): Promise<Row[]> {
  const served = await serveFolder(folder);
  const browser = await launch(findChromium());
  try {
    return await measure(browser, served.address);
  } finally {
    await browser.close();
    await served.close();
  }
}

async function onBenchPage(
  measure: (page: Awaited<ReturnType<Browser['newPage']>>) => Promise<Row[]>,
): Promise<Row[]> {
  return inBrowser(await ensureBenchPage(), async (browser, address) => {
    const page = await browser.newPage();
    await page.goto(address);
    return measure(page);
  });
}

async function onSite(
  measure: (browser: Browser, address: string) => Promise<Row[]>,
): Promise<Row[]> {
  const site = join(root, 'dist');
  if (existsSync(join(site, 'index.html'))) return inBrowser(site, measure);
  console.error('There is no built site: run `npm run build` for the benchmarks of the page.');
  return [];
}

async function zooKeeperRows(repeats: number): Promise<Row[]> {
  if (!hasZooKeeper()) {
    console.error('There is no ZooKeeper here: on Debian, `apt-get install zookeeper` brings it.');
    return [];
  }
  const throughput = await onBenchPage((page) => throughputRows(page, repeats));
  return [...throughput, ...(await failoverRows(repeats))];
}

/** By the names that `--only` knows, in the order in which they run. */
const groups: Readonly<Record<string, Measure>> = {
  simulator: (repeats) => Promise.resolve(simulatorRows(clock, repeats)),
  znodes: () => Promise.resolve(znodeRows(clock)),
  growth: (repeats) => Promise.resolve(growthRows(clock, heapBytes, repeats)),
  write: (repeats) => onBenchPage((page) => writeRows(page, repeats)),
  channels: (repeats) => onBenchPage((page) => lostRows(page, repeats)),
  load: (repeats) => onSite((browser, address) => loadRows(browser, address, repeats)),
  frames: (repeats) => onSite((browser, address) => frameRows(browser, address, repeats)),
  tree: (repeats) => onSite((browser, address) => treeRows(browser, address, repeats)),
};

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean' },
    repeats: { type: 'string' },
    only: { type: 'string' },
    zookeeper: { type: 'boolean' },
  },
});
const named = options.only?.split(',') ?? Object.keys(groups);
const chosen = options.zookeeper === true ? [...named, 'zookeeper'] : named;
const unknown = named.filter((name) => !(name in groups));
if (unknown.length > 0) {
  const known = Object.keys(groups).join(', ');
  console.error(`There is no group ${unknown.join(', ')}. --only knows: ${known}.`);
  process.exit(2);
}
const repeats = Number(options.repeats ?? 5);
const rows: Row[] = [];
const began = clock();
for (const name of chosen) {
  console.error(`${name} (load ${loadavg()[0]?.toFixed(1) ?? '?'}) …`);
  const measure = name === 'zookeeper' ? zooKeeperRows : groups[name];
  try {
    const found = (await measure?.(repeats)) ?? [];
    rows.push(...found);
    if (options.json !== true) printRows(found);
  } catch (error) {
    // What the other groups found is not lost.
    console.error(`${name}: not measured.`, error);
    process.exitCode = 1;
  }
}
console.error(`${Math.round((clock() - began) / 1000)} s altogether.`);
if (options.json === true) console.log(JSON.stringify(rowsAsData(rows), null, 1));
