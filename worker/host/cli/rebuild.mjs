// A step of `npm test`: builds the site once more from a copy of the sources in another folder, and compares it with dist/ byte
// for byte (correctness.md W30). Prints the files that differ.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashesOf } from './hashes.mjs';
import { root } from './install.mjs';
import { sources } from './site.mjs';

const elsewhere = join(tmpdir(), `zab-playground-rebuild-${process.pid}`);

/** @returns {boolean} whether the second build came to an end */
function buildElsewhere() {
  mkdirSync(elsewhere, { recursive: true });
  const settings = readdirSync(root).filter((name) => /^tsconfig.*\.json$/.test(name));
  for (const name of [...sources, ...settings, 'package-lock.json'])
    cpSync(join(root, name), join(elsewhere, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(elsewhere, 'node_modules'), 'junction');
  const build = ['worker/host/cli/build.mjs'];
  const done = spawnSync(process.execPath, build, { cwd: elsewhere, encoding: 'utf8' });
  if (done.status !== 0) console.log(done.stdout, done.stderr);
  return done.status === 0;
}

try {
  let differing = ['The second build failed.'];
  if (buildElsewhere()) {
    const first = new Set(hashesOf(join(root, 'dist')).split('\n'));
    const second = new Set(hashesOf(join(elsewhere, 'dist')).split('\n'));
    differing = [...first, ...second].filter((line) => first.has(line) !== second.has(line));
  }
  for (const line of differing) console.log(line);
  process.exitCode = differing.length === 0 ? 0 : 1;
} finally {
  rmSync(elsewhere, { recursive: true, force: true });
}
