// The main job: see a leader, cut it off, see the others elect, heal it, see it follow. By accessible names alone.
import { button, expect, leader, node, prompt, quorum, test } from './fixtures.ts';

test.describe('the main job', () => {
  test('the page opens on three nodes of which node 2 leads, running, with commands possible at once', async ({
    page,
  }) => {
    await page.goto('./');
    await expect(leader(page)).toHaveText('Leader node 2, epoch 1');
    await expect(quorum(page)).toHaveText('Quorum 3 of 3');
    await expect(node(page, 2)).toContainText('LEADING');
    await expect(node(page, 1)).toContainText('FOLLOWING');
    await expect(node(page, 3)).toContainText('FOLLOWING');
    await expect(button(page, 'Pause')).toBeVisible();
    await expect(prompt(page)).toBeEnabled();
  });

  test('one click on "Partition node 2" leads to a new leader within a minute at the default speed', async ({
    page,
  }) => {
    await page.goto('./');
    await button(page, 'Partition node 2').click();
    await expect(leader(page)).toHaveText('Leader node 3, epoch 2', { timeout: 60_000 });
    await expect(quorum(page)).toHaveText('Quorum 2 of 3');
    await expect(node(page, 2)).toContainText('LOOKING');
    await button(page, 'Heal node 2').click();
    await expect(node(page, 2)).toContainText('FOLLOWING', { timeout: 60_000 });
    await expect(quorum(page)).toHaveText('Quorum 3 of 3');
  });

  test('a line typed at zkCli is answered, and every node holds the result', async ({ page }) => {
    await page.goto('./?speed=1');
    await prompt(page).fill('create /greeting hello');
    await prompt(page).press('Enter');
    const terminal = page.getByRole('region', { name: 'Terminal', exact: true });
    await expect(terminal).toContainText('Created /greeting');
    await prompt(page).fill('get /greeting');
    await prompt(page).press('Enter');
    await expect(terminal).toContainText('hello');
    await expect(page.getByRole('region', { name: 'ZNode tree', exact: true })).toContainText(
      'greeting',
    );
  });

  test('a killed leader is replaced, and follows after its restart', async ({ page }) => {
    await page.goto('./?speed=2');
    await expect(node(page, 2)).toContainText('LEADING');
    await button(page, 'Kill node 2').click();
    await expect(node(page, 2)).toContainText('DOWN');
    await expect(leader(page)).toHaveText('Leader node 3, epoch 2', { timeout: 60_000 });
    await button(page, 'Restart node 2').click();
    await expect(node(page, 2)).toContainText('FOLLOWING', { timeout: 60_000 });
  });

  test('a paused page stands still, and Step moves it', async ({ page }) => {
    await page.goto('./');
    await button(page, 'Pause').click();
    await expect(button(page, 'Play')).toBeVisible();
    await button(page, 'Step').click();
    await expect(button(page, 'Play')).toBeVisible();
  });
});
