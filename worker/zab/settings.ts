// One server's settings under ZooKeeper's names, in its units. Source: zab.md section 12, QuorumPeerConfig, ZooKeeperServer.

export interface Settings {
  readonly tickTimeMs: number;
  /** Ticks a learner may take to connect and synchronize. */
  readonly initLimit: number;
  /** Ticks a learner and its leader may stay silent to each other. */
  readonly syncLimit: number;
  readonly finalizeWaitMs: number;
  readonly minNotificationIntervalMs: number;
  readonly maxNotificationIntervalMs: number;
  /** Election connect timeout (cnxTimeout). */
  readonly connectTimeoutMs: number;
  /** leader.maxTimeToWaitForEpoch; -1 is off. */
  readonly maxTimeToWaitForEpochMs: number;
  readonly observerElectionDelayMsMax: number;
  /** A snapshot is taken every snapCount/2 + random(0..snapCount/2) logged txns. */
  readonly snapCount: number;
  readonly commitLogCount: number;
  /** Share of the newest snapshot's size that on-disk log sync may send; negative is off. Sizes are counted in records and znodes here. */
  readonly snapshotSizeFactor: number;
  /** Snapshots kept by the purge task; the log is kept from the oldest of them on. 0 never purges. */
  readonly snapRetainCount: number;
  readonly maxBatchSize: number;
  /** Virtual milliseconds that writing or serializing a snapshot takes: what makes it fuzzy. */
  readonly snapshotDumpMs: number;
  readonly minSessionTimeoutMs: number;
  readonly maxSessionTimeoutMs: number;
  readonly reconfigEnabled: boolean;
  readonly standaloneEnabled: boolean;
  readonly extendedTypesEnabled: boolean;
  readonly enforceQuota: boolean;
  readonly skipAcl: boolean;
  /** `user:base64(sha1(user:password))`, or null. */
  readonly superDigest: string | null;
  readonly juteMaxBuffer: number;
  readonly containerCheckIntervalMs: number;
  readonly containerMaxPerMinute: number;
  readonly globalOutstandingLimit: number;
  readonly leaderServes: boolean;
  /** New sessions live on one server, without a txn, until they are upgraded by their first ephemeral. */
  readonly localSessionsEnabled: boolean;
  readonly localSessionsUpgradingEnabled: boolean;
  /** A server that looks for a leader serves reads to clients that asked for it (readonlymode.enabled). */
  readonly readOnlyModeEnabled: boolean;
  /** The four-letter words served; '*' is all. */
  readonly fourLetterWords: string;
  /** Where a new leader's counter starts, 0 as in ZooKeeper; raised only to reach the rollover of ZOOKEEPER-1277. */
  readonly firstCounter: number;
}

export const zooKeeperDefaults: Settings = {
  tickTimeMs: 2000,
  initLimit: 10,
  syncLimit: 5,
  finalizeWaitMs: 200,
  minNotificationIntervalMs: 200,
  maxNotificationIntervalMs: 60_000,
  connectTimeoutMs: 5000,
  maxTimeToWaitForEpochMs: -1,
  observerElectionDelayMsMax: 200,
  snapCount: 100_000,
  commitLogCount: 500,
  snapshotSizeFactor: 0.33,
  snapRetainCount: 3,
  maxBatchSize: 1000,
  snapshotDumpMs: 2,
  minSessionTimeoutMs: 4000,
  maxSessionTimeoutMs: 40_000,
  reconfigEnabled: false,
  standaloneEnabled: true,
  extendedTypesEnabled: false,
  enforceQuota: false,
  skipAcl: false,
  superDigest: null,
  juteMaxBuffer: 1_048_575,
  containerCheckIntervalMs: 60_000,
  containerMaxPerMinute: 10_000,
  globalOutstandingLimit: 1000,
  leaderServes: true,
  localSessionsEnabled: false,
  localSessionsUpgradingEnabled: false,
  readOnlyModeEnabled: false,
  fourLetterWords: '*',
  firstCounter: 0,
};
