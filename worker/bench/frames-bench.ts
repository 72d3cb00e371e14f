// The share of late frames (over 20 ms) of the page with nine nodes, beside an idle page in the same browser: what the
// picture and nine workers cost the eye. Called by cli/bench.ts with the address of the built site.
// Source: performance.md G14.
import type { Browser, Page } from '@playwright/test';
import { atMost, figure, median, type Row } from './row.ts';

/** Frames are counted for this long, in milliseconds, after the page has settled. */
const MEASURED_MS = 8000;

/** The share of animation frames that came more than 20 ms after the one before. */
async function lateShare(page: Page): Promise<number> {
  return page.evaluate(
    (ms) =>
      new Promise<number>((resolve) => {
        let frames = 0;
        let late = 0;
        let last = performance.now();
        const end = last + ms;
        const tick = (now: number): void => {
          frames += 1;
          if (now - last > 20) late += 1;
          last = now;
          if (now < end) requestAnimationFrame(tick);
          else resolve(late / frames);
        };
        requestAnimationFrame(tick);
      }),
    MEASURED_MS,
  );
}

/** One pair, in percent: an empty page that only asks for frames, and nine running nodes with a client. */
async function latePair(
  browser: Browser,
  site: string,
): Promise<{ readonly idle: number; readonly nine: number }> {
  const idlePage = await browser.newPage();
  await idlePage.goto('about:blank');
  const idle = await lateShare(idlePage);
  await idlePage.close();
  const page = await browser.newPage();
  await page.goto(`${site}?servers=9`);
  await page.getByText('Quorum 9 of 9').first().waitFor({ timeout: 60_000 });
  const nine = await lateShare(page);
  await page.close();
  return { idle: idle * 100, nine: nine * 100 };
}

export async function frameRows(browser: Browser, site: string, repeats: number): Promise<Row[]> {
  const pairs: Awaited<ReturnType<typeof latePair>>[] = [];
  for (let n = 0; n < repeats; n += 1) pairs.push(await latePair(browser, site));
  const share = (of: 'idle' | 'nine'): string => figure(median(pairs.map((pair) => pair[of])));
  return [
    {
      ...{ id: 'G14', what: 'late frames with 9 nodes minus an idle page, in points' },
      values: pairs.map((pair) => pair.nine - pair.idle),
      ...{ must: atMost(5), good: atMost(1) },
      note: `${share('nine')} % with nine nodes, ${share('idle')} % idle`,
    },
  ];
}
