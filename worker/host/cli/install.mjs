// What a fresh clone lacks: dependencies and a Chromium. Plain JavaScript without imports from node_modules, because it
// runs before there is one. Called first by every command of package.json.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the clone. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

const require = createRequire(join(root, 'package.json'));

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> | null}
 */
function lockedPackages(path) {
  if (!existsSync(path)) return null;
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/** Whether node_modules holds what package-lock.json asks for; packages of other platforms may be absent. */
function isInstalled() {
  const wanted = lockedPackages(join(root, 'package-lock.json'));
  const present = lockedPackages(join(root, 'node_modules/.package-lock.json'));
  if (wanted === null || present === null) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = present[path];
    return found === undefined ? entry.optional === true : found.version === entry.version;
  });
}

/** Runs `npm ci` unless everything is there. No package needs its install script, so none is run. */
export function ensureDependencies() {
  if (isInstalled()) return;
  console.log('Installing dependencies (npm ci) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  });
  if (done.status !== 0) {
    console.error('npm ci failed; see above.');
    process.exit(done.status ?? 1);
  }
}

const systemChromiums = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** @returns {string | null} the browser that Playwright downloaded itself, if it did */
function playwrightsOwn() {
  try {
    const path = require('@playwright/test').chromium.executablePath();
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** @returns {string | null} the executable of a Chromium: $ZAB_CHROMIUM, Playwright's own, or one on the system */
export function findChromium() {
  const named = process.env['ZAB_CHROMIUM'];
  if (named) return named;
  return playwrightsOwn() ?? systemChromiums.find((path) => existsSync(path)) ?? null;
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {number} timeout milliseconds
 */
function attempt(command, args, timeout) {
  console.log(`> ${command} ${args.join(' ')}`);
  const env = {
    ...process.env,
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000',
    DEBIAN_FRONTEND: 'noninteractive',
  };
  const options = { cwd: root, timeout, env, stdio: /** @type {const} */ ('inherit') };
  return spawnSync(command, args, options).status === 0;
}

function installFromDebian() {
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const run = (/** @type {string[]} */ ...words) => {
    const [command = '', ...args] = [...prefix, ...words];
    return attempt(command, args, 600_000);
  };
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'];
  return run(...install) || (run('apt-get', 'update') && run(...install));
}

/** @returns {string} a Chromium's executable; downloads or installs one where there is none, or ends the process saying how to help */
export function ensureChromium() {
  const found = findChromium();
  if (found !== null) return found;
  console.log('No Chromium here yet.');
  const cli = join(root, 'node_modules/playwright/cli.js');
  attempt(process.execPath, [cli, 'install', '--no-shell', 'chromium'], 180_000);
  const downloaded = findChromium();
  if (downloaded !== null) return downloaded;
  if (existsSync('/usr/bin/apt-get') && installFromDebian()) {
    const installed = findChromium();
    if (installed !== null) return installed;
  }
  console.error(
    'No Chromium could be installed. Install one and name it in ZAB_CHROMIUM=/path/to/it.',
  );
  process.exit(1);
}
