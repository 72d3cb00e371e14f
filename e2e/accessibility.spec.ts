// Nothing that axe calls serious, on every screen: sizes, themes, both languages, and while an ensemble is broken.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { button, expect, node, test } from './fixtures.ts';

const sizes = {
  desktop: { width: 1440, height: 900 },
  projector: { width: 1280, height: 720 },
  embedded: { width: 640, height: 400 },
  phone: { width: 390, height: 844 },
} as const;

// Colours that are on their way to others are judged when they have arrived.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Of the part that the selector names, or of all; with `rules`, of those alone. */
async function seriousOn(page: Page, part = 'html', ...rules: string[]): Promise<string[]> {
  const builder = new AxeBuilder({ page }).include(part);
  // A page of its own for the result is slow, and needed only for frames of other origins.
  builder.setLegacyMode();
  if (rules.length > 0) builder.withRules(rules);
  const { violations } = await builder.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

for (const [name, viewport] of Object.entries(sizes)) {
  test(`axe finds nothing serious at ${name} size, light in English and dark in Chinese`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    await page.goto('./?theme=light&lang=en');
    await expect(page.getByRole('status').filter({ hasText: 'Leader node 2' })).toBeAttached();
    expect(await seriousOn(page)).toEqual([]);
    await page.goto('./?theme=dark&lang=zh-CN');
    await expect(page.getByRole('status').filter({ hasText: /2.*epoch 1/ })).toBeAttached();
    expect(await seriousOn(page)).toEqual([]);
  });
}

/** Each by its name in the command palette, and as it calls itself where that is another. */
const dialogs = [
  ['Settings'],
  ['Keyboard shortcuts'],
  ['Share', 'Share this run'],
  ['New ensemble'],
  ['Reset', 'Start over?'],
  ['Faults'],
  ['Lessons'],
  ['Scenarios'],
  ['Picture'],
  ['The words on this page'],
  ['Compare two branches', 'Two branches side by side'],
] as const;

for (const size of ['desktop', 'phone'] as const) {
  test(`axe finds nothing serious in any dialog at ${size} size, light and dark`, async ({
    page,
  }) => {
    await page.setViewportSize(sizes[size]);
    await page.goto('./?speed=max&theme=light');
    await expect(page.getByRole('status').filter({ hasText: 'Leader node 2' })).toBeAttached();
    await page.keyboard.press('Shift+3');
    await expect(node(page, 3)).toContainText('DOWN');
    await page.keyboard.press('z');
    await expect(node(page, 3)).toContainText('FOLLOWING');
    await button(page, 'Pause').click();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeVisible();
    expect(await seriousOn(page, 'dialog')).toEqual([]);
    await page.keyboard.press('Escape');
    for (const [name, title = name] of dialogs) {
      await openByName(page, name, title);
      if (title.startsWith('Two')) await expect(button(page, 'First difference')).toBeVisible();
      expect(await seriousOn(page, 'dialog')).toEqual([]);
      await darken(page);
      expect(await seriousOn(page, 'dialog', 'color-contrast')).toEqual([]);
      await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  });
}

async function openByName(page: Page, name: string, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: title })).toBeVisible();
}

async function darken(page: Page): Promise<void> {
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
}

test('axe finds nothing serious in the records, the inspector and a message, light and dark', async ({
  page,
}) => {
  await page.goto('./?seed=2&theme=light');
  // At a commit, the COMMITs are on their way.
  await button(page, 'Next event').click();
  await page.getByRole('button', { name: /^[1-9]\d* messages? on the way$/ }).click();
  await page
    .getByRole('button', { name: /from Node|from Client/ })
    .first()
    .click();
  const message = page.getByRole('dialog');
  await expect(message.getByRole('button', { name: 'Break connection' })).toBeVisible();
  expect(await seriousOn(page, 'dialog')).toEqual([]);
  await darken(page);
  expect(await seriousOn(page, 'dialog', 'color-contrast')).toEqual([]);
  await page.keyboard.press('Escape');
  await button(page, 'Inspect node 2').click({ position: { x: 20, y: 20 } });
  await button(page, 'Everything this server knows').click();
  for (const tab of [/^Time diagram/, /^Invariants/, /^Counters/, /^Transaction log/]) {
    await page.getByRole('tab', { name: tab }).click();
    expect(await seriousOn(page, 'main', 'color-contrast')).toEqual([]);
  }
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
  for (const tab of [/^Time diagram/, /^Invariants/, /^Counters/]) {
    await page.getByRole('tab', { name: tab }).click();
    expect(await seriousOn(page, 'main')).toEqual([]);
  }
});

