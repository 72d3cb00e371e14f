// The npm package: packed, installed into an empty folder without a network, and used from there, without a bundler and with
// one. The test of fixtures.ts sees to it that nothing complains and nothing is asked of anybody else.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { rolldown } from 'rolldown';
import { expect, test } from './fixtures.ts';
import { around, Host } from './hosts.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const name = 'zab-playground-element';
const host = new Host();
let origin = '';
/** Where somebody has installed the package and nothing else. */
let home = '';

test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  origin = await host.open();
  home = await mkdtemp(join(tmpdir(), 'zab-package-'));
  const packed = await run('npm', ['pack', join(root, 'dist-npm'), '--json'], { cwd: home });
  const [{ filename = '' } = {}] = JSON.parse(packed.stdout) as { filename: string }[];
  await writeFile(join(home, 'package.json'), '{"private":true,"type":"module"}');
  const cold = ['--offline', '--cache', join(home, 'cache'), '--no-audit', '--no-fund'];
  await run('npm', ['install', ...cold, `./${filename}`], { cwd: home });
  host.folder('/node_modules/', join(home, 'node_modules'));
});

test.afterAll(async () => {
  await host.close();
  await rm(home, { recursive: true, force: true });
});

async function expectToRun(page: Page): Promise<void> {
  const inside = page.locator('zab-playground').frameLocator('iframe');
  const leader = inside.getByRole('status').filter({ hasText: /leader/i });
  await expect(leader).toHaveText('Leader node 2, epoch 1');
  await expect(inside.getByRole('group', { name: 'Node 1', exact: true })).toContainText('1.2');
}

test('what npm packs installs without a network and depends on nothing', async () => {
  const installed = join(home, 'node_modules', name);
  const described = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as object;
  expect(described).toMatchObject({ name, license: 'Apache-2.0' });
  expect(Object.keys(described)).not.toContain('dependencies');
  const { stdout } = await run('npm', ['ls', '--all', '--parseable'], { cwd: home });
  expect(stdout.trim().split('\n')).toEqual([home, installed]);
  for (const file of ['LICENSE', 'README.md', 'deploying.md', 'site/embed/index.html'])
    expect(await readFile(join(installed, file), 'utf8')).not.toBe('');
});

test('a site that is rendered on a server may import it, and its types say what it can do', async () => {
  await writeFile(join(home, 'server.js'), `import '${name}'; console.log('rendered');`);
  expect((await run('node', ['server.js'], { cwd: home })).stdout).toBe('rendered\n');
  const uses = (fault: string) => `import type { ZabPlaygroundElement } from '${name}';
    export const use = async (one: ZabPlaygroundElement): Promise<readonly string[]> => {
      await one.fault({ fault: '${fault}', node: 2 });
      return one.command('A', 'ls /');
    };`;
  await writeFile(join(home, 'right.ts'), uses('partition'));
  await writeFile(join(home, 'wrong.ts'), uses('explode'));
  const settings = {
    strict: true,
    noEmit: true,
    moduleResolution: 'bundler',
    types: [],
    pretty: false,
  };
  const compilerOptions = {
    ...settings,
    target: 'es2022',
    module: 'esnext',
    skipDefaultLibCheck: true,
  };
  await writeFile(join(home, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const said = await run('node', [compiler], { cwd: home }).then(
    () => 'nothing',
    (error: unknown) => String(Reflect.get(Object(error), 'stdout')),
  );
  expect(said.trim().split('\n')[0]).toMatch(/^wrong\.ts\(\d+,\d+\): error TS2322: .*"explode"/);
  expect(said).not.toContain('right.ts');
});

test('imported as it stands, the element finds the site that lies in its package', async ({
  page,
}) => {
  const map = { imports: { [name]: `/node_modules/${name}/index.js` } };
  const head = `<script type="importmap">${JSON.stringify(map)}</script><script type="module">import '${name}';</script>`;
  host.page('/a.html', around('<zab-playground scenario="one-write"></zab-playground>', head));
  await page.goto(`${origin}/a.html`);
  await expectToRun(page);
});

test('bundled into a page’s own script, the element shows the site that its `src` names', async ({
  page,
}) => {
  await writeFile(join(home, 'app.js'), `import '${name}';`);
  const build = await rolldown({ input: join(home, 'app.js'), cwd: home, platform: 'browser' });
  await build.write({ dir: join(home, 'bundled'), format: 'es' });
  await build.close();
  host.folder('/assets/', join(home, 'bundled'));
  host.folder('/zab/', join(home, 'node_modules', name, 'site'));
  const element = '<zab-playground src="/zab/embed/" scenario="one-write"></zab-playground>';
  host.page('/b.html', around(element, '<script type="module" src="/assets/app.js"></script>'));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${origin}/b.html`);
  await expectToRun(page);
  expect(asked).toContain('/zab/embed/');
  expect(asked.filter((path) => path.startsWith('/node_modules/'))).toEqual([]);
});
