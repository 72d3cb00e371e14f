// `npm run browsers [-- firefox|webkit] [-- --only TEXT]`: the main job, every view and the seeded recordings in Firefox and
// in WebKitGTK, by accessible names. Pictures of the views land in test-results/browsers. Last line: `N passed, N failed`.
import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { preview, type PreviewServer } from 'vite';
import { allChecks, type Sites } from '../browsers/checks.ts';
import type { Check, Driver } from '../browsers/driver.ts';
import { Firefox } from '../browsers/marionette.ts';
import { findBrowsers } from '../browsers/packages.ts';
import { WebKit } from '../browsers/webkit.ts';
import { drawSamples } from '../sample.ts';
import { ensureBenchPage } from './bench-page.mjs';
import { root } from './install.mjs';
import { ensureBuilt } from './site.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' } },
});

const addressOf = (server: PreviewServer): string => server.resolvedUrls?.local[0] ?? '';

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function listening(server: Server): Promise<Server> {
  return new Promise((resolve) => {
    server.listen(0, 'localhost', () => {
      resolve(server);
    });
  });
}

async function freePort(): Promise<number> {
  const probe = await listening(createServer());
  const port = portOf(probe);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A page of another site (localhost and 127.0.0.1 are two) with the embedded playground in a frame. */
function hostPage(playground: string): Promise<Server> {
  const embed = `${playground.replace('localhost', '127.0.0.1')}embed/?lang=en`;
  const frame = `<iframe sandbox="allow-scripts" width="900" height="600" src="${embed}"></iframe>`;
  return listening(
    createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><title>Host</title>${frame}`);
    }),
  );
}

/** Returns how many failed. */
async function play(driver: Driver, checks: readonly Check[]): Promise<number> {
  let failed = 0;
  for (const { name, run } of checks) {
    const began = performance.now();
    const why = await run(driver).then(
      () => null,
      (error: unknown) => String(error),
    );
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`${why === null ? 'ok' : 'FAILED'}  ${driver.name}: ${name} (${seconds} s)`);
    if (why !== null) console.log(`      ${why}`);
    if (why !== null) failed += 1;
  }
  return failed;
}

interface Engine {
  readonly word: string;
  readonly path: string | null;
  readonly start: (path: string, port: number) => Promise<Driver>;
}

function engines(): Engine[] {
  const { firefox, miniBrowser } = findBrowsers();
  const all: Engine[] = [
    { word: 'firefox', path: firefox, start: (path, port) => Firefox.start(path, port) },
    { word: 'webkit', path: miniBrowser, start: (path, port) => WebKit.start(path, port) },
  ];
  return all.filter(({ word }) => positionals.length === 0 || positionals.includes(word));
}

async function main(sites: Sites): Promise<void> {
  const folder = join(root, 'test-results/browsers');
  mkdirSync(folder, { recursive: true });
  const checks = allChecks(sites, drawSamples(), folder).filter(({ name }) =>
    name.includes(values.only ?? ''),
  );
  let passed = 0;
  let failed = 0;
  for (const { word, path, start } of engines()) {
    if (path === null) {
      console.log(`FAILED  ${word}: it is not on this machine and could not be installed`);
      failed += checks.length;
      continue;
    }
    const driver = await start(path, await freePort());
    try {
      const broken = await play(driver, checks);
      failed += broken;
      passed += checks.length - broken;
    } finally {
      await driver.close();
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await ensureBuilt();
const outDir = await ensureBenchPage();
const site = await preview({ root, preview: { port: 0, open: false }, logLevel: 'silent' });
const bench = await preview({
  configFile: false,
  root: outDir,
  build: { outDir },
  preview: { port: 0, open: false },
  logLevel: 'silent',
});
const host = await hostPage(addressOf(site));
try {
  const embedding = `http://localhost:${portOf(host)}/`;
  await main({ playground: addressOf(site), bench: addressOf(bench), host: embedding });
} finally {
  host.close();
  await site.close();
  await bench.close();
}
