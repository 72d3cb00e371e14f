// Four pages from one source: `/`, `/embed/`, `/embedding.html` and `/sheets.html`, with the same addresses in dist/ on any
// subpath, under `npm start` (`vite preview`) and under `npm run dev`. Also the settings of vitest.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Connect, Plugin, PreviewServer, ViteDevServer } from 'vite';
import { defineConfig } from 'vitest/config';
import type { Picture } from './app/embed/pictures.ts';
import { Licenses } from './licenses.config.ts';
import { bundle } from './worker/host/cli/bundle.mjs';

const root = import.meta.dirname;
/** Where a page is built to, and its source: Vite takes it to be there already, so that its relative addresses are right. */
const pageSources: ReadonlyMap<string, string> = new Map([
  ['embed/index.html', 'app/embed/index.html'],
  ['embedding.html', 'app/embed/guide.html'],
  ['sheets.html', 'app/lessons/sheets/sheets.html'],
]);
const builtPages = new Map([...pageSources].map(([built, source]) => [join(root, built), source]));

/**
 * The policy of a built page (correctness.md W1, W4). Only the embed page may start workers from blobs: in a sandboxed
 * frame (opaque origin) a worker can be had no other way.
 */
function contentSecurityPolicy(page: PageKind): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    page === 'embed' ? "worker-src 'self' blob:" : "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    ...(page === 'guide' ? ["frame-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types zab-worker zab-offline svelte-trusted-html',
  ].join('; ');
}

type PageKind = 'main' | 'embed' | 'guide';

/** By the path of a page, also of one that a version keeps (dist/v…/). */
function kindOf(path: string): PageKind {
  const [first = ''] = path.replace(/^\/(v\d[^/]*\/)?/, '').split('/');
  return first === 'embed' ? 'embed' : first === 'embedding.html' ? 'guide' : 'main';
}

/**
 * In a sandboxed frame WebKit matches 'self' with nothing, not even the page's own scripts. So the embed page names its own
 * address beside 'self': it is the first thing that the page does, and the policy holds for everything after it.
 */
const embedPolicy = `{
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = ${JSON.stringify(contentSecurityPolicy('embed'))}.replaceAll("'self'", "'self' " + location.origin);
  document.head.prepend(policy);
}`;

/** Under `npm run dev` these pages are served from their sources; their scripts have absolute addresses there. */
const pagesInDevelopment: Connect.NextHandleFunction = (request, _response, next) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const page = url.pathname.slice(1).replace(/^embed\/?$/, 'embed/index.html');
  const source = pageSources.get(page);
  if (source !== undefined) request.url = `/${source}${url.search}`;
  else if (page === 'embed/zab-playground.js') request.url = '/app/embed/script.ts';
  next();
};

/** The headers a host should send; on one that cannot, the policy in the page's first element holds all but `frame-ancestors`. */
const headersInPreview: Connect.NextHandleFunction = (request, response, next) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (/^\/(v\d[^/]*\/)?embed$/.test(url.pathname)) {
    // As static hosts do, so that the page's relative addresses hold.
    response.writeHead(302, { Location: `./embed/${url.search}` }).end();
    return;
  }
  const kind = kindOf(url.pathname);
  const policy =
    kind === 'embed'
      ? 'frame-ancestors *'
      : `${contentSecurityPolicy(kind)}; frame-ancestors 'none'`;
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  next();
};

/** Prints the address after everything else that Vite says at its start. */
function addressLast(server: ViteDevServer | PreviewServer): void {
  const { logger } = server.config;
  server.printUrls = () => {
    setImmediate(() => {
      for (const url of server.resolvedUrls?.network ?? []) logger.info(url);
      for (const url of server.resolvedUrls?.local ?? []) logger.info(url);
    });
  };
}

function pages(): Plugin {
  return {
    name: 'zab:pages',
    resolveId: (id) => (builtPages.has(id) ? id : null),
    load(id) {
      const source = builtPages.get(id);
      return source === undefined ? null : readFileSync(join(root, source), 'utf8');
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, context) {
        if (context.server !== undefined) return [];
        const kind = kindOf(context.path);
        if (kind === 'embed')
          return [{ tag: 'script', children: embedPolicy, injectTo: 'head-prepend' }];
        const content = contentSecurityPolicy(kind);
        const attrs = { 'http-equiv': 'Content-Security-Policy', content };
        return [{ tag: 'meta', attrs, injectTo: 'head-prepend' }];
      },
    },
    configureServer(server) {
      addressLast(server);
      server.middlewares.use(pagesInDevelopment);
    },
    configurePreviewServer(server) {
      addressLast(server);
      server.middlewares.use(headersInPreview);
    },
  };
}

const picturesSource = join(root, 'app/embed/pictures.ts');

/** Puts the first pictures of embedded pages where app/embed/pictures.ts has none, each in a chunk of its own. */
function pictures(): Plugin {
  return {
    name: 'zab:pictures',
    async load(id) {
      const [path, name = ''] = id.split('?picture=');
      if (path !== picturesSource || process.env['VITEST']) return null;
      const { href } = pathToFileURL(await bundle('pictures.config.ts'));
      const made = (await import(href)) as { pictures: Readonly<Record<string, () => Picture>> };
      const picture = made.pictures[name];
      if (picture !== undefined) {
        const json = JSON.stringify(JSON.stringify(picture()));
        return `export default JSON.parse(${json});`;
      }
      const entries = Object.keys(made.pictures).map((each) => {
        const module = JSON.stringify(`./pictures.ts?picture=${each}`);
        return `${JSON.stringify(each)}: () => import(${module})`;
      });
      return `export const pictures = { ${entries.join(', ')} };`;
    },
  };
}

const licenses = new Licenses();

export default defineConfig({
  root,
  base: './',
  appType: 'mpa',
  clearScreen: false,
  plugins: [svelte(), pages(), pictures(), licenses.forPages()],
  // Without this, runes in tests would be compiled for a server.
  resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {},
  server: { port: 5173 },
  // A sandboxed frame has an opaque origin: it may load scripts only where every origin may.
  preview: { port: 5173, cors: { origin: '*' } },
  // Named here, they are prepared before the first page asks for them, and it need not be loaded twice.
  optimizeDeps: { include: ['comlink', 'd3', 'tinykeys', '@noble/hashes/legacy.js'] },
  worker: { format: 'iife', plugins: () => [licenses.forWorkers()] },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: [join(root, 'index.html'), ...builtPages.keys()],
    },
  },
  test: {
    include: ['{app,worker}/**/*.test.ts'],
    environment: 'node',
  },
});
