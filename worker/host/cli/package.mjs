// What the build makes besides the site: dist/embed/zab-playground.js (the custom element as one script) and dist-npm/ (the
// npm package: the element as a module, its types, and the whole site in `site/`), and dist/v…/ (the site once more, at an address
// that stays). Called by site.mjs after `vite build`.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

/** @type {{ version: string, license: string }} */
const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = join(root, 'dist-npm');

/**
 * @param {string} entry
 * @param {'iife' | 'es'} format
 * @param {string} file
 */
async function bundleFor(entry, format, file) {
  const { rolldown } = await import('rolldown');
  const build = await rolldown({ input: join(root, entry), cwd: root, platform: 'browser' });
  try {
    await build.write({
      file,
      format,
      minify: true,
      banner: `/*! Zab Playground ${version}, ${license} */`,
    });
  } finally {
    await build.close();
  }
}

/** The description of the package; `exports` names the module and its types, the site is reached as files. */
function description() {
  return {
    name: 'zab-playground-element',
    version,
    description:
      'See a real ZooKeeper ensemble elect, replicate, break and heal, in a page of your own.',
    license,
    type: 'module',
    main: './index.js',
    types: './index.d.ts',
    exports: {
      '.': { types: './index.d.ts', default: './index.js' },
      './zab-playground.js': './site/embed/zab-playground.js',
      './site/*': './site/*',
      './package.json': './package.json',
    },
    sideEffects: true,
    files: ['index.js', 'index.d.ts', 'deploying.md', 'site'],
  };
}

/**
 * The site without the copy of itself.
 * @param {string} to
 */
function copySite(to) {
  const dist = join(root, 'dist');
  for (const name of readdirSync(dist)) {
    if (!/^v\d/.test(name)) cpSync(join(dist, name), join(to, name), { recursive: true });
  }
}

/** Files of public/ are copied as they stand: every page loads this one, and nobody needs its comments. */
export function shortenStill() {
  const file = join(root, 'dist/still.js');
  const lines = readFileSync(file, 'utf8').split('\n');
  const code = lines.map((line) => line.trimStart()).filter((line) => !line.startsWith('//'));
  writeFileSync(file, code.join('\n'));
}

/** To be called when `vite build` has written dist/. */
export async function buildElement() {
  const script = join(root, 'dist/embed/zab-playground.js');
  await bundleFor('app/embed/script.ts', 'iife', script);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  await bundleFor('app/embed/module.ts', 'es', join(folder, 'index.js'));
  cpSync(join(root, 'app/embed/types.ts'), join(folder, 'index.d.ts'));
  cpSync(join(root, 'docs/embedding.md'), join(folder, 'README.md'));
  cpSync(join(root, 'docs/deploying.md'), join(folder, 'deploying.md'));
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  copySite(join(folder, 'site'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(description(), null, 2)}\n`);
  // The address that stays: the whole site as this version has it.
  copySite(join(root, 'dist', `v${version}`));
}
