// A run as the page exports it, and what the simulator under Node makes of it.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import type { Recording } from './bench-page.ts';
import { button, expect } from './fixtures.ts';

const run = promisify(execFile);

export interface Export {
  readonly recording: Recording;
  readonly file: string;
}

/** Pauses, exports, and returns what was saved, and where. */
export async function exported(page: Page, folder: string): Promise<Export> {
  const download = page.waitForEvent('download');
  await pressExport(page);
  const file = `${folder}/run.json`;
  await (await download).saveAs(file);
  return read(file);
}

/** The same where the browser saves what it downloads in `folder` by itself. */
export async function exportedInto(page: Page, folder: string): Promise<Export> {
  await pressExport(page);
  const saved = async () => (await readdir(folder)).filter((name) => name.endsWith('.json'));
  await expect.poll(saved).toHaveLength(1);
  return read(join(folder, ...(await saved())));
}

async function pressExport(page: Page): Promise<void> {
  await button(page, 'Pause').click();
  await expect(button(page, 'Play')).toBeVisible();
  await button(page, 'Share').click();
  await button(page, 'Export').click();
}

async function read(file: string): Promise<Export> {
  return { recording: JSON.parse(await readFile(file, 'utf8')) as Recording, file };
}

/** The trace hash of a saved recording in the simulator. */
export async function simulatedHash(file: string): Promise<string> {
  const { stdout } = await run('node', ['worker/host/cli/run.mjs', 'sim', file, '--hash']);
  return stdout.trim();
}

/** Drops a file with this content on the page. */
export async function dropFile(page: Page, text: string): Promise<void> {
  const data = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'run.json', { type: 'application/json' }));
    return transfer;
  }, text);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await expect(page.getByText('Drop a recording here to open it')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}
