// Opened once, the playground opens again without a network; a newer version waits until somebody agrees. On a host of its own,
// below a path: on localhost nothing is kept.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { writeServiceWorker } from '../worker/host/cli/offline.mjs';
import { button, expect, node, quorum, test } from './fixtures.ts';
import { Host } from './hosts.ts';

const dist = join(import.meta.dirname, '../dist');
const below = '/courses/zab/';

test.use({
  ownHosts: ['zab.localhost'],
  // The browser's own look for a newer version, while there is no network.
  allowedComplaints: [/ERR_CONNECTION_REFUSED/],
});

/** The same site as a later build has it: another title, and the worker that belongs to it. */
async function laterBuild(folder: string): Promise<string> {
  cpSync(dist, folder, { recursive: true });
  const page = join(folder, 'index.html');
  const html = readFileSync(page, 'utf8');
  writeFileSync(page, html.replace('<title>Zab Playground</title>', '<title>Later</title>'));
  await writeServiceWorker(folder);
  return folder;
}

/** The built site on a host of its own; `open` gives its address. */
async function published(): Promise<{ readonly host: Host; readonly site: string }> {
  const host = new Host();
  host.folder(below, dist);
  const { port } = new URL(await host.open());
  return { host, site: `http://zab.localhost:${port}${below}` };
}

/** Opens the site once, until it is kept. */
async function visit(page: Page, site: string): Promise<void> {
  await page.goto(`${site}?seed=2`);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

test('opened once it opens without a network: the page, a lesson in another language, the sheets', async ({
  page,
}) => {
  const { host, site } = await published();
  await visit(page, site);
  await host.close();
  await page.goto(`${site}?lesson=1&lang=zh-CN`);
  await expect(page.getByRole('region', { name: '课程', exact: true })).toContainText('第 1 课');
  await page.goto(`${site}sheets.html?sheet=notes&lesson=3&lang=en`);
  await expect(page.getByRole('article')).toContainText('Many say that writes go on at once');
  await page.goto(`${site}?seed=2&lang=en`);
  await button(page, 'Kill node 3').click();
  await expect(node(page, 3)).toContainText('DOWN');
  await button(page, 'Faults').click();
  await expect(page.getByRole('dialog', { name: 'Faults' })).toBeVisible();
});

test('a new version waits until somebody agrees, over a reload too, and the run is kept', async ({
  page,
}, { outputDir }) => {
  const { host, site } = await published();
  await visit(page, site);
  await button(page, 'Kill node 3').click();
  await expect(node(page, 3)).toContainText('DOWN');
  host.folder(below, await laterBuild(join(outputDir, 'later')));
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  const offer = page.getByText(/A new version of the playground is ready/);
  await expect(offer).toBeVisible();
  await expect(node(page, 3)).toContainText('DOWN');
  await page.reload();
  await expect(offer).toBeVisible();
  await expect(page).toHaveTitle('Zab Playground');

  await button(page, 'Load it now').click();
  await expect(page).toHaveTitle('Later');
  await expect(node(page, 3)).toContainText('DOWN');
  await expect(offer).toHaveCount(0);
  await host.close();
});

test('nothing is kept on this machine’s own server, nor by an embedded page', async ({ page }) => {
  await page.goto('./?speed=max');
  await expect(quorum(page)).toHaveText('Quorum 3 of 3');
  const { host, site } = await published();
  await page.goto(`${site}embed/`);
  await expect(quorum(page)).toHaveText('Quorum 3 of 3');
  for (const one of [page, await page.context().newPage()]) {
    if (one !== page) await one.goto('./favicon.svg');
    const count = await one.evaluate(
      async () => (await navigator.serviceWorker.getRegistrations()).length,
    );
    expect(count).toBe(0);
  }
  await host.close();
});
