// A Chromium with the bench page or the built site in it, for the benchmarks that need one. Called by cli/bench.ts.
import { chromium, type Browser } from '@playwright/test';
import { preview } from 'vite';

export interface Served {
  readonly address: string;
  close(): Promise<void>;
}

/** Serves a folder of built files on a port of its own. */
export async function serveFolder(outDir: string): Promise<Served> {
  const server = await preview({
    configFile: false,
    root: outDir,
    build: { outDir },
    preview: { port: 0, open: false },
    logLevel: 'error',
  });
  return { address: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

export function launch(executablePath: string | null): Promise<Browser> {
  const path = executablePath === null ? {} : { executablePath };
  return chromium.launch({ ...path, args: ['--no-sandbox', '--disable-gpu'] });
}
