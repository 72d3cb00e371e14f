// Browsers that lack something, workers that hang, strangers on the channels: the page says what is the matter and goes on.
import type { Worker } from '@playwright/test';
import { button, expect, leader, quorum, test } from './fixtures.ts';

function serverWorkers(workers: readonly Worker[]): Worker[] {
  return workers.filter((worker) => worker.url().includes('server-worker'));
}

test('without BroadcastChannel the page runs all the same', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'BroadcastChannel');
  });
  await page.goto('./');
  await expect(leader(page)).toHaveText('Leader node 2, epoch 1');
  expect(serverWorkers(page.workers())).toEqual([]);
});

test('every node runs in a worker of its own, and a killed node has none', async ({ page }) => {
  await page.goto('./?speed=1');
  await expect(button(page, 'Pause')).toBeVisible();
  const before = serverWorkers(page.workers());
  expect(before.length).toBe(3);
  await button(page, 'Kill node 3').click();
  await expect(quorum(page)).toHaveText('Quorum 2 of 3');
  await expect
    .poll(() => before.filter((worker) => page.workers().includes(worker)).length)
    .toBe(2);
});

test('a worker that hangs is named within seconds, costs nobody else anything, and can be restarted', async ({
  page,
}) => {
  await page.goto('./?speed=1');
  await expect(button(page, 'Pause')).toBeVisible();
  const victim = serverWorkers(page.workers())[0];
  victim
    ?.evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);
  const alert = page.getByRole('alert').filter({ hasText: /node \d/i });
  await expect(alert).toContainText(/does not answer/i);
  await alert.getByRole('button', { name: /Restart/ }).click();
  await expect(alert).toHaveCount(0);
  await expect(quorum(page)).toHaveText('Quorum 3 of 3', { timeout: 60_000 });
});

for (const [when, speed] of [
  ['while it is busy', 1],
  ['while nobody asks anything of it', 0.01],
] as const) {
  test(`a worker that throws ${when} is named as ended, and its node comes back from its disk`, async ({
    page,
  }) => {
    await page.goto(`./?speed=${speed}`);
    await expect(button(page, 'Pause')).toBeVisible();
    const [victim] = serverWorkers(page.workers());
    await victim?.evaluate(() => {
      setTimeout(() => {
        throw new Error('out of memory, say');
      });
    });
    const alert = page.getByRole('alert').filter({ hasText: /node \d/i });
    await expect(alert).toContainText(/worker of node \d ended/i);
    await alert.getByRole('button', { name: /Restart/ }).click();
    await expect(alert).toHaveCount(0);
    await page.getByRole('slider', { name: 'Speed' }).press('End');
    await expect(quorum(page)).toHaveText('Quorum 3 of 3', { timeout: 60_000 });
  });
}

test('three tabs on one origin with one seed do not hear each other', async ({ page, context }) => {
  test.slow();
  const tabs = [page, await context.newPage(), await context.newPage()];
  await Promise.all(tabs.map((tab) => tab.goto('./?seed=7&speed=2')));
  for (const tab of tabs) {
    await expect(quorum(tab)).toHaveText('Quorum 3 of 3', { timeout: 60_000 });
  }
  await button(page, 'Kill node 2').click();
  await expect(leader(page)).toHaveText('Leader node 3, epoch 2', { timeout: 60_000 });
  for (const tab of tabs.slice(1)) {
    await expect(leader(tab)).toHaveText('Leader node 2, epoch 1');
    await expect(quorum(tab)).toHaveText('Quorum 3 of 3');
  }
});
