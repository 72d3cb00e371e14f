// `npm start`: installs what is missing, then is Vite's own command line with the options passed on.
// The address is printed last by the plugin `pages` of vite.config.ts.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDependencies, root } from './install.mjs';

ensureDependencies();
process.chdir(root);
await import(pathToFileURL(join(root, 'node_modules/vite/bin/vite.js')).href);
