// The recordings that the page makes itself: an ensemble as the address asks for it, booted as determinism.md 23 says,
// with client A and one write. Called by playground.svelte.ts for a fresh run, for Reset and for New ensemble.
import { MS, SECOND } from '../../worker/base/units.ts';
import type { Action, Ensemble, Recording } from '../../worker/world/recording.ts';

export interface Wanted {
  readonly servers: number;
  readonly observers: number;
  readonly seed: number;
  /** What differs from the usual ensemble of the page. */
  readonly ensemble?: Partial<Ensemble>;
}

/** 1 January 2026, 00:00 UTC: the wall clock of every fresh run starts there, so that equal seeds give equal runs. */
const EPOCH_MS = 1_767_225_600_000;
const LATENCY_MAX = 60 * MS;

/** Everyone who may ever connect has a place in the recording from its start; most never do. */
const CLIENT_NAMES = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

/**
 * Boot, the rest of the voters, the observers, client A at node 1, its first write, which is about to leave when the
 * recording ends: the page opens there. Slow links make everything later.
 */
export function openingRecording(wanted: Wanted): Recording {
  const { servers, observers, seed } = wanted;
  const ensemble: Ensemble = {
    profile: 'classroom',
    epochMs: EPOCH_MS,
    latencyMicros: [20 * MS, LATENCY_MAX],
    clientLatencyMicros: [20 * MS, LATENCY_MAX],
    syncMicros: [10 * MS, 10 * MS],
    ...wanted.ensemble,
    servers,
    observers,
  };
  const slow = Math.max(1, ensemble.latencyMicros[1] / LATENCY_MAX);
  const after = (seconds: number) => Math.round(seconds * slow) * SECOND;
  const first = Math.floor(servers / 2) + 1;
  const actions: Action[] = [];
  for (let node = 1; node <= servers + observers; node += 1) {
    const at = node <= first ? 0 : after(node <= servers ? 3 : 4);
    actions.push({ at, do: 'start', node });
  }
  actions.push({ at: after(5), do: 'connect', client: 'A', node: 1, value: 'all' });
  actions.push({ at: after(6), do: 'command', client: 'A', line: 'create /app hello' });
  const clients = CLIENT_NAMES.map((name) => ({ name }));
  return { zabRecording: 1, seed, ensemble, clients, actions, until: after(6) };
}

/**
 * The seed of a page whose address names none: everybody sees the same run, from its first frame. With this one client A
 * tries node 3 after node 1, so that a newcomer's write does not end with a cut-off leader that still takes it,
 * and the first write is never on node 1's disk alone, so that node 3 is elected whenever node 2 is cut off.
 */
export const USUAL_SEED = 24;

/** 32 fresh bits for a run whose seed nobody named. */
export function freshSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
}
