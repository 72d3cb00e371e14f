// `npm run deploy -- FOLDER`: copies dist/ over the site that is published in FOLDER. Folders of other versions stay as they
// are; the folder of a version that was published before must be the same, byte for byte, or nothing is copied.
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hashesOf } from './hashes.mjs';
import { root } from './install.mjs';

/**
 * @param {string} dist the built site
 * @param {string} folder what is published
 * @param {string} version
 * @returns {string | null} why nothing was copied
 */
export function deploy(dist, folder, version) {
  const mine = join(dist, `v${version}`);
  const theirs = join(folder, `v${version}`);
  if (!existsSync(mine)) return 'There is no built site: run `npm run build` first.';
  if (existsSync(theirs) && hashesOf(theirs) !== hashesOf(mine))
    return `Version ${version} has been published, and this build is not the same: raise the version in package.json.`;
  mkdirSync(folder, { recursive: true });
  cpSync(dist, folder, { recursive: true });
  return null;
}

if (process.argv[1] !== undefined && import.meta.filename === resolve(process.argv[1])) {
  const [folder] = process.argv.slice(2);
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const why =
    folder === undefined
      ? 'Usage: npm run deploy -- FOLDER'
      : deploy(join(root, 'dist'), resolve(folder), version);
  if (why !== null) {
    console.error(why);
    process.exitCode = 1;
  } else console.log(`Published in ${folder}.`);
}
