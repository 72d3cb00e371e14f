// `setquota`. Source: cli/SetQuotaCommand (createQuota, checkIfChildQuota, checkIfParentQuota, checkQuota).
import type { Base64 } from '../../base/units.ts';
import { openAclUnsafe } from '../../data/acl.ts';
import { encodeText } from '../../data/base64.ts';
import { errorCodes } from '../../data/errors.ts';
import { splitText } from '../../data/java-text.ts';
import { QUOTA, ZOOKEEPER } from '../../data/paths.ts';
import { StatsTrack, type StatsKey } from '../../data/stats-track.ts';
import { LIMITS, limitsPath, statsPath } from '../../data/tree-index.ts';
import type { Failure } from '../connection/keeper-exception.ts';
import { parseInteger, parseLong } from '../../data/java-integers.ts';
import { usageFailure, type Command } from './command.ts';
import { options, type CommandLine, type OptionList } from './options.ts';
import {
  ask,
  call,
  failed,
  failure,
  isFailure,
  isNoNode,
  ok,
  type Ending,
  type Out,
  type Part,
} from './program.ts';
import { isEnding, quotaPath, readTrack, trimQuotaPath } from './quota-words.ts';
import { visitSubTree } from './walk.ts';

const keys: readonly (readonly [flag: string, key: StatsKey])[] = [
  ['n', 'count'],
  ['b', 'bytes'],
  ['N', 'countHardLimit'],
  ['B', 'byteHardLimit'],
];

const quotaOptions: OptionList = {
  ...options(
    'n: num soft quota',
    'b: bytes soft quota',
    'N: num hard quota',
    'B: bytes hard quota',
  ),
  group: 'required',
};

/** The limit that was typed, or the sentence about what is wrong with it. */
function limitOf(line: CommandLine): readonly [StatsKey, bigint] | string {
  const found = keys.find(([flag]) => line.has(flag)) ?? ['n', 'count'];
  const [flag, key] = found;
  const counts = flag === 'n' || flag === 'N';
  const text = line.value(flag) ?? '';
  const short = parseInteger(text);
  const long = parseLong(text);
  if (!long.ok || (counts && !short.ok))
    return 'NumberFormatException happens when parsing the option value';
  if (counts && long.value <= 0n) return 'the num quota must be greater than zero';
  if (long.value < 0n) return 'the bytes quota must be greater than or equal to zero';
  return [key, long.value];
}

function emptyTrack(): StatsTrack {
  const track = new StatsTrack();
  for (const [, key] of keys) track.set(key, -1n);
  return track;
}

function* exists(path: string): Part<boolean | Failure> {
  const result = yield* call({ op: { type: 'exists', path, watch: false } });
  if (result.kind === 'reply') return true;
  return isNoNode(result) ? false : result;
}

/** Null when it is there afterwards, whoever made it. */
function* ensure(path: string): Part<Failure | null> {
  const found = yield* exists(path);
  if (typeof found !== 'boolean') return found;
  if (found) return null;
  const made = yield* createNode(path, null);
  if (made === null || (made.kind === 'keeper' && made.err === errorCodes.NODEEXISTS)) return null;
  return made;
}

function* createNode(path: string, data: Base64 | null): Part<Failure | null> {
  const op = { type: 'create', path, data, acl: openAclUnsafe, mode: 'PERSISTENT' } as const;
  const result = yield* call({ op });
  return result.kind === 'reply' ? null : result;
}

function* childrenOf(path: string): Part<readonly string[] | Failure> {
  const read = yield* ask({ op: { type: 'getChildren', path, watch: false } }, 'children');
  return isFailure(read) ? read : read.children;
}

function* readQuota(path: string): Part<StatsTrack | Ending> {
  const read = yield* ask({ op: { type: 'getData', path, watch: false } }, 'data');
  return isFailure(read) ? failure(read) : readTrack(read.data);
}

/** A quota below the path forbids one here. */
function* childQuota(path: string): Part<Ending | null> {
  const own = quotaPath(path);
  const stopped = yield* visitSubTree<Ending>(own, false, function* (node) {
    const children = yield* childrenOf(node);
    // A failure here goes to the log or to stderr, and counts as no children.
    if (isFailure(children) || node === own || !children.includes(LIMITS)) return null;
    return failed(`${path} has a child ${trimQuotaPath(node)} which has a quota`);
  });
  if (stopped === null || !isFailure(stopped)) return stopped;
  return isNoNode(stopped) ? null : failure(stopped);
}