/** What depends on how much of a thing is in view. */
const bySize = ['scrollable-region-focusable', 'target-size', 'button-name'];

test('axe finds nothing serious at 200 % zoom, and nothing there is cut off or out of reach', async ({
  page,
}) => {
  // 1280 by 720 at 200 %.
  await page.setViewportSize({ width: 640, height: 360 });
  await page.goto('./?speed=max');
  await expect(page.getByRole('status').filter({ hasText: 'Leader node 2' })).toBeAttached();
  await button(page, 'Pause').click();
  for (const [name, title = name] of dialogs.slice(0, -1)) {
    await openByName(page, name, title);
    expect(await seriousOn(page, 'dialog', ...bySize)).toEqual([]);
    expect([name, await outOfReach(page, 'dialog')]).toEqual([name, []]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await button(page, 'Choose node 2').click({ position: { x: 60, y: 12 } });
  const sheet = page.getByRole('dialog', { name: 'Node 2' });
  await sheet.getByRole('button', { name: 'Inspect node 2' }).click();
  await expect(sheet).toContainText('acceptedEpoch');
  expect(await seriousOn(page, 'dialog')).toEqual([]);
  expect(await outOfReach(page, 'dialog')).toEqual([]);
  await page.keyboard.press('Escape');
  for (const tab of ['Tree', 'Client', 'Story', 'Lesson', 'Log']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    expect([tab, await outOfReach(page, 'body')]).toEqual([tab, []]);
  }
  for (const tab of [/^Time diagram/, /^Invariants/, /^Counters/]) {
    await page.getByRole('tab', { name: tab }).click();
    expect([tab.source, await outOfReach(page, 'body')]).toEqual([tab.source, []]);
  }
});

/** Controls that no scrolling brings fully into view, by name. */
function outOfReach(page: Page, part: string): Promise<string[]> {
  return page.locator(part).evaluate((root) => {
    const hidden: string[] = [];
    const controls = root.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href]');
    for (const one of controls) {
      if (!one.checkVisibility({ visibilityProperty: true }) || one.closest('.unseen')) continue;
      one.scrollIntoView({ block: 'center', inline: 'center' });
      const { left, right, top, bottom, width } = one.getBoundingClientRect();
      if (width < 2) continue;
      const inside =
        left >= -1 && right <= innerWidth + 1 && top >= -1 && bottom <= innerHeight + 1;
      const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      const hit = at !== null && (one.contains(at) || at.contains(one));
      if (!inside || !hit) hidden.push(one.getAttribute('aria-label') ?? one.innerText);
    }
    return hidden;
  });
}

test('axe finds nothing serious while node 2 is cut off', async ({ page }) => {
  await page.goto('./');
  await button(page, 'Partition node 2').click();
  await expect(node(page, 2).getByRole('button', { name: 'Heal node 2' })).toBeVisible();
  expect(await seriousOn(page)).toEqual([]);
});

for (const size of ['desktop', 'phone'] as const) {
  test(`axe finds nothing serious in a lesson at ${size} size, while it asks and after it has answered`, async ({
    page,
  }) => {
    await page.setViewportSize(sizes[size]);
    await page.goto('./?lesson=3&step=2');
    const lesson = page.getByRole('region', { name: 'Lesson', exact: true });
    await expect(lesson.getByRole('radio')).toHaveCount(3);
    expect(await seriousOn(page)).toEqual([]);
    await lesson.getByRole('radio').first().check();
    await lesson.getByRole('button', { name: 'Show me' }).click();
    await expect(lesson).toContainText('What you saw', { timeout: 60_000 });
    expect(await seriousOn(page)).toEqual([]);
  });
}
