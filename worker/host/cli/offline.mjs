// Makes the service worker of a built site: its script, with the files that `/` and the sheets may ask for and the hash of
// each. Called by site.mjs after `vite build`, and by the tests.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

/** The pages that work without a network, and what their host has beside the assets. */
const pages = ['index.html', 'sheets.html'];
const others = ['favicon.svg', 'manifest.webmanifest', 'still.js', 'still.svg'];

/**
 * The assets that these pages may ask for, at once or later: those named in a page, in one of its assets, and so on.
 * @param {string} dist
 * @returns {readonly string[]}
 */
function reachable(dist) {
  const assets = readdirSync(join(dist, 'assets')).sort();
  /** @type {Set<string>} */
  const found = new Set();
  /** @param {string} file */
  const look = (file) => {
    const text = readFileSync(join(dist, file), 'utf8');
    for (const asset of assets) {
      if (found.has(asset) || !text.includes(asset)) continue;
      found.add(asset);
      if (/\.(js|css)$/.test(asset)) look(`assets/${asset}`);
    }
  };
  for (const page of pages) look(page);
  return [...found].sort().map((asset) => `assets/${asset}`);
}

/** @param {string} dist the built site */
export async function writeServiceWorker(dist) {
  const { rolldown } = await import('rolldown');
  const build = await rolldown({
    input: join(root, 'worker/host/offline-worker.ts'),
    cwd: root,
    platform: 'browser',
  });
  const { output } = await build.generate({ format: 'iife', minify: true });
  await build.close();
  /** @param {string} file */
  const hashOf = (file) =>
    `sha256-${createHash('sha256')
      .update(readFileSync(join(dist, file)))
      .digest('base64')}`;
  const files = Object.fromEntries(
    [...pages, ...others, ...reachable(dist)].map((file) => [
      file === 'index.html' ? '' : file,
      hashOf(file),
    ]),
  );
  const list = JSON.stringify(files);
  const name = createHash('sha256').update(list).digest('hex').slice(0, 16);
  const head = `var zabFiles=${list},zabBuild=${JSON.stringify(name)};\n`;
  writeFileSync(join(dist, 'sw.js'), `${head}${output[0].code}`);
}
