// The content of a folder as text: a line for each file, its hash and its path. Equal texts mean equal folders.
// Called by deploy.mjs and rebuild.mjs.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} folder
 * @param {string} [under] for the recursion
 * @returns {string}
 */
export function hashesOf(folder, under = '') {
  return readdirSync(join(folder, under))
    .sort()
    .map((name) => {
      const path = under === '' ? name : `${under}/${name}`;
      const full = join(folder, path);
      if (statSync(full).isDirectory()) return hashesOf(folder, path);
      return `${createHash('sha256').update(readFileSync(full)).digest('hex')}  ${path}\n`;
    })
    .join('');
}
