// The terminal of the page: completion, history, scripts, what kills zkCli, four-letter words; names that trap programs.
import type { Page } from '@playwright/test';
import { button, expect, prompt, test } from './fixtures.ts';

const terminal = (page: Page) => page.getByRole('region', { name: 'Terminal', exact: true });
const output = (page: Page, client = 'A') =>
  page.getByRole('log', { name: `Output of client ${client}` });

async function type(page: Page, line: string): Promise<void> {
  await prompt(page).fill(line);
  await prompt(page).press('Enter');
}

/** Pastes as a browser does: one event with the whole text. */
async function paste(page: Page, text: string): Promise<void> {
  await prompt(page).evaluate((box, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', pasted);
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
  }, text);
}

test.beforeEach(async ({ page }) => {
  await page.goto('./?speed=20');
  await expect(output(page)).toContainText('Created /app');
});

test('Tab completes commands, flags and paths, and moves on where there is nothing to complete', async ({
  page,
}) => {
  const box = prompt(page);
  await type(page, 'create /apple 1');
  await expect(output(page)).toContainText('Created /apple');
  await box.pressSequentially('getAllC');
  await box.press('Tab');
  await expect(box).toHaveValue('getAllChildrenNumber ');
  await box.pressSequentially('/a');
  await box.press('Tab');
  await expect(box).toHaveValue('getAllChildrenNumber /app');
  await box.press('Tab');
  const list = page.getByRole('listbox', { name: 'Completions' });
  await expect(list.getByRole('option')).toHaveText(['app', 'apple']);
  await box.press('ArrowDown');
  await box.press('ArrowDown');
  await box.press('Enter');
  await expect(box).toHaveValue('getAllChildrenNumber /apple');
  await expect(list).toHaveCount(0);
  await box.press('Tab');
  await expect(box).not.toBeFocused();
  await box.fill('reconfig -a');
  await box.press('Tab');
  await expect(box).toHaveValue('reconfig -add ');
  await box.press('Tab');
  await expect(box).not.toBeFocused();
});

test('what was typed comes back by arrows and by a search, also after the view was changed', async ({
  page,
}) => {
  for (const line of ['ls /', 'get /app', 'stat /app']) await type(page, line);
  await expect(output(page)).toContainText('ephemeralOwner = 0x0');
  await page.setViewportSize({ width: 1000, height: 700 });
  await page.getByRole('tab', { name: 'Client' }).click();
  const box = prompt(page);
  await box.press('ArrowUp');
  await box.press('ArrowUp');
  await expect(box).toHaveValue('get /app');
  await box.press('Control+r');
  const search = page.getByRole('searchbox', { name: 'Search what was typed' });
  await expect(search).toBeFocused();
  await search.fill('LS');
  await search.press('Enter');
  await expect(box).toHaveValue('ls /');
  await expect(box).toBeFocused();
});

test('a pasted script runs line by line, one too long is refused in words, and nothing runs while an input method composes', async ({
  page,
}) => {
  const lines = Array.from({ length: 200 }, (_, i) => `create /s${i} x`);
  await paste(page, `${lines.join('\r\n')}\r\n`);
  await expect(output(page)).toContainText('Created /s199');
  await paste(page, `ls /\ncreate /long ${'x'.repeat(1_100_000)}`);
  await expect(page.getByText(/is too long: \d+ characters/)).toBeVisible();
  await prompt(page).fill('create /composed');
  await prompt(page).evaluate((box) => {
    box.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }),
    );
  });
  await type(page, 'ls /s199');
  await expect(output(page)).toContainText('ls /s199');
  await expect(output(page)).not.toContainText('/composed');
});

test('an exception that ends the real zkCli ends this one, and the page opens another', async ({
  page,
}) => {
  await page.goto('./?speed=2');
  await type(page, 'create -e /mine');
  await expect(output(page)).toContainText('Created /mine');
  await type(page, 'redo x');
  await expect(output(page)).toContainText(
    'Exception in thread "main" java.lang.NumberFormatException: For input string: "x"',
  );
  await expect(output(page)).toContainText('it lives until it times out');
  await type(page, 'ls /');
  // The old session is still there, and its ephemeral with it.
  await expect(output(page)).toContainText('[app, mine, zookeeper]');
});

test('quit says its status and leaves a button to begin again', async ({ page }) => {
  await type(page, 'get /missing');
  await type(page, 'quit');
  await expect(output(page)).toContainText('zkCli has ended with status 1.');
  await expect(prompt(page)).toBeDisabled();
  await button(page, 'Open it again').click();
  await type(page, 'ls /');
  await expect(output(page)).toContainText('[app, zookeeper]');
});

test('close and connect do what they do in zkCli', async ({ page }) => {
  await type(page, 'close');
  await type(page, 'ls /');
  await expect(output(page)).toContainText('Not connected');
  await type(page, 'connect node3:2181');
  await type(page, 'get /app');
  await expect(output(page)).toContainText('hello');
  await expect(terminal(page)).toContainText('at node 3');
});

test('four-letter words are sent to a node, and the help marks what is ours', async ({ page }) => {
  await button(page, 'Four-letter words').click();
  await page.getByLabel('Send to').selectOption('2');
  await page.getByLabel('Four-letter word', { exact: true }).fill('srvr');
  await button(page, 'Send').click();
  const answers = page.getByRole('log', { name: 'Answers to four-letter words' });
  await expect(answers).toContainText('Mode: leader');
  await button(page, 'More for this terminal').click();
  await button(page, 'Help on commands').click();
  const help = page.getByRole('dialog', { name: 'Commands' });
  await expect(help).toContainText('multi');
  await expect(help).toContainText('(not in zkCli)');
});

test('names that trap programs work and are shown safely', async ({ page }) => {
  const names = ['__proto__', 'constructor', 'hasOwnProperty', '配置', 'a b', 'x\u202Ey'];
  await paste(page, `${names.map((name) => `create "/${name}" v`).join('\n')}\nls /`);
  const listed = '[__proto__, a b, app, constructor, hasOwnProperty, x\\u{202e}y, zookeeper, 配置]';
  await expect(output(page)).toContainText(listed);
  const tree = page.getByRole('region', { name: 'ZNode tree' });
  for (const name of ['__proto__', 'constructor', 'hasOwnProperty', '配置', 'a b', 'x\\u{202e}y'])
    await expect(tree.getByRole('treeitem').filter({ hasText: name })).toBeVisible();
  await type(page, 'get "/x\u202Ey"');
  expect(await page.evaluate(() => 'v' in Object.prototype)).toBe(false);
});

test('the output is cleared from the view and comes back with the next command', async ({
  page,
}) => {
  await prompt(page).press('Control+l');
  await expect(output(page)).not.toContainText('Created /app');
  await type(page, 'get /app');
  await expect(output(page)).toContainText('hello');
});
