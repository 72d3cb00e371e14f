// Four-letter words over a client connection: gathers what the words tell of this server, and what two of them reset.
// The texts themselves are in worker/data/four-letter-words.ts. Source: ServerStats, ZooKeeperServerBean, LeaderBean.
import { MS } from '../base/units.ts';
import { fourLetterWord as textOf, isAllowed } from '../data/four-letter-words.ts';
import type {
  ConnectionReport,
  Latency as LatencyReport,
  LeaderReport,
  ServerReport,
} from '../data/server-report.ts';
import type { LeaderPort } from '../zab/peer.ts';
import type { Connection, Latency } from './connections.ts';
import type { Process } from './process.ts';
import type { ClientPlane, ServingFigures, ServingPort } from './client-port.ts';

/** What the packaged server of the recorded conversations prints of itself. */
const VERSION = '3.8.0-${mvngit.commit.id}, built on 2024-12-29 17:54 UTC';
/** A log record's header and checksum, and a znode's stat, in bytes: for the sizes on a disk that holds no bytes. */
const RECORD_BYTES = 48;
const NODE_BYTES = 68;

/** The whole text the server writes before it closes the connection; '' for none. `asking` is the word's own connection. */
export function fourLetterWord(word: string, asking: Connection, plane: ClientPlane): string {
  const { serving, process, connections } = plane;
  const text = textOf(word, reportOf(asking, plane));
  const isDone = serving.isRunning() && isAllowed(word, process.config.settings.fourLetterWords);
  if (word === 'crst' && isDone) connections.resetStats();
  if (word === 'srst' && isDone) {
    plane.resetStats();
    serving.resetProposalSizes();
  }
  return text ?? '';
}

function reportOf(asking: Connection, plane: ClientPlane): ServerReport {
  const { serving, process, database, connections, watches, state } = plane;
  const { tree, sessions } = database.replicated;
  const role = serving.currentRole();
  const { log, snapshots } = process.files;
  const figures = serving.figures();
  // The buckets are on the server's own clock; `dump` shows dates.
  const offsetMs = process.wallMs - Math.floor(process.now / MS);
  const nodes = snapshots.reduce((sum, snapshot) => sum + snapshot.image.count, 0);
  return {
    running: serving.isRunning(),
    readOnly: serving.isReadOnly(),
    version: VERSION,
    sid: process.config.sid,
    mode: role === null ? 'follower' : role.kind === 'readonly' ? 'read-only' : role.kind,
    peerState: serving.peerState(),
    latency: latencyOf(state.latency),
    received: state.received,
    sent: state.sent,
    outstanding: serving.waiting(),
    lastProcessedZxid: database.lastProcessedZxid(),
    connections: connections.all().map((one) => connectionOf(one, one === asking)),
    uptimeMs: Math.floor(process.now / MS),
    tree,
    sessions,
    watches,
    clientResponseSizes: state.responseSizes,
    localSessionBuckets:
      figures.localSessionBuckets && dated(figures.localSessionBuckets, offsetMs),
    starts: figures.starts,
    observerMasterId: role?.kind === 'observer' ? role.leader : null,
    leader: role?.kind === 'leader' ? leaderOf(role, serving, process, offsetMs) : null,
    snapshotBytes: nodes * NODE_BYTES,
    logBytes: log.length * RECORD_BYTES,
    dataDir: `/var/lib/zookeeper/node${process.config.sid}/d`,
    membership: serving.quorumVerifier(),
    settings: process.config.settings,
    digests: [],
    counters: {},
    summaries: {},
    readByNamespace: database.traffic.read,
    writtenByNamespace: database.traffic.written,
  };
}

function connectionOf(connection: Connection, isAsking: boolean): ConnectionReport {
  const { link, received, sent, sessionId } = connection;
  return {
    address: `/127.0.0.1:${portOf(link)}`,
    interestOps: isAsking ? 0 : 1,
    queued: 0,
    received,
    sent,
    touchedMs: connection.lastResponseMs,
    timeoutMs: connection.timeoutMs,
    session:
      sessionId === null
        ? null
        : {
            sessionId,
            lastOperation: connection.lastOp,
            establishedMs: connection.establishedMs,
            lastCxid: connection.lastCxid,
            lastZxid: connection.lastZxid,
            lastResponseMs: connection.lastResponseMs,
            lastLatencyMs: connection.latency.last,
            latency: latencyOf(connection.latency),
          },
  };
}

/** A port for a connection that has none: from its number, so that no two connections of a run share one by chance. */
function portOf(link: string): number {
  const [opener = 0, incarnation = 0, counter = 0] = link.split('.').map(Number);
  return 32768 + ((opener * 997 + incarnation * 101 + counter) % 28_000);
}

function latencyOf({ min, max, total, count }: Latency): LatencyReport {
  const average = count === 0 ? 0 : Math.round((total / count) * 10_000) / 10_000;
  return { minMs: min, avgMs: average, maxMs: max };
}

type Buckets = ServingFigures['sessionBuckets'];

function dated(buckets: Buckets, offsetMs: number): Buckets {
  return buckets.map(([due, sessions]) => [due + offsetMs, sessions] as const);
}

function leaderOf(
  role: LeaderPort,
  serving: ServingPort,
  process: Process,
  offsetMs: number,
): LeaderReport {
  const learners = role.learners();
  const voters = new Set(
    serving
      .quorumVerifier()
      .members.filter((member) => member.type === 'participant')
      .map((member) => member.sid),
  );
  const synced = learners.filter((learner) => learner.synced);
  const followers = synced.filter((learner) => learner.type === 'PARTICIPANT');
  const { proposalSizes, sessionBuckets } = serving.figures();
  return {
    proposalSizes,
    uptimeMs: Math.floor(process.now / MS),
    pendingSyncs: 0,
    learners: learners.map((learner) => learner.sid),
    syncedFollowers: followers.length,
    syncedNonVotingFollowers: followers.filter((learner) => !voters.has(learner.sid)).length,
    syncedObservers: synced.length - followers.length,
    sessionBuckets: dated(sessionBuckets, offsetMs),
  };
}
