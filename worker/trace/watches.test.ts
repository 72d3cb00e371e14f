// The watches that the World shows, against the tables of the servers: after commands of every kind, mixed modes on one
// path, ACLs that silence an event, lost connections.
import { expect, it } from 'vitest';
import { drawInteger } from '../base/draw.ts';
import { SECOND } from '../base/units.ts';
import { ensembleOf } from '../world/profiles.ts';
import { realMachines } from '../world/real-machines.ts';
import type { Action, Recording } from '../world/recording.ts';
import { Simulator } from '../world/simulator.ts';
import { Fold } from './fold.ts';
import { shapeOf } from './run-shape.ts';
import type { NodeView } from './world-state.ts';

const lines = [
  ...['create /a 1', 'create /a/b 2', 'delete /a/b', 'delete /a', 'set /a 3', 'set /a/b 4'],
  ...['get -w /a', 'get -w /a/b', 'stat -w /a', 'stat -w /a/b', 'ls -w /a', 'ls -w /a/b'],
  ...['addWatch -m PERSISTENT /a', 'addWatch /a', 'addWatch -m PERSISTENT_RECURSIVE /a/b'],
  ...['removewatches -d /a', 'removewatches -c /a', 'removewatches -a /a', 'removewatches /a/b'],
  ...['setAcl /a world:anyone:cdwa', 'setAcl /a world:anyone:cdrwa', 'exists -w /a/b'],
];

function recordingOf(seed: number): Recording {
  const ensemble = ensembleOf('lan', { servers: 3, observers: 0 });
  const actions: Action[] = [1, 2, 3].map((node) => ({ at: node, do: 'start', node }));
  const names = ['A', 'B'];
  for (const client of names) actions.push({ at: 3 * SECOND, do: 'connect', client });
  const count = 400;
  for (let n = 0; n < count; n += 1) {
    const at = 4 * SECOND + n * 50_000;
    const client = names[drawInteger(0, 1, seed, 'who', n)] ?? 'A';
    const line = lines[drawInteger(0, lines.length - 1, seed, 'what', n)] ?? 'ls /';
    actions.push({ at, do: 'command', client, line });
    if (n % 97 === 96) actions.push({ at, do: 'kill', node: drawInteger(1, 3, seed, 'kill', n) });
    if (n % 97 === 30) for (const node of [1, 2, 3]) actions.push({ at, do: 'restart', node });
  }
  const until = 4 * SECOND + count * 50_000;
  return {
    zabRecording: 1,
    seed,
    ensemble,
    clients: names.map((name) => ({ name })),
    actions,
    until,
  };
}

interface Listed {
  readonly path: string;
  readonly sessionId: string;
  readonly table: 'data' | 'child';
  readonly mode: 'STANDARD' | 'PERSISTENT' | 'PERSISTENT_RECURSIVE';
}

/** The same as table entries, sorted. */
function shownBy(node: NodeView): string[] {
  const modes = { once: 'STANDARD', persistent: 'PERSISTENT', recursive: 'PERSISTENT_RECURSIVE' };
  return node.watches
    .flatMap(({ sessionId, path, kind }) => {
      const mode = kind.startsWith('persistent')
        ? 'persistent'
        : kind.startsWith('recursive')
          ? 'recursive'
          : 'once';
      const half = kind.endsWith('Data') ? 'data' : kind.endsWith('Child') ? 'child' : null;
      const tables =
        mode === 'once' ? [kind === 'child' ? 'child' : 'data'] : half ? [half] : ['data', 'child'];
      return tables.map((table) => `${sessionId} ${path} ${table} ${modes[mode]}`);
    })
    .sort();
}

it.each([1, 2, 3, 4, 5])(
  'seed %i: every watch shown is set, and every one set is shown',
  (seed) => {
    const recording = recordingOf(seed);
    const fold = new Fold(shapeOf(recording));
    const simulator = new Simulator(recording, {
      machines: realMachines({ extras: true }),
      hash: false,
      listen: (event) => {
        fold.push(event);
      },
    });
    let seen = 0;
    for (let at = 4 * SECOND; at <= recording.until; at += 100_000) {
      simulator.runTo(at);
      for (const node of fold.world.nodes) {
        const real = simulator.inspect(node.sid) as { serving?: { watches: Listed[] } } | null;
        const listed = real?.serving?.watches ?? [];
        const really = listed.map((w) => `${w.sessionId} ${w.path} ${w.table} ${w.mode}`);
        expect(shownBy(node)).toEqual(really.sort());
        seen += really.length;
      }
    }
    expect(seen).toBeGreaterThan(100);
  },
);
