// The service worker of the playground: keeps the files of one build, and answers with them, so that a page that was opened
// once opens again without a network. It asks nobody but its own host. cli/offline.mjs bundles it to dist/sw.js with the list
// of files; app/offline/offline.ts registers it. What it has no file for (embedded pages, other versions) goes to the network.
/** Path below the scope, empty for the page itself, to the hash that the file must have. Put in front of this script. */
declare const zabFiles: Readonly<Record<string, string>>;
declare const zabBuild: string;

const global: WorkerGlobalScope = self;
const worker = global as ServiceWorkerGlobalScope;
const files = new Map(Object.entries(zabFiles));
const scope = new URL(worker.registration.scope);
const prefix = `zab-offline ${scope.href} `;
const name = prefix + zabBuild;

/** Two builds are never mixed: a file that is not the one of this build fails the installation, which is tried again later. */
async function install(): Promise<void> {
  const cache = await caches.open(name);
  await Promise.all(
    [...files].map(async ([path, integrity]) => {
      const address = new URL(path, scope);
      const known = (await cache.match(address)) ?? (await earlier(path, address));
      await cache.put(address, known ?? (await fetched(address, integrity)));
    }),
  );
}

/** Where a kept file says what it is. */
const TYPE = 'x-zab-type';

async function fetched(address: URL, integrity: string): Promise<Response> {
  const answer = await fetch(new Request(address, { integrity, cache: 'no-cache' }));
  if (!answer.ok) throw new Error(`${address.href} could not be loaded (${answer.status}).`);
  const headers = new Headers(answer.headers);
  // Chromium compiles whatever is kept as a script before the installation is over: half a minute of a slow machine.
  headers.set(TYPE, headers.get('content-type') ?? '');
  headers.set('content-type', 'application/octet-stream');
  return new Response(answer.body, { headers });
}

/** A kept file as its host sent it. */
function sent(kept: Response): Response {
  const headers = new Headers(kept.headers);
  headers.set('content-type', headers.get(TYPE) ?? '');
  headers.delete(TYPE);
  return new Response(kept.body, { headers });
}

/** The build before this one stays: a tab that was open still asks for its parts. */
async function activate(): Promise<void> {
  const others = (await caches.keys()).filter((one) => one.startsWith(prefix) && one !== name);
  await Promise.all(others.slice(0, -1).map((one) => caches.delete(one)));
  await worker.clients.claim();
}

async function answer(request: Request, path: string): Promise<Response> {
  const address = new URL(path, scope);
  const cache = await caches.open(name);
  const kept = (await cache.match(address, kindly)) ?? (await earlier(path, address));
  return kept === undefined ? fetch(request) : sent(kept);
}

const kindly = { ignoreSearch: true, ignoreVary: true };

/** Names in assets/ say what is in them: one of another build is the right one too. */
async function earlier(path: string, address: URL): Promise<Response | undefined> {
  if (!path.startsWith('assets/')) return undefined;
  for (const one of await caches.keys()) {
    if (!one.startsWith(prefix)) continue;
    const found = await (await caches.open(one)).match(address, kindly);
    if (found) return found;
  }
  return undefined;
}

/** Null where the network has to answer. */
function pathOf(request: Request): string | null {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== scope.origin) return null;
  const path = pathname.slice(scope.pathname.length).replace(/^index\.html$/, '');
  return files.has(path) || path.startsWith('assets/') ? path : null;
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path !== null) event.respondWith(answer(event.request, path));
});
// The one word it listens to: somebody at the page wants the new version now.
worker.addEventListener('message', (event) => {
  if (event.data === 'agreed') event.waitUntil(worker.skipWaiting());
});

export {};
