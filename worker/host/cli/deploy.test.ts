import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { deploy } from './deploy.mjs';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'zab-deploy-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}

const read = (path: string) => readFileSync(join(home, path), 'utf8');
const publish = (version: string) => deploy(join(home, 'dist'), join(home, 'site'), version);

it('a new version leaves the folder of the old one as it was, byte for byte', () => {
  put('dist/index.html', 'one');
  put('dist/v0.1.0/embed/index.html', 'one');
  expect(publish('0.1.0')).toBe(null);
  rmSync(join(home, 'dist'), { recursive: true });
  put('dist/index.html', 'two');
  put('dist/v0.2.0/embed/index.html', 'two');
  expect(publish('0.2.0')).toBe(null);
  expect([read('site/index.html'), read('site/v0.1.0/embed/index.html')]).toEqual(['two', 'one']);
  expect(read('site/v0.2.0/embed/index.html')).toBe('two');
});

it('a version that was published cannot be changed: nothing is copied, and the sentence says what to do', () => {
  put('dist/index.html', 'one');
  put('dist/v0.1.0/index.html', 'one');
  publish('0.1.0');
  put('dist/index.html', 'other');
  put('dist/v0.1.0/index.html', 'other');
  expect(publish('0.1.0')).toMatch(/raise the version/);
  expect([read('site/index.html'), read('site/v0.1.0/index.html')]).toEqual(['one', 'one']);
});

it('the same version may be published twice', () => {
  put('dist/v0.1.0/index.html', 'one');
  expect([publish('0.1.0'), publish('0.1.0')]).toEqual([null, null]);
});
