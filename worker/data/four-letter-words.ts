// The answers to four-letter words: what operators read of one server over a plain connection, which the server closes
// after it. Called by worker/server. Source: org.apache.zookeeper.server.command, ServerStats.toString,
// ServerCnxn.dumpConnectionInfo, ZooKeeperServer.dumpConf, ExpiryQueue.dump, FourLetterCommands.
import { configText } from './config-text.ts';
import { javaDate } from './java-date.ts';
import { doubleText, splitText, trimText } from './java-text.ts';
import { mntrText } from './mntr.ts';
import type { ConnectionReport, LeaderReport, ServerReport } from './server-report.ts';
import { sessionText } from './session-ids.ts';

const NOT_SERVING = 'This ZooKeeper instance is not currently serving requests\n';
/** What gtmk answers: client requests, server packets, sessions and warnings. */
const TRACE_MASK = '306';
/** A connection is looked at every 10 seconds. */
const CONNECTION_BUCKET_MS = 10_000;

const words = {
  conf: confText,
  cons: consText,
  crst: () => 'Connection stats reset.\n',
  dirs: ({ snapshotBytes, logBytes }) =>
    `datadir_size: ${snapshotBytes}\nlogdir_size: ${logBytes}\n`,
  dump: dumpText,
  envi: enviText,
  gtmk: () => TRACE_MASK,
  hash: hashText,
  isro: ({ running, readOnly }) => (running ? (readOnly ? 'ro' : 'rw') : 'null'),
  mntr: mntrText,
  ruok: () => 'imok',
  srst: () => 'Server stats reset.\n',
  srvr: srvrText,
  stat: statText,
  wchc: ({ watches }) => blocks(watches.dataTable.sessionsWithPaths(), sessionLine, pathLine),
  wchp: ({ watches }) => blocks(watches.dataTable.pathsWithSessions(), pathLine, sessionLine),
  wchs: wchsText,
} as const satisfies Record<string, (report: ServerReport) => string>;

/** Words that are answered alike whether or not the server serves. */
const always: ReadonlySet<string> = new Set(['ruok', 'envi', 'gtmk', 'isro']);

/**
 * The answer, with its line ends; null where the server closes the connection without a word: for anything that is no
 * four-letter word in lower case, and for stmk, whose eight bytes do not come. After `crst` the caller resets the numbers
 * of its connections, after `srst` those of the server and its proposals, if the server is running and the word allowed.
 */
export function fourLetterWord(word: string, report: ServerReport): string | null {
  if (!isWord(word)) return null;
  if (!isAllowed(word, report.settings.fourLetterWords))
    return `${word} is not executed because it is not in the whitelist.\n`;
  // `hash` alone leaves the line unended.
  if (!report.running && !always.has(word))
    return word === 'hash' ? NOT_SERVING.trimEnd() : NOT_SERVING;
  return words[word](report);
}

/** srvr is always allowed: ZooKeeper's own scripts need it. `list` is `*` or words with commas between them. */
export function isAllowed(word: string, list: string): boolean {
  const allowed = splitText(list, ',').map(trimText);
  return word === 'srvr' || allowed.includes('*') || allowed.includes(word);
}

function isWord(word: string): word is keyof typeof words {
  return Object.hasOwn(words, word);
}

function srvrText(report: ServerReport): string {
  return headText(report) + statsText(report);
}

function statText(report: ServerReport): string {
  const clients = report.connections.map((connection) => `${connectionText(connection, true)}\n`);
  return `${headText(report)}Clients:\n${clients.join('')}\n${statsText(report)}`;
}

function headText({ version, readOnly }: ServerReport): string {
  const mode = readOnly ? 'READ-ONLY mode; serving only read-only clients\n' : '';
  return `Zookeeper version: ${version}\n${mode}`;
}

