// Where a soak happens: the built site in a Chromium, and pages of other origins around it. Called by cli/soak.ts.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Browser, type Frame, type Page } from '@playwright/test';
import { preview, type PreviewServer } from 'vite';
import { findChromium, root } from '../cli/install.mjs';

/** What in-page.mjs offers in every page and frame. */
export interface InPage {
  tell(way: 'link' | 'file', content: string, patience: number): Promise<Told>;
  exported(): Promise<string>;
  shown(): string;
  notice(): string;
  full(): Promise<string>;
  held(): number;
  hurt(): number;
  post(frame: number, data: unknown): boolean;
  postExotic(frame: number, name: string, size: number): boolean;
  answers(frame: number): readonly unknown[];
}

export interface Told {
  readonly outcome: 'refused' | 'taken' | 'ignored';
  readonly ms: number;
  readonly sentence: string;
  /** What the page says of its run after it. */
  readonly shown: string;
  /** How long its thread was held, in milliseconds. */
  readonly held: number;
}

/** Calls a word of in-page.mjs there. */
export function ask<K extends keyof InPage>(
  page: Page | Frame,
  word: K,
  ...args: Parameters<InPage[K]>
): Promise<Awaited<ReturnType<InPage[K]>>> {
  return page.evaluate(
    ([name, given]) => {
      const soak = Reflect.get(globalThis, 'soak') as Record<string, (...all: unknown[]) => never>;
      return soak[name]?.(...given) as Awaited<ReturnType<InPage[K]>>;
    },
    [word, args] as const,
  );
}

export class Stage {
  /** The built site; ends with a slash. */
  readonly site: string;
  readonly browser: Browser;
  /** No page may be held longer, in milliseconds. */
  readonly hangMs: number;
  private readonly served: PreviewServer;
  private readonly hosts: Server[] = [];

  private constructor(site: string, browser: Browser, served: PreviewServer, hangMs: number) {
    this.site = site;
    this.hangMs = hangMs;
    this.browser = browser;
    this.served = served;
  }

  static async open(hangMs: number): Promise<Stage> {
    const settings = { port: 0, open: false, host: '127.0.0.1' };
    const served = await preview({ root, preview: settings, logLevel: 'silent' });
    const executablePath = findChromium();
    const browser = await chromium.launch({
      ...(executablePath === null ? {} : { executablePath }),
      // Hundreds of addresses a minute would be held back otherwise.
      args: ['--no-sandbox', '--disable-gpu', '--disable-ipc-flooding-protection'],
    });
    return new Stage(served.resolvedUrls?.local[0] ?? '', browser, served, hangMs);
  }

  /** Another origin, on which every address has the page that `html` makes for it. */
  async host(html: (origin: string) => string): Promise<string> {
    let page = '';
    const server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(page);
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    this.hosts.push(server);
    const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    page = `<!doctype html><link rel="icon" href="data:,"><body>${html(origin)}`;
    return origin;
  }

  async page(): Promise<Page> {
    const context = await this.browser.newContext({
      locale: 'en-US',
      viewport: { width: 1400, height: 1000 },
    });
    await context.addInitScript({ path: join(root, 'worker/host/soak/in-page.mjs') });
    return context.newPage();
  }

  async close(): Promise<void> {
    await this.browser.close();
    for (const server of this.hosts) server.close();
    await this.served.close();
  }
}
