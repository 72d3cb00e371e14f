// The test of every spec: a page on which nothing may go wrong unseen. Errors on the console, uncaught errors, violations
// of the content policy and requests to other hosts fail the test that caused them.
import { expect, test as base, type Page } from '@playwright/test';

export { expect } from '@playwright/test';

interface Options {
  /** Complaints that a test provokes on purpose. */
  readonly allowedComplaints: readonly RegExp[];
  /** Host names that count as ours beside the site's own. */
  readonly ownHosts: readonly string[];
}

interface Fixtures {
  readonly complaints: string[];
}

export const test = base.extend<Fixtures & Options>({
  allowedComplaints: [[], { option: true }],
  ownHosts: [[], { option: true }],
  complaints: [
    async ({ page, baseURL, allowedComplaints, ownHosts }, use) => {
      const complaints: string[] = [];
      collectFrom(page, [new URL(baseURL ?? '').hostname, ...ownHosts], complaints);
      await use(complaints);
      const unexpected = complaints.filter(
        (complaint) => !allowedComplaints.some((allowed) => allowed.test(complaint)),
      );
      expect(unexpected, 'What the page complained of').toEqual([]);
    },
    { auto: true },
  ],
});

function collectFrom(page: Page, own: readonly string[], complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    const isOwn = own.includes(new URL(url).hostname) || /^(data|blob):/.test(url);
    if (!isOwn) complaints.push(`A request left the site: ${url}`);
  });
}

/** What the page says of itself, by the names that stay the same. */
export const leader = (page: Page) => page.getByRole('status').filter({ hasText: /leader/i });
export const quorum = (page: Page) => page.getByRole('status').filter({ hasText: /^Quorum/ });
export const node = (page: Page, id: number) =>
  page.getByRole('group', { name: `Node ${id}`, exact: true });
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
export const prompt = (page: Page) => page.getByRole('textbox', { name: 'zkCli command' });
