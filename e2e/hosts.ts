// Servers for tests: pages around a playground, and the built site under any path, with the headers a test wants.
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

export type Headers = Readonly<Record<string, string>>;

/** What a server has at a path. */
interface Page {
  readonly html: string;
  readonly headers?: Headers;
}

export class Host {
  readonly #server: Server;
  readonly #pages = new Map<string, Page>();
  readonly #folders = new Map<string, { readonly folder: string; readonly headers: Headers }>();

  constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(new URL(request.url ?? '/', 'http://localhost').pathname).then(
        ([status, headers, body]) => response.writeHead(status, headers).end(body),
      );
    });
  }

  /** Listens; resolves with the origin at the host name given. */
  async open(name = 'localhost'): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, name, resolve));
    return `http://${name}:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  page(path: string, html: string, headers: Headers = {}): void {
    this.#pages.set(path, { html, headers });
  }

  /** Serves the files of a folder below `path`, which ends with a slash; what lies there packed (`.gz`) too. */
  folder(path: string, folder: string, headers: Headers = {}): void {
    this.#folders.set(path, { folder, headers });
  }

  async #answer(path: string): Promise<[number, Headers, string | Buffer]> {
    const page = this.#pages.get(path);
    if (page)
      return [200, { 'Content-Type': 'text/html; charset=utf-8', ...page.headers }, page.html];
    const found = [...this.#folders].find(([prefix]) => path.startsWith(prefix));
    if (!found) return [404, {}, 'Not here.'];
    const [prefix, { folder, headers }] = found;
    const inside = normalize(decodeURIComponent(path.slice(prefix.length)));
    const file = join(
      folder,
      inside.endsWith('/') || inside === '.' ? join(inside, 'index.html') : inside,
    );
    const type = { 'Content-Type': types[extname(file)] ?? 'text/plain', ...headers };
    const body = await readFile(file).catch(() => null);
    if (body !== null) return [200, type, body];
    const packed = await readFile(`${file}.gz`).catch(() => null);
    if (packed === null) return [404, {}, 'Not here.'];
    return [200, { ...type, 'Content-Encoding': 'gzip' }, packed];
  }
}

/** A page that is not the playground's, and asks for nothing of its own. */
export function around(body: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Around</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;
}