/** A quota above the path forbids one here. */
function* parentQuota(path: string): Part<Ending | null> {
  const splits = splitText(path, '/');
  let above = QUOTA;
  for (let i = 1; i < splits.length - 1; i += 1) {
    above += `/${splits[i] ?? ''}`;
    const children = yield* childrenOf(above);
    if (isFailure(children)) return isNoNode(children) ? null : failure(children);
    if (children.length === 0) return null;
    if (above !== quotaPath(path) && children.includes(LIMITS))
      return failed(`${path} has a parent ${trimQuotaPath(above)} which has a quota`);
  }
  return null;
}

/** The nodes above the limits, as far as they are missing. */
function* ensureParents(path: string): Part<Ending | null> {
  const found = yield* exists(QUOTA);
  if (typeof found !== 'boolean') return failure(found);
  const above = found ? [] : [ZOOKEEPER, QUOTA];
  let at = QUOTA;
  for (const part of splitText(path, '/').slice(1)) above.push((at += `/${part}`));
  for (const each of above) {
    const fault = yield* ensure(each);
    if (fault !== null) return failure(fault);
  }
  return null;
}

function warn(out: Out, quota: StatsTrack, stats: StatsTrack): void {
  const below = (key: StatsKey, limit: bigint): boolean => limit > -1n && limit < stats.get(key);
  const text = (key: StatsKey): string => stats.get(key).toString();
  const start = '[Warning]: the';
  if (below('count', quota.get('count')) || below('count', quota.get('countHardLimit')))
    out.line(`${start} count quota you create is less than the existing count:${text('count')}`);
  if (below('bytes', quota.get('bytes')) || below('bytes', quota.get('byteHardLimit')))
    out.line(`${start} bytes quota you create is less than the existing bytes:${text('bytes')}`);
}

/** The first quota of a path: limits and stats are made; the server counts, and what it counted is compared. */
function* createLimits(path: string, quota: StatsTrack, out: Out): Part<Ending> {
  const stats = new StatsTrack();
  stats.set('count', 0n);
  stats.set('bytes', 0n);
  const made =
    (yield* createNode(limitsPath(path), encodeText(quota.toText()))) ??
    (yield* createNode(statsPath(path), encodeText(stats.toText())));
  if (made !== null) return failure(made);
  const limits = yield* readQuota(limitsPath(path));
  if (isEnding(limits)) return limits;
  const counted = yield* readQuota(statsPath(path));
  if (isEnding(counted)) return counted;
  warn(out, limits, counted);
  return ok;
}

function* changeLimits(path: string, quota: StatsTrack, out: Out): Part<Ending> {
  const limits = yield* readQuota(limitsPath(path));
  if (isEnding(limits)) return limits;
  for (const [, key] of keys) if (quota.get(key) > -1n) limits.set(key, quota.get(key));
  const counted = yield* readQuota(statsPath(path));
  if (isEnding(counted)) return counted;
  warn(out, limits, counted);
  const data = encodeText(limits.toText());
  const op = { type: 'setData', path: limitsPath(path), data, version: -1 } as const;
  const written = yield* call({ op });
  return written.kind === 'reply' ? ok : failure(written);
}

export const setquota: Command = {
  name: 'setquota',
  usage: '-n|-b|-N|-B val path',
  options: quotaOptions,
  *run({ line, out }) {
    const path = line.args[1];
    if (path === undefined) return usageFailure(setquota);
    if (path.startsWith(QUOTA)) {
      out.error(`cannot set a quota under the path: ${QUOTA}`);
      return ok;
    }
    const limit = limitOf(line);
    if (typeof limit === 'string') {
      out.error(limit);
      return ok;
    }
    const quota = emptyTrack();
    quota.set(...limit);
    const there = yield* exists(path);
    if (typeof there !== 'boolean') return failure(there);
    if (!there) return failed(`${path} does not exist.`);
    const fault =
      (yield* childQuota(path)) ?? (yield* parentQuota(path)) ?? (yield* ensureParents(path));
    if (fault !== null) return fault;
    const limited = yield* exists(limitsPath(path));
    if (typeof limited !== 'boolean') return failure(limited);
    return yield* limited ? changeLimits(path, quota, out) : createLimits(path, quota, out);
  },
};
