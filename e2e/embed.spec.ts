// The page inside other pages: frames of another site, sandboxed frames with an opaque origin.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './fixtures.ts';

let server: Server;
let body = '';

test.beforeAll(async () => {
  server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<!doctype html><title>Host</title><link rel="icon" href="data:,">${body}`);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
});

test.afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});

/** The address of a page on another site than the playground's. */
function hostPage(): string {
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}

/** localhost and 127.0.0.1 are different sites. */
function onOtherSite(baseURL: string | undefined, path: string): string {
  const { port } = new URL(baseURL ?? '');
  return `http://127.0.0.1:${port}/${path}`;
}

test.describe('frames of another site', () => {
  test.use({ ownHosts: ['127.0.0.1'] });

  for (const sandbox of ['', 'sandbox="allow-scripts"']) {
    test(`the embedded playground runs in <iframe ${sandbox}>`, async ({ page, baseURL }) => {
      const address = onOtherSite(baseURL, 'embed/');
      body = `<iframe width="900" height="600" ${sandbox} src="${address}"></iframe>`;
      await page.goto(hostPage());
      const status = page.frameLocator('iframe').getByRole('status');
      await expect(status.filter({ hasText: /leader/i })).toHaveText('Leader node 2, epoch 1', {
        timeout: 60_000,
      });
    });
  }

  test.describe('the main page', () => {
    test.use({ allowedComplaints: [/frame-ancestors/] });

    test('refuses to be framed', async ({ page, baseURL }) => {
      const address = onOtherSite(baseURL, '');
      body = `<iframe width="900" height="600" src="${address}"></iframe>`;
      const refused = page.waitForEvent('console', (message) =>
        message.text().includes("frame-ancestors 'none'"),
      );
      await page.goto(hostPage());
      await refused;
    });
  });
});
