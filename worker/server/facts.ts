// What a server announces beside the protocol's own facts: its data, its clients, its end.
import type { LinkId, ServerId, SessionId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { ErrorCode } from '../data/errors.ts';
import type { TreeImage } from '../data/image.ts';
import type { Txn, WatchedEvent } from '../data/model.ts';
import type { ProtocolFact } from '../zab/facts.ts';

/**
 * `data`, `exists` (the same of a node that is not there) and `child` are for once. `persistent` and `recursive` stand for
 * data and children; where a one-shot watch has taken one half's place, the other half is left.
 */
export type WatchKind =
  | 'data'
  | 'exists'
  | 'child'
  | 'persistent'
  | 'persistentData'
  | 'persistentChild'
  | 'recursive'
  | 'recursiveData'
  | 'recursiveChild';

export type ServerOwnFact =
  /** A txn changed this server's tree. `digest` is the digest of the tree after it (16 hexadecimal digits). */
  | {
      readonly type: 'applied';
      readonly txn: Txn;
      readonly err: ErrorCode;
      readonly digest: string;
      readonly during: 'sync' | 'broadcast' | 'recovery';
    }
  /** The tree was replaced. `image` is left out of the trace hash; `digest` stands for it. */
  | {
      readonly type: 'loaded';
      readonly from: 'disk' | 'snap';
      readonly zxid: Zxid;
      readonly digest: string;
      readonly image: TreeImage;
    }
  | { readonly type: 'cleared' }
  | { readonly type: 'snapshot'; readonly zxid: Zxid; readonly phase: 'started' | 'written' }
  | { readonly type: 'serving'; readonly on: boolean }
  | {
      readonly type: 'sessionOpened';
      readonly sessionId: SessionId;
      readonly link: LinkId;
      readonly timeoutMs: number;
      readonly renewed: boolean;
    }
  | {
      readonly type: 'sessionRefused';
      readonly sessionId: SessionId;
      readonly link: LinkId;
      readonly why: 'expired' | 'ahead' | 'moved';
      readonly lastZxidSeen: Zxid;
    }
  | { readonly type: 'sessionExpiring'; readonly sessionId: SessionId; readonly timeoutMs: number }
  | { readonly type: 'sessionOwner'; readonly sessionId: SessionId; readonly owner: ServerId }
  /** A session watches a path in this way from now on. */
  | {
      readonly type: 'watchSet';
      readonly sessionId: SessionId;
      readonly kind: WatchKind;
      readonly path: string;
    }
  /** No more: removed, or used up without a word where the session may not read the node. */
  | {
      readonly type: 'watchDropped';
      readonly sessionId: SessionId;
      readonly kind: WatchKind;
      readonly path: string;
    }
  /** The session is told; its one-shot watches for this event are used up. */
  | {
      readonly type: 'watchFired';
      readonly sessionId: SessionId;
      readonly event: WatchedEvent;
      readonly zxid: Zxid;
    }
  | { readonly type: 'exited'; readonly code: number; readonly why: string };

export type ServerFact = ProtocolFact | ServerOwnFact;
