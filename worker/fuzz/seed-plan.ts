// What a seed of the fuzzer is: an ensemble with its settings, clients that type, fault classes by the swarm rule, traps,
// a budget of faults, and how it heals. Built on worker/world/seeds.ts. Called by trial.ts.
// Source: correctness.md 2 (swarm rule, budgets) and 3.2; determinism.md 22 (fuzz profile).
import { COUNTER_MAX } from '../base/zxid.ts';
import { MS, SECOND, type Micros, type ServerId } from '../base/units.ts';
import { Draws } from '../world/draws.ts';
import { faultClasses, type FaultClass } from '../world/fault-classes.ts';
import { settingsOf, sidsOf } from '../world/profiles.ts';
import type { Action, Ensemble, Recording } from '../world/recording.ts';
import { drawRecording } from '../world/seeds.ts';
import type { BugId, Switch, VariantId } from '../zab/bugs.ts';
import type { Settings } from '../zab/settings.ts';
import { dreamAt, drawTraps, type AmbushPlan } from './ambush.ts';
import { drawExtraLines } from './lines.ts';

/** Nobody types in the last seconds of a run, so that all may come to the same end. */
const QUIET = 4 * SECOND;
const FRESH = 'fresh';

export interface SeedPlan {
  /** Without what the traps will do. */
  readonly recording: Recording;
  /** Null where the schedule has no traps. */
  readonly ambush: AmbushPlan | null;
  readonly healAt: Micros;
  readonly heal: 'all' | 'core';
  readonly budget: 'quorum' | 'unlimited';
  /** The classes that are on; `ambush` among them. */
  readonly classes: readonly (FaultClass | 'ambush')[];
}

export interface SeedSettings {
  /** Virtual seconds of a run; faults fill at most 30 of them. */
  readonly seconds: number;
  readonly bug?: BugId;
  readonly variant?: VariantId;
}

export function planSeed(seed: number, settings: SeedSettings): SeedPlan {
  const draws = new Draws(seed, 'plan');
  const until = settings.seconds * SECOND;
  const healAt = Math.min(30 * SECOND, Math.floor(until / 2));
  const classes = drawClasses(draws);
  const heal = draws.chance(50) ? 'all' : 'core';
  const chosen = drawSettings(draws);
  const switches = switchesOf(settings);
  const base = drawRecording(seed, 'fuzz', {
    servers: draws.pick([3, 3, 3, 3, 4, 5, 5]),
    observers: draws.pick([0, 0, 0, 1]),
    clients: draws.integer(2, 4),
    until,
    healAt,
    heal,
    faults: classes.filter((each) => each !== 'ambush'),
    settings: chosen,
    ...(switches.length === 0 ? {} : { switches }),
  });
  const ensemble = { ...base.ensemble, ...drawTimes(draws) };
  const budget = draws.chance(40) ? 'quorum' : 'unlimited';
  const victims = drawVictims(draws, ensemble, budget);
  const kept = base.actions.filter((action) => action.at >= healAt || hurts(action, victims));
  const extra = drawExtraLines(draws, base, until, chosen.reconfigEnabled === true);
  const tick = settingsOf(ensemble, 1).tickTimeMs * MS;
  const dreams = drawDreams(draws, classes.includes('ambush'), healAt);
  const spoken = silenced(draws, [...kept, ...extra], healAt).filter(
    ({ at, do: what }) =>
      what !== 'command' ||
      !dreams.some((dream) => dream - 4 * tick <= at && at < dream + 28 * tick),
  );
  const fresh = freshWrite(ensemble, until, healAt);
  const quiet = spoken.filter(({ at, do: what }) => what !== 'command' || at < until - QUIET);
  const clients = [...base.clients, { name: FRESH }];
  const recording = { ...base, ensemble, clients, actions: byTime([...quiet, ...fresh]) };
  const ambush = classes.includes('ambush')
    ? ambushOf(seed, recording, victims, healAt, draws.spread(8, 128), dreams)
    : null;
  return { recording, ambush, healAt, heal, budget, classes };
}

/** A client that nobody has seen before comes once a leader is owed, and writes. */
function freshWrite(ensemble: Ensemble, until: Micros, healAt: Micros): Action[] {
  const { tickTimeMs, initLimit, maxNotificationIntervalMs } = settingsOf(ensemble, 1);
  const at = healAt + 3 * (initLimit * tickTimeMs + maxNotificationIntervalMs) * MS;
  if (at >= until - QUIET) return [];
  return [
    { at, do: 'connect', client: FRESH },
    { at: at + 1, do: 'command', client: FRESH, line: 'create /fresh f' },
  ];
}

