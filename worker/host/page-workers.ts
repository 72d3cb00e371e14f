// How a page gets a worker, wherever the page itself came from: a plain address where that is allowed, a blob where the
// page's origin is opaque (sandboxed frame), under Trusted Types with the one policy `zab-worker`. Used by engine.ts,
// reader.ts and tree-courier.ts.
import directorUrl from './director-worker.ts?worker&url';
import readerUrl from './reader-worker.ts?worker&url';
import serverUrl from './server-worker.ts?worker&url';
import simulatorUrl from './simulator-worker.ts?worker&url';
import treesUrl from './trees-worker.ts?worker&url';

export type WorkerKind = 'server' | 'director' | 'simulator' | 'reader' | 'trees';

const addresses: Readonly<Record<WorkerKind, string>> = {
  server: serverUrl,
  director: directorUrl,
  simulator: simulatorUrl,
  reader: readerUrl,
  trees: treesUrl,
};

interface ScriptPolicy {
  createScriptURL(address: string): string;
}

interface TrustedTypesGlobal {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
  };
}

let policy: ScriptPolicy | null = null;

/** Only addresses of our own build and blobs made of them come here. */
function trusted(address: string): string {
  const types = (globalThis as TrustedTypesGlobal).trustedTypes;
  policy ??= types?.createPolicy('zab-worker', { createScriptURL: (own) => own }) ?? {
    createScriptURL: (own) => own,
  };
  return policy.createScriptURL(address);
}

/** The sources of the workers as blobs, once fetched; a blob of an opaque origin must be a classic script. */
const blobs = new Map<WorkerKind, string>();

/** To be awaited before `newWorker`. Fetches the worker's source where its address alone may not be used. */
export async function prepare(kind: WorkerKind): Promise<void> {
  if (globalThis.origin !== 'null' || blobs.has(kind)) return;
  const response = await fetch(addresses[kind]);
  if (!response.ok) throw new Error(`The part "${kind}" could not be loaded (${response.status}).`);
  const source = new Blob([await response.text()], { type: 'text/javascript' });
  blobs.set(kind, URL.createObjectURL(source));
}

export function newWorker(kind: WorkerKind, name: string): Worker {
  const blob = blobs.get(kind);
  return blob === undefined
    ? new Worker(trusted(addresses[kind]), { type: 'module', name })
    : new Worker(trusted(blob), { name });
}
