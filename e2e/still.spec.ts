// Where the playground cannot run, the page says what to do and shows a still picture: from a disk, without JavaScript, in a
// browser that lacks something, with a script that does not come. What is printed is the run as it stands.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const dist = join(import.meta.dirname, '../dist');
const fileAt = (path: string) => pathToFileURL(join(dist, path)).href;

/** The picture has come, and is the one that is described. */
async function expectStill(page: Page): Promise<void> {
  const picture = page.getByRole('img', { name: /node 2 leads/ });
  await expect(picture).toBeVisible();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
}

test.describe('from a disk', () => {
  // The browser complains of every script that it does not load, and file: has no host.
  test.use({ allowedComplaints: [/.*/] });

  for (const path of ['index.html', 'embed/index.html', 'embedding.html']) {
    test(`${path} says how to serve it, beside a picture`, async ({ page }) => {
      await page.goto(fileAt(path));
      await expect(page.getByText('opened from a disk')).toContainText('http.server');
      await expectStill(page);
    });
  }

  test('the words are the reader’s', async ({ page }) => {
    await page.goto(`${fileAt('index.html')}?lang=zh-CN`);
    await expect(page.getByText('从磁盘打开')).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const path of ['', 'embed/', 'embedding.html']) {
    test(`/${path} says so in both languages, beside a picture`, async ({ page }) => {
      await page.goto(`./${path}`);
      await expect(page.locator('noscript p')).toContainText('needs JavaScript');
      await expect(page.locator('noscript p')).toContainText('需要 JavaScript');
      await expect(page.locator('noscript img')).toBeVisible();
    });
  }
});

test('a browser without Web Workers is told what it lacks', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'Worker');
  });
  await page.goto('./embed/');
  await expect(page.getByText('This browser lacks: Web Workers.')).toBeVisible();
  await expectStill(page);
});

test.describe('a script that does not come', () => {
  test.use({ allowedComplaints: [/ERR_FAILED|preload/] });

  test('is said, beside a picture', async ({ page }) => {
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.goto('./');
    await expect(page.getByText('A part of this page did not load.')).toBeVisible();
    await expectStill(page);
  });
});

test('what is printed is the run as it stands', async ({ page }) => {
  await page.goto('./embed/');
  await expect(page.getByRole('status').filter({ hasText: /leader/i })).toHaveText(
    'Leader node 2, epoch 1',
  );
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('group', { name: 'Node 2', exact: true })).toBeVisible();
  const pdf = await page.pdf({ width: '640px', height: '400px', printBackground: true });
  expect(pdf.length).toBeGreaterThan(5000);
});
