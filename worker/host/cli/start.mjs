// `npm start`: installs what is missing, builds the site unless it is built, and serves it with `vite preview`, the options
// passed on. The address is printed last by the plugin `pages` of vite.config.ts. `npm run dev` serves the sources instead.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDependencies, root } from './install.mjs';
import { ensureBuilt } from './site.mjs';

ensureDependencies();
process.chdir(root);
await ensureBuilt();
process.argv.splice(2, 0, 'preview');
await import(pathToFileURL(join(root, 'node_modules/vite/bin/vite.js')).href);
