// A copy of the tree in which a mutant can live: sources copied, packages by links. Called by mutants.ts.
import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** What a copy does not need, at the top of the tree. */
const left = new Set([
  'node_modules',
  '.git',
  'dist',
  'docs',
  'e2e',
  'test-results',
  'app',
  'public',
]);
/** Caches belong to the tree they were made of. */
const caches = new Set(['.cache', '.vite', '.vite-temp', '.vitest']);

export function copyTree(from: string, to: string): void {
  for (const name of readdirSync(from))
    if (!left.has(name)) cpSync(join(from, name), join(to, name), { recursive: true });
  mkdirSync(join(to, 'node_modules'));
  for (const name of readdirSync(join(from, 'node_modules')))
    if (!caches.has(name))
      symlinkSync(join(from, 'node_modules', name), join(to, 'node_modules', name));
}
