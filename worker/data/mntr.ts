// The text of `mntr`. What has no counterpart here, because there is no JVM, no thread or no socket behind it, is listed
// as 0, so that tools find every line they look for. Called by four-letter-words.ts.
// Source: MonitorCommand, ZooKeeperServer.dumpMonitorValues, AvgMinMaxCounter.values, AvgMinMaxPercentileCounter.values.
import { concurrentOrder, hashOrder } from './java-hash.ts';
import { doubleText } from './java-text.ts';
import { counters, gaugesOf, leaderGauges, percentiles, summaries } from './mntr-metrics.ts';
import type { LeaderReport, ServerReport, Summary } from './server-report.ts';

const nothing: Summary = { min: 0, max: 0, count: 0, sum: 0 };

export function mntrText(report: ServerReport): string {
  const lines: (readonly [string, string | number])[] = [
    ['version', report.version],
    ['server_state', report.mode],
    ['peer_state', report.peerState],
    ...(report.observerMasterId === null
      ? []
      : ([['observer_master_id', report.observerMasterId]] as const)),
    ...gaugeLines(report),
    ...counters.map((name) => [name, report.counters[name] ?? 0] as const),
    ...summaries.flatMap((name) => summaryLines(name, report.summaries[name])),
    ...percentiles.flatMap((name) => percentileLines(name, report.summaries[name])),
    ...learnerLines(report, 'learner_handler_qp_size', summaryLines),
    ...namespaceLines(report.readByNamespace, 'read_per_namespace'),
    ...namespaceLines(report.writtenByNamespace, 'write_per_namespace'),
    ...learnerLines(report, 'learner_handler_qp_time_ms', percentileLines),
  ];
  return lines.map(([name, value]) => `zk_${name}\t${value}\n`).join('');
}

type Line = readonly [string, string | number];

function gaugeLines(report: ServerReport): Line[] {
  const { tree, leader } = report;
  const values: Record<string, string | number> = {
    ...(leader === null ? {} : leaderValues(leader)),
    ephemerals_count: tree.ephemeralCount,
    num_alive_connections: report.connections.length,
    avg_latency: doubleText(report.latency.avgMs),
    min_latency: report.latency.minMs,
    max_latency: report.latency.maxMs,
    outstanding_requests: report.outstanding,
    znode_count: tree.nodeCount,
    global_sessions: report.sessions.size,
    local_sessions: countOf(report.localSessionBuckets ?? []),
    last_client_response_size: report.clientResponseSizes.last,
    min_client_response_size: report.clientResponseSizes.min,
    max_client_response_size: report.clientResponseSizes.max,
    packets_sent: report.sent,
    packets_received: report.received,
    connection_drop_probability: doubleText(0),
    watch_count: report.watches.count,
    approximate_data_size: tree.approximateDataSize,
    uptime: report.uptimeMs,
    quorum_size: report.membership.members.filter(({ type }) => type === 'participant').length,
    ...report.counters,
  };
  return gaugesOf(report.starts)
    .filter((name) => leader !== null || !leaderGauges.has(name))
    .map((name) => [name, values[name] ?? 0]);
}

function countOf(buckets: LeaderReport['sessionBuckets']): number {
  return buckets.reduce((sum, [, sessions]) => sum + sessions.length, 0);
}

function leaderValues(leader: LeaderReport): Record<string, number> {
  return {
    min_proposal_size: leader.proposalSizes.min,
    max_proposal_size: leader.proposalSizes.max,
    last_proposal_size: leader.proposalSizes.last,
    synced_followers: leader.syncedFollowers,
    synced_non_voting_followers: leader.syncedNonVotingFollowers,
    synced_observers: leader.syncedObservers,
    pending_syncs: leader.pendingSyncs,
    leader_uptime: leader.uptimeMs,
    learners: leader.learners.length,
  };
}

function summaryLines(name: string, summary: Summary = nothing): Line[] {
  const { min, max, count, sum } = summary;
  const average = count === 0 ? 0 : Math.round((sum / count) * 10_000) / 10_000;
  return [
    [`avg_${name}`, doubleText(average)],
    [`min_${name}`, min],
    [`max_${name}`, max],
    [`cnt_${name}`, count],
    [`sum_${name}`, sum],
  ];
}

/** Percentiles are not kept: 0. */
function percentileLines(name: string, summary: Summary = nothing): Line[] {
  const ranks = ['p50', 'p95', 'p99', 'p999'].map((rank): Line => [`${rank}_${name}`, 0]);
  return [...summaryLines(name, summary), ...ranks];
}

/** A leader has one for each learner that it ever served; here for each that is connected. */
function learnerLines(
  { leader, summaries: kept }: ServerReport,
  name: string,
  linesOf: (name: string, summary?: Summary) => Line[],
): Line[] {
  const learners = (leader?.learners ?? []).map(String);
  return hashOrder(learners, 16).flatMap((sid) =>
    linesOf(`${sid}_${name}`, kept[`${sid}_${name}`]),
  );
}

function namespaceLines(byNamespace: ServerReport['readByNamespace'], name: string): Line[] {
  return concurrentOrder(byNamespace.keys()).flatMap((namespace) =>
    summaryLines(`${namespace}_${name}`, byNamespace.get(namespace)),
  );
}
