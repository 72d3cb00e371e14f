// Calls of ZooKeeper's Java API on a client's own session, as the transcripts of the real one hold them: what they return
// or throw, as plain data (ApiCall in command.ts). Run by the client machine beside the typed lines.
// Source: ZooKeeper, ZooKeeperAdmin, Op.
import type { Packed } from '../base/pack.ts';
import { formatZxid } from '../base/zxid.ts';
import { openAclUnsafe, permsText } from '../data/acl.ts';
import { decodeText, encodeText } from '../data/base64.ts';
import type { ErrorCode } from '../data/errors.ts';
import type {
  Acl,
  AddWatchMode,
  CreateMode,
  MultiOp,
  MultiReadOp,
  OpResult,
  ResponseBody,
  Stat,
} from '../data/model.ts';
import { CONFIG } from '../data/paths.ts';
import type { Base64 } from '../base/units.ts';
import type { ApiCall } from './command.ts';
import { refusal, type Call } from './connection/call.ts';
import { errorName, keeperMessage, type Failure } from './connection/keeper-exception.ts';
import { trimHex } from '../data/java-integers.ts';
import { parseAcl } from './zkcli/acl-words.ts';
import { call, silent, type Part, type Program } from './zkcli/program.ts';

type Json = { readonly [key: string]: Packed };

/** Runs one call; its ending is `answered`. */
export function* runApi(api: ApiCall): Program {
  const answer = yield* answerOf(api);
  return { kind: 'answered', answer };
}

function* answerOf(api: ApiCall): Part<Packed> {
  switch (api.op) {
    case 'session':
      return yield* session();
    case 'addAuth':
      yield { ask: 'addAuth', scheme: api.scheme ?? '', auth: api.auth ?? null };
      return { ok: true };
    case 'sync':
      return yield* sync(api.path ?? '');
    case 'multi':
      return yield* multi(api.ops ?? []);
    default:
      return yield* single(api);
  }
}

function* session(): Part<Json> {
  const answer = yield { ask: 'states' };
  if (answer.kind !== 'states') return {};
  const { sessionId, timeoutMs, states } = answer;
  return { sessionId: `0x${trimHex(sessionId)}`, timeout: timeoutMs, state: states };
}

function* sync(path: string): Part<Json> {
  const result = yield* call({ op: { type: 'sync', path } });
  if (result.kind === 'illegal') return failureJson(result);
  return { rc: result.kind === 'keeper' ? result.err : 0, path };
}

function* single(api: ApiCall): Part<Packed> {
  const request = requestOf(api);
  if (request === null) return { error: { exception: 'unknown operation', message: api.op } };
  const result = yield* call(request);
  // One made with a TTL comes with a stat that nobody may have asked for.
  if (api.op === 'create' && api.stat !== true && result.kind === 'reply')
    return result.body?.type === 'create' ? { path: result.body.path } : { ok: true };
  if (result.kind === 'reply') return bodyJson(result.body);
  // exists() answers null where others throw NoNode.
  if (api.op === 'exists' && result.kind === 'keeper' && errorName(result.err) === 'NONODE')
    return { stat: null };
  return failureJson(result);
}

function aclOf(text: string | undefined): readonly Acl[] {
  if (text === undefined) return openAclUnsafe;
  return text === '' ? [] : parseAcl(text, silent);
}

function bytes(data: string | null | undefined): Base64 | null {
  return data === null || data === undefined ? null : encodeText(data);
}

const createModes: readonly CreateMode[] = [
  'PERSISTENT',
  'PERSISTENT_SEQUENTIAL',
  'EPHEMERAL',
  'EPHEMERAL_SEQUENTIAL',
  'CONTAINER',
  'PERSISTENT_WITH_TTL',
  'PERSISTENT_SEQUENTIAL_WITH_TTL',
];

function createMode(mode: ApiCall['mode']): CreateMode {
  return createModes.find((each) => each === mode) ?? 'PERSISTENT';
}

function addWatchMode(mode: ApiCall['mode']): AddWatchMode {
  return mode === 'PERSISTENT' ? 'PERSISTENT' : 'PERSISTENT_RECURSIVE';
}

function createOf(api: ApiCall): Call {
  const { path = '', ttl } = api;
  return {
    op: {
      type: api.stat === true || ttl !== undefined ? 'create2' : 'create',
      path,
      data: bytes(api.data),
      acl: aclOf(api.acl),
      mode: createMode(api.mode),
      ...(ttl === undefined ? {} : { ttl }),
    },
  };
}

function requestOf(api: ApiCall): Call | null {
  const { path = '', version = -1, watch = false } = api;
  switch (api.op) {
    case 'create':
      return createOf(api);
    case 'delete':
      return { op: { type: 'delete', path, version } };
    case 'setData':
      return { op: { type: 'setData', path, data: bytes(api.data), version } };
    case 'exists':
    case 'getData':
    case 'getChildren':
    case 'getChildren2':
      return { op: { type: api.op, path, watch } };
    case 'getConfig':
      return { op: { type: 'getData', path: CONFIG, watch }, absolute: true };
    case 'getACL':
    case 'getAllChildrenNumber':
      return { op: { type: api.op, path } };
    case 'setACL':
      return { op: { type: 'setACL', path, acl: aclOf(api.acl), version } };
    case 'getEphemerals':
      return { op: { type: 'getEphemerals', prefixPath: api.path ?? '/' } };
    case 'whoAmI':
      return { op: { type: 'whoAmI' } };
    case 'addWatch':
      return { op: { type: 'addWatch', path, mode: addWatchMode(api.mode) } };
    case 'removeAllWatches': {
      const op = { type: 'removeWatches', path, watcherType: api.type ?? 'Any' } as const;
      return { op, local: api.local === true };
    }
    case 'reconfig':
      return {
        op: {
          type: 'reconfig',
          joiningServers: api.joining ?? null,
          leavingServers: api.leaving ?? null,
          newMembers: api.members ?? null,
          fromConfig: api.fromConfig ?? -1,
        },
      };
    default:
      return null;
  }
}

