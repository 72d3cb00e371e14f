// The page inside other pages, as a frame and as the element: a plain page, a sandbox, a strict policy, a subpath, another
// origin. The test of fixtures.ts sees to it that nothing complains and nothing is asked of anybody else.
import { join } from 'node:path';
import type { FrameLocator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { around, Host, type Headers } from './hosts.ts';

const dist = join(import.meta.dirname, '../dist');
const pages = new Host();
/** The built site of another origin, and under a path of the pages' own. */
const site = new Host();
let here = '';
let there = '';

test.use({ ownHosts: ['127.0.0.1'] });

test.beforeAll(async () => {
  here = await pages.open('localhost');
  there = await site.open('127.0.0.1');
  pages.folder('/docs/demo/', dist);
  site.folder('/', dist, { 'Access-Control-Allow-Origin': '*' });
});

test.afterAll(async () => {
  await Promise.all([pages.close(), site.close()]);
});

interface Setting {
  readonly name: string;
  /** The address of the site as the page names it. */
  readonly home: () => string;
  readonly sandbox?: string;
  readonly policy?: () => Headers;
}

const strict = (): Headers => ({
  'Content-Security-Policy': [
    "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:",
    `script-src ${there}; frame-src ${there}`,
    "require-trusted-types-for 'script'; trusted-types 'none'",
  ].join('; '),
});

const settings: readonly Setting[] = [
  { name: 'a plain page', home: () => '/docs/demo' },
  { name: 'a sandbox that allows scripts', home: () => there, sandbox: 'allow-scripts' },
  { name: 'a page with a strict policy', home: () => there, policy: strict },
  { name: 'a subpath', home: () => './demo' },
  { name: 'another origin', home: () => there },
];

const leaderIn = (frame: FrameLocator) => frame.getByRole('status').filter({ hasText: /leader/i });
const button = (frame: FrameLocator, name: string) =>
  frame.getByRole('button', { name, exact: true });

/** It plays: its clock has left the opening, and what was typed in the scenario is in the logs. */
async function expectToPlay(frame: FrameLocator): Promise<void> {
  await expect(leaderIn(frame)).toHaveText('Leader node 2, epoch 1');
  await expect(frame.getByRole('group', { name: 'Node 1', exact: true })).toContainText('1.2');
}

for (const { name, home, sandbox, policy } of settings) {
  test(`a frame runs in ${name}`, async ({ page }) => {
    const inside = sandbox === undefined ? '' : `sandbox="${sandbox}"`;
    const frame = `<iframe width="640" height="400" title="Zab" ${inside} src="${home()}/embed/?scenario=one-write"></iframe>`;
    pages.page('/docs/a.html', around(frame), policy?.());
    await page.goto(`${here}/docs/a.html`);
    await expectToPlay(page.frameLocator('iframe'));
  });

  test(`the element runs in ${name}`, async ({ page }) => {
    const script = `<script src="${home()}/embed/zab-playground.js" async></script>`;
    const isolated = sandbox === undefined ? '' : 'isolated';
    const element = `<zab-playground scenario="one-write" ${isolated}><a href="/">Still</a></zab-playground>`;
    pages.page('/docs/a.html', around(element, script), policy?.());
    await page.goto(`${here}/docs/a.html`);
    await expectToPlay(page.locator('zab-playground').frameLocator('iframe'));
    await expect(page.getByRole('link', { name: 'Still' })).toBeHidden();
  });
}

test('two on one page are strangers: what breaks in one leaves the other alone', async ({
  page,
}) => {
  const frame = (seed: number) =>
    `<iframe width="900" height="600" src="${there}/embed/?seed=${seed}&speed=2"></iframe>`;
  pages.page('/docs/two.html', around(frame(3) + frame(4)));
  await page.setViewportSize({ width: 1000, height: 1300 });
  await page.goto(`${here}/docs/two.html`);
  const [first, second] = [page.frameLocator('iframe').nth(0), page.frameLocator('iframe').nth(1)];
  await expect(leaderIn(first)).toHaveText('Leader node 2, epoch 1');
  await expect(leaderIn(second)).toHaveText('Leader node 2, epoch 1');
  await button(first, 'Kill node 2').click();
  await expect(leaderIn(first)).toHaveText('Leader node 3, epoch 2', { timeout: 60_000 });
  await expect(leaderIn(second)).toHaveText('Leader node 2, epoch 1');
  await expect(second.getByRole('group', { name: 'Node 2', exact: true })).toContainText('LEADING');
});

test.describe('the policy of a frame', () => {
  test.use({ allowedComplaints: [/stranger\.png/] });

  test('a frame loads nothing from strangers', async ({ page }) => {
    pages.page('/docs/c.html', around(`<iframe src="${there}/embed/" sandbox="allow-scripts">`));
    await page.goto(`${here}/docs/c.html`);
    const frame = page.frameLocator('iframe');
    await expect(leaderIn(frame)).toHaveText('Leader node 2, epoch 1');
    const refused = await frame.locator('body').evaluate(
      (body) =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => {
            resolve(event.effectiveDirective);
          });
          const foreign = document.createElement('img');
          foreign.src = 'http://localhost:9/stranger.png';
          body.append(foreign);
        }),
    );
    expect(refused).toBe('img-src');
  });
});

test.describe('the main page', () => {
  test.use({ allowedComplaints: [/frame-ancestors/] });

  test('refuses to be framed', async ({ page, baseURL }) => {
    pages.page('/docs/b.html', around(`<iframe src="${baseURL ?? ''}"></iframe>`));
    const refused = page.waitForEvent('console', (message) =>
      message.text().includes("frame-ancestors 'none'"),
    );
    await page.goto(`${here}/docs/b.html`);
    await refused;
  });
});
