// What a person can break, and how: by buttons, by hand, at an exact moment, and by letting the page do it by itself.
import type { Locator, Page } from '@playwright/test';
import { button, expect, leader, node, quorum, test } from './fixtures.ts';

const story = (page: Page) => page.getByRole('region', { name: 'Story', exact: true });

async function centreOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
}

async function drag(page: Page, from: { x: number; y: number }, dx: number, dy: number) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + dx / 2, from.y + dy / 2);
  await page.mouse.move(from.x + dx, from.y + dy);
  await page.mouse.up();
}

test('by hand: a card is pulled out and in, a line builds a wall, a link is cut in three clicks', async ({
  page,
}) => {
  await page.goto('./?seed=2&speed=0.01');
  await expect(quorum(page)).toHaveText('Quorum 3 of 3');
  await button(page, 'Pause').click();
  const top = await centreOf(node(page, 3).getByText('FOLLOWING'));
  await drag(page, top, 90, 60);
  await expect(button(page, 'Heal node 3')).toBeVisible();
  await expect(quorum(page)).toHaveText('Quorum 2 of 3');
  await drag(page, top, -90, -60);
  await expect(button(page, 'Partition node 3')).toBeVisible();
  await expect(quorum(page)).toHaveText('Quorum 3 of 3');

  // Half way between nodes 2 and 3, where their link is.
  const two = await centreOf(node(page, 2));
  const three = await centreOf(node(page, 3));
  const link = { x: (two.x + three.x) / 2, y: (two.y + three.y) / 2 };
  for (const said of [
    'What Node 3 sends to Node 2 is held',
    'What Node 3 sends to Node 2 arrives again',
    'What Node 2 sends to Node 3 arrives again',
  ]) {
    await page.mouse.click(link.x + 30, link.y);
    await expect(story(page)).toContainText(said);
  }
  await drag(page, { x: link.x, y: link.y + 70 }, 0, -330);
  await expect(quorum(page)).toHaveText('Quorum 2 of 3');
  await button(page, 'Heal all').click();
  await expect(quorum(page)).toHaveText('Quorum 3 of 3');
  // Each of these was an act of its own, and can be taken back.
  await button(page, 'Undo').click();
  await expect(quorum(page)).toHaveText('Quorum 2 of 3');
});

test('every fault has a button: of the ensemble, of a node, of a link; what cannot be done says why', async ({
  page,
}) => {
  await page.goto('./?seed=2&speed=0.01');
  await expect(quorum(page)).toHaveText('Quorum 3 of 3');
  await button(page, 'Pause').click();
  await button(page, 'Faults').click();
  const panel = page.getByRole('dialog', { name: 'Faults' });
  for (const [name, said] of [
    ['Freeze node 2', 'Node 2 is frozen'],
    ['Slow disk', 'The disk of node 2 takes 50 times as long'],
    ['Disk fails', 'The disk of node 2 fails'],
    ['Clock runs fast', 'The clock of node 2 runs at 150 %'],
    ['Wall clock an hour ahead', '3600000 ms off'],
    ['Slow, ten times', 'takes 10 times as long'],
    ['Cut only Node 1 to Node 2', 'What Node 1 sends to Node 2 is held'],
    ['Break their connections', 'connection'],
    ['Split in two', 'is held'],
    ['Heal everything', 'Every cut is healed'],
    ['Unfreeze node 2', 'goes on where it was frozen'],
    ['Cut the leader off', 'Node 2, the leader, is cut off'],
    ['End the leader', 'Node 2, the leader, is killed'],
  ] as const) {
    await panel.getByRole('button', { name, exact: true }).click();
    await expect(story(page)).toContainText(new RegExp(said, 'i'));
  }
  await expect(panel.getByRole('button', { name: 'Orphan proposal, TRUNC' })).toBeDisabled();
  await expect(panel.getByText('These need a leader: wait for the election.')).toBeVisible();
  await panel.getByRole('combobox', { name: 'Node', exact: true }).selectOption('Node 2');
  await expect(panel.getByRole('button', { name: 'Freeze node 2' })).toBeDisabled();
});

test('presets find their exact moment: the write of a dead leader survives, an orphan is truncated', async ({
  page,
}) => {
  test.slow();
  await page.goto('./?seed=3&speed=0.3');
  await expect(button(page, 'Pause')).toBeVisible();
  await button(page, 'Faults').click();
  await button(page, 'Leader dies between PROPOSAL and COMMIT').click();
  await expect(button(page, 'Stop acting by itself')).toBeVisible();
  await page.getByRole('slider', { name: 'Speed' }).press('End');
  await expect(leader(page)).toHaveText('Leader node 3, epoch 2');
  await expect(story(page)).toContainText('Node 2, the leader, is killed');
  await expect(page.getByRole('region', { name: 'ZNode tree', exact: true })).toContainText(
    'survivor-0000000',
  );
  await expect(button(page, 'Stop acting by itself')).toHaveCount(0);
  await button(page, 'Restart node 2').click();
  await expect(node(page, 2)).toContainText('FOLLOWING');

  await button(page, 'Faults').click();
  await button(page, 'Orphan proposal, TRUNC').click();
  await expect(story(page)).toContainText(/Node 3 cuts 2\.\d+ off its log/, { timeout: 60_000 });
});

test('the autopilot writes and breaks things by itself, is seen to, and is stopped by one button', async ({
  page,
}) => {
  await page.goto('./?seed=3&speed=8');
  await expect(quorum(page)).toHaveText('Quorum 3 of 3');
  await page.keyboard.press('a');
  const sign = page.getByRole('group', { name: 'Acts by itself' });
  await expect(sign).toContainText('Autopilot writes');
  await expect(sign).toContainText('has broken something');
  await button(page, 'Stop acting by itself').click();
  await expect(sign).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Terminal', exact: true })).toContainText('/auto');
});

test('a message in flight is looked at while time stands still, and its connection broken', async ({
  page,
}) => {
  await page.goto('./?seed=2');
  // At a commit, the COMMITs are on their way.
  await button(page, 'Next event').click();
  await expect(story(page)).toContainText('1.2, create /app, is committed');
  await page.getByRole('button', { name: /^[1-9]\d* messages? on the way$/ }).click();
  await page
    .getByRole('button', { name: /from Node|from Client/ })
    .first()
    .click();
  const message = page.getByRole('dialog');
  await expect(button(page, 'Play')).toBeAttached();
  await expect(message).toContainText('Arrives');
  await expect(message.getByRole('button', { name: 'Slow link' })).toBeVisible();
  await message.getByRole('button', { name: 'Break connection' }).click();
  await expect(story(page)).toContainText(/connection.*break|breaks|broken|lost/i);
});
