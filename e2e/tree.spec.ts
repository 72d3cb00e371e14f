// The tree of a server: what is special about a znode, where trees differ, what a filter finds, and many znodes.
import type { Page } from '@playwright/test';
import { button, expect, leader, node, prompt, test } from './fixtures.ts';

const tree = (page: Page) => page.getByRole('region', { name: 'ZNode tree' });
const item = (page: Page, name: string) =>
  tree(page).getByRole('treeitem').filter({ hasText: name });

async function paste(page: Page, lines: readonly string[]): Promise<void> {
  await prompt(page).evaluate((box, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', pasted);
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
  }, lines.join('\n'));
}

test('shows owners, watchers, TTL, containers, ACL, quota and versions, and says them in words', async ({
  page,
}) => {
  await page.goto('./?speed=2');
  await expect(leader(page)).toHaveText('Leader node 2, epoch 1');
  await paste(page, [
    ...['create -e /mine me', 'create -c /box', 'create -t 90000 /soon x', 'set /app again'],
    ...['create /secret s digest:bob:abc=:r', 'setquota -n 5 /box', 'addWatch /box'],
    ...['create /box/a 1', 'get -w /app', 'stat -w /missing', 'create -s /queue- x'],
  ]);
  await item(page, 'queue-').click();
  await expect(tree(page)).toContainText(/next create -s\s*0000000000/);
  await item(page, 'mine').click();
  await expect(tree(page)).toContainText('it goes when client A’s session ends');
  await item(page, 'soon').click();
  await expect(tree(page)).toContainText(/Time to live 90 s: \d+ s left/);
  await item(page, 'secret').click();
  await expect(tree(page)).toContainText('digest:bob:abc=:r');
  await item(page, 'app').click();
  await expect(tree(page)).toContainText(/Watched by A at node \d: data, once/);
  await expect(item(page, 'app')).toContainText('v1');
  await item(page, 'box').click();
  await expect(tree(page)).toContainText('the leader deletes it some time after its last child');
  await expect(tree(page)).toContainText('count=2,bytes=1');
  const list = tree(page).getByRole('tree');
  await list.press('ArrowRight');
  await expect(tree(page)).toContainText(/from \/box: persistent, with all below/);
  await list.press('Home');
  await expect(tree(page)).toContainText(/A at node \d waits for \/missing to be created/);
});

test('a node that is behind shows in what its tree differs', async ({ page }) => {
  await page.goto('./?speed=2');
  // The opening's own write is there too.
  await expect(node(page, 3).getByRole('img', { name: /1\.2 committed/ })).toBeVisible();
  await button(page, 'Partition node 3').click();
  await prompt(page).fill('create /app/late 1');
  await prompt(page).press('Enter');
  const chip = tree(page).getByRole('button', {
    name: /^Node 3 has another tree: 2 znodes differ/,
  });
  await chip.click();
  await expect(tree(page).getByRole('treeitem')).toHaveCount(3);
  await expect(item(page, 'late')).toContainText('differs on node 3');
  await page.getByRole('combobox', { name: 'Tree of' }).selectOption('3');
  await tree(page)
    .getByRole('button', { name: /^Node 2 has another tree/ })
    .click();
  await expect(item(page, 'late')).toContainText('not in this tree');
});

test('of 5,000 znodes the rows in view alone are in the document, and a filter finds any of them', async ({
  page,
}) => {
  await page.goto('./?speed=20');
  await expect(leader(page)).toHaveText('Leader node 2, epoch 1');
  const paths = Array.from({ length: 5000 }, (_, i) => `/flat/n${i}`);
  await paste(page, ['create /flat', `multi create ${paths.join(' ; create ')}`, 'create /last 1']);
  const list = tree(page).getByRole('tree');
  await expect(page.getByRole('log', { name: 'Output of client A' })).toContainText(
    'Created /last',
  );
  await list.press('End');
  await expect(item(page, 'last')).toBeVisible();
  expect(await tree(page).getByRole('treeitem').count()).toBeLessThan(100);
  await tree(page).getByRole('searchbox').fill('N499');
  await expect(item(page, 'n4995')).toBeVisible();
  await expect(item(page, 'n3')).toHaveCount(0);
});
