// The words of ZooKeeper's data model: what a znode, an ACL, a request, a reply and a txn are made of.
// All of it is plain JSON data; znode data is base64 text (null is null data). Types only.
import type { Base64, SessionId, WallMillis } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { ErrorCode } from './errors.ts';

/** Source: org.apache.zookeeper.data.Stat; field names as zkCli's API prints them. */
export interface Stat {
  readonly czxid: Zxid;
  readonly mzxid: Zxid;
  readonly ctime: WallMillis;
  readonly mtime: WallMillis;
  readonly version: number;
  readonly cversion: number;
  readonly aversion: number;
  /** 16 hexadecimal digits: a session, 0 for none; container and TTL marks are shown as 0 (DataNode.copyStat). */
  readonly ephemeralOwner: SessionId;
  readonly dataLength: number;
  readonly numChildren: number;
  readonly pzxid: Zxid;
}

export interface Id {
  readonly scheme: string;
  readonly id: string;
}
/** Permission bits: READ 1, WRITE 2, CREATE 4, DELETE 8, ADMIN 16. */
export interface Acl extends Id {
  readonly perms: number;
}

export type CreateMode =
  | 'PERSISTENT'
  | 'PERSISTENT_SEQUENTIAL'
  | 'EPHEMERAL'
  | 'EPHEMERAL_SEQUENTIAL'
  | 'CONTAINER'
  | 'PERSISTENT_WITH_TTL'
  | 'PERSISTENT_SEQUENTIAL_WITH_TTL';

export type AddWatchMode = 'PERSISTENT' | 'PERSISTENT_RECURSIVE';
export type WatcherType = 'Children' | 'Data' | 'Any';

/** One operation of a multi. A `check` has no body of its own in the reply. */
export type MultiOp =
  | {
      readonly type: 'create';
      readonly path: string;
      readonly data: Base64 | null;
      readonly acl: readonly Acl[];
      readonly mode: CreateMode;
      readonly ttl?: number;
    }
  | { readonly type: 'delete'; readonly path: string; readonly version: number }
  | {
      readonly type: 'setData';
      readonly path: string;
      readonly data: Base64 | null;
      readonly version: number;
    }
  | { readonly type: 'check'; readonly path: string; readonly version: number };

export type MultiReadOp =
  | { readonly type: 'getData'; readonly path: string }
  | { readonly type: 'getChildren'; readonly path: string };

/** What a client may ask a server for, by the names of ZooDefs.OpCode. `flags` of create that fit no CreateMode travel as `mode: null`. */
export type Operation =
  | {
      readonly type: 'create' | 'create2';
      readonly path: string;
      readonly data: Base64 | null;
      readonly acl: readonly Acl[];
      readonly mode: CreateMode | null;
      readonly ttl?: number;
    }
  | { readonly type: 'delete'; readonly path: string; readonly version: number }
  | { readonly type: 'deleteContainer'; readonly path: string }
  | {
      readonly type: 'setData';
      readonly path: string;
      readonly data: Base64 | null;
      readonly version: number;
    }
  | {
      readonly type: 'setACL';
      readonly path: string;
      readonly acl: readonly Acl[];
      readonly version: number;
    }
  | { readonly type: 'check'; readonly path: string; readonly version: number }
  | { readonly type: 'multi'; readonly ops: readonly MultiOp[] }
  | {
      readonly type: 'reconfig';
      readonly joiningServers: string | null;
      readonly leavingServers: string | null;
      readonly newMembers: string | null;
      readonly fromConfig: Zxid;
    }
  | { readonly type: 'createSession'; readonly timeoutMs: number }
  | { readonly type: 'closeSession' }
  | { readonly type: 'sync'; readonly path: string }
  | { readonly type: 'exists'; readonly path: string; readonly watch: boolean }
  | { readonly type: 'getData'; readonly path: string; readonly watch: boolean }
  | { readonly type: 'getACL'; readonly path: string }
  | {
      readonly type: 'getChildren' | 'getChildren2';
      readonly path: string;
      readonly watch: boolean;
    }
  | { readonly type: 'getAllChildrenNumber'; readonly path: string }
  | { readonly type: 'getEphemerals'; readonly prefixPath: string }
  | { readonly type: 'multiRead'; readonly ops: readonly MultiReadOp[] }
  | { readonly type: 'addWatch'; readonly path: string; readonly mode: AddWatchMode }
  | {
      readonly type: 'checkWatches' | 'removeWatches';
      readonly path: string;
      readonly watcherType: WatcherType;
    }
  | {
      readonly type: 'setWatches';
      readonly relativeZxid: Zxid;
      readonly dataWatches: readonly string[];
      readonly existWatches: readonly string[];
      readonly childWatches: readonly string[];
      readonly persistentWatches: readonly string[];
      readonly persistentRecursiveWatches: readonly string[];
    }
  | { readonly type: 'whoAmI' };

