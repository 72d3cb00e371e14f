// What a row of the tree and the panel of a chosen znode show of it, read from a server's tree. Plain data that crosses to
// the page's thread; long data is cut. Called by tree-desk.ts.
import type { Base64, SessionId, WallMillis } from '../base/units.ts';
import { byteLength, decodeText } from '../data/base64.ts';
import { tenDigits } from '../data/java-text.ts';
import type { Acl, Stat } from '../data/model.ts';
import { limitsPath, statsPath } from '../data/tree-index.ts';
import { ownerKind, ttlOf } from '../data/znode.ts';
import type { TreeView, ZnodeView } from './tree-reader.ts';

/** Bytes of data that a row and the panel get. Multiples of three, so that a cut is whole base64. */
const ROW_BYTES = 96;
const PANEL_BYTES = 12_000;

export interface CutData {
  /** Null is null data. */
  readonly base64: Base64 | null;
  /** Of the whole. */
  readonly bytes: number;
}

export interface RowDetail {
  readonly kind: 'persistent' | 'ephemeral' | 'container' | 'ttl';
  /** The session that an ephemeral znode goes with; 0 for none. */
  readonly owner: SessionId;
  /** How long it may stay without children and without a change, in milliseconds; null where it has no time to live. */
  readonly ttlMs: number | null;
  readonly data: CutData;
  readonly version: number;
  readonly mzxid: number;
  readonly mtime: WallMillis;
  readonly children: number;
  /** Everybody may do everything: no ACL to speak of. */
  readonly isOpen: boolean;
  readonly hasQuota: boolean;
}

export interface QuotaDetail {
  /** Where it is set: the znode itself or one above it. */
  readonly path: string;
  /** The texts of its limits and of its statistics, as listquota prints them. */
  readonly limits: string;
  readonly stats: string;
}

export interface ZnodeDetail {
  readonly path: string;
  readonly data: CutData;
  readonly acl: readonly Acl[];
  readonly stat: Stat;
  /** The number that the next `create -s` below it gets, ten digits. */
  readonly nextSequence: string;
  readonly quota: QuotaDetail | null;
}

export function rowDetail(tree: TreeView, path: string): RowDetail | null {
  const node = tree.node(path);
  if (node === null) return null;
  const { stat, acl } = node;
  const { version, mzxid, mtime, ephemeralOwner: owner, numChildren: children } = stat;
  return {
    ...{ kind: kindOf(node), owner, ttlMs: ttlMsOf(node), data: cut(node.data, ROW_BYTES) },
    ...{ version, mzxid, mtime, children },
    isOpen: acl.every(
      ({ scheme, id, perms }) => scheme === 'world' && id === 'anyone' && perms === 31,
    ),
    hasQuota: tree.node(limitsPath(path)) !== null,
  };
}

export function znodeDetail(tree: TreeView, path: string): ZnodeDetail | null {
  const node = tree.node(path);
  if (node === null) return null;
  const { acl, stat } = node;
  return {
    ...{ path, acl, stat, data: cut(node.data, PANEL_BYTES) },
    nextSequence: tenDigits(node.creates),
    quota: quotaOf(tree, path),
  };
}

function kindOf({ ephemeralOwner }: ZnodeView): RowDetail['kind'] {
  const kind = ownerKind(ephemeralOwner);
  if (kind === 'VOID') return 'persistent';
  return kind === 'NORMAL' ? 'ephemeral' : kind === 'TTL' ? 'ttl' : 'container';
}

function ttlMsOf({ ephemeralOwner }: ZnodeView): number | null {
  return ownerKind(ephemeralOwner) === 'TTL' ? ttlOf(ephemeralOwner) : null;
}

function quotaOf(tree: TreeView, path: string): QuotaDetail | null {
  const subject = tree.quotaAbove(path);
  const limits = subject === null ? null : tree.node(limitsPath(subject));
  if (subject === null || limits === null) return null;
  const stats = tree.node(statsPath(subject));
  return {
    path: subject,
    limits: decodeText(limits.data),
    stats: stats === null ? '' : decodeText(stats.data),
  };
}

function cut(data: Base64 | null, most: number): CutData {
  const bytes = byteLength(data);
  return { base64: bytes <= most || data === null ? data : data.slice(0, (most / 3) * 4), bytes };
}
