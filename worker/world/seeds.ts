// Draws a whole recording from one seed: ensemble, clients, what they type, faults, and in the end healing.
// Used by the fuzzer and by tests. Source: correctness.md 2 (fault model, swarm rule) and 3.2 (liveness after heal).
import { SECOND, type Micros, type ServerId } from '../base/units.ts';
import type { Settings } from '../zab/settings.ts';
import type { Switch } from '../zab/bugs.ts';
import { Draws } from './draws.ts';
import { episode, faultClasses, type FaultClass, type Scene } from './fault-classes.ts';
import { ensembleOf, settingsOf, sidsOf } from './profiles.ts';
import type { Action, Ensemble, ProfileName, Recording } from './recording.ts';
import { drawLine } from './workload.ts';

export interface SeedOptions {
  /** Drawn where left out: mostly 3, some 5, few 1, 4 or 7. */
  readonly servers?: number;
  /** Drawn where left out: mostly none. */
  readonly observers?: number;
  /** 1 to 4 where left out. */
  readonly clients?: number;
  /** Length of the run; 60 virtual seconds where left out. */
  readonly until?: Micros;
  /** When faults stop and all heals; half of `until`, at most 30 virtual seconds, where left out. */
  readonly healAt?: Micros;
  /** The classes to draw from; by the swarm rule where left out. */
  readonly faults?: readonly FaultClass[];
  /** What comes back at `healAt`: everything, a quorum of voters while the rest stays away, or nothing. Drawn where left out. */
  readonly heal?: 'all' | 'core' | 'none';
  readonly settings?: Partial<Settings>;
  readonly switches?: readonly Switch[];
}

export function drawRecording(
  seed: number,
  profile: ProfileName,
  options: SeedOptions = {},
): Recording {
  const draws = new Draws(seed, 'schedule');
  const ensemble = drawEnsemble(draws, profile, options);
  const until = options.until ?? 60 * SECOND;
  const healAt = options.healAt ?? Math.min(30 * SECOND, Math.floor(until / 2));
  const clients = Array.from({ length: options.clients ?? draws.integer(1, 4) }, (_, index) =>
    String.fromCharCode(65 + index),
  );
  const sids = sidsOf(ensemble);
  const voters = sids.slice(0, ensemble.servers);
  const tick = settingsOf(ensemble, 1).tickTimeMs * 1000;
  const scene: Scene = { draws, sids, voters, clients, tick };
  const actions = [
    ...boot(scene),
    ...workload(scene, until),
    ...faults(scene, healAt, options.faults ?? swarm(draws)),
    ...healing(scene, healAt, options.heal ?? (draws.chance(50) ? 'all' : 'core')),
  ];
  return {
    zabRecording: 1,
    seed,
    ensemble,
    clients: clients.map((name) => ({ name })),
    actions: inOrder(actions.filter((action) => action.at < until)),
    until,
  };
}

function drawEnsemble(draws: Draws, profile: ProfileName, options: SeedOptions): Ensemble {
  const servers = options.servers ?? draws.pick([1, 3, 3, 3, 3, 3, 4, 5, 5, 7]);
  const observers = options.observers ?? draws.pick([0, 0, 0, 0, 1, 2]);
  const ensemble = ensembleOf(profile, { servers, observers });
  return {
    ...ensemble,
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    ...(options.switches === undefined ? {} : { switches: options.switches }),
  };
}

/** One class alone in a quarter of the schedules, none in an eighth, else each with one chance in three. */
function swarm(draws: Draws): FaultClass[] {
  const kind = draws.integer(0, 7);
  if (kind === 0) return [];
  if (kind <= 2) return [draws.pick(faultClasses)];
  return faultClasses.filter(() => draws.chance(34));
}

function boot({ draws, sids, clients, tick }: Scene): Action[] {
  const starts = sids.map((node): Action => ({ at: draws.integer(0, tick), do: 'start', node }));
  const connects = clients.map((client): Action => {
    const at = draws.integer(0, 10 * tick);
    const line = draws.chance(20) ? { line: `-timeout ${draws.integer(10, 40) * 100}` } : {};
    if (draws.chance(50)) return { at, do: 'connect', client, ...line };
    const all = draws.chance(40) ? ({ value: 'all' } as const) : {};
    return { at, do: 'connect', client, node: draws.pick(sids), ...all, ...line };
  });
  return [...starts, ...connects];
}

function workload({ draws, sids, clients, tick }: Scene, until: Micros): Action[] {
  const actions: Action[] = [];
  for (const client of clients) {
    const pause = draws.spread(Math.floor(tick / 20), 5 * tick);
    let at = draws.integer(0, 10 * tick);
    for (let count = 1; at < until && count <= 200; count += 1) {
      actions.push({ at, do: 'command', client, line: drawLine(draws, count) });
      at += draws.integer(0, 2 * pause);
    }
  }
  if (draws.chance(30)) {
    const at = draws.integer(0, until);
    const line = draws.pick(['ruok', 'srvr', 'mntr', 'stat']);
    actions.push({ at, do: 'command', node: draws.pick(sids), line });
  }
  return actions;
}

function faults(scene: Scene, healAt: Micros, kinds: readonly FaultClass[]): Action[] {
  const { draws, tick } = scene;
  const actions: Action[] = [];
  for (const kind of kinds) {
    const pause = draws.spread(tick, Math.max(tick, Math.floor(healAt / 2)));
    let at = draws.integer(0, 2 * pause);
    while (at < healAt) {
      actions.push(...episode(kind, scene, at));
      at += 1 + draws.integer(0, 2 * pause);
    }
  }
  return actions.filter((action) => action.at < healAt && couldBe(action, scene));
}

/** With a single server there are no links between servers to break. */
function couldBe(action: Action, { sids }: Scene): boolean {
  return !('from' in action) || action.from !== action.to || sids.length > 1;
}

function healing(scene: Scene, at: Micros, heal: 'all' | 'core' | 'none'): Action[] {
  if (heal === 'none') return [];
  const { draws, sids, voters, clients } = scene;
  const actions: Action[] = [{ at, do: 'healAll' }];
  for (const node of sids) {
    actions.push({ at, do: 'resume', node }, { at, do: 'disk', node, value: 'ok' });
    actions.push({ at, do: 'clock', node, value: { rate: 1000, skewMs: 0 } });
    for (const to of sids) {
      if (to !== node) actions.push({ at, do: 'slow', from: node, to, value: 1 });
    }
  }
  for (const client of clients) actions.push({ at, do: 'connect', client });
  const core = draws.sample(voters, Math.floor(voters.length / 2) + 1);
  for (const node of sids) {
    if (heal === 'all' || core.includes(node)) actions.push({ at, do: 'restart', node });
    else actions.push(goneFor(draws, at, node));
  }
  return actions;
}

function goneFor(draws: Draws, at: Micros, node: ServerId): Action {
  return draws.chance(50) ? { at, do: 'kill', node } : { at, do: 'partition', node };
}

/** By time; equal times keep the order in which they were made up. */
function inOrder(actions: readonly Action[]): Action[] {
  return [...actions].sort((a, b) => a.at - b.at);
}
