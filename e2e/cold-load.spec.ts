// The first minute of somebody who has never been here: what is there at once, what happens by itself, and three acts.
import type { Page } from '@playwright/test';
import { button, expect, leader, node, prompt, quorum, test } from './fixtures.ts';

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('a cold load, three acts: partition node 2, one write, heal node 2', async ({ page }) => {
  test.slow();
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Three servers keep one copy of the data. Node 2 leads.',
  );
  // A write by itself: proposed, logged by two, committed, in the tree.
  await expect(region(page, 'Story')).toContainText('2 of 3 voters, had it on disk', {
    timeout: 30_000,
  });
  await expect(region(page, 'ZNode tree')).toContainText('app');
  const hint = page.getByRole('complementary', { name: 'Try this' });
  await expect(hint).toContainText('Click Partition on node 2, the leader');
  await hint.getByRole('radio', { name: 'They stop for good' }).check();

  await button(page, 'Partition node 2').click();
  await expect(region(page, 'Ensemble')).toContainText('No quorum: 1 of 3');
  await expect(quorum(page)).toHaveText('Quorum 2 of 3');
  await expect(node(page, 2)).toContainText(/gives up in \d+ s/, { timeout: 60_000 });
  // Nothing more is done until there is a new leader.
  await expect(leader(page)).toHaveText('Leader node 3, epoch 2', { timeout: 60_000 });
  await expect(hint).toContainText('Writes paused, then went on');
  await expect(hint).toContainText('You thought that they stop for good.');

  await prompt(page).fill('create /app/y 1');
  await prompt(page).press('Enter');
  await expect(region(page, 'Story')).toContainText('2.1, create /app/y, is committed', {
    timeout: 60_000,
  });
  await button(page, 'Heal node 2').click();
  await expect(node(page, 2)).toContainText('FOLLOWING', { timeout: 60_000 });
  await expect(region(page, 'Story')).toContainText(/Node 2 ends at 1\.2.*DIFF with the 1 txn/);
  await expect(hint.getByRole('button', { name: 'Share this run' })).toBeVisible();
  await expect(quorum(page)).toHaveText('Quorum 3 of 3');
});

test('on a phone, in Chinese: a card is chosen, its node cut off, another leads', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./?lang=zh-CN&speed=3');
  await button(page, '选择节点 2').click();
  await button(page, '隔离节点 2').click();
  await button(page, '关闭').click();
  await expect(page.getByRole('status').filter({ hasText: '领导者' })).toHaveText(
    /节点 3.*epoch 2/,
    { timeout: 60_000 },
  );
});
