// The trees of all nodes, cheap to keep: a tree is a *version*, made from another by one txn or from an image. Nodes that
// applied the same txns share their versions; a tree that can be read is built only when somebody looks (tree-reader.ts).
import type { Zxid } from '../base/zxid.ts';
import type { TreeImage } from '../data/image.ts';
import type { Txn } from '../data/model.ts';

export type TreeOrigin =
  /** Null is the tree of a new ensemble. */
  | { readonly kind: 'image'; readonly image: TreeImage | null }
  | { readonly kind: 'txn'; readonly before: TreeVersion; readonly txn: Txn };

export interface TreeVersion {
  readonly zxid: Zxid;
  /** 16 hexadecimal digits, as the server told it; equal digests are equal trees. */
  readonly digest: string;
  /** Replaced by an equal image when history is compacted, so that old txns can be forgotten; never otherwise. */
  origin: TreeOrigin;
  /** Versions made from this one: what lets nodes share. */
  next: TreeVersion[];
}

export function treeOfImage(image: TreeImage | null, zxid: Zxid, digest: string): TreeVersion {
  return { zxid, digest, origin: { kind: 'image', image }, next: [] };
}

/** The version after `txn`; the same object for every node that takes the same step. */
export function treeAfter(before: TreeVersion, txn: Txn, digest: string): TreeVersion {
  for (const known of before.next)
    if (known.zxid === txn.zxid && known.digest === digest) return known;
  const version: TreeVersion = {
    zxid: txn.zxid,
    digest,
    origin: { kind: 'txn', before, txn },
    next: [],
  };
  before.next.push(version);
  return version;
}
