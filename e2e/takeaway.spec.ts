// What a person takes away for slides and other programs, and how an ensemble of their own is made.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { button, expect, leader, node, quorum, test } from './fixtures.ts';

async function saved(page: Page, name: string, file: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await button(page, name).click();
  await (await download).saveAs(file);
  return readFile(file);
}

test('pictures of every view as SVG and PNG, the trace as JSON and for ShiViz', async ({ page }, {
  outputDir,
}) => {
  await page.goto('./?seed=2&speed=max');
  await button(page, 'Partition node 3').click();
  await expect(quorum(page)).toHaveText('Quorum 2 of 3');
  await button(page, 'Share').click();
  const trace = (await saved(page, 'Trace as JSON', `${outputDir}/t.jsonl`)).toString();
  const lines = trace
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { fact: { type: string } });
  expect(lines.some((line) => line.fact.type === 'committed')).toBe(true);
  const shiviz = (await saved(page, 'Trace for ShiViz', `${outputDir}/s.log`)).toString();
  expect(shiviz).toMatch(/^\S+ \{"\S+":1/);

  await button(page, 'Picture').click();
  const dialog = page.getByRole('dialog', { name: 'Picture' });
  for (const [view, words] of [
    ['Ensemble', ['LEADING', 'cut off', 'epoch 1']],
    ['Time diagram', ['Node 1', 'marker-end']],
    ['Transaction log', ['Node 3', '1.1']],
    ['ZNode tree', ['app', 'hello']],
  ] as const) {
    await dialog.getByRole('radio', { name: view }).check({ force: true });
    await expect(dialog.getByRole('img', { name: `The picture of: ${view}` })).toBeVisible();
    const svg = (await saved(page, 'Save as SVG', `${outputDir}/p.svg`)).toString();
    for (const word of words) expect(svg).toContain(word);
    expect(svg).not.toMatch(/<script|href|var\(--/);
    const png = await saved(page, 'Save as PNG', `${outputDir}/p.png`);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(2400);
  }
});

test('a new ensemble has the numbers it is given, says what is wrong with others, and keeps the old run', async ({
  page,
}) => {
  await page.goto('./?speed=max');
  await expect(quorum(page)).toHaveText('Quorum 3 of 3');
  await button(page, 'New ensemble').click();
  const dialog = page.getByRole('dialog', { name: 'New ensemble' });
  await dialog.getByRole('slider', { name: 'Voting nodes' }).fill('5');
  await dialog.getByRole('slider', { name: 'Observers' }).fill('1');
  await dialog.getByRole('spinbutton', { name: 'tickTime' }).fill('0');
  await expect(dialog.getByRole('alert')).toHaveText(
    'tickTime (ms) must be a whole number from 200 to 10000.',
  );
  await expect(dialog.getByRole('button', { name: 'Start' })).toBeDisabled();
  await dialog.getByRole('spinbutton', { name: 'tickTime' }).fill('500');
  await dialog.getByRole('spinbutton', { name: 'Least latency' }).fill('90');
  await expect(dialog.getByRole('alert')).toContainText('must not be above');
  await dialog.getByRole('spinbutton', { name: 'Least latency' }).fill('5');
  await dialog.getByRole('spinbutton', { name: 'Seed' }).fill('7');
  await dialog.getByRole('button', { name: 'Start' }).click();
  await expect(leader(page)).toHaveText('Leader node 3, epoch 1');
  await expect(node(page, 6)).toContainText('OBSERVING');
  await expect(button(page, '2 branches')).toBeVisible();
  await button(page, 'Reset').click();
  await button(page, 'Start over').click();
  await expect(button(page, '3 branches')).toBeVisible();
  await expect(node(page, 6)).toContainText('OBSERVING');
});
