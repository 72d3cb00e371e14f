// The page for a projector (`?view=present` at 1280x720): no word smaller than 20 pixels, nothing that only hovering tells.
import type { Page } from '@playwright/test';
import { button, expect, leader, node, test } from './fixtures.ts';

test.use({ viewport: { width: 1280, height: 720 } });

/** Every text in view that is smaller, with its size. */
function smallTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const small: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
      const parent = text.parentElement;
      const words = text.textContent?.trim() ?? '';
      if (parent === null || words === '' || parent.closest('.unseen, option') !== null) continue;
      if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const { width, top, bottom } = range.getBoundingClientRect();
      if (width < 2 || bottom < 0 || top > innerHeight) continue;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (size < 20) small.push(`${size}: ${words}`);
    }
    return small;
  });
}

/** Buttons whose words are seen only by hovering. */
function wordless(page: Page): Promise<(string | null)[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button')]
      .filter((one) => one.checkVisibility() && one.innerText.trim() === '')
      .filter((one) => one.closest('[role=group]') === null)
      .map((one) => one.getAttribute('aria-label')),
  );
}

test('a projector shows the buttons of nine nodes beside the stage, and the inspector of any', async ({
  page,
}) => {
  await page.goto('./?view=present&servers=9&speed=max');
  await expect(leader(page)).toHaveText('Leader node 5, epoch 1');
  for (let id = 1; id <= 9; id += 1) {
    await expect(button(page, `Partition node ${id}`)).toHaveCount(1);
    await expect(button(page, `Kill node ${id}`)).toHaveCount(1);
  }
  await button(page, 'Partition node 9').click();
  await button(page, 'Kill node 8').click();
  await expect(button(page, 'Restart node 8')).toBeVisible();
  await expect(button(page, 'Kill node 8')).toHaveCount(0);
  await expect(node(page, 8)).toContainText('DOWN');
  await button(page, 'Heal node 9').click();
  await expect(button(page, 'Partition node 9')).toBeVisible();
  expect(await smallTexts(page)).toEqual([]);
  await button(page, 'Inspect node 8').click({ position: { x: 60, y: 12 } });
  await expect(page.getByRole('region', { name: 'Inspector' })).toBeVisible();
});

test('every word for a projector is 20 pixels or more, and no button is an icon alone', async ({
  page,
}) => {
  await page.goto('./?view=present&speed=max');
  await expect(leader(page)).toHaveText('Leader node 2, epoch 1');
  await expect(page.getByRole('list').filter({ hasText: 'Client A' })).toBeVisible();
  expect(await smallTexts(page)).toEqual([]);
  expect(await wordless(page)).toEqual([]);

  await button(page, 'Partition node 2').click();
  await expect(leader(page)).toHaveText('Leader node 3, epoch 2');
  await button(page, 'Pause').click();
  await button(page, 'Inspect node 2').click({ position: { x: 20, y: 20 } });
  await expect(page.getByRole('region', { name: 'Inspector' })).toBeVisible();
  expect(await smallTexts(page)).toEqual([]);
  for (const [key, region] of [
    ['t', 'ZNode tree'],
    ['w', 'Terminal'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('region', { name: region })).toBeVisible();
    expect(await smallTexts(page)).toEqual([]);
  }
  for (const name of ['Settings', 'Keyboard shortcuts', 'Faults', 'Scenarios']) {
    await button(page, 'More').click();
    expect(await smallTexts(page)).toEqual([]);
    await button(page, name).click();
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    expect(await smallTexts(page)).toEqual([]);
    await page.keyboard.press('Escape');
  }
  await expect(node(page, 2)).toContainText('LOOKING');
});
