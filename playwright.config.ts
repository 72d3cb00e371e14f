// End-to-end tests against the built page, served by `vite preview`. `npm test` builds first.
import { createServer } from 'node:net';
import { defineConfig } from '@playwright/test';
import { findChromium } from './worker/host/cli/install.mjs';

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}

// This file is read again by every worker process: the first reading chooses, the others inherit.
process.env['ZAB_E2E_PORT'] ??= String(await freePort());
const port = process.env['ZAB_E2E_PORT'];
const chromium = findChromium();

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env['CI'] !== undefined,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  reporter: process.env['ZAB_E2E_REPORT']
    ? [['line'], ['json', { outputFile: process.env['ZAB_E2E_REPORT'] }]]
    : [['list']],
  use: {
    baseURL: `http://localhost:${port}/`,
    locale: 'en-US',
    // A trace films every page: it more than doubles the time of the suite. Where a test fails, `--trace on` repeats it with one.
    trace: 'off',
    launchOptions: {
      ...(chromium === null ? {} : { executablePath: chromium }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${port} --strictPort`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
