// Turns a TypeScript entry of worker/ into one JavaScript file that Node runs, and only when one of its sources changed.
// Used by run.mjs for the command-line tools and by whatever starts a worker thread from TypeScript.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './install.mjs';

const cache = join(root, 'node_modules/.cache/zab-playground');

/**
 * @param {string} stampFile
 * @param {string} outFile
 */
function isFresh(stampFile, outFile) {
  if (!existsSync(stampFile) || !existsSync(outFile)) return false;
  const built = statSync(outFile).mtimeMs;
  /** @type {readonly string[]} */
  const sources = JSON.parse(readFileSync(stampFile, 'utf8'));
  return sources.every((path) => {
    const full = join(root, path);
    return existsSync(full) && statSync(full).mtimeMs < built;
  });
}

/**
 * Bundles `entry` (a path from the root of the clone, such as `worker/host/cli/sim.ts`) with everything it imports but Node itself.
 * @param {string} entry
 * @returns {Promise<string>} the path of the JavaScript file
 */
export async function bundle(entry) {
  const name = entry.replaceAll(/[/\\]/g, '-').replace(/\.ts$/, '');
  const outFile = join(cache, `${name}.mjs`);
  const stampFile = join(cache, `${name}.sources.json`);
  if (isFresh(stampFile, outFile)) return outFile;
  const { rolldown } = await import('rolldown');
  const build = await rolldown({
    input: join(root, entry),
    platform: 'node',
    cwd: root,
    // They look for files beside their own.
    external: ['vite', '@playwright/test'],
  });
  try {
    const { output } = await build.generate({
      format: 'esm',
      codeSplitting: false,
      sourcemap: 'inline',
    });
    const [chunk] = output;
    mkdirSync(cache, { recursive: true });
    // The stamp is first: a file written by two commands at once is then at worst rebuilt.
    const sources = chunk.moduleIds.filter((id) => existsSync(id)).map((id) => relative(root, id));
    writeFileSync(stampFile, JSON.stringify([...sources, 'package-lock.json']));
    writeFileSync(outFile, `${chunk.code}\n`);
  } finally {
    await build.close();
  }
  return outFile;
}
