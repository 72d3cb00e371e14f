// A teacher makes a lesson of a run: exported, texts written in, opened by dropping it, passed on as a link.
import { readFile } from 'node:fs/promises';
import { button, expect, quorum, test } from './fixtures.ts';
import { dropFile } from './exported.ts';

test('a run becomes a lesson, which opens by file and by link; one that is wrong is refused and loses nothing', async ({
  page,
  context,
}, { outputDir }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('./?seed=2');
  await expect(quorum(page)).toHaveText('Quorum 3 of 3');
  await button(page, 'Partition node 3').click();
  await expect(button(page, 'Heal node 3')).toBeVisible();
  await button(page, 'Share').click();
  const download = page.waitForEvent('download');
  await button(page, 'Export as lesson').click();
  await (await download).saveAs(`${outputDir}/lesson.json`);
  await page.keyboard.press('Escape');
  const lesson = JSON.parse(await readFile(`${outputDir}/lesson.json`, 'utf8')) as {
    steps: object[];
  };
  const title = 'Node 3 goes <b>away</b>';
  const steps = [
    {
      ...lesson.steps[0],
      say: 'Press Partition on node 3.',
      see: [{ say: 'Node 3 is alone.', claim: { node: 3, has: { partitioned: true } } }],
    },
  ];

  await dropFile(page, JSON.stringify({ ...lesson, title, steps: [{ say: 'When?' }] }));
  await expect(page.getByText(/This lesson cannot be opened: Step 1: "at"/)).toBeVisible();
  await expect(button(page, 'Heal node 3')).toBeVisible();

  await dropFile(page, JSON.stringify({ ...lesson, title, steps }));
  const pane = page.getByRole('region', { name: 'Lesson', exact: true });
  await expect(pane).toContainText(title);
  await expect(button(page, 'Partition node 3')).toBeVisible();
  await button(page, 'More about this lesson').click();
  await button(page, 'Copy the link to this step').click();
  await expect(pane.getByRole('status').last()).toHaveText('The link to this step is copied.');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\?.*lesson=own&step=1#l=/);

  const other = await context.newPage();
  await other.goto(link);
  const theirs = other.getByRole('region', { name: 'Lesson', exact: true });
  await expect(theirs).toContainText(title);
  await button(other, 'Show me').click();
  await expect(theirs).toContainText('Node 3 is alone.');
  await button(other, 'Finish').click();
  await expect(theirs).toContainText('Write here the idea to keep.');
});