function statsText(report: ServerReport): string {
  const { minMs, avgMs, maxMs } = report.latency;
  const lines = [
    `Latency min/avg/max: ${minMs}/${doubleText(avgMs)}/${maxMs}`,
    `Received: ${report.received}`,
    `Sent: ${report.sent}`,
    `Connections: ${report.connections.length}`,
    `Outstanding: ${report.outstanding}`,
    `Zxid: 0x${report.lastProcessedZxid.toString(16)}`,
    `Mode: ${report.mode}`,
    `Node count: ${report.tree.nodeCount}`,
  ];
  const sizes = report.leader?.proposalSizes;
  if (sizes !== undefined)
    lines.push(`Proposal sizes last/min/max: ${sizes.last}/${sizes.min}/${sizes.max}`);
  return `${lines.join('\n')}\n`;
}

function consText({ connections }: ServerReport): string {
  return `${connections.map((connection) => `${connectionText(connection, false)}\n`).join('')}\n`;
}

function connectionText(connection: ConnectionReport, brief: boolean): string {
  const { address, interestOps, queued, received, sent, session, timeoutMs } = connection;
  const counts = ` ${address}[${interestOps.toString(16)}](queued=${queued},recved=${received},sent=${sent}`;
  if (brief || session === null) return `${counts})`;
  const parts = [
    `sid=0x${sessionText(session.sessionId)}`,
    `lop=${session.lastOperation}`,
    `est=${session.establishedMs}`,
    `to=${timeoutMs}`,
    ...(session.lastCxid < 0 ? [] : [`lcxid=0x${session.lastCxid.toString(16)}`]),
    `lzxid=0x${session.lastZxid < 0 ? 'ffffffffffffffff' : session.lastZxid.toString(16)}`,
    `lresp=${session.lastResponseMs}`,
    `llat=${session.lastLatencyMs}`,
    `minlat=${session.latency.minMs}`,
    `avglat=${Math.floor(session.latency.avgMs)}`,
    `maxlat=${session.latency.maxMs}`,
  ];
  return `${counts},${parts.join(',')})`;
}

function confText(report: ServerReport): string {
  const { settings, membership, sid } = report;
  const self = membership.members.find((member) => member.sid === sid);
  const ports = (self?.address ?? '').split(':').slice(-2);
  const lines = [
    `clientPort=${(self?.clientAddress ?? '').split(':').at(-1) ?? ''}`,
    'secureClientPort=-1',
    `dataDir=${report.dataDir}/version-2`,
    `dataDirSize=${report.snapshotBytes}`,
    `dataLogDir=${report.dataDir}/version-2`,
    `dataLogSize=${report.logBytes}`,
    `tickTime=${settings.tickTimeMs}`,
    'maxClientCnxns=60',
    `minSessionTimeout=${settings.minSessionTimeoutMs}`,
    `maxSessionTimeout=${settings.maxSessionTimeoutMs}`,
    'clientPortListenBacklog=-1',
    `serverId=${sid}`,
    `initLimit=${settings.initLimit}`,
    `syncLimit=${settings.syncLimit}`,
    'electionAlg=3',
    `electionPort=${ports[1] ?? ''}`,
    `quorumPort=${ports[0] ?? ''}`,
    `peerType=${self?.type === 'observer' ? 1 : 0}`,
    'membership: ',
    configText(membership),
  ];
  return lines.join('\n');
}

function dumpText(report: ServerReport): string {
  const owners = report.tree.ephemeralOwners();
  const ephemerals = owners.map((owner) => {
    const paths = report.tree.ephemerals(owner).map((path) => `\t${path}\n`);
    return `0x${sessionText(owner)}:\n${paths.join('')}`;
  });
  return [
    'SessionTracker dump:\n',
    ...trackerText(report),
    `ephemeral nodes dump:\nSessions with Ephemerals (${owners.length}):\n`,
    ...ephemerals,
    'Connections dump:\nConnections ',
    connectionSets(report.connections),
  ].join('');
}

