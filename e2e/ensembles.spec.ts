// Ensembles of every usual size: each node can be killed and comes back, and bad addresses are answered in words.
import { button, expect, leader, node, quorum, test } from './fixtures.ts';

for (const [servers, first] of [
  [3, 2],
  [5, 3],
  [7, 4],
] as const) {
  test(`every node of ${servers} can be killed and restarted`, async ({ page }) => {
    await page.goto(`./?servers=${servers}&speed=max`);
    await expect(leader(page)).toHaveText(`Leader node ${first}, epoch 1`);
    for (let id = 1; id <= servers; id += 1) {
      await button(page, `Kill node ${id}`).click();
      await expect(node(page, id)).toContainText('DOWN');
      await button(page, `Restart node ${id}`).click();
      await expect(node(page, id)).toContainText(/FOLLOWING|LEADING/, { timeout: 60_000 });
      await expect(quorum(page)).toHaveText(`Quorum ${servers} of ${servers}`);
    }
  });
}

test('partitioning a follower causes no election on the majority', async ({ page }) => {
  await page.goto('./?speed=4');
  await expect(leader(page)).toHaveText('Leader node 2, epoch 1');
  await button(page, 'Partition node 1').click();
  await expect(node(page, 1)).toContainText('LOOKING', { timeout: 60_000 });
  await expect(leader(page)).toHaveText('Leader node 2, epoch 1');
  await button(page, 'Heal node 1').click();
  await expect(node(page, 1)).toContainText('FOLLOWING', { timeout: 60_000 });
  await expect(leader(page)).toHaveText('Leader node 2, epoch 1');
});

test('a reload shows a running ensemble again', async ({ page }) => {
  await page.goto('./');
  await expect(leader(page)).toHaveText('Leader node 2, epoch 1');
  await page.reload();
  await expect(leader(page)).toHaveText('Leader node 2, epoch 1');
});

test('a bad address is answered with a sentence, and the page works', async ({ page }) => {
  await page.goto('./?servers=12&speed=fast');
  await expect(page.getByRole('status').filter({ hasText: 'servers' })).toBeVisible();
  await expect(leader(page)).toHaveText('Leader node 2, epoch 1');
});
