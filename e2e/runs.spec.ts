// Runs that come and go: kept over a reload and a crash, offered at the next visit, opened by name, by link, by file; and
// what the page says where one of these cannot be.
import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { dropFile } from './exported.ts';
import { button, expect, leader, node, quorum, test } from './fixtures.ts';

const opening = './?seed=4&speed=max';

/** The run under way as a file. */
async function exported(page: Page, file: string): Promise<Record<string, unknown>> {
  await button(page, 'Share').click();
  const download = page.waitForEvent('download');
  await button(page, 'Export').click();
  await (await download).saveAs(file);
  await button(page, 'Close').click();
  return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
}

test('a reload restores the run and its branches, and a new visit offers it in one click', async ({
  page,
}) => {
  await page.goto(opening);
  await expect(quorum(page)).toHaveText('Quorum 3 of 3');
  await button(page, 'Kill node 3').click();
  await expect(quorum(page)).toHaveText('Quorum 2 of 3');
  await button(page, 'Undo').click();
  await expect(quorum(page)).toHaveText('Quorum 3 of 3');
  await button(page, 'Kill node 1').click();
  await button(page, 'Pause').click();
  await expect(node(page, 1)).toContainText('DOWN');
  // The address carries the run, without a step in the history of the tab.
  await expect.poll(() => page.url()).toContain('#r=');
  expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);

  await page.reload();
  await expect(node(page, 1)).toContainText('DOWN');
  await expect(node(page, 3)).toContainText('FOLLOWING');
  await expect(button(page, 'Play')).toBeVisible();
  await expect(button(page, '2 branches')).toBeVisible();

  const visit = await page.context().newPage();
  await visit.goto('./');
  await expect(quorum(visit)).toHaveText('Quorum 3 of 3');
  await expect(button(visit, 'Pause')).toBeVisible();
  await button(visit, 'Open the last run').click();
  await expect(node(visit, 1)).toContainText('DOWN');
  await expect(button(visit, 'Play')).toBeVisible();
  await expect(button(visit, 'Open the last run')).toHaveCount(0);
});

test('where storage is refused the page says so once, offers the run as a file and works all the same', async ({
  page,
}, { outputDir }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.goto(opening);
  await expect(page.getByText(/This browser keeps nothing more for this page/)).toBeVisible();
  await button(page, 'Kill node 3').click();
  await expect(node(page, 3)).toContainText('DOWN');
  const download = page.waitForEvent('download');
  await button(page, 'Export').click();
  await (await download).saveAs(`${outputDir}/run.json`);
  expect(await readFile(`${outputDir}/run.json`, 'utf8')).toContain('"do": "kill"');
  await button(page, 'Dismiss').click();
  await expect(page.getByText(/This browser keeps nothing more/)).toHaveCount(0);
});

