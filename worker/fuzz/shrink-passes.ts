// What the shrinker tries beside leaving pieces out: each pass makes candidates of a recording, the boldest first, and
// knows nothing of failures. Called by shrink.ts. Source: correctness.md 5.
import { COUNTER_MAX } from '../base/zxid.ts';
import { MS, SECOND, type Micros } from '../base/units.ts';
import { settingsOf } from '../world/profiles.ts';
import type { Action, Recording } from '../world/recording.ts';
import type { Settings } from '../zab/settings.ts';

/** From the start of the servers to a leader that serves, with room: so far the late part of a run is moved. */
const ELECTION: Micros = 600 * MS;
/** The shortest end of a run that is tried alone. */
const SHORTEST: Micros = SECOND / 2;

/**
 * Only the end of the run, moved to its beginning: the servers start as they did, the clients connect as they last did.
 * From the shortest end to half of the run.
 */
export function endings(recording: Recording): Recording[] {
  const { actions, until } = recording;
  const starts = actions.filter((action) => action.do === 'start');
  const started = Math.max(0, ...starts.map(({ at }) => at)) + ELECTION;
  const found: Recording[] = [];
  for (let span = SHORTEST; span <= until / 2; span *= 2) {
    const from = until - span;
    const shift = from - started;
    if (shift <= 0) break;
    const connects = new Map<string, Action>();
    for (const action of actions)
      if (action.do === 'connect' && action.at < from) connects.set(action.client, action);
    const late = actions.filter((action) => action.at >= from && action.do !== 'start');
    found.push({
      ...recording,
      actions: [
        ...starts,
        ...[...connects.values()].map((action) => ({ ...action, at: started })),
        ...late.map((action) => ({ ...action, at: action.at - shift })),
      ],
      until: started + span,
    });
  }
  return found;
}

/** What undoes an action: the two go together. */
const undoneBy: Readonly<Partial<Record<Action['do'], readonly Action['do'][]>>> = {
  kill: ['restart'],
  hostCrash: ['restart'],
  partition: ['heal'],
  cut: ['join'],
  pause: ['resume'],
  disk: ['disk'],
  clock: ['clock'],
  slow: ['slow'],
  connect: ['close'],
};

/** Each action with the next one that undoes it, from the end. */
export function pairs(actions: readonly Action[]): (readonly [Action, Action])[] {
  const found: (readonly [Action, Action])[] = [];
  for (const [index, action] of actions.entries()) {
    const back = undoneBy[action.do];
    if (back === undefined) continue;
    const undone = actions.find(
      (later, at) => at > index && back.includes(later.do) && placeOf(later) === placeOf(action),
    );
    if (undone !== undefined) found.push([action, undone]);
  }
  return found.reverse();
}

function placeOf(action: Action): string {
  if ('client' in action) return action.client;
  if ('from' in action) return `${action.from} ${action.to}`;
  return 'node' in action ? String(action.node) : '';
}

/** The last server less, with all that happens to it. */
export function withoutLastServer(recording: Recording): Recording[] {
  const { ensemble, actions } = recording;
  if (ensemble.observers > 0 || ensemble.servers <= 3) return [];
  const last = ensemble.servers;
  const names = (action: Action): boolean =>
    ('node' in action && action.node === last) ||
    ('from' in action && (action.from === last || action.to === last));
  return [
    {
      ...recording,
      ensemble: { ...ensemble, servers: last - 1 },
      actions: actions.filter((action) => !names(action)),
    },
  ];
}

/** All that one client types is typed by another, which is connected anyway. */
export function mergedClients({ actions, clients, ...rest }: Recording): Recording[] {
  const [first, ...others] = clients.map(({ name }) => name);
  if (first === undefined) return [];
  return others.reverse().map((name) => ({
    ...{ ...rest, clients },
    actions: actions
      .filter(
        (action) => !('client' in action) || action.client !== name || action.do === 'command',
      )
      .map((action) =>
        action.do === 'command' && 'client' in action && action.client === name
          ? { ...action, client: first }
          : action,
      ),
  }));
}

/** Limits made small, so that fewer writes reach them: the next snapshot, what committedLog holds, the end of the counter. */
export function smallLimits(recording: Recording): Recording[] {
  const now = settingsOf(recording.ensemble, 1);
  const less = (value: number): number[] => [2, 4, 8, 16].filter((each) => each < value);
  const changes: Partial<Settings>[] = [];
  const left = COUNTER_MAX - now.firstCounter;
  if (now.firstCounter > 0)
    for (const each of less(left)) changes.push({ firstCounter: COUNTER_MAX - each });
  for (const each of less(now.snapCount)) changes.push({ snapCount: each });
  for (const each of less(now.commitLogCount)) changes.push({ commitLogCount: each });
  const { ensemble } = recording;
  return changes.map((change) => ({
    ...recording,
    ensemble: { ...ensemble, settings: { ...ensemble.settings, ...change } },
  }));
}
