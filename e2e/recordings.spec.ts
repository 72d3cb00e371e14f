// One recording, one trace: what servers in Chromium's workers do, over its channels, is what the simulator under Node does.
import { drawSamples, played, serveBenchPage, type Sample, type Site } from './bench-page.ts';
import { expect, test } from './fixtures.ts';

// One browser process plays them all, one after the other.
test.describe.configure({ mode: 'default' });

let site: Site;
let samples: readonly Sample[];

test.beforeAll(async () => {
  [site, samples] = await Promise.all([serveBenchPage(), drawSamples()]);
});

test.afterAll(async () => {
  await site.close();
});

test('the recordings are many and long, and hold every kind of trouble', () => {
  expect(samples.length).toBeGreaterThanOrEqual(20);
  for (const { recording } of samples)
    expect(recording.until).toBeGreaterThanOrEqual(60 * 1_000_000);
  expect(new Set(samples.map(({ hash }) => hash)).size).toBe(samples.length);
  const kinds = new Set(samples.flatMap((sample) => sample.kinds));
  for (const kind of [
    ...['kill and restart', 'partition and heal', 'one-way cut', 'slow link'],
    ...['DIFF', 'TRUNC', 'SNAP'],
  ])
    expect(kinds).toContain(kind);
});

for (const [windows, name] of [
  ['whole', 'windows of the smallest latency'],
  ['half', 'windows of half the smallest latency'],
  ['inputs', 'single inputs'],
] as const) {
  test(`workers that are handed ${name} give the simulator's trace`, async ({ page }) => {
    await page.goto(site.url);
    const mine = samples.filter((sample) => sample.windows === windows);
    expect(mine.length).toBeGreaterThanOrEqual(7);
    for (const sample of mine)
      expect.soft(await played(page, sample), sample.name).toBe(sample.hash);
  });
}
