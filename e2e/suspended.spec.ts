// A slow laptop, a hidden tab, a machine that slept: virtual time is handed out, so none of them leaves a trace in a run.
import { mkdir, writeFile } from 'node:fs/promises';
import {
  begin,
  drawSamples,
  ending,
  reached,
  serveBenchPage,
  type Recording,
  type Site,
} from './bench-page.ts';
import { exported, exportedInto, simulatedHash } from './exported.ts';
import { button, expect, leader, node, test } from './fixtures.ts';
import { freezeAndThaw, isHidden, loseTime, openTabs, type Tabs } from './real-tabs.ts';

test.describe.configure({ mode: 'default' });

/** In the page: tells the test of an event there. */
declare const note: (event: string) => void;

const SECOND = 1_000_000;
const TEN_MINUTES = 600_000;

test.describe('in tabs that hide each other', () => {
  let tabs: Tabs;
  let site: Site;

  test.beforeAll(async ({ launchOptions }) => {
    [tabs, site] = await Promise.all([openTabs(launchOptions), serveBenchPage()]);
  });

  test.afterAll(async () => {
    await tabs.close();
    await site.close();
  });

  test('a run goes on behind another tab; a freeze and ten lost minutes are not in its trace', async () => {
    const sample = (await drawSamples()).find(({ kinds }) =>
      ['TRUNC', 'SNAP', 'kill and restart', 'partition and heal'].every((kind) =>
        kinds.includes(kind),
      ),
    );
    if (sample === undefined) throw new Error('Some sample holds all of it.');
    const page = await tabs.context.newPage();
    await page.goto(site.url);
    const seen: string[] = [];
    await page.exposeFunction('note', (event: string) => seen.push(event));
    await page.evaluate(() => {
      for (const event of ['freeze', 'resume'])
        document.addEventListener(event, () => {
          note(event);
        });
    });
    await begin(page, sample.recording, 10);
    const cover = await tabs.context.newPage();
    expect(await isHidden(page)).toBe(true);
    const before = await reached(page);
    await expect.poll(() => reached(page)).toBeGreaterThan(before + 5 * SECOND);
    await loseTime(page, TEN_MINUTES);
    await freezeAndThaw(page);
    await expect.poll(() => seen).toEqual(['freeze', 'resume']);
    expect(await isHidden(page)).toBe(true);
    await expect.poll(() => reached(page)).toBeGreaterThan(sample.recording.until);
    await cover.close();
    expect(await isHidden(page)).toBe(false);
    await expectSimulated(await ending(page));
    await page.close();
  });

  test('the playground rests while nobody can see it, and goes on where it stood', async ({
    baseURL,
  }, { outputDir }) => {
    await mkdir(outputDir, { recursive: true });
    await tabs.saveDownloads(outputDir);
    const page = await tabs.context.newPage();
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.goto(`${baseURL ?? ''}?seed=8&speed=5&lang=en`);
    await button(page, 'Partition node 2').click();
    const cover = await tabs.context.newPage();
    expect(await isHidden(page)).toBe(true);
    await loseTime(page, TEN_MINUTES);
    await freezeAndThaw(page);
    await cover.close();
    await expect(page.getByText('stood still while this page was hidden')).toBeVisible();
    await expect(leader(page)).toHaveText('Leader node 3, epoch 2');
    const { recording, file } = await exportedInto(page, outputDir);
    expect(recording.until).toBeLessThan(120 * SECOND);
    expect(await simulatedHash(file)).toBe(recording.hash);
    await page.close();
  });
});

test('a page and workers that get a fraction of the processor play the same run', async ({ page }, {
  outputDir,
}) => {
  const session = await page.context().newCDPSession(page);
  await page.goto('./?seed=9&speed=5');
  await expect(leader(page)).toHaveText('Leader node 2, epoch 1');
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  for (const worker of page.workers()) await worker.evaluate(starve, 3);
  await button(page, 'Partition node 2').click();
  await expect(leader(page)).toHaveText('Leader node 3, epoch 2', { timeout: 60_000 });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 20 });
  for (const worker of page.workers()) await worker.evaluate(starve, 19);
  await button(page, 'Heal node 2').click();
  await expect(node(page, 2)).toContainText('FOLLOWING', { timeout: 60_000 });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const { recording, file } = await exported(page, outputDir);
  expect(await simulatedHash(file)).toBe(recording.hash);
});

/** The session's throttle reaches the page alone: in a worker something else takes so many of every millisecond's share. */
function starve(times: number): void {
  const until = (end: number): void => {
    while (performance.now() < end);
  };
  setInterval(() => {
    until(performance.now() + times);
  }, 1);
}

async function expectSimulated(recording: Recording): Promise<void> {
  const file = test.info().outputPath('run.json');
  await writeFile(file, JSON.stringify(recording));
  expect(await simulatedHash(file)).toBe(recording.hash);
}