/** Some histories part only where a new leader has nothing to write: here and there nobody types for a while. */
function silenced(draws: Draws, actions: readonly Action[], end: Micros): Action[] {
  const kind = draws.integer(0, 3);
  if (kind === 0) return [...actions];
  // Thinned out in one seed of four, else with silences.
  if (kind === 1) {
    const percent = draws.integer(3, 30);
    return actions.filter(({ do: what }) => what !== 'command' || draws.chance(percent));
  }
  const silences = Array.from({ length: draws.integer(1, 6) }, () => {
    const from = draws.integer(0, end);
    return { from, to: from + draws.integer(SECOND, 8 * SECOND) };
  });
  return actions.filter(
    ({ at, do: what }) =>
      what !== 'command' || !silences.some(({ from, to }) => from <= at && at < to),
  );
}

function switchesOf({ bug, variant }: SeedSettings): Switch[] {
  return [...(bug === undefined ? [] : [bug]), ...(variant === undefined ? [] : [variant])];
}

/** When a leader begins not to notice that it leads no more: while nobody writes, so that nothing holds back a sync there. */
function drawDreams(draws: Draws, traps: boolean, end: Micros): Micros[] {
  if (!traps || !draws.chance(30)) return [];
  return Array.from({ length: draws.integer(1, 3) }, () =>
    draws.integer(2 * SECOND, Math.max(2 * SECOND, end - 6 * SECOND)),
  );
}

/** None in an eighth of the seeds, one alone in a quarter, else few or many of them, mostly with traps. */
function drawClasses(draws: Draws): (FaultClass | 'ambush')[] {
  const kind = draws.integer(0, 7);
  if (kind === 0) return [];
  if (kind === 1) return [draws.pick(faultClasses)];
  if (kind === 2) return [draws.chance(67) ? 'ambush' : draws.pick(faultClasses)];
  const most = draws.pick([0, 10, 30]);
  const some = faultClasses.filter(() => draws.chance(most));
  return draws.chance(80) ? [...some, 'ambush'] : some;
}

/** Small windows, so that DIFF, TRUNC, SNAP and the log on disk all come into play; now and then a counter near its end. */
function drawSettings(draws: Draws): Partial<Settings> {
  const nearEnd = draws.chance(8);
  return {
    commitLogCount: draws.pick([2, 4, 10, 10, 40]),
    snapCount: draws.pick([6, 20, 20, 100]),
    snapshotSizeFactor: draws.pick([0.33, 0.33, -1, 20]),
    snapshotDumpMs: draws.pick([2, 2, 10, 60]),
    snapRetainCount: draws.pick([3, 3, 4, 0]),
    ...(draws.chance(20) ? { maxTimeToWaitForEpochMs: 300 } : {}),
    ...(draws.chance(20) ? { reconfigEnabled: true, skipAcl: true } : {}),
    ...(nearEnd ? { firstCounter: COUNTER_MAX - draws.spread(8, 256) } : {}),
  };
}

function drawTimes(draws: Draws): Partial<Ensemble> {
  return {
    latencyMicros: draws.pick([
      [200, 5000],
      [200, 5000],
      [200, 1000],
      [200, 30_000],
    ] as const),
    syncMicros: draws.pick([
      [200, 5000],
      [200, 5000],
      [200, 500],
      [1000, 20_000],
    ] as const),
  };
}

/** With the budget `quorum` a majority of voters is never touched. */
function drawVictims(draws: Draws, ensemble: Ensemble, budget: 'quorum' | 'unlimited'): ServerId[] {
  const sids = sidsOf(ensemble);
  if (budget === 'unlimited') return sids;
  const voters = sids.slice(0, ensemble.servers);
  const most = Math.floor((ensemble.servers - 1) / 2);
  return [...draws.sample(voters, most), ...sids.slice(ensemble.servers)].sort((a, b) => a - b);
}

/** Whether a fault stays within the budget. What is no fault of a server's always does. */
function hurts(action: Action, victims: readonly ServerId[]): boolean {
  switch (action.do) {
    case 'kill':
    case 'partition':
    case 'pause':
    case 'disk':
    case 'clock':
    case 'hostCrash':
      return !('node' in action) || victims.includes(action.node);
    case 'cut':
    case 'slow':
    case 'reset':
      return [action.from, action.to].some(
        (end) => typeof end === 'string' || victims.includes(end),
      );
    default:
      return true;
  }
}

function ambushOf(
  seed: number,
  recording: Recording,
  victims: readonly ServerId[],
  end: Micros,
  count: number,
  dreams: readonly Micros[],
): AmbushPlan {
  const { ensemble } = recording;
  const tick = settingsOf(ensemble, 1).tickTimeMs * 1000;
  const drawn = drawTraps(new Draws(seed, 'traps'), end, count);
  const traps = [...drawn, ...dreams.map(dreamAt)].sort((a, b) => a.from - b.from);
  const clients = recording.clients.map(({ name }) => name).filter((name) => name !== FRESH);
  return { seed, traps, end, sids: sidsOf(ensemble), victims, tick, clients };
}

/** Equal times keep their order. */
function byTime(actions: readonly Action[]): Action[] {
  return [...actions].sort((a, b) => a.at - b.at);
}
