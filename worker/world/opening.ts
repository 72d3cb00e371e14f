// The recording that the page opens with (determinism.md 23): nodes 1 to floor(N/2)+1 start and elect the highest of them,
// the rest join, observers follow, client A connects to node 1 and writes /app. Called by the host of the page.
import { MS, SECOND } from '../base/units.ts';
import { ensembleOf, sidsOf } from './profiles.ts';
import type { Action, Recording } from './recording.ts';

/** When the others start: an election and a synchronization of the first take less than a second. */
const JOIN_AT = 1500 * MS;
const OBSERVE_AT = 2 * SECOND;
const CONNECT_AT = 3 * SECOND;
const WRITE_AT = 4 * SECOND;
/** By then everyone serves and holds /app. */
const BOOTED_AT = 5 * SECOND;

export function openingRecording(options: {
  readonly servers: number;
  readonly observers: number;
  readonly seed: number;
}): Recording {
  const { servers, observers, seed } = options;
  const ensemble = ensembleOf('classroom', { servers, observers });
  const first = Math.floor(servers / 2) + 1;
  const starts = sidsOf(ensemble).map((node): Action => {
    const at = node <= first ? 0 : node <= servers ? JOIN_AT : OBSERVE_AT;
    return { at, do: 'start', node };
  });
  return {
    zabRecording: 1,
    seed,
    ensemble,
    clients: [{ name: 'A' }],
    actions: [
      ...starts,
      { at: CONNECT_AT, do: 'connect', node: 1, client: 'A', value: 'all' },
      { at: WRITE_AT, do: 'command', client: 'A', line: 'create /app hello' },
    ],
    until: BOOTED_AT,
  };
}
