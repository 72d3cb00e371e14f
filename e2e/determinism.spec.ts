// A run is its recording: what Chromium's workers played, the simulator under Node plays to the same trace hash.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { button, expect, leader, node, prompt, test } from './fixtures.ts';

const run = promisify(execFile);

/** Pauses, exports, and returns the hash that the page recorded and the one that the simulator finds. */
async function hashes(page: Page, folder: string): Promise<readonly [unknown, string]> {
  await button(page, 'Pause').click();
  await expect(button(page, 'Play')).toBeVisible();
  await button(page, 'Share').click();
  const download = page.waitForEvent('download');
  await button(page, 'Export').click();
  const file = `${folder}/run.json`;
  await (await download).saveAs(file);
  const { hash } = JSON.parse(await readFile(file, 'utf8')) as { hash?: unknown };
  const { stdout } = await run('node', ['worker/host/cli/run.mjs', 'sim', file, '--hash']);
  return [hash, stdout.trim()];
}

test('the opening and a write', async ({ page }, { outputDir }) => {
  await page.goto('./?seed=1&speed=2');
  await prompt(page).fill('create /a 1');
  await prompt(page).press('Enter');
  await expect(page.getByRole('region', { name: 'Terminal', exact: true })).toContainText(
    'Created /a',
  );
  const [recorded, simulated] = await hashes(page, outputDir);
  expect(simulated).toBe(recorded);
});

test('a partition of the leader, healed', async ({ page }, { outputDir }) => {
  await page.goto('./?seed=2&speed=5');
  await button(page, 'Partition node 2').click();
  await expect(leader(page)).toHaveText('Leader node 3, epoch 2', { timeout: 60_000 });
  await button(page, 'Heal node 2').click();
  await expect(node(page, 2)).toContainText('FOLLOWING', { timeout: 60_000 });
  const [recorded, simulated] = await hashes(page, outputDir);
  expect(simulated).toBe(recorded);
});

test('kills and restarts among five and an observer, at full speed', async ({ page }, {
  outputDir,
}) => {
  await page.goto('./?servers=5&observers=1&seed=3&speed=max');
  await expect(node(page, 6)).toContainText('OBSERVING');
  for (const id of [3, 5]) {
    await button(page, `Kill node ${id}`).click();
    await expect(node(page, id)).toContainText('DOWN');
    await button(page, `Restart node ${id}`).click();
    await expect(node(page, id)).toContainText(/FOLLOWING|LEADING/, { timeout: 60_000 });
  }
  const [recorded, simulated] = await hashes(page, outputDir);
  expect(simulated).toBe(recorded);
});
