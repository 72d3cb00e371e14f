// `listquota` and `delquota`. Source: cli/ListQuotaCommand, DelQuotaCommand (delQuota, trimProcQuotas).
import { encodeText } from '../../data/base64.ts';
import { QUOTA } from '../../data/paths.ts';
import type { StatsKey, StatsTrack } from '../../data/stats-track.ts';
import { limitsPath, statsPath } from '../../data/tree-index.ts';
import type { Failure } from '../connection/keeper-exception.ts';
import { usageFailure, type Command } from './command.ts';
import { options, type OptionList } from './options.ts';
import { ask, call, failure, isFailure, isNoNode, ok, type Ending, type Part } from './program.ts';
import { isEnding, quotaPath, readTrack } from './quota-words.ts';

export const listquota: Command = {
  name: 'listquota',
  usage: 'path',
  options: options(),
  *run({ line, out }) {
    const path = line.args[1];
    if (path === undefined) return usageFailure(listquota);
    out.error(`absolute path is ${limitsPath(path)}`);
    const tracks: StatsTrack[] = [];
    for (const node of [limitsPath(path), statsPath(path)]) {
      const read = yield* ask({ op: { type: 'getData', path: node, watch: false } }, 'data');
      if (isFailure(read)) {
        if (!isNoNode(read)) return failure(read);
        out.error(`quota for ${path} does not exist.`);
        return ok;
      }
      const track = readTrack(read.data);
      if (isEnding(track)) return track;
      tracks.push(track);
    }
    for (const [at, track] of tracks.entries())
      out.line(`Output ${at === 0 ? 'quota' : 'stat'} for ${path} ${track.toText()}`);
    return ok;
  },
};

const flags: readonly (readonly [flag: string, key: StatsKey])[] = [
  ['n', 'count'],
  ['b', 'bytes'],
  ['N', 'countHardLimit'],
  ['B', 'byteHardLimit'],
];

const delOptions: OptionList = {
  ...options('n num soft quota', 'b bytes soft quota', 'N num hard quota', 'B bytes hard quota'),
  group: 'optional',
};

function* remove(path: string): Part<Failure | null> {
  const result = yield* call({ op: { type: 'delete', path, version: -1 } });
  return result.kind === 'reply' ? null : result;
}

/** Limits and stats, then every node above that is left without children. */
function* deleteQuota(path: string): Part<Failure | null> {
  const own = quotaPath(path);
  const read = yield* ask({ op: { type: 'getChildren', path: own, watch: false } }, 'children');
  if (isFailure(read)) return read;
  for (const child of read.children) {
    const fault = yield* remove(`${own}/${child}`);
    if (fault !== null) return fault;
  }
  for (let node = own; node !== QUOTA; node = node.slice(0, node.lastIndexOf('/'))) {
    const left = yield* ask({ op: { type: 'getChildren', path: node, watch: false } }, 'children');
    if (isFailure(left)) return left;
    if (left.children.length > 0) return null;
    const fault = yield* remove(node);
    if (fault !== null) return fault;
  }
  return null;
}

export const delquota: Command = {
  name: 'delquota',
  usage: '[-n|-b|-N|-B] path',
  options: delOptions,
  *run({ line, out }) {
    const path = line.args[1];
    if (path === undefined) return usageFailure(delquota);
    const gone = (result: Failure): Ending => {
      if (!isNoNode(result)) return failure(result);
      out.error(`quota for ${path} does not exist.`);
      return ok;
    };
    const limits = limitsPath(path);
    const found = yield* call({ op: { type: 'exists', path: limits, watch: false } });
    if (found.kind !== 'reply') {
      if (!isNoNode(found)) return failure(found);
      out.line(`Quota does not exist for ${path}`);
      return ok;
    }
    const read = yield* ask({ op: { type: 'getData', path: limits, watch: false } }, 'data');
    if (isFailure(read)) return gone(read);
    const track = readTrack(read.data);
    if (isEnding(track)) return track;
    const wanted = flags.filter(([flag]) => line.has(flag));
    if (wanted.length === 0) {
      const fault = yield* deleteQuota(path);
      return fault === null ? ok : gone(fault);
    }
    for (const [, key] of wanted) track.set(key, -1n);
    const data = encodeText(track.toText());
    const op = { type: 'setData', path: limits, data, version: -1 } as const;
    const written = yield* call({ op });
    return written.kind === 'reply' ? ok : gone(written);
  },
};
