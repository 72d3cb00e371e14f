// `node worker/host/cli/run.mjs TOOL [options]`: runs worker/host/cli/TOOL.ts with its options and its exit status.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDependencies, root } from './install.mjs';

const [tool = '', ...options] = process.argv.slice(2);
const entry = `worker/host/cli/${tool}.ts`;
if (!/^[a-z-]+$/.test(tool) || !existsSync(join(root, entry))) {
  console.error(`There is no tool "${tool}": ${entry} does not exist.`);
  process.exit(2);
}
ensureDependencies();
const { bundle } = await import('./bundle.mjs');
const file = await bundle(entry);
process.setSourceMapsEnabled(true);
// The tool sees the command line it would have as a program of its own.
process.argv.splice(1, Infinity, file, ...options);
try {
  await import(pathToFileURL(file).href);
} catch (error) {
  // What `parseArgs` says of an option that it does not know is meant for people as it stands.
  if (!String(Reflect.get(Object(error), 'code')).startsWith('ERR_PARSE_ARGS')) throw error;
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}
