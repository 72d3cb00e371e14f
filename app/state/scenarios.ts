// The runs that an address can ask for by name (`?scenario=ID`): small films of what ZooKeeper does when something breaks.
// Each is a recording that opens before its first act and plays on from there; whoever acts meanwhile leaves the script.
// Loaded when a scenario is asked for. Called by first-run.ts; the texts are in app/messages/scenarios-*.ts.
import { SECOND, type Micros, type ServerId } from '../../worker/base/units.ts';
import type { Action, ActionDraft, Recording } from '../../worker/world/recording.ts';
import { cutBetween } from './fault-presets.ts';
import { openingRecording, USUAL_SEED, type Wanted } from './opening.ts';
import type { ScenarioId } from './scenario-ids.ts';

export interface Scenario {
  readonly recording: Recording;
  /** Where it opens: everyone serves, and the first act is about to come. */
  readonly at: Micros;
}

/** Acts by the second at which they come. */
type Script = readonly (readonly [seconds: number, ...acts: readonly ActionDraft[]])[];

const OPENS = 6;
const SEED = USUAL_SEED;

const type = (client: string, line: string): ActionDraft => ({ do: 'command', client, line });
const connect = (client: string, node: ServerId): ActionDraft => ({
  do: 'connect',
  client,
  node,
  value: 'all',
});
const partition = (node: ServerId): ActionDraft => ({ do: 'partition', node });
const heal = (node: ServerId): ActionDraft => ({ do: 'heal', node });
const kill = (node: ServerId): ActionDraft => ({ do: 'kill', node });
const restart = (node: ServerId): ActionDraft => ({ do: 'restart', node });

/** The opening without its write, the script, and a while to look at what came of it. */
function film(ends: number, script: Script, members: Partial<Wanted> = {}): Scenario {
  const opening = openingRecording({ servers: 3, observers: 0, seed: SEED, ...members });
  const acts = script.flatMap(([seconds, ...drafts]) =>
    drafts.map((draft): Action => ({ ...draft, at: Math.round(seconds * SECOND) })),
  );
  const actions = [...opening.actions.filter((action) => action.do !== 'command'), ...acts];
  return { recording: { ...opening, actions, until: ends * SECOND }, at: OPENS * SECOND };
}

const hello = type('A', 'create /app hello');
const writes = (from: number, count: number): ActionDraft[] =>
  Array.from({ length: count }, (_, i) => type('A', `create /app/${from + i} ${from + i}`));

/** Every scenario by its id; each is made when it is asked for. */
export const scenarios: Readonly<Record<ScenarioId, () => Scenario>> = {
  'one-write': () =>
    film(12, [
      [6.2, hello],
      [8, type('A', 'set /app world')],
      [10, type('A', 'get /app')],
    ]),
  'partition-leader': () =>
    film(44, [
      [6.2, hello],
      [8, partition(2)],
      [9, type('A', 'create /app/y 1')],
      [26, type('A', 'create /app/y 1')],
      [30, heal(2)],
    ]),
  'partition-follower': () =>
    film(44, [
      [6.2, hello],
      [8, partition(1)],
      [24, type('A', 'create /app/x 1')],
      [30, heal(1)],
    ]),
  'kill-leader': () =>
    film(32, [
      [6.2, hello],
      [8, kill(2)],
      [16, type('A', 'set /app again')],
      [20, restart(2)],
    ]),
  // The PROPOSAL of the second write is under way to both followers when its leader dies: both log it.
  'leader-dies-before-commit': () =>
    film(30, [
      [6, connect('B', 3)],
      [6.2, hello],
      [8, type('B', 'set /app survives')],
      [8.14, kill(2)],
      [16, type('A', 'get /app')],
      [20, restart(2)],
    ]),
  // Client B writes at the leader that nobody hears any more; nothing is written in epoch 2 before it comes back.
  'orphan-trunc': () =>
    film(40, [
      [6, connect('B', 2)],
      [6.2, hello],
      [8, partition(2)],
      [9, type('B', 'create /app/orphan lost')],
      [24, heal(2)],
    ]),
  // The same, but epoch 2 has a transaction already: ZooKeeper does not truncate across it and sends the whole tree.
  'orphan-snap': () =>
    film(44, [
      [6, connect('B', 2)],
      [6.2, hello],
      [8, partition(2)],
      [9, type('B', 'create /app/orphan lost')],
      [24, type('A', 'create /app/kept 1')],
      [28, heal(2)],
    ]),
  'catch-up': () =>
    film(40, [
      [6.2, hello],
      [8, partition(3)],
      [20, ...writes(1, 3)],
      [26, heal(3)],
    ]),
  'far-behind': () =>
    film(48, [
      [6.2, hello],
      [8, partition(3)],
      [20, ...writes(1, 30)],
      [34, heal(3)],
    ]),
  'stale-read': () =>
    film(24, [
      [6, connect('B', 3)],
      [6.2, hello],
      [8, { do: 'slow', from: 2, to: 3, value: 40 }],
      [9, type('A', 'set /app new')],
      [10, type('B', 'get /app')],
      [13, type('B', 'sync /app')],
      [13, type('B', 'get /app')],
      [20, { do: 'slow', from: 2, to: 3, value: 1 }],
    ]),
  'frozen-leader': () =>
    film(40, [
      [6.2, hello],
      [8, { do: 'pause', node: 2 }],
      [22, type('A', 'set /app meanwhile')],
      [26, { do: 'resume', node: 2 }],
    ]),
  'two-of-five': () =>
    film(
      46,
      [
        [6.2, hello],
        [
          8,
          ...cutBetween([
            [2, 3],
            [1, 4, 5],
          ]),
        ],
        [26, type('A', 'set /app majority')],
        [30, { do: 'healAll' }],
      ],
      { servers: 5 },
    ),
  'three-ways': () =>
    film(
      60,
      [
        [6.2, hello],
        [
          8,
          ...cutBetween([
            [1, 2, 3],
            [4, 5, 6],
            [7, 8, 9],
          ]),
        ],
        [10, type('A', 'set /app nobody')],
        [32, { do: 'healAll' }],
      ],
      { servers: 9 },
    ),
  lock: () =>
    film(60, [
      [6, connect('B', 3)],
      [6.2, type('A', 'create /locks')],
      [7.5, type('A', 'create -e -s /locks/lock-')],
      [9, type('B', 'create -e -s /locks/lock-')],
      [10.5, type('B', 'stat -w /locks/lock-0000000000')],
      [12, { do: 'kill', client: 'A' }],
    ]),
  'one-way': () =>
    film(44, [
      [6.2, hello],
      [8, { do: 'cut', from: 2, to: 3 }],
      [30, { do: 'join', from: 2, to: 3 }],
    ]),
  // The disk of node 1 is so slow that what it logged last is not durable when the power fails.
  'lost-tail': () =>
    film(34, [
      [6.2, hello],
      [8, { do: 'disk', node: 1, value: 200 }],
      [9, type('A', 'set /app committed')],
      [10, kill(1)],
      [14, restart(1)],
      [14, { do: 'disk', node: 1, value: 1 }],
    ]),
};
