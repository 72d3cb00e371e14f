// Validates the ensemble of a foreign recording: sizes, latencies, settings, switches. Called by decode.ts.
import { SECOND } from '../base/units.ts';
import { bugs, variants, type Switch } from '../zab/bugs.ts';
import { zooKeeperDefaults, type Settings } from '../zab/settings.ts';
import {
  booleanOf,
  fieldsOf,
  integerOf,
  listOf,
  numberOf,
  Refusal,
  stringOf,
  wordOf,
} from './decode-values.ts';
import type { Ensemble, ProfileName } from './recording.ts';

/** Voters and observers together. */
export const MOST_NODES = 9;

const profileNames: readonly ProfileName[] = ['lan', 'classroom', 'fuzz'];
const switchNames = [...Object.keys(bugs), ...Object.keys(variants)];
const DAY_MS = 86_400_000;

/** What each number may be: least and most. */
const bounds: Readonly<Record<NumericSetting, readonly [number, number]>> = {
  tickTimeMs: [1, DAY_MS],
  initLimit: [1, 100_000],
  syncLimit: [1, 100_000],
  finalizeWaitMs: [0, DAY_MS],
  minNotificationIntervalMs: [1, DAY_MS],
  maxNotificationIntervalMs: [1, DAY_MS],
  connectTimeoutMs: [1, DAY_MS],
  maxTimeToWaitForEpochMs: [-1, DAY_MS],
  observerElectionDelayMsMax: [0, DAY_MS],
  snapCount: [2, 2 ** 31 - 1],
  commitLogCount: [0, 2 ** 31 - 1],
  snapshotSizeFactor: [-1, 1000],
  snapRetainCount: [0, 1000],
  maxBatchSize: [1, 1_000_000],
  snapshotDumpMs: [0, DAY_MS],
  minSessionTimeoutMs: [1, DAY_MS],
  maxSessionTimeoutMs: [1, DAY_MS],
  juteMaxBuffer: [1, 2 ** 31 - 1],
  containerCheckIntervalMs: [1, DAY_MS],
  containerMaxPerMinute: [1, 2 ** 31 - 1],
  globalOutstandingLimit: [1, 2 ** 31 - 1],
  firstCounter: [0, 2 ** 32 - 1],
};

type NumericSetting = {
  [Name in keyof Settings]: Settings[Name] extends number ? Name : never;
}[keyof Settings];

export function decodeEnsemble(value: unknown): Ensemble {
  const fields = fieldsOf(value, 'The ensemble', [
    ...['profile', 'servers', 'observers', 'epochMs', 'latencyMicros', 'clientLatencyMicros'],
    ...['syncMicros', 'settings', 'switches'],
  ]);
  const servers = integerOf(fields.get('servers'), 'The number of servers', 1, MOST_NODES);
  const observers = integerOf(fields.get('observers'), 'The number of observers', 0, MOST_NODES);
  if (servers + observers > MOST_NODES)
    throw new Refusal(`An ensemble has at most ${MOST_NODES} nodes, not ${servers + observers}.`);
  const settings = fields.get('settings');
  const switches = fields.get('switches');
  return {
    profile: wordOf(fields.get('profile'), 'The profile', profileNames),
    servers,
    observers,
    epochMs: integerOf(fields.get('epochMs'), 'The wall clock at the start', 0, 2 ** 43),
    latencyMicros: range(fields.get('latencyMicros'), 'The latency between servers', 1),
    clientLatencyMicros: range(fields.get('clientLatencyMicros'), 'The latency of clients', 1),
    syncMicros: range(fields.get('syncMicros'), 'The latency of a sync', 0),
    ...(settings === undefined ? {} : { settings: decodeSettings(settings) }),
    ...(switches === undefined ? {} : { switches: decodeSwitches(switches) }),
  };
}

/** Lowest and highest value, in microseconds; at most a minute. */
function range(value: unknown, what: string, least: number): readonly [number, number] {
  const [low, high, ...more] = listOf(value, what, 2);
  if (more.length > 0 || high === undefined) throw new Refusal(`${what} is not a pair of numbers.`);
  const from = integerOf(low, `${what}, at least,`, least, 60 * SECOND);
  return [from, integerOf(high, `${what}, at most,`, from, 60 * SECOND)];
}

function decodeSettings(value: unknown): Partial<Settings> {
  const names = Object.keys(zooKeeperDefaults) as (keyof Settings)[];
  const fields = fieldsOf(value, 'The settings', names);
  const decoded = new Map<string, string | number | boolean | null>();
  // In the order of the defaults, whatever the order in the recording was.
  for (const name of names) {
    if (fields.has(name)) decoded.set(name, decodeSetting(name, fields.get(name)));
  }
  const settings: Partial<Settings> = Object.fromEntries(decoded);
  return settings;
}

function decodeSetting(name: keyof Settings, value: unknown): string | number | boolean | null {
  const what = `The setting ${name}`;
  if (isNumeric(name)) {
    const [low, high] = bounds[name];
    return name === 'snapshotSizeFactor'
      ? numberOf(value, what, low, high)
      : integerOf(value, what, low, high);
  }
  switch (name) {
    case 'superDigest':
      return value === null ? null : stringOf(value, what, 200);
    case 'fourLetterWords':
      return stringOf(value, what, 1000);
    default:
      return booleanOf(value, what);
  }
}

function isNumeric(name: keyof Settings): name is NumericSetting {
  return Object.hasOwn(bounds, name);
}

function decodeSwitches(value: unknown): readonly Switch[] {
  return listOf(value, 'The list of switches', switchNames.length).map(
    (entry) => wordOf(entry, 'A switch', switchNames) as Switch,
  );
}
