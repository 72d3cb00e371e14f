// The longest task of the page's thread while the tree of 100,000 znodes is opened, scrolled, filtered and folded, beside the
// same with 1,000: whether a large tree can hold the page up. Called by cli/bench.ts with the address of the built site.
// Source: performance.md, correctness.md W22.
import type { Browser, Page } from '@playwright/test';
import { atMost, figure, median, type Row } from './row.ts';

const SMALL = 1000;
const LARGE = 100_000;
/** Creates that one line of the terminal holds, and lines that are pasted together. */
const BATCH = 2000;
const PASTED = 10;
/** A znode of every eleven has the ten others below it. */
const FAMILY = 11;
/** A browser names tasks of 50 ms and more only: 0 stands for everything shorter. */
const LONG_MS = 50;
/** After each gesture the page has so long to answer, in milliseconds. */
const ANSWER_MS = 600;

/** Runs in the page before all else. */
const watchTasks = `
globalThis.zabLongTasks = [];
new PerformanceObserver((list) => {
  zabLongTasks.push(...list.getEntries().map(({ duration }) => duration));
}).observe({ type: 'longtask' });`;

/** Runs in the page: what is pasted into the terminal, as JSON text, comes in its place. */
const paste = (text: string): string => `(() => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text', ${JSON.stringify(text)});
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true, bubbles: true }));
})()`;

/** Runs in the page: 60 frames of scrolling, then a jump to the middle. */
const scroll = `(async () => {
  const list = document.querySelector('[role=tree]');
  for (let n = 0; n < 60; n += 1) {
    list.scrollTop += 3000;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  list.scrollTop = list.scrollHeight / 2;
})()`;

function lines(znodes: number): string[] {
  const paths = Array.from({ length: znodes }, (_, n) => {
    const parent = `/d/p${n - (n % FAMILY)}`;
    return n % FAMILY === 0 ? parent : `${parent}/c${n}`;
  });
  const all = ['create /d'];
  for (let from = 0; from < znodes; from += BATCH)
    all.push(`multi create ${paths.slice(from, from + BATCH).join(' ; create ')}`);
  return [...all, 'create /last 1'];
}

/** The page of a run in which so many znodes were created, paused, its tree not touched yet. */
async function pageWith(browser: Browser, site: string, znodes: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(watchTasks);
  await page.goto(`${site}?speed=20`);
  await page.getByText('Quorum 3 of 3').first().waitFor({ timeout: 60_000 });
  await page.getByRole('textbox', { name: 'zkCli command' }).focus();
  const typed = lines(znodes);
  for (let from = 0; from < typed.length; from += PASTED)
    await page.evaluate(paste(typed.slice(from, from + PASTED).join('\n')));
  const output = page.getByRole('log', { name: 'Output of client A' });
  await output.getByText('Created /last').waitFor({ timeout: 600_000 });
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.waitForTimeout(2 * ANSWER_MS);
  return page;
}

/** What a person does with a tree, each by itself. */
const gestures: readonly ((page: Page) => Promise<unknown>)[] = [
  (page) => page.getByRole('combobox', { name: 'Tree of' }).selectOption('1'),
  (page) => page.getByRole('tree').press('End'),
  (page) => page.getByRole('tree').press('Home'),
  (page) => page.evaluate(scroll),
  ...['c', 'c9', 'p99', 'nothing', ''].map(
    (text) => (page: Page) => page.getByRole('searchbox').first().fill(text),
  ),
  (page) => page.getByRole('tree').press('Home'),
  (page) => page.getByRole('tree').press('Enter'),
  (page) => page.getByRole('tree').press('Enter'),
  (page) => page.getByRole('combobox', { name: 'Tree of' }).selectOption('3'),
];

/** Milliseconds of the longest task in one round of all gestures; 0 where none was long. */
async function longestTask(page: Page): Promise<number> {
  await page.evaluate('zabLongTasks = []');
  for (const gesture of gestures) {
    await gesture(page);
    await page.waitForTimeout(ANSWER_MS);
  }
  return page.evaluate<number>('Math.max(0, ...zabLongTasks)');
}

export async function treeRows(browser: Browser, site: string, repeats: number): Promise<Row[]> {
  const pages = [await pageWith(browser, site, SMALL), await pageWith(browser, site, LARGE)];
  const rounds: number[][] = [];
  // In turns, so that a busy machine weighs on both.
  for (let n = 0; n < repeats; n += 1)
    for (const [index, page] of pages.entries())
      (rounds[index] ??= []).push(await longestTask(page));
  const [small = [], large = []] = rounds;
  for (const page of pages) await page.close();
  return [
    {
      ...{ id: 'T1', what: 'ms of the longest task in the tree of 100,000 znodes' },
      ...{ values: large, must: atMost(LONG_MS), good: atMost(0) },
      note: `${figure(median(small))} with 1,000; 0: none of ${LONG_MS} ms or more`,
    },
  ];
}
