// What a teacher prints: question sheets, notes and plans, in both languages, black on white whatever the theme.
import { button, expect, quorum, test } from './fixtures.ts';

test('sheets are one click from the list of lessons, and come out on paper as they should', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('./');
  await expect(quorum(page)).toHaveText('Quorum 3 of 3');
  await button(page, 'Lessons').click();
  const popup = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Teacher’s notes: First steps' }).click();
  const sheets = await popup;

  await expect(sheets.getByRole('article')).toHaveCount(4);
  await expect(sheets.getByRole('article').nth(2)).toContainText(
    'Many say that writes go on at once, for nodes 1 and 3 are a majority.',
  );
  await sheets.getByRole('combobox', { name: 'What to print' }).selectOption('Question sheet');
  await sheets.getByRole('combobox', { name: 'Lesson' }).selectOption('Lesson 3: Partition node 2');
  const sheet = sheets.getByRole('article');
  await expect(sheet).toHaveCount(1);
  await expect(sheet).toContainText('Who leads next, and what becomes of node 2?');
  await expect(sheet).not.toContainText('majority side elects');
  const address = new URL('./?lesson=3', page.url()).href;
  await expect(sheet.getByRole('img', { name: `QR code of ${address}` })).toBeVisible();

  await sheets.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(button(sheets, 'Print')).toBeHidden();
  const colours = await sheet.evaluate((element) => {
    const { color, backgroundColor } = getComputedStyle(element);
    return [color, backgroundColor];
  });
  expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  // Page objects of the file: one sheet of A4 (595 by 842 points).
  const pdf = (await sheets.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  expect(pdf).toMatch(/\/MediaBox \[0 0 59\d\S* 84\d/);

  await sheets.emulateMedia({ media: 'screen' });
  await sheets.getByRole('combobox', { name: 'Language' }).selectOption('简体中文');
  await expect(sheet).toContainText('接下来谁领导');
  await sheets.getByRole('combobox', { name: '打印什么' }).selectOption('教案');
  await expect(sheets.getByRole('heading', { level: 2 })).toHaveText(
    '一堂 50 分钟的课：第 1 课到第 4 课',
  );
  await expect(sheets).toHaveURL(/sheets\.html\?sheet=plan&lesson=lecture&lang=zh-CN$/);
});
