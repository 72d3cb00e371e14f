// The servers of a recorded case: the common configuration of the recordings, and what a case changes of it, as settings
// of ours. Used by ensemble.ts. Source: "Server configuration" of the recordings' README.
import { switchedOn } from '../../world/profiles.ts';
import type { Settings } from '../../zab/settings.ts';

const common: Partial<Settings> = {
  tickTimeMs: 2000,
  initLimit: 10,
  syncLimit: 5,
  fourLetterWords: '*',
  ...switchedOn,
};

type Change = (value: string) => Partial<Settings>;

const isTrue = (value: string): boolean => value === 'true';

/** By the names of zoo.cfg and, with `-D`, of system properties. */
const changes: Readonly<Record<string, Change>> = {
  tickTime: (value) => ({ tickTimeMs: Number(value) }),
  initLimit: (value) => ({ initLimit: Number(value) }),
  syncLimit: (value) => ({ syncLimit: Number(value) }),
  minSessionTimeout: (value) => ({ minSessionTimeoutMs: Number(value) }),
  maxSessionTimeout: (value) => ({ maxSessionTimeoutMs: Number(value) }),
  reconfigEnabled: (value) => ({ reconfigEnabled: isTrue(value) }),
  standaloneEnabled: (value) => ({ standaloneEnabled: isTrue(value) }),
  localSessionsEnabled: (value) => ({ localSessionsEnabled: isTrue(value) }),
  localSessionsUpgradingEnabled: (value) => ({ localSessionsUpgradingEnabled: isTrue(value) }),
  '4lw.commands.whitelist': (value) => ({ fourLetterWords: value }),
  '-Dreadonlymode.enabled': (value) => ({ readOnlyModeEnabled: isTrue(value) }),
  '-Djute.maxbuffer': (value) => ({ juteMaxBuffer: Number(value) }),
  '-Dzookeeper.4lw.commands.whitelist': (value) => ({ fourLetterWords: value }),
  '-Dzookeeper.skipACL': (value) => ({ skipAcl: value === 'yes' }),
  '-Dzookeeper.enforceQuota': (value) => ({ enforceQuota: isTrue(value) }),
  '-Dzookeeper.extendedTypesEnabled': (value) => ({ extendedTypesEnabled: isTrue(value) }),
  '-Dzookeeper.DigestAuthenticationProvider.superDigest': (value) => ({ superDigest: value }),
  '-Dzookeeper.snapCount': (value) => ({ snapCount: Number(value) }),
  '-Dzookeeper.commitLogCount': (value) => ({ commitLogCount: Number(value) }),
  '-Dznode.container.checkIntervalMs': (value) => ({ containerCheckIntervalMs: Number(value) }),
  '-Dznode.container.maxPerMinute': (value) => ({ containerMaxPerMinute: Number(value) }),
};

/** The settings, or a sentence about what our servers cannot be told. */
export function settingsFor(config: Readonly<Record<string, string>>): Partial<Settings> | string {
  let settings = common;
  for (const [key, value] of Object.entries(config)) {
    const change = Object.hasOwn(changes, key) ? changes[key] : undefined;
    if (change === undefined) return `Our servers have no setting for ${key}=${value}`;
    settings = { ...settings, ...change(value) };
  }
  return settings;
}
