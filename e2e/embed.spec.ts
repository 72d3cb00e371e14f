// The page inside other pages: frames of another site, sandboxed frames with an opaque origin.
import { expect, test } from './fixtures.ts';

const frames = [
  { title: 'a frame of another site', sandbox: null },
  { title: 'a frame sandboxed to an opaque origin', sandbox: 'allow-scripts' },
] as const;

for (const { title, sandbox } of frames) {
  test(`the embedded playground runs in ${title}`, async ({ page, baseURL }) => {
    const { port } = new URL(baseURL ?? '');
    // 127.0.0.1 and localhost are different sites.
    const address = `http://127.0.0.1:${port}/embed/`;
    const attribute = sandbox === null ? '' : `sandbox="${sandbox}"`;
    const body = `<!doctype html><iframe width="900" height="600" ${attribute} src="${address}"></iframe>`;
    await page.route('**/host-page', (route) => route.fulfill({ contentType: 'text/html', body }));
    await page.goto('./host-page');
    const frame = page.frameLocator('iframe');
    await expect(frame.getByRole('status').filter({ hasText: /leader/i })).toHaveText(
      'Leader node 2, epoch 1',
      { timeout: 60_000 },
    );
  });
}
