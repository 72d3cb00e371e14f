// Where the other browsers are on this machine; on Debian they are installed where they are missing and may be.
// Called by cli/browsers.ts.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

interface Wanted {
  /** The first that exists is taken. */
  readonly places: readonly string[];
  readonly package: string;
}

const firefox: Wanted = {
  places: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
  package: 'firefox-esr',
};

const miniBrowser: Wanted = {
  places: ['x86_64', 'aarch64'].flatMap((machine) =>
    ['6.0', '4.1', '4.0'].map(
      (version) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}/MiniBrowser`,
    ),
  ),
  package: 'webkit2gtk-driver',
};

const display: Wanted = { places: ['/usr/bin/xvfb-run'], package: 'xvfb' };

export interface Browsers {
  /** Paths; null for one that is not here and could not be had. */
  readonly firefox: string | null;
  readonly miniBrowser: string | null;
}

/** Installs what is missing by apt-get, as root or by a sudo that asks nothing; says so. */
export function findBrowsers(): Browsers {
  const missing = [firefox, miniBrowser, display].filter((wanted) => placeOf(wanted) === null);
  if (missing.length > 0) install(missing.map((wanted) => wanted.package));
  const screen = placeOf(display);
  return {
    firefox: placeOf(firefox),
    miniBrowser: screen === null ? null : placeOf(miniBrowser),
  };
}

function placeOf({ places }: Wanted): string | null {
  return places.find((path) => existsSync(path)) ?? null;
}

function install(packages: readonly string[]): void {
  if (!existsSync('/usr/bin/apt-get')) return;
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const run = (...words: readonly string[]): boolean => {
    const [command = '', ...args] = [...prefix, ...words];
    console.log(`> ${[command, ...args].join(' ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(command, args, { stdio: 'inherit', env }).status === 0;
  };
  const wanted = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages];
  if (!run(...wanted) && run('apt-get', 'update')) run(...wanted);
}
