// One znode in memory, the marks of its ephemeralOwner, and the stat that a client sees of it.
// Source: DataNode (copyStat), EphemeralType, DataTree.createStat.
import type { Base64, SessionId, WallMillis } from '../base/units.ts';
import { NO_SESSION } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { SharedAcl } from './acl-cache.ts';
import { byteLength } from './base64.ts';
import type { NodeImage } from './image.ts';
import { hashOrder } from './java-hash.ts';
import type { CreateMode, Stat } from './model.ts';
import { CONFIG, QUOTA } from './paths.ts';
import { NO_HASH, hashAll, hashText } from './state-hash.ts';
import type { Hash } from './state-hash.ts';

/** The fields that are persisted. `cversion` counts the creates of children, not what clients see as cversion. */
export interface StatPersisted {
  readonly czxid: Zxid;
  mzxid: Zxid;
  readonly ctime: WallMillis;
  mtime: WallMillis;
  version: number;
  cversion: number;
  aversion: number;
  readonly ephemeralOwner: SessionId;
  pzxid: Zxid;
}

export interface Znode {
  data: Base64 | null;
  acl: SharedAcl;
  readonly stat: StatPersisted;
  children: Set<string> | null;
  /** The children as a client is told them, kept from one read to the next change. */
  listed: readonly string[] | null;
  readonly pathHash: Hash;
  dataHash: Hash;
  /** What this node stands for in the tree's digest now. */
  share: Hash;
}

export function newStat(zxid: Zxid, timeMs: WallMillis, ephemeralOwner: SessionId): StatPersisted {
  return {
    czxid: zxid,
    mzxid: zxid,
    ctime: timeMs,
    mtime: timeMs,
    version: 0,
    cversion: 0,
    aversion: 0,
    ephemeralOwner,
    pzxid: zxid,
  };
}

export function newZnode(
  path: string,
  data: Base64 | null,
  acl: SharedAcl,
  stat: StatPersisted,
): Znode {
  const pathHash = hashText(path);
  const dataHash = hashText(data);
  return { data, acl, stat, children: null, listed: null, pathHash, dataHash, share: NO_HASH };
}

/**
 * The node's part of the digest: everything that all replicas agree on. Left out are the data of quota statistics, which
 * every server counts anew when it loads its tree, and the data and times of /zookeeper/config, which every server writes
 * itself when it starts to serve. Source: DigestCalculator leaves out all of /zookeeper for the same reason.
 */
export function shareOf(path: string, node: Znode): Hash {
  const { czxid, mzxid, ctime, mtime, version, cversion, aversion, pzxid } = node.stat;
  if (path === CONFIG) return hashAll([node.pathHash, node.acl.hash], [cversion, aversion, pzxid]);
  const owner = node.stat.ephemeralOwner;
  return hashAll(
    [node.pathHash, node.acl.hash, isQuotaStat(path) ? NO_HASH : node.dataHash],
    [
      ...[czxid, mzxid, ctime, mtime, version, cversion, aversion, pzxid],
      ...(owner === NO_SESSION
        ? [0, 0]
        : [parseInt(owner.slice(0, 8), 16), parseInt(owner.slice(8), 16)]),
    ],
  );
}

function isQuotaStat(path: string): boolean {
  return path.startsWith(`${QUOTA}/`) && path.endsWith('/zookeeper_stats');
}

/** The cversion a client sees is 2 * creates - children: every create and every delete counts one (32-bit, it wraps). */
export function statOf(node: Znode): Stat {
  const { stat } = node;
  const numChildren = node.children?.size ?? 0;
  return {
    czxid: stat.czxid,
    mzxid: stat.mzxid,
    ctime: stat.ctime,
    mtime: stat.mtime,
    version: stat.version,
    cversion: (2 * stat.cversion - numChildren) | 0,
    aversion: stat.aversion,
    ephemeralOwner: ownerKind(stat.ephemeralOwner) === 'NORMAL' ? stat.ephemeralOwner : NO_SESSION,
    dataLength: byteLength(node.data),
    numChildren,
    pzxid: stat.pzxid,
  };
}

export function imageOf(path: string, node: Znode): NodeImage {
  return { path, data: node.data, acl: node.acl.acl, ...node.stat };
}

/** The children in the order of ZooKeeper's answer. Put in order at the first read after a change, never at a write. */
export function childrenOf(node: Znode): readonly string[] {
  node.listed ??= node.children === null ? [] : hashOrder(node.children, 8);
  return node.listed;
}

export const CONTAINER_OWNER: SessionId = '8000000000000000';
/** 40 bits of milliseconds, about 34 years. */
export const TTL_MAX = 2 ** 40 - 1;

/** Differs: TTL marks are known whether or not extended types are enabled here; all servers of a run share that setting. */
export function ownerKind(owner: SessionId): 'VOID' | 'NORMAL' | 'CONTAINER' | 'TTL' {
  if (owner === NO_SESSION) return 'VOID';
  if (owner === CONTAINER_OWNER) return 'CONTAINER';
  return owner.startsWith('ff0000') ? 'TTL' : 'NORMAL';
}

/** `ttlMs` from 1 to TTL_MAX. */
export function ttlOwner(ttlMs: number): SessionId {
  return `ff0000${ttlMs.toString(16).padStart(10, '0')}`;
}

export function ttlOf(owner: SessionId): number {
  return parseInt(owner.slice(6), 16);
}

/** Null is a mode that ZooKeeper does not know. */
export function isSequential(mode: CreateMode | null): boolean {
  return mode !== null && mode.includes('SEQUENTIAL');
}

export function isEphemeral(mode: CreateMode): boolean {
  return mode.startsWith('EPHEMERAL');
}

export function isTtl(mode: CreateMode | null): boolean {
  return mode !== null && mode.endsWith('_WITH_TTL');
}
