// G18 and the time to the first picture: what is loaded before it can be read on the page who leads, each file as `gzip -9`
// leaves it, and how long that takes on a processor four times as slow. Called by cli/bench.ts with the built site.
// Source: performance.md G18.
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';
import { atMost, figure, median, type Row } from './row.ts';

const SLOWER = 4;
const PATIENCE_MS = 120_000;

/** Notes when the first region that tells who leads is there. */
const watchForPicture = `new MutationObserver(() => {
  const told = [...document.querySelectorAll('[role=status]')];
  if (told.some((element) => /epoch \\d/.test(element.textContent)))
    globalThis.firstPictureAt ??= performance.now();
}).observe(document, { subtree: true, childList: true, characterData: true });`;

interface Loaded {
  readonly ms: number;
  readonly bytes: number;
}

async function load(browser: Browser, address: string): Promise<Loaded> {
  const page = await browser.newPage();
  const bodies = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    bodies.set(
      response.url(),
      response.body().catch(() => Buffer.alloc(0)),
    );
  });
  await page.addInitScript(watchForPicture);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(address);
  // A text would be evaluated in the page again and again, which its content security policy refuses.
  await page.waitForFunction(() => Reflect.has(globalThis, 'firstPictureAt'), null, {
    timeout: PATIENCE_MS,
  });
  const ms = await page.evaluate<number>('globalThis.firstPictureAt');
  let bytes = 0;
  for (const url of new Set([page.url(), ...(await askedFor(page, ms))])) {
    const body = await bodies.get(url);
    if (body !== undefined) bytes += gzipSync(body, { level: 9 }).length;
  }
  await page.close();
  return { ms, bytes };
}

function askedFor(page: Page, before: number): Promise<string[]> {
  return page.evaluate(
    (end) =>
      performance
        .getEntriesByType('resource')
        .filter(({ startTime }) => startTime < end)
        .map(({ name }) => name),
    before,
  );
}

const pages = [
  ['/', '', 200, 150],
  ['/embed', 'embed/', 120, 100],
] as const;

export async function loadRows(browser: Browser, site: string, repeats: number): Promise<Row[]> {
  const found = pages.map((): Loaded[] => []);
  for (let n = 0; n < repeats; n += 1) {
    for (const [i, [, path]] of pages.entries())
      found[i]?.push(await load(browser, `${site}${path}`));
  }
  return pages.flatMap(([name, , must, good], i) => {
    const loaded = found[i] ?? [];
    const ms = loaded.map((one) => one.ms);
    return [
      {
        ...{ id: 'G18', what: `kB before the first picture, ${name}` },
        values: loaded.map(({ bytes }) => bytes / 1000),
        ...{ must: atMost(must), good: atMost(good), note: 'gzip -9, workers included' },
      },
      {
        ...{ id: 'L1', what: `s to the first picture, ${name}, processor ${SLOWER} times slower` },
        values: ms.map((value) => value / 1000),
        ...{ must: null, good: null, note: `${figure(median(ms))} ms` },
      },
    ];
  });
}
