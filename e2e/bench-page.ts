// The page without a picture, served for a test: the workers of the site, driven by recordings alone.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { preview } from 'vite';

const run = promisify(execFile);

/** What a run is; here it only passes through. */
export interface Recording {
  readonly until: number;
  readonly hash?: string;
}

export interface Sample {
  readonly name: string;
  readonly recording: Recording;
  readonly windows: 'whole' | 'half' | 'inputs';
  readonly hash: string;
  readonly kinds: readonly string[];
}

/** What the page offers (worker/bench/page). */
declare const bench: {
  play(recording: Recording, windows: string): Promise<{ readonly hash: string }>;
  readonly live: {
    open(recording: Recording, options: object): Promise<void>;
    until(): number;
    recording(): Promise<Recording>;
  };
};

export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

export async function serveBenchPage(): Promise<Site> {
  const { stdout } = await run('node', ['worker/host/cli/bench-page.mjs']);
  const outDir = stdout.trim();
  const server = await preview({
    configFile: false,
    root: outDir,
    build: { outDir },
    preview: { port: 0 },
    logLevel: 'error',
  });
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

/** The seeded recordings, each with the hash that the simulator under Node finds. */
export async function drawSamples(): Promise<readonly Sample[]> {
  const command = ['worker/host/cli/run.mjs', 'recordings'];
  const { stdout } = await run('node', command, { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as Sample[];
}

/** The trace hash that the workers of the page find. */
export async function played(page: Page, { recording, windows }: Sample): Promise<string> {
  const answer = await page.evaluate(([what, how]) => bench.play(what, how), [
    recording,
    windows,
  ] as const);
  return answer.hash;
}

/** Begins to play at so many virtual seconds a second; goes on by itself. */
export async function begin(page: Page, recording: Recording, pace: number): Promise<void> {
  await page.evaluate(
    ([what, speed]) => bench.live.open(what, { at: 0, play: true, pace: speed }),
    [recording, pace] as const,
  );
}

export const reached = (page: Page): Promise<number> => page.evaluate(() => bench.live.until());

/** The run's hash once it has come to `until`; throws before that. */
export const ending = (page: Page): Promise<Recording> =>
  page.evaluate(() => bench.live.recording());
