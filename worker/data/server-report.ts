// Everything that the four-letter words tell of a server, handed over by the server for one word. Types only.
import type { ServerId, SessionId, WallMillis } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Membership } from './membership.ts';
import type { DataTree } from './tree.ts';
import type { WatchManager } from './watches.ts';

export interface Latency {
  readonly minMs: number;
  /** Up to four decimals. */
  readonly avgMs: number;
  readonly maxMs: number;
}

/** One client connection; the one that the word came over is among them, without a session. */
export interface ConnectionReport {
  /** `/127.0.0.1:53412`. */
  readonly address: string;
  /** Interest in the socket: 1 reads, 0 none (the word's own connection). */
  readonly interestOps: number;
  readonly queued: number;
  readonly received: number;
  readonly sent: number;
  readonly touchedMs: WallMillis;
  readonly timeoutMs: number;
  readonly session: ConnectedSession | null;
}

export interface ConnectedSession {
  readonly sessionId: SessionId;
  /** `CREA`, `GETD`, ...: see ZooKeeper's names of last operations; `NA` at first. */
  readonly lastOperation: string;
  readonly establishedMs: WallMillis;
  /** -1 before the first request. */
  readonly lastCxid: number;
  readonly lastZxid: Zxid;
  readonly lastResponseMs: WallMillis;
  readonly lastLatencyMs: number;
  readonly latency: Latency;
}

/** Sizes in bytes; -1 each before the first. */
export interface BufferSizes {
  readonly last: number;
  readonly min: number;
  readonly max: number;
}

/** Numbers that were counted: `sum` of `count` values. */
export interface Summary {
  readonly min: number;
  readonly max: number;
  readonly count: number;
  readonly sum: number;
}

export interface LeaderReport {
  readonly proposalSizes: BufferSizes;
  readonly uptimeMs: number;
  readonly pendingSyncs: number;
  /** All connected learners; of them the synced ones that are no observers, among those the non-voters, and the synced observers. */
  readonly learners: readonly ServerId[];
  readonly syncedFollowers: number;
  readonly syncedNonVotingFollowers: number;
  readonly syncedObservers: number;
  /** The expiry buckets with the sessions in each, ascending. */
  readonly sessionBuckets: readonly (readonly [WallMillis, readonly SessionId[]])[];
}

export interface ServerReport {
  /** False while the server looks for a leader or synchronizes: most words then say so and no more. */
  readonly running: boolean;
  readonly readOnly: boolean;
  /** As ZooKeeper prints it: `3.8.0-…, built on …`. */
  readonly version: string;
  readonly sid: ServerId;
  readonly mode: 'leader' | 'follower' | 'observer' | 'standalone' | 'read-only';
  /** `following - broadcast`, ...: QuorumPeer.getDetailedPeerState. */
  readonly peerState: string;
  readonly latency: Latency;
  readonly received: number;
  readonly sent: number;
  readonly outstanding: number;
  readonly lastProcessedZxid: Zxid;
  readonly connections: readonly ConnectionReport[];
  readonly uptimeMs: number;
  readonly tree: DataTree;
  /** The replicated sessions with their time-outs. */
  readonly sessions: ReadonlyMap<SessionId, number>;
  readonly watches: WatchManager;
  readonly clientResponseSizes: BufferSizes;
  readonly leader: LeaderReport | null;
  /** Expiry buckets of the sessions of this server alone; null where sessions are never local. */
  readonly localSessionBuckets: LeaderReport['sessionBuckets'] | null;
  /** How often this process has begun to serve. */
  readonly starts: number;
  /** Whom an observer follows; null for others. */
  readonly observerMasterId: ServerId | null;
  /** Sizes of what is on the disk, in bytes. */
  readonly snapshotBytes: number;
  readonly logBytes: number;
  readonly dataDir: string;
  readonly membership: Membership;
  readonly settings: {
    readonly tickTimeMs: number;
    readonly initLimit: number;
    readonly syncLimit: number;
    readonly minSessionTimeoutMs: number;
    readonly maxSessionTimeoutMs: number;
    readonly fourLetterWords: string;
  };
  /** Tree digests at every 128th zxid, ascending: 16 hexadecimal digits each. */
  readonly digests: readonly (readonly [Zxid, string])[];
  /** Counters and summaries that were kept, by their names in mntr-metrics.ts; all others are listed as 0. */
  readonly counters: Readonly<Record<string, number>>;
  readonly summaries: Readonly<Record<string, Summary>>;
  /** Bytes read and written by the first component of the path, in the order of their coming, for mntr. */
  readonly readByNamespace: ReadonlyMap<string, Summary>;
  readonly writtenByNamespace: ReadonlyMap<string, Summary>;
}
