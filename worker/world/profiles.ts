// The three profiles of determinism.md 22, and what follows from an ensemble: settings, configuration, members.
// A recording stores the numbers that it was made with; only `settings` are completed from the profile.
import { MS, type ServerId } from '../base/units.ts';
import type { Member, QuorumConfig } from '../zab/quorum-config.ts';
import { zooKeeperDefaults, type Settings } from '../zab/settings.ts';
import type { Ensemble, ProfileName } from './recording.ts';

interface Profile {
  readonly settings: Partial<Settings>;
  readonly latencyMicros: readonly [number, number];
  readonly clientLatencyMicros: readonly [number, number];
  readonly syncMicros: readonly [number, number];
}

/** As in the recorded conversations of the real ZooKeeper. */
export const switchedOn: Partial<Settings> = {
  extendedTypesEnabled: true,
  reconfigEnabled: true,
  superDigest: 'super:lK75jTNcA+U9vtVEw5vB51mj/w4=',
};

/** Session time-outs follow the tick, as where zoo.cfg names none: 2 and 20 ticks (QuorumPeer.getMinSessionTimeout). */
const profiles: Readonly<Record<ProfileName, Profile>> = {
  lan: {
    settings: { tickTimeMs: 2000, initLimit: 10, syncLimit: 5 },
    latencyMicros: [200, 1000],
    clientLatencyMicros: [200, 1000],
    syncMicros: [1000, 1000],
  },
  // Snapshots and committedLog are small, so that DIFF and SNAP both happen; a healed node must not wait a minute. What
  // ZooKeeper has and a zoo.cfg must switch on is on: TTL nodes, reconfig, and the super user `super:secret` that it needs.
  classroom: {
    settings: {
      tickTimeMs: 2000,
      initLimit: 10,
      syncLimit: 5,
      maxNotificationIntervalMs: 4000,
      snapCount: 20,
      commitLogCount: 10,
      ...switchedOn,
    },
    latencyMicros: [20 * MS, 60 * MS],
    clientLatencyMicros: [20 * MS, 60 * MS],
    syncMicros: [10 * MS, 10 * MS],
  },
  fuzz: {
    settings: {
      tickTimeMs: 200,
      initLimit: 10,
      syncLimit: 5,
      maxNotificationIntervalMs: 2000,
      snapCount: 20,
      commitLogCount: 10,
    },
    latencyMicros: [200, 5000],
    clientLatencyMicros: [200, 5000],
    syncMicros: [200, 5000],
  },
};

/** 2026-01-01T00:00:00Z: the wall clock of virtual time 0 unless a recording says otherwise. */
export const EPOCH_MS = 1_767_225_600_000;

export function ensembleOf(
  profile: ProfileName,
  members: { readonly servers: number; readonly observers: number },
): Ensemble {
  const { latencyMicros, clientLatencyMicros, syncMicros } = profiles[profile];
  return {
    profile,
    servers: members.servers,
    observers: members.observers,
    epochMs: EPOCH_MS,
    latencyMicros,
    clientLatencyMicros,
    syncMicros,
  };
}

/** All servers of an ensemble have equal settings; `sid` is there for the day they do not. */
export function settingsOf(ensemble: Ensemble, _sid: ServerId): Settings {
  const chosen = { ...profiles[ensemble.profile].settings, ...ensemble.settings };
  const tick = chosen.tickTimeMs ?? zooKeeperDefaults.tickTimeMs;
  return {
    ...zooKeeperDefaults,
    minSessionTimeoutMs: 2 * tick,
    maxSessionTimeoutMs: 20 * tick,
    ...chosen,
  };
}

/** Voters, then observers, ascending. */
export function sidsOf(ensemble: Pick<Ensemble, 'servers' | 'observers'>): ServerId[] {
  return Array.from({ length: ensemble.servers + ensemble.observers }, (_, index) => index + 1);
}

/** The static configuration that every server starts from. */
export function configOf(ensemble: Ensemble): QuorumConfig {
  const members = sidsOf(ensemble).map((sid): Member => ({
    sid,
    type: sid <= ensemble.servers ? 'participant' : 'observer',
    address: `node${sid}:2888:3888`,
    clientAddress: `node${sid}:2181`,
  }));
  return { version: 0, members };
}
