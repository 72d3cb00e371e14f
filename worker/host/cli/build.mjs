// `npm run build`: the static site in dist/. Options go to `vite build`.
import { ensureDependencies } from './install.mjs';
import { build } from './site.mjs';

ensureDependencies();
process.exitCode = await build(process.argv.slice(2));