export type OperationType = Operation['type'];

/** A request on its way through a server. Source: org.apache.zookeeper.server.Request. */
export interface Request {
  readonly sessionId: SessionId;
  /** The client's xid; 0 for what a server asks of itself (session expiry, container clean-up). */
  readonly cxid: number;
  readonly op: Operation;
  readonly authInfo: readonly Id[];
}

/** The txn bodies, by the names of org.apache.zookeeper.txn. They hold results, never conditions, so that replay is idempotent. */
export type TxnBody =
  | {
      readonly type: 'create';
      readonly path: string;
      readonly data: Base64 | null;
      readonly acl: readonly Acl[];
      readonly ephemeral: boolean;
      readonly parentCVersion: number;
    }
  | {
      readonly type: 'createContainer';
      readonly path: string;
      readonly data: Base64 | null;
      readonly acl: readonly Acl[];
      readonly parentCVersion: number;
    }
  | {
      readonly type: 'createTTL';
      readonly path: string;
      readonly data: Base64 | null;
      readonly acl: readonly Acl[];
      readonly parentCVersion: number;
      readonly ttl: number;
    }
  | { readonly type: 'delete'; readonly path: string }
  | {
      readonly type: 'setData';
      readonly path: string;
      readonly data: Base64 | null;
      readonly version: number;
    }
  | {
      readonly type: 'setACL';
      readonly path: string;
      readonly acl: readonly Acl[];
      readonly version: number;
    }
  | { readonly type: 'check'; readonly path: string; readonly version: number }
  | { readonly type: 'error'; readonly err: ErrorCode }
  | { readonly type: 'multi'; readonly txns: readonly TxnBody[] }
  | { readonly type: 'createSession'; readonly timeoutMs: number }
  | { readonly type: 'closeSession'; readonly paths: readonly string[] }
  /** A reconfig is a setData of /zookeeper/config with the new configuration's text. */
  | { readonly type: 'reconfig'; readonly data: Base64; readonly version: number };

/** A transaction: header (TxnHeader) and body. */
export interface Txn {
  readonly zxid: Zxid;
  readonly sessionId: SessionId;
  readonly cxid: number;
  readonly timeMs: WallMillis;
  readonly body: TxnBody;
}

export type OpResult =
  | { readonly type: 'create'; readonly path: string; readonly stat?: Stat }
  | { readonly type: 'delete' }
  | { readonly type: 'setData'; readonly stat: Stat }
  | { readonly type: 'check' }
  | { readonly type: 'getData'; readonly data: Base64 | null; readonly stat: Stat }
  | { readonly type: 'getChildren'; readonly children: readonly string[] }
  | { readonly type: 'error'; readonly err: ErrorCode };

/** What a reply carries beside its header; null where the operation has no body or failed. */
export type ResponseBody =
  | { readonly type: 'create'; readonly path: string; readonly stat?: Stat }
  | { readonly type: 'stat'; readonly stat: Stat }
  | { readonly type: 'data'; readonly data: Base64 | null; readonly stat: Stat }
  | { readonly type: 'acl'; readonly acl: readonly Acl[]; readonly stat: Stat }
  | { readonly type: 'children'; readonly children: readonly string[]; readonly stat?: Stat }
  | { readonly type: 'number'; readonly totalNumber: number }
  | { readonly type: 'ephemerals'; readonly ephemerals: readonly string[] }
  | { readonly type: 'multi'; readonly results: readonly OpResult[] }
  | { readonly type: 'sync'; readonly path: string }
  | {
      readonly type: 'clientInfo';
      readonly clientInfo: readonly { readonly authScheme: string; readonly user: string }[];
    };

export type EventType =
  | 'None'
  | 'NodeCreated'
  | 'NodeDeleted'
  | 'NodeDataChanged'
  | 'NodeChildrenChanged'
  | 'DataWatchRemoved'
  | 'ChildWatchRemoved'
  | 'PersistentWatchRemoved';

export interface WatchedEvent {
  readonly type: EventType;
  readonly path: string;
}
