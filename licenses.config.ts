// Whose work is in the built site: every package whose code ends up in a page or a worker, with its licence text, as
// dist/licenses.txt. A licence that is not on the list stops the build. Called by vite.config.ts for pages and for workers.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const allowed = ['Apache-2.0', 'MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'];

/** The folder of the package that a module belongs to; null for our own. */
function packageOf(id: string): string | null {
  return (
    /^.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+/.exec(id.replaceAll('\0', ''))?.[0] ?? null
  );
}

function entryOf(folder: string): string {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as { readonly name: string; readonly version: string; readonly license?: unknown };
  if (typeof license !== 'string' || !allowed.includes(license))
    throw new Error(
      `The licence of ${name} (${String(license)}) is not among ${allowed.join(', ')}.`,
    );
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(each));
  const text =
    file === undefined
      ? 'It carries no text of its licence.'
      : readFileSync(join(folder, file), 'utf8');
  return `${name} ${version}, ${license}\n\n${text.trim()}\n`;
}

export class Licenses {
  readonly #folders = new Set<string>();

  /** For pages, which are bundled last: notes what is in them, and writes the list. */
  forPages(): Plugin {
    const note = (modules: Iterable<[string, { readonly renderedLength: number }]>) => {
      this.#noteAll(modules);
    };
    const text = () => this.#text();
    return {
      name: 'zab:licenses',
      generateBundle(_options, bundle) {
        for (const chunk of Object.values(bundle))
          if (chunk.type === 'chunk') note(Object.entries(chunk.modules));
        this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: text() });
      },
    };
  }

  /** For workers: notes what is in them. */
  forWorkers(): Plugin {
    return {
      name: 'zab:licenses-of-workers',
      generateBundle: (_options, bundle) => {
        for (const chunk of Object.values(bundle))
          if (chunk.type === 'chunk') this.#noteAll(Object.entries(chunk.modules));
      },
    };
  }

  #noteAll(modules: Iterable<[string, { readonly renderedLength: number }]>): void {
    for (const [id, { renderedLength }] of modules) {
      const folder = renderedLength > 0 ? packageOf(id) : null;
      if (folder !== null && existsSync(join(folder, 'package.json'))) this.#folders.add(folder);
    }
  }

  #text(): string {
    const line = `\n${'-'.repeat(80)}\n\n`;
    return [...this.#folders].sort().map(entryOf).join(line);
  }
}
