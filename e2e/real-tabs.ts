// A Chromium whose tabs really hide each other. The pages of a test are always visible: the tool that drives them holds
// them so, except in a browser that it only joins.
import { createServer } from 'node:net';
import { chromium, type BrowserContext, type LaunchOptions, type Page } from '@playwright/test';

export interface Tabs {
  readonly context: BrowserContext;
  /** What pages download from now on lands here: a joined browser tells nobody of its downloads. */
  saveDownloads(folder: string): Promise<void>;
  close(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}

export async function openTabs(options: LaunchOptions): Promise<Tabs> {
  const port = await freePort();
  const args = [...(options.args ?? []), `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ ...options, args });
  const joined = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
  const [context] = joined.contexts();
  if (context === undefined) throw new Error('A browser has a context from its start.');
  return {
    context,
    saveDownloads: async (downloadPath) => {
      const session = await joined.newBrowserCDPSession();
      await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath });
    },
    close: async () => {
      await joined.close();
      await browser.close();
    },
  };
}

export const isHidden = (page: Page): Promise<boolean> => page.evaluate(() => document.hidden);

/** What a browser does to a tab that has been hidden for long, undone at once: its page and workers stand still between. */
export async function freezeAndThaw(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await session.detach();
}

/** From one moment to the next the clock of every worker shows so much more, as after a machine has slept. */
export async function loseTime(page: Page, ms: number): Promise<void> {
  const jump = (lost: number): void => {
    const real = performance.now.bind(performance);
    performance.now = () => real() + lost;
  };
  // A node may be killed meanwhile, and its worker ended.
  const jumps = page.workers().map((worker) => worker.evaluate(jump, ms).catch(() => undefined));
  await Promise.all(jumps);
}
