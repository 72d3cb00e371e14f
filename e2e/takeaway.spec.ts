// What a person takes away for slides and other programs, and how an ensemble of their own is made.
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { button, expect, leader, node, prompt, quorum, test } from './fixtures.ts';

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

test('what strangers put into names and data is text in every picture and trace, and nothing of it runs', async ({
  page,
}, { outputDir }) => {
  const evil = [
    '<img/src=x/onerror=hurt()>',
    '<svg/onload=hurt()>',
    ']]><script>hurt()</script>',
    '"onload="hurt()',
    '&lt;script&gt;hurt()&#60;/script>',
    '=HYPERLINK("http://localhost:9")',
  ];
  await page.goto('./?seed=2&speed=max');
  await expect(quorum(page)).toHaveText('Quorum 3 of 3');
  for (const [i, markup] of evil.entries()) {
    await prompt(page).fill(`create '/${i}${markup.replaceAll('/', '\u2215')}' '${markup}'`);
    await prompt(page).press('Enter');
  }
  const output = page.getByRole('log', { name: 'Output of client A' });
  await expect(output.getByText(/^Created/)).toHaveCount(evil.length + 1);
  await button(page, 'Share').click();
  const trace = (await saved(page, 'Trace as JSON', `${outputDir}/t.jsonl`)).toString();
  for (const line of trace.trim().split('\n')) JSON.parse(line);
  expect(trace).toContain(JSON.stringify(evil[3]).slice(1, -1));
  const shiviz = (await saved(page, 'Trace for ShiViz', `${outputDir}/s.log`)).toString();
  expect(shiviz).toContain('hurt()');

  await button(page, 'Picture').click();
  const dialog = page.getByRole('dialog', { name: 'Picture' });
  const pictures: string[] = [];
  for (const view of ['Ensemble', 'Time diagram', 'Transaction log', 'ZNode tree']) {
    await dialog.getByRole('radio', { name: view }).check({ force: true });
    await expect(dialog.getByRole('img', { name: `The picture of: ${view}` })).toBeVisible();
    pictures.push((await saved(page, 'Save as SVG', `${outputDir}/p.svg`)).toString());
  }
  expect(pictures.at(-1)).toContain('hurt()');
  // Opened by itself, and put into somebody's page, where no policy holds it back.
  const reader = await page.context().newPage();
  const ran: string[] = [];
  await reader.exposeFunction('hurt', () => ran.push('hurt'));
  reader.on('request', (request) => {
    if (request.url().includes('localhost:9')) ran.push(request.url());
  });
  for (const [i, picture] of pictures.entries()) {
    const file = `${outputDir}/${i}.svg`;
    await writeFile(file, picture);
    await reader.goto(pathToFileURL(file).href);
    const inside = await reader.evaluate(() => [
      document.documentElement.localName,
      ...new Set(
        [...document.querySelectorAll('*')].flatMap((one) => [
          one.localName,
          ...one.getAttributeNames(),
        ]),
      ),
    ]);
    expect(inside[0], 'it can be read as a picture').toBe('svg');
    expect(
      inside.filter((name) => /^on|script|img|image|foreign|href|parsererror/i.test(name)),
    ).toEqual([]);
    await reader.goto('about:blank');
    await reader.setContent(picture);
    expect(await reader.locator('script, img, [onload], [onerror]').count()).toBe(0);
  }
  expect(ran).toEqual([]);
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
