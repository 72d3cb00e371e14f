// The recordings that the page makes itself: an ensemble as the address asks for it, booted as determinism.md 23 says,
// with client A and one write. Called by playground.svelte.ts for a fresh run, for Reset and for New ensemble.
import { SECOND } from '../../worker/base/units.ts';
import type { Action, Recording } from '../../worker/world/recording.ts';

export interface Wanted {
  readonly servers: number;
  readonly observers: number;
  readonly seed: number;
}

/** 1 January 2026, 00:00 UTC: the wall clock of every fresh run starts there, so that equal seeds give equal runs. */
const EPOCH_MS = 1_767_225_600_000;

/** Everyone who may ever connect has a place in the recording from its start; most never do. */
export const CLIENT_NAMES = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

/** Boot, the rest of the voters, the observers, client A at node 1, its first write. */
export function openingRecording(wanted: Wanted): Recording {
  const { servers, observers, seed } = wanted;
  const first = Math.floor(servers / 2) + 1;
  const actions: Action[] = [];
  for (let node = 1; node <= servers + observers; node += 1) {
    const at = node <= first ? 0 : (node <= servers ? 3 : 4) * SECOND;
    actions.push({ at, do: 'start', node });
  }
  actions.push({ at: 5 * SECOND, do: 'connect', client: 'A', node: 1, value: 'all' });
  actions.push({ at: 6 * SECOND, do: 'command', client: 'A', line: 'create /app hello' });
  return {
    zabRecording: 1,
    seed,
    ensemble: {
      profile: 'classroom',
      servers,
      observers,
      epochMs: EPOCH_MS,
      latencyMicros: [20_000, 60_000],
      clientLatencyMicros: [20_000, 60_000],
      syncMicros: [10_000, 10_000],
    },
    clients: CLIENT_NAMES.map((name) => ({ name })),
    actions,
    until: 6 * SECOND,
  };
}

/** Where the page opens: the boot is over, the first write is about to leave. */
export const OPENING_AT = 6 * SECOND;

/** The seed of an embedded page whose address names none: every reader sees the same run. */
export const EMBEDDED_SEED = 1;

/** 32 fresh bits for a run whose seed nobody named. */
export function freshSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
}