test('a scenario is opened by its name, and plays until somebody acts', async ({ page }) => {
  await page.goto('./?scenario=partition-leader&speed=3');
  await expect(page.getByRole('complementary', { name: 'Scenarios' })).toContainText(
    'Partition the leader',
  );
  await expect(leader(page)).toHaveText('Leader node 3, epoch 2', { timeout: 60_000 });
  await button(page, 'Kill node 1').click();
  await expect(quorum(page)).toHaveText('Quorum 1 of 3');
  // The script would have healed node 2 at 30 s.
  await expect(button(page, 'Heal node 2')).toBeVisible();
  await button(page, '2 branches').click();
  await expect(button(page, 'First run')).toBeVisible();

  // Both runs side by side: the same until the script ended, what differs then is marked, either can be opened there.
  await button(page, 'Compare two branches').click();
  const dialog = page.getByRole('dialog', { name: 'Two branches side by side' });
  await expect(dialog.getByText(/^The same until .* There they part:$/)).toBeVisible();
  await expect(dialog.getByText(/^Branch 2, from .*: Node 1 is killed/)).toBeVisible();
  await expect(dialog.getByRole('row', { name: /^Node 1 differs .*DOWN/ })).toBeVisible();
  await expect(dialog.getByRole('row', { name: /^Node 3 (FOLLOWING|LEADING)/ })).toBeVisible();
  await button(page, 'Later event').click();
  await expect(dialog.getByRole('list', { name: 'Story' })).toContainText('Node 2');
  await button(page, 'Earlier event').click();
  await button(page, 'First difference').click();
  await dialog.getByRole('slider', { name: 'Moment of both' }).press('Home');
  await expect(dialog.getByRole('row', { name: /^Transactions committed 0 0/ })).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Left branch' }).selectOption('First run');
  await expect(dialog.getByRole('combobox', { name: 'Right branch' })).toContainText('Branch 2');
  await button(page, 'Open at this moment: First run').click();
  await expect(node(page, 1)).toContainText('DOWN');
  await expect(page.getByRole('slider', { name: 'Moment' })).toHaveAttribute('aria-valuenow', '0');
  await page.getByRole('slider', { name: 'Moment' }).press('End');
  const story = page.getByRole('region', { name: 'Story' });
  await story.getByRole('searchbox', { name: 'Search the story' }).fill('cut off');
  await expect(story.getByRole('listitem')).toHaveText([/Node 2, the leader, is cut off/]);
  await story.getByRole('searchbox', { name: 'Search the story' }).fill('no such words');
  await expect(story.getByText('Nothing told so far holds this.')).toBeVisible();
  await page.getByRole('slider', { name: 'Moment' }).press('Home');
  await page.getByRole('tab', { name: 'Counters' }).click();
  await expect(page.getByRole('region', { name: 'Counters' })).toContainText(
    /Transactions committed\s*0.*Messages per transaction\s*–/,
  );

  await page.goto('./?scenario=no-such-thing');
  await expect(page.getByText(/There is no scenario called no-such-thing/)).toContainText(
    'partition-leader, partition-follower, kill-leader',
  );
  await expect(quorum(page)).toHaveText('Quorum 3 of 3');
  await button(page, 'More').click();
  await button(page, 'Scenarios').click();
  await button(page, 'Kill the leader').click();
  await expect(page.getByRole('complementary', { name: 'Scenarios' })).toContainText(
    'Kill the leader',
  );
});

test('a file opens by Import and by dropping it; what cannot be opened is said and loses nothing', async ({
  page,
}, { outputDir }) => {
  await page.goto(opening);
  await button(page, 'Kill node 3').click();
  await button(page, 'Pause').click();
  await expect(button(page, 'Play')).toBeVisible();
  const file = `${outputDir}/run.json`;
  const recording = await exported(page, file);

  await page.goto('./?speed=max');
  await expect(quorum(page)).toHaveText('Quorum 3 of 3');
  await dropFile(page, 'not a recording');
  await expect(page.getByText(/This recording cannot be opened: .*not JSON/)).toBeVisible();
  await dropFile(page, JSON.stringify({ ...recording, zabRecording: 2 }));
  await expect(page.getByText(/newer version of Zab Playground/)).toBeVisible();
  await expect(quorum(page)).toHaveText('Quorum 3 of 3');
  await dropFile(page, JSON.stringify(recording));
  await expect(node(page, 3)).toContainText('DOWN');
  await expect(button(page, '2 branches')).toBeVisible();
  await expect(page.getByText(/plays the recording differently/)).toHaveCount(0);

  await writeFile(file, JSON.stringify({ ...recording, hash: '0'.repeat(32) }));
  await button(page, 'Share').click();
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Import').click();
  await (await chooser).setFiles(file);
  await expect(page.getByText(/This version plays the recording differently/)).toBeVisible();
  await expect(node(page, 3)).toContainText('DOWN');

  // A link longer than 64 kB is not made: the file is offered, with the reason.
  const actions = recording['actions'] as unknown[];
  const words = Array.from({ length: 9000 }, (_, i) => ({
    at: Number(recording['until']) + 1 + i,
    do: 'command',
    client: 'A',
    line: `create /${Math.sin(i).toString(36)}`,
  }));
  await dropFile(
    page,
    JSON.stringify({ ...recording, hash: undefined, actions: [...actions, ...words] }),
  );
  await expect(button(page, '4 branches')).toBeVisible();
  await button(page, 'Share').click();
  await expect(page.getByText(/too long for a link \(64 kB\)/)).toBeVisible();
  await expect(button(page, 'Export')).toBeEnabled();
});
