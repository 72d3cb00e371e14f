// Requests that no client library would send: every operation of the protocol with any path, version, ACL and list, past
// all checks of a client. Pure draws; called by inputs.ts, sent by raw-client.ts. Source: ZooDefs.OpCode; correctness.md 7.2.
import { encodeText } from '../../data/base64.ts';
import type {
  Acl,
  AddWatchMode,
  CreateMode,
  MultiOp,
  Operation,
  WatcherType,
} from '../../data/model.ts';
import type { Draws } from '../../world/draws.ts';
import { knownPaths } from './states.ts';
import { drawBadPath, drawData, drawName } from './texts.ts';

const modes: readonly CreateMode[] = [
  ...(['PERSISTENT', 'PERSISTENT_SEQUENTIAL', 'EPHEMERAL', 'EPHEMERAL_SEQUENTIAL'] as const),
  ...(['CONTAINER', 'PERSISTENT_WITH_TTL', 'PERSISTENT_SEQUENTIAL_WITH_TTL'] as const),
];
const watcherTypes: readonly WatcherType[] = ['Any', 'Children', 'Data'];
const watchModes: readonly AddWatchMode[] = ['PERSISTENT', 'PERSISTENT_RECURSIVE'];
const versions = [-1, -2, 0, 1, 2, 2 ** 31 - 1, -(2 ** 31)] as const;
const ttls = [0, 1, -1, -5, 2 ** 40 - 1, 2 ** 40, 5000] as const;

export function drawOperation(draws: Draws): Operation {
  const path = drawPath(draws);
  const version = draws.pick(versions);
  switch (draws.integer(0, 17)) {
    case 0:
    case 1:
      return { ...drawCreate(draws), type: draws.pick(['create', 'create2'] as const) };
    case 2:
      return { type: 'delete', path, version };
    case 3:
      return { type: 'setData', path, data: bytes(draws), version };
    case 4:
      return { type: 'setACL', path, acl: drawAcls(draws), version };
    case 5:
      return { type: 'check', path, version };
    case 6:
      return { type: 'multi', ops: drawList(draws, drawMultiOp) };
    case 7:
      return { type: 'multiRead', ops: drawList(draws, drawMultiRead) };
    case 8:
      return drawReconfig(draws);
    case 9:
      return { type: 'deleteContainer', path };
    default:
      return drawRead(draws, path);
  }
}

function drawRead(draws: Draws, path: string): Operation {
  const watch = draws.chance(50);
  switch (draws.integer(0, 8)) {
    case 0:
      return {
        type: draws.pick(['exists', 'getData', 'getChildren', 'getChildren2'] as const),
        path,
        watch,
      };
    case 1:
      return { type: draws.pick(['getACL', 'getAllChildrenNumber', 'sync'] as const), path };
    case 2:
      return { type: 'getEphemerals', prefixPath: path };
    case 3:
      return { type: 'addWatch', path, mode: draws.pick(watchModes) };
    case 4: {
      const type = draws.pick(['checkWatches', 'removeWatches'] as const);
      return { type, path, watcherType: draws.pick(watcherTypes) };
    }
    case 5:
      return { type: 'whoAmI' };
    case 6: {
      const paths = (): string[] => drawList(draws, drawPath);
      return {
        type: 'setWatches',
        relativeZxid: draws.pick([0, 2 ** 32, Number.MAX_SAFE_INTEGER, -1]),
        dataWatches: paths(),
        existWatches: paths(),
        childWatches: paths(),
        persistentWatches: paths(),
        persistentRecursiveWatches: paths(),
      };
    }
    case 7:
      return { type: 'getData', path: '', watch };
    default:
      return { type: 'getChildren2', path, watch };
  }
}

function drawCreate(draws: Draws): Extract<MultiOp, { type: 'create' }> & { mode: CreateMode } {
  const ttl = draws.chance(30) ? { ttl: draws.pick(ttls) } : {};
  const mode = draws.pick(modes);
  return {
    type: 'create',
    path: drawPath(draws),
    data: bytes(draws),
    acl: drawAcls(draws),
    mode,
    ...ttl,
  };
}

function drawMultiOp(draws: Draws): MultiOp {
  const path = draws.chance(50) ? '/twice' : drawPath(draws);
  const version = draws.pick(versions);
  switch (draws.integer(0, 3)) {
    case 0:
      return { ...drawCreate(draws), path };
    case 1:
      return { type: 'delete', path, version };
    case 2:
      return { type: 'setData', path, data: bytes(draws), version };
    default:
      return { type: 'check', path, version };
  }
}

function drawMultiRead(draws: Draws): { type: 'getData' | 'getChildren'; path: string } {
  return { type: draws.pick(['getData', 'getChildren'] as const), path: drawPath(draws) };
}

function drawReconfig(draws: Draws): Operation {
  const text = (): string | null =>
    draws.chance(50)
      ? null
      : draws.pick(['', '4', '0', '-1', 'x', ',', '4=node3:1:2;3', drawName(draws)]);
  const fromConfig = draws.pick([-1, 0, 5, 2 ** 32]);
  return {
    type: 'reconfig',
    joiningServers: text(),
    leavingServers: draws.chance(30) ? null : draws.pick(['', '9', 'x', '0,0']),
    newMembers: draws.chance(80) ? null : text(),
    fromConfig,
  };
}

function drawList<T>(draws: Draws, draw: (draws: Draws) => T): T[] {
  const count = draws.pick([0, 1, 1, 2, 3, 5, 40]);
  return Array.from({ length: count }, () => draw(draws));
}

function drawPath(draws: Draws): string {
  const kind = draws.integer(0, 9);
  if (kind === 0)
    return draws.pick(['', '/', '//', 'a', '\u0000', '/\u0000', '/a/', '/zookeeper/quota']);
  return kind < 6 ? draws.pick(knownPaths) : drawBadPath(draws, knownPaths);
}

function bytes(draws: Draws): string | null {
  return draws.chance(20) ? null : encodeText(drawData(draws));
}

function drawAcls(draws: Draws): Acl[] {
  return drawList(draws, () => ({
    scheme: draws.pick(['world', 'auth', 'digest', 'ip', 'super', 'x509', '', drawName(draws)]),
    id: draws.pick(['anyone', '', 'bob', '127.0.0.1', '1.2.3.4/99', drawName(draws)]),
    perms: draws.pick([0, 1, 31, 32, -1, 2 ** 31 - 1]),
  })).slice(0, 5);
}