/** A learner knows the sessions, not when they expire. */
function globalSessions(sessions: ServerReport['sessions']): string {
  const lines = [...sessions.keys()]
    .sort()
    .map((id) => `0x${sessionText(id)}\t${sessions.get(id) ?? 0}ms\n`);
  return `Global Sessions(${sessions.size}):\n${lines.join('')}`;
}

/** Where there are local sessions, those of this server first. Source: LeaderSessionTracker, LearnerSessionTracker. */
function trackerText({ localSessionBuckets: local, ...report }: ServerReport): string[] {
  const own = local === null ? [] : ['Local ', sessionSets(local)];
  if (report.leader === null) return [...own, globalSessions(report.sessions)];
  return [
    ...own,
    ...(local === null ? [] : ['Global ']),
    sessionSets(report.leader.sessionBuckets),
  ];
}

function sessionSets(buckets: LeaderReport['sessionBuckets']): string {
  return `Session ${sets(
    buckets.map(([dueMs, ids]) => [dueMs, ids.map((id) => `0x${sessionText(id)}`)]),
  )}`;
}

function connectionSets(connections: readonly ConnectionReport[]): string {
  const buckets = new Map<number, string[]>();
  for (const { address, touchedMs, timeoutMs, session } of connections) {
    const late = Math.floor((touchedMs + timeoutMs) / CONNECTION_BUCKET_MS) + 1;
    const due = late * CONNECTION_BUCKET_MS;
    const line = `ip: ${address} sessionId: 0x${sessionText(session?.sessionId ?? '0')}`;
    buckets.set(due, [...(buckets.get(due) ?? []), line]);
  }
  return sets([...buckets].sort(([a], [b]) => a - b));
}

/** Source: ExpiryQueue.dump. */
function sets(buckets: readonly (readonly [number, readonly string[]])[]): string {
  const count = buckets.reduce((sum, [, members]) => sum + members.length, 0);
  const texts = buckets.map(([dueMs, members]) => {
    const lines = members.map((member) => `\t${member}\n`);
    return `${members.length} expire at ${javaDate(dueMs)}:\n${lines.join('')}`;
  });
  return `Sets (${buckets.length})/(${count}):\n${texts.join('')}`;
}

function wchsText({ watches }: ServerReport): string {
  const { watcherCount, pathCount, size } = watches.dataTable;
  return `${watcherCount} connections watching ${pathCount} paths\nTotal watches:${size}\n`;
}

function blocks(
  table: readonly (readonly [string, readonly string[]])[],
  head: (text: string) => string,
  member: (text: string) => string,
): string {
  const texts = table.map(([key, members]) => {
    const lines = members.map((one) => `\t${member(one)}\n`);
    return `${head(key)}\n${lines.join('')}`;
  });
  return `${texts.join('')}\n`;
}

function sessionLine(id: string): string {
  return `0x${sessionText(id)}`;
}

function pathLine(path: string): string {
  return path;
}

function hashText({ digests }: ServerReport): string {
  return digests
    .map(([zxid, digest]) => {
      const signed = BigInt.asIntN(64, BigInt(`0x${digest}`));
      return `${zxid.toString(16)}: ${signed.toString()}\n`;
    })
    .join('');
}

/** The keys are ZooKeeper's; there is no Java and no machine here to tell of. */
function enviText({ version, sid }: ServerReport): string {
  const unknown = [
    ...['version', 'vendor', 'home', 'class.path', 'library.path', 'io.tmpdir', 'compiler'].map(
      (key) => `java.${key}`,
    ),
    ...['os.name', 'os.arch', 'os.version', 'user.name', 'user.home', 'user.dir'],
    ...['os.memory.free', 'os.memory.max', 'os.memory.total'],
  ].map((key) => `${key}=<NA>\n`);
  return `Environment:\nzookeeper.version=${version}\nhost.name=node${sid}\n${unknown.join('')}`;
}
