// A page with a playground, as its reader has it: scrolled to and away from, touched, left for the whole playground; and as
// its author has it, who commands it. At an address that stays, so that nothing but that version may be asked for.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { FrameLocator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { around, Host } from './hosts.ts';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
};
const pages = new Host();
/** The built site of another origin. */
const site = new Host();
let here = '';
let there = '';

test.use({
  ownHosts: ['127.0.0.1'],
  hasTouch: true,
  viewport: { width: 800, height: 600 },
  colorScheme: 'light',
});

test.beforeAll(async () => {
  here = await pages.open('localhost');
  there = await site.open('127.0.0.1');
  site.folder('/', join(root, 'dist'), { 'Access-Control-Allow-Origin': '*' });
});

test.afterAll(async () => {
  await Promise.all([pages.close(), site.close()]);
});

const spacer = '<p style="height: 1500px">Words around it.</p>';
const button = (frame: FrameLocator, name: string) =>
  frame.getByRole('button', { name, exact: true });
const group = (frame: FrameLocator, n: number) =>
  frame.getByRole('group', { name: `Node ${n}`, exact: true });

/** As a browser tells a page that its tab was hidden, or is seen again. */
async function hide(frame: FrameLocator, hidden: boolean): Promise<void> {
  await frame.locator('html').evaluate((root, is) => {
    Object.defineProperty(root.ownerDocument, 'hidden', { value: is, configurable: true });
    root.ownerDocument.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

/** What everything inside an element leaves of a finger to the browser, but for where it leaves all of it. */
function handsTaken(inside: Element): string[] {
  const all = [...inside.querySelectorAll('*')].map((one) => getComputedStyle(one).touchAction);
  return [...new Set(all.filter((what) => what !== 'auto' && what !== 'manipulation'))];
}

/** The time that is shown, in virtual seconds. */
async function momentOf(place: FrameLocator | Page): Promise<number> {
  const text = await place.getByRole('region', { name: 'Timeline', exact: true }).innerText();
  return Number(/(\d+\.\d+) s/.exec(text)?.[1]);
}

/** The run behind "Open full", from its address. */
async function openedInFull(page: Page, frame: FrameLocator): Promise<Page> {
  const popup = page.waitForEvent('popup');
  await button(frame, 'Open full').click();
  const full = await popup;
  await full.waitForURL(/#r=/);
  return full;
}

test('it plays where it is seen, leaves the keyboard and the finger to the page around, and opens in full as it stands', async ({
  page,
  context,
}) => {
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  const address = `${there}/v${version}/embed/?lang=en&speed=1&theme=auto`;
  const frameAt = (src: string) =>
    `<iframe width="640" height="400" title="Zab" src="${src}"></iframe>`;
  const other = frameAt(`${there}/v${version}/embed/?lang=en&speed=10&seed=5`);
  pages.page('/docs/reader.html', around(spacer + frameAt(address) + spacer + other));
  await page.goto(`${here}/docs/reader.html`);
  const frame = page.frameLocator('iframe').first();
  const below = page.frameLocator('iframe').last();
  const turnTo = (which: 'first' | 'last') =>
    page.locator('iframe')[which]().scrollIntoViewIfNeeded();

  await test.step('it stands until it is seen, and again while it is not', async () => {
    await expect(button(frame, 'Play')).toBeAttached();
    await turnTo('first');
    await expect(button(frame, 'Pause')).toBeVisible();
    await expect(group(frame, 1)).toContainText('1.2');
    const before = await momentOf(frame);
    await turnTo('last');
    // Four seconds of the other one, which is seen meanwhile.
    await expect.poll(() => momentOf(below)).toBeGreaterThan(46);
    await turnTo('first');
    expect(await momentOf(frame)).toBeLessThan(before + 5);
    await expect(button(frame, 'Pause')).toBeVisible();
  });

  await test.step('it stands in a tab that is hidden', async () => {
    await hide(frame, true);
    await expect(button(frame, 'Play')).toBeVisible();
    await hide(frame, false);
    await expect(button(frame, 'Pause')).toBeVisible();
  });

  await test.step('it has not taken the keyboard', async () => {
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
  });

  await test.step('a finger moved up or down on the stage is left to the page around', async () => {
    for (const place of [frame.getByRole('region', { name: 'Ensemble' }), group(frame, 2)])
      expect(await place.evaluate(handsTaken)).toEqual(['pan-y pinch-zoom']);
  });

  await test.step('every card has its buttons at 640 by 400', async () => {
    await turnTo('first');
    for (const n of [1, 2, 3]) await expect(button(frame, `Partition node ${n}`)).toBeVisible();
    await button(frame, 'Kill node 3').tap();
    await expect(group(frame, 3)).toContainText('DOWN');
  });

  await test.step('it follows the theme of the reader', async () => {
    const theme = () => frame.locator('html').getAttribute('data-theme');
    await expect.poll(theme).toBe('light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(theme).toBe('dark');
  });

  await test.step('opened in full it is the same run at the same moment', async () => {
    await button(frame, 'Pause').tap();
    await expect(button(frame, 'Play')).toBeVisible();
    const shown = await momentOf(frame);
    const full = await openedInFull(page, frame);
    await expect(full.getByRole('group', { name: 'Node 3', exact: true })).toContainText('DOWN');
    await expect(full.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
    await expect.poll(() => momentOf(full)).toBe(shown);
    expect(await full.evaluate(() => window.opener === null)).toBe(true);
  });

  await test.step('nothing but its own version was asked for', () => {
    const strange = asked.filter((url) => url.startsWith(there) && !url.includes(`/v${version}/`));
    expect(strange).toEqual([]);
  });
});

test('its author commands it: lines, faults, the past, and another run', async ({ page }) => {
  const element = '<zab-playground seed="7" speed="max" lang="en"></zab-playground>';
  const script = `<script src="${there}/embed/zab-playground.js" async></script>`;
  pages.page('/docs/author.html', around(element, script));
  await page.goto(`${here}/docs/author.html`);
  const playground = page.locator('zab-playground');
  const frame = playground.frameLocator('iframe');
  await expect(button(frame, 'Pause')).toBeVisible();
  const heard = await playground.evaluate(async (it: HTMLElement) => {
    const command = Reflect.get(it, 'command') as (c: string, l: string) => Promise<string[]>;
    const fault = Reflect.get(it, 'fault') as (what: object) => Promise<void>;
    const seek = Reflect.get(it, 'seek') as (at: number) => Promise<void>;
    const play = Reflect.get(it, 'play') as () => Promise<void>;
    const line = (text: string) => command.call(it, 'A', text);
    const refused = (what: object) => fault.call(it, what).catch((e: unknown) => String(e));
    const created = await line('create /one 1');
    const before = await line('ls /');
    const no = await refused({ fault: 'kill', node: 7 });
    // In the past there was none; the line begins a branch there, and its own answer comes back.
    await seek.call(it, 6_500_000);
    const asked = line('ls /');
    await play.call(it);
    return { created, before, no, past: await asked };
  });
  expect(heard.created).toEqual(['Created /one']);
  expect(heard.before.join()).toContain('one');
  expect(heard.no).toMatch(/node is 7, not a whole number from 1 to 3/);
  expect(heard.past.join()).toMatch(/\[app, zookeeper\]/);
});

test('on a Chinese page a lesson’s sheets open from its frame, and what is wrong with a recording is said in Chinese', async ({
  page,
}) => {
  const link = deflateRawSync(JSON.stringify({ zabRecording: 1, seed: -1 })).toString('base64url');
  const frame = (address: string) =>
    `<iframe width="640" height="640" src="${there}/embed/?lang=zh-CN${address}"></iframe>`;
  pages.page('/docs/zh.html', around(frame('&lesson=1') + frame(`#r=${link}`)));
  await page.setViewportSize({ width: 700, height: 1400 });
  await page.goto(`${here}/docs/zh.html`);
  const [lesson, refused] = [
    page.frameLocator('iframe').nth(0),
    page.frameLocator('iframe').nth(1),
  ];
  await button(lesson, '关于本课的更多操作').click();
  const popup = page.waitForEvent('popup');
  await button(lesson, '打印习题').click();
  const sheets = await popup;
  await expect(sheets).toHaveURL(`${there}/sheets.html?sheet=questions&lesson=1&lang=zh-CN`);
  await expect(sheets.getByRole('article')).toHaveCount(1);
  await expect(refused.getByText('无法打开这份记录：')).toContainText('集群不是对象。');
});

test.describe('without leave to open tabs', () => {
  test.use({ allowedComplaints: [/Blocked opening/] });

  test('a lesson in a sandboxed frame: its first step is done, and it opens in full at its place', async ({
    page,
  }) => {
    const src = `${there}/embed/?lesson=1&lang=en`;
    const text = `<iframe width="640" height="400" sandbox="allow-scripts" src="${src}"></iframe>`;
    pages.page('/docs/lesson.html', around(text));
    await page.goto(`${here}/docs/lesson.html`);
    const frame = page.frameLocator('iframe');
    const tab = (name: string) => frame.getByRole('tab', { name, exact: true });
    await expect(frame.getByRole('region', { name: 'Lesson' })).toContainText(
      'create /app/x hello',
    );
    await tab('Client').click();
    await frame.getByRole('textbox', { name: 'zkCli command' }).fill('create /app/x hello');
    await frame.getByRole('textbox', { name: 'zkCli command' }).press('Enter');
    await tab('Lesson').click();
    const next = button(frame, 'Continue');
    await expect(next).toBeEnabled();
    await next.click();
    await tab('Stage').click();
    await expect(frame.getByText('Step 2 of 4')).toBeVisible();
    // This sandbox opens no tabs: the address is there to be copied.
    await button(frame, 'Open full').click();
    await expect(frame.getByRole('textbox', { name: 'Link' })).toHaveValue(/lesson=1&step=2.*#r=/);
  });
});
