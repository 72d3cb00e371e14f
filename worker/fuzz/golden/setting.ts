// The first commands of a golden conversation: the ensemble it is about. Called by conversation.ts.
import { assert } from '../../base/assert.ts';
import type { Micros } from '../../base/units.ts';
import { ensembleOf } from '../../world/profiles.ts';
import type { Ensemble, Recording } from '../../world/recording.ts';
import { bugs, variants, type Switch } from '../../zab/bugs.ts';
import { zooKeeperDefaults, type Settings } from '../../zab/settings.ts';

/** What the commands of setting have said so far. */
export interface Setting {
  servers: number;
  observers: number;
  clients: readonly string[];
  seed: number;
  latency: Micros;
  sync: Micros;
  settings: Partial<Settings>;
  switches: readonly Switch[];
}

/** Three nodes of the fuzz profile (a tick is 200 ms), in which every hop takes a millisecond and every sync one too. */
export function newSetting(): Setting {
  return {
    ...{ servers: 3, observers: 0, clients: [], seed: 1, latency: 1000, sync: 1000 },
    ...{ settings: {}, switches: [] },
  };
}

type Setter = (setting: Setting, words: readonly string[]) => void;

const setters: Readonly<Record<string, Setter>> = {
  servers: (setting, [count]) => {
    setting.servers = numberOf(count);
  },
  observers: (setting, [count]) => {
    setting.observers = numberOf(count);
  },
  clients: (setting, names) => {
    setting.clients = names;
  },
  seed: (setting, [seed]) => {
    setting.seed = numberOf(seed);
  },
  /** Microseconds that every hop takes. */
  hops: (setting, [micros]) => {
    setting.latency = numberOf(micros);
  },
  /** Microseconds that every sync of a disk takes. */
  disks: (setting, [micros]) => {
    setting.sync = numberOf(micros);
  },
  set: (setting, [name = '', value = '']) => {
    assert(name in zooKeeperDefaults, `There is no setting ${name}`);
    const meant = value === 'true' || value === 'false' ? value === 'true' : Number(value);
    setting.settings = { ...setting.settings, [name]: meant };
  },
  switch: (setting, ids) => {
    setting.switches = ids.map((id) => {
      assert(id in bugs || id in variants, `There is no switch ${id}`);
      return id as Switch;
    });
  },
};

/** True if the command was one of setting. */
export function takeSetting(setting: Setting, command: string): boolean {
  const [name = '', ...words] = command.split(' ');
  const setter = setters[name];
  if (setter === undefined) return false;
  setter(setting, words);
  return true;
}

/** A recording in which nothing has happened yet. */
export function recordingOf(setting: Setting): Recording {
  const { servers, observers, clients, seed, latency, sync, settings, switches } = setting;
  const ensemble: Ensemble = {
    ...ensembleOf('fuzz', { servers, observers }),
    latencyMicros: [latency, latency],
    clientLatencyMicros: [latency, latency],
    syncMicros: [sync, sync],
    settings,
    switches,
  };
  return {
    zabRecording: 1,
    seed,
    ensemble,
    clients: clients.map((name) => ({ name })),
    actions: [],
    until: 0,
  };
}

export function numberOf(word: string | undefined): number {
  const value = Number(word);
  assert(word !== undefined && Number.isInteger(value), `"${word ?? ''}" is no whole number`);
  return value;
}
