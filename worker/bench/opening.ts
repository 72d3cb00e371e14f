// The ensemble that the write path is measured on: booted, its leader known beforehand, and one client that connects at the
// end. Called by page/write.ts and growth-bench.ts.
import { MS, SECOND } from '../base/units.ts';
import { ensembleOf, sidsOf } from '../world/profiles.ts';
import type { Action, Recording } from '../world/recording.ts';

/** A majority starts first, so that its largest id leads (determinism.md 23); the client knows one server alone. */
export function openingRecording(servers: number, client: 'leader' | 'follower'): Recording {
  const ensemble = ensembleOf('lan', { servers, observers: 0 });
  const leader = Math.floor(servers / 2) + 1;
  const actions: Action[] = sidsOf(ensemble).map((node) => ({
    ...{ at: node <= leader ? node * MS : 2 * SECOND + node * MS, do: 'start', node },
  }));
  const node = client === 'leader' ? leader : 1;
  actions.push({ at: 4 * SECOND, do: 'connect', client: 'A', node });
  const until = 4 * SECOND;
  return { zabRecording: 1, seed: 1, ensemble, clients: [{ name: 'A' }], actions, until };
}
