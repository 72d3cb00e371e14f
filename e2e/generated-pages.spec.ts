// Pages as generators of documentation emit them, each with the frame and the element put in as docs/embedding.md says for
// it: both run, whatever scripts and styles the generator has of its own. The test of fixtures.ts sees to it that nothing
// complains and nothing is asked of anybody else. How they were made: fixtures/README.md.
import { join } from 'node:path';
import type { FrameLocator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { Host } from './hosts.ts';

const host = new Host();
let origin = '';

test.use({ viewport: { width: 1280, height: 1500 } });

test.beforeAll(async () => {
  origin = await host.open();
  // Asked for wherever a page names no icon.
  host.page('/favicon.ico', '');
  host.folder('/zab/', join(import.meta.dirname, '../dist'));
  for (const name of ['docusaurus', 'mkdocs', 'vitepress'])
    host.folder(`/${name}/`, join(import.meta.dirname, 'fixtures', name));
});

test.afterAll(() => host.close());

/** What shows that the generator's own scripts have taken the page over. */
const taken = {
  Docusaurus: () => document.documentElement.dataset['hasHydrated'] === 'true',
  MkDocs: () => Reflect.has(globalThis, 'jQuery'),
  VitePress: () => Reflect.has(document.querySelector('#app') ?? {}, '__vue_app__'),
};

async function expectToPlay(frame: FrameLocator): Promise<void> {
  const leader = frame.getByRole('status').filter({ hasText: /leader/i });
  await expect(leader).toHaveText('Leader node 2, epoch 1');
  await expect(frame.getByRole('group', { name: 'Node 1', exact: true })).toContainText('1.2');
}

for (const [name, isTaken] of Object.entries(taken)) {
  test(`on a page made by ${name} the frame and the element both run`, async ({ page }) => {
    await page.goto(`${origin}/${name.toLowerCase()}/`);
    await expect.poll(() => page.evaluate(isTaken)).toBe(true);
    await expectToPlay(page.frameLocator('iframe[title="One write"]'));
    const element = page.locator('zab-playground');
    await expectToPlay(element.frameLocator('iframe'));
    expect((await element.boundingBox())?.height).toBe(400);
    await expect(page.getByRole('link', { name: 'Open the playground' })).toBeHidden();
    await expect(page.getByText('And the text goes on')).toBeVisible();
  });
}
