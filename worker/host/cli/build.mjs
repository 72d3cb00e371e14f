// `npm run build`: the static site in dist/. Options go to `vite build`.
import { spawnSync } from 'node:child_process';
import { ensureDependencies, root } from './install.mjs';

ensureDependencies();
const vite = ['node_modules/vite/bin/vite.js', 'build', ...process.argv.slice(2)];
const done = spawnSync(process.execPath, vite, { cwd: root, stdio: 'inherit' });
process.exitCode = done.status ?? 1;