// multi

const MIXED = 'Mixing read and write operations (transactions) is not allowed in a multi request.';

function readOp(api: ApiCall): MultiReadOp | null {
  const { path = '' } = api;
  return api.op === 'getData' || api.op === 'getChildren' ? { type: api.op, path } : null;
}

function writeOp(api: ApiCall): MultiOp {
  const { path = '', version = -1 } = api;
  if (api.op === 'delete' || api.op === 'check') return { type: api.op, path, version };
  if (api.op === 'setData') return { type: 'setData', path, data: bytes(api.data), version };
  const mode = createMode(api.mode);
  const create = {
    type: 'create',
    path,
    data: bytes(api.data),
    acl: aclOf(api.acl),
    mode,
  } as const;
  return api.ttl === undefined ? create : { ...create, ttl: api.ttl };
}

function* multi(calls: readonly ApiCall[]): Part<Json> {
  if (calls.length === 0) return { results: [] };
  const reads = calls.map(readOp).filter((op) => op !== null);
  const writes = calls.filter((each) => readOp(each) === null).map(writeOp);
  // Every operation is checked before they are put together.
  const invalid =
    refusal({ op: { type: 'multiRead', ops: reads } }) ??
    refusal({ op: { type: 'multi', ops: writes } });
  if (invalid !== null) return failureJson(invalid);
  if (reads.length > 0 && writes.length > 0)
    return failureJson({ kind: 'illegal', message: MIXED });
  const result = yield* call({
    op: reads.length > 0 ? { type: 'multiRead', ops: reads } : { type: 'multi', ops: writes },
  });
  if (result.kind !== 'reply') return failureJson(result);
  const list = result.body?.type === 'multi' ? result.body.results : [];
  const results = list.map(opResultJson);
  const fatal = list.find((each) => each.type === 'error' && each.err !== 0);
  if (reads.length > 0 || fatal?.type !== 'error') return { results };
  return { ...failureJson({ kind: 'keeper', err: fatal.err, path: null }), results };
}

function opResultJson(result: OpResult): Json {
  switch (result.type) {
    case 'create':
      // Containers and TTL nodes come with a stat; the transcripts leave it out.
      return { type: 'create', path: result.path };
    case 'setData':
      return { type: 'setData', stat: statJson(result.stat) };
    case 'getData':
      return { type: 'getData', data: textOf(result.data), stat: statJson(result.stat) };
    case 'getChildren':
      return { type: 'getChildren', children: [...result.children].sort() };
    case 'error':
      return { type: 'error', code: result.err, name: nameOf(result.err) };
    default:
      return { type: result.type };
  }
}

// Results as plain data

function nameOf(err: ErrorCode): string {
  return err === 0 ? 'OK' : errorName(err);
}

function textOf(data: Base64 | null): string | null {
  return data === null ? null : decodeText(data);
}

function statJson(stat: Stat): Json {
  return {
    czxid: formatZxid(stat.czxid),
    mzxid: formatZxid(stat.mzxid),
    ctime: stat.ctime,
    mtime: stat.mtime,
    version: stat.version,
    cversion: stat.cversion,
    aversion: stat.aversion,
    ephemeralOwner: `0x${trimHex(stat.ephemeralOwner)}`,
    dataLength: stat.dataLength,
    numChildren: stat.numChildren,
    pzxid: formatZxid(stat.pzxid),
  };
}

function withStat(fields: Json, stat: Stat | undefined): Json {
  return stat === undefined ? fields : { ...fields, stat: statJson(stat) };
}

function bodyJson(body: ResponseBody | null): Json {
  switch (body?.type) {
    case 'create':
      return withStat({ path: body.path }, body.stat);
    case 'stat':
      return { stat: statJson(body.stat) };
    case 'data':
      return { data: textOf(body.data), stat: statJson(body.stat) };
    case 'acl': {
      const acl = body.acl.map(({ scheme, id, perms }) => `${scheme}:${id}:${permsText(perms)}`);
      return { acl, stat: statJson(body.stat) };
    }
    case 'children':
      return withStat({ children: [...body.children].sort() }, body.stat);
    case 'number':
      return { number: body.totalNumber };
    case 'ephemerals':
      return { ephemerals: [...body.ephemerals].sort() };
    case 'clientInfo':
      return { who: body.clientInfo.map(({ authScheme, user }) => `${authScheme}:${user}`) };
    default:
      return { ok: true };
  }
}

function failureJson(failure: Failure): Json {
  if (failure.kind === 'illegal')
    return {
      error: { exception: 'java.lang.IllegalArgumentException', message: failure.message },
    };
  const { err, path } = failure;
  return { error: { code: err, name: nameOf(err), path, message: keeperMessage(failure) } };
}
