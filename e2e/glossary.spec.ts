// Each word on the screen explains itself and leads to its place in the run; what is often believed is answered with a run.
import { button, expect, node, quorum, test } from './fixtures.ts';

test('a word leads to where it happened last, says when it has not, and beliefs lead to their lessons', async ({
  page,
}) => {
  await page.goto('./?seed=2&speed=max');
  await button(page, 'Partition node 3').click();
  await expect(quorum(page)).toHaveText('Quorum 2 of 3');
  await expect(node(page, 3)).toContainText('LOOKING');
  const open = async () => {
    await button(page, 'More').click();
    await button(page, 'The words on this page').click();
  };
  await open();
  const dialog = page.getByRole('dialog', { name: 'The words on this page' });
  const search = dialog.getByRole('searchbox', { name: 'Find a word' });
  await search.fill('trunc');
  await expect(dialog).toContainText('Has not happened in this run.');
  await search.fill('partition');
  await dialog.getByRole('button', { name: /^Show “partition” in the run: \d/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(button(page, 'Play')).toBeVisible();
  await expect(node(page, 3)).toContainText('FOLLOWING');
  await expect(node(page, 3)).toContainText('cut off');

  await open();
  await dialog.getByRole('radio', { name: 'Often believed' }).check({ force: true });
  await expect(dialog.getByRole('listitem')).toHaveCount(36);
  await search.fill('latest data at any time');
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await expect(dialog).toContainText('They may be a little old; sync makes them newer.');
  await button(page, 'Lesson 6: Old news: the stale read').click();
  await expect(page.getByRole('region', { name: 'Lesson', exact: true })).toContainText('Lesson 6');
});
