// Builds the page without a picture (worker/bench/page) unless it is built, and prints where it lies: run by whoever drives
// a browser with it. Its workers are those of the site: same sources, same settings.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies, root } from './install.mjs';
import { fingerprint } from './site.mjs';

const cache = join(root, 'node_modules/.cache/zab-playground');
const folder = join(cache, 'bench-page');
const stampFile = join(cache, 'bench-page.txt');

/** @returns {Promise<string>} the folder of the built page */
export async function ensureBenchPage() {
  ensureDependencies();
  const now = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now) return folder;
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: join(root, 'worker/bench/page'),
    base: './',
    logLevel: 'error',
    worker: { format: 'iife' },
    build: { target: 'es2023', outDir: folder, emptyOutDir: true, assetsInlineLimit: 0 },
  });
  writeFileSync(stampFile, now);
  return folder;
}

if (process.argv[1]?.endsWith('bench-page.mjs')) console.log(await ensureBenchPage());
