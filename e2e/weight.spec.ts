// How much must be loaded before the first picture (performance.md G18): every file that was asked for before who leads is
// to be read on the page, each as `gzip -9` leaves it. Workers count where they come first.
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

declare global {
  interface Window {
    firstPictureAt?: number;
  }
}

/** Bytes, gzipped, of all that was asked for before the first picture. */
async function weightOf(page: Page, path: string): Promise<number> {
  const bodies = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    bodies.set(
      response.url(),
      response.body().catch(() => Buffer.alloc(0)),
    );
  });
  await page.addInitScript(() => {
    const look = new MutationObserver(() => {
      const shown = [...document.querySelectorAll('[role=status]')].some((element) =>
        /epoch \d/.test(element.textContent),
      );
      if (shown) window.firstPictureAt ??= performance.now();
    });
    look.observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.goto(path);
  await page.waitForFunction(() => window.firstPictureAt !== undefined);
  const before = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry.startTime < (window.firstPictureAt ?? 0))
      .map((entry) => entry.name),
  );
  let sum = 0;
  for (const url of new Set([page.url(), ...before])) {
    const body = await bodies.get(url);
    if (body === undefined) throw new Error(`The test did not see ${url}.`);
    sum += gzipSync(body, { level: 9 }).length;
  }
  return sum;
}

const budgets: readonly (readonly [path: string, kB: number])[] = [
  ['embed/', 120],
  ['embed/?scenario=partition-leader', 120],
  ['embed/?lang=zh-CN', 120],
  ['', 200],
  ['?scenario=partition-leader', 200],
];
for (const [path, kB] of budgets) {
  test(`/${path} needs at most ${kB} kB before its first picture`, async ({ page }) => {
    expect(await weightOf(page, `./${path}`)).toBeLessThanOrEqual(kB * 1000);
  });
}
