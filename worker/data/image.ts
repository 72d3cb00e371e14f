// A snapshot of the replicated state as plain data: what a SNAP packet, a snapshot file and a capture hold.
// Source: SerializeUtils.serializeSnapshot (sessions first, then the ACL cache and the tree). Types only.
import type { Base64, SessionId, WallMillis } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Acl } from './model.ts';

/** One znode with the fields that are persisted (StatPersisted); `cversion` is the internal child-create counter. */
export interface NodeImage {
  readonly path: string;
  readonly data: Base64 | null;
  readonly acl: readonly Acl[];
  readonly czxid: Zxid;
  readonly mzxid: Zxid;
  readonly ctime: WallMillis;
  readonly mtime: WallMillis;
  readonly version: number;
  readonly cversion: number;
  readonly aversion: number;
  /** 16 hexadecimal digits, with ZooKeeper's marks for containers (8000000000000000) and TTL nodes (ff…). */
  readonly ephemeralOwner: SessionId;
  readonly pzxid: Zxid;
}

/** Some nodes in a row. Images of one tree share the pages in which nothing differs (image-pages.ts). */
export type NodePage = readonly NodeImage[];

export interface TreeImage {
  /** Session id and negotiated timeout in milliseconds, ascending by id. */
  readonly sessions: readonly (readonly [SessionId, number])[];
  /** Parents before children, siblings in code-unit order. */
  readonly pages: readonly NodePage[];
  /** How many nodes the pages hold. */
  readonly count: number;
}
