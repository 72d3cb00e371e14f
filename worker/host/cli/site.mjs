// Builds the static site, and knows whether the one in dist/ is of the sources as they stand.
// Called by build.mjs, start.mjs and bench-page.mjs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './install.mjs';
import { writeServiceWorker } from './offline.mjs';
import { buildElement, shortenStill } from './package.mjs';

/** What the site is made of. */
export const sources = [
  'app',
  'worker',
  'public',
  'docs',
  'index.html',
  'LICENSE',
  'package.json',
  'vite.config.ts',
  'pictures.config.ts',
  'licenses.config.ts',
  'svelte.config.js',
];
const stampFile = join(root, 'node_modules/.cache/zab-playground/site.txt');

/**
 * @param {string} path
 * @returns {readonly string[]} every file below, with its size and time
 */
function describe(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [`${path} ${stat.size} ${stat.mtimeMs}`];
  return readdirSync(path)
    .sort()
    .flatMap((name) => describe(join(path, name)));
}

/** What tells one state of the sources from another. */
export function fingerprint() {
  const files = [...sources, 'package-lock.json'].flatMap((name) => describe(join(root, name)));
  return createHash('sha256').update(files.join('\n')).digest('hex');
}

/**
 * @param {readonly string[]} options of `vite build`
 * @returns {Promise<number>} the exit status
 */
export async function build(options) {
  const before = fingerprint();
  const vite = ['node_modules/vite/bin/vite.js', 'build', ...options];
  const done = spawnSync(process.execPath, vite, { cwd: root, stdio: 'inherit' });
  if (done.status === 0 && options.length === 0) {
    shortenStill();
    // After every file it names is as it will be served, and before the site is copied for its version.
    await writeServiceWorker(join(root, 'dist'));
    await buildElement();
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, before);
  }
  return done.status ?? 1;
}

/** Builds unless dist/ is of the sources as they stand; ends the process where that fails. */
export async function ensureBuilt() {
  const built = existsSync(join(root, 'dist/index.html')) && existsSync(stampFile);
  if (built && readFileSync(stampFile, 'utf8') === fingerprint()) return;
  const status = await build([]);
  if (status !== 0) process.exit(status);
}
