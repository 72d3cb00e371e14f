// A run is its recording: what Chromium's workers played, the simulator under Node plays to the same trace hash.
import { exported, simulatedHash } from './exported.ts';
import { button, expect, leader, node, prompt, test } from './fixtures.ts';

test('the opening and a write', async ({ page }, { outputDir }) => {
  await page.goto('./?seed=1&speed=2');
  await prompt(page).fill('create /a 1');
  await prompt(page).press('Enter');
  await expect(page.getByRole('region', { name: 'Terminal', exact: true })).toContainText(
    'Created /a',
  );
  const { recording, file } = await exported(page, outputDir);
  expect(await simulatedHash(file)).toBe(recording.hash);
});

test('a partition of the leader, healed', async ({ page }, { outputDir }) => {
  await page.goto('./?seed=2&speed=5');
  await button(page, 'Partition node 2').click();
  await expect(leader(page)).toHaveText('Leader node 3, epoch 2', { timeout: 60_000 });
  await button(page, 'Heal node 2').click();
  await expect(node(page, 2)).toContainText('FOLLOWING', { timeout: 60_000 });
  const { recording, file } = await exported(page, outputDir);
  expect(await simulatedHash(file)).toBe(recording.hash);
});

test('kills and restarts among five and an observer, at full speed, the last of them undone', async ({
  page,
}, { outputDir }) => {
  await page.goto('./?servers=5&observers=1&seed=3&speed=max');
  await expect(node(page, 6)).toContainText('OBSERVING');
  for (const id of [3, 5]) {
    await button(page, `Kill node ${id}`).click();
    await expect(node(page, id)).toContainText('DOWN');
    await button(page, `Restart node ${id}`).click();
    await expect(node(page, id)).toContainText(/FOLLOWING|LEADING/, { timeout: 60_000 });
  }
  // The branch goes on from a key frame of the run that it leaves.
  await button(page, 'Undo').click();
  await expect(node(page, 5)).toContainText('DOWN');
  await button(page, 'Kill node 1').click();
  await expect(node(page, 1)).toContainText('DOWN');
  const { recording, file } = await exported(page, outputDir);
  expect(await simulatedHash(file)).toBe(recording.hash);
});
