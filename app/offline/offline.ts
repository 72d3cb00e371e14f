// Keeps the playground on this device, so that it opens without a network, and says when a newer one lies ready: it takes over
// when somebody agrees, never in mid-run. Fetched by main.ts after the run is open. Source: worker/host/offline-worker.ts.
import { mount, unmount } from 'svelte';
import type { Preferences } from '../state/preferences.svelte.ts';
import NewVersion from './NewVersion.svelte';

const AGAIN_MS = 3_600_000;

/**
 * Not in a frame, not from a disk, not where nothing may be kept; not on this machine's own server either, which needs no
 * network and may serve something else tomorrow.
 */
function mayKeep(): boolean {
  const local = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname);
  return (
    import.meta.env.PROD &&
    isSecureContext &&
    !local &&
    top === window &&
    'serviceWorker' in navigator
  );
}

export async function keepOffline(preferences: Preferences): Promise<void> {
  if (!mayKeep()) return;
  try {
    const registration = await registered();
    watch(registration, () => offer(preferences, registration));
    askAgain(registration);
  } catch {
    // Where the browser refuses, or the network has just gone, the page works as it did before.
  }
}

/** One that is there looks for newer versions by itself at every visit. */
async function registered(): Promise<ServiceWorkerRegistration> {
  const { serviceWorker } = navigator;
  const known = await serviceWorker.getRegistration();
  if (known?.scope === new URL('./', location.href).href) return known;
  return serviceWorker.register(trusted('./sw.js'), { updateViaCache: 'none' });
}

/** Calls `tell` once a newer version is complete and waits. The first version of all waits for nobody. */
function watch(registration: ServiceWorkerRegistration, tell: () => void): void {
  const look = () => {
    if (registration.waiting && registration.active) tell();
  };
  const follow = () => registration.installing?.addEventListener('statechange', look);
  registration.addEventListener('updatefound', follow);
  follow();
  look();
}

/** A page that is open for days hears of a new version when somebody comes back to it. */
function askAgain(registration: ServiceWorkerRegistration): void {
  let asked = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || performance.now() - asked < AGAIN_MS) return;
    asked = performance.now();
    registration.update().catch(() => undefined);
  });
}

let shown: Record<string, unknown> | null = null;

function offer(preferences: Preferences, registration: ServiceWorkerRegistration): void {
  const page = document.querySelector('.zab.page');
  const before = page?.querySelector('main');
  if (shown !== null || !page || !before) return;
  const hide = () => {
    if (shown !== null) void unmount(shown);
    shown = null;
  };
  const agree = () => {
    const { waiting } = registration;
    // Another tab may have agreed already.
    if (waiting === null) return location.reload();
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
    waiting.postMessage('agreed');
  };
  shown = mount(NewVersion, { target: page, anchor: before, props: { preferences, agree, hide } });
}

interface ScriptPolicy {
  createScriptURL(address: string): string;
}
interface TrustedTypesGlobal {
  readonly trustedTypes?: { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy };
}

/** The one address that comes here is our own. */
function trusted(address: string): string {
  const { trustedTypes } = globalThis as TrustedTypesGlobal;
  const policy = trustedTypes?.createPolicy('zab-offline', { createScriptURL: (own) => own });
  return policy?.createScriptURL(address) ?? address;
}
