// Keeps each session's requests in their order while writes wait for their commit (zab.md 6.3): a read runs at once
// when its session has nothing before it, else behind it; a commit that belongs to the oldest local write of a session
// releases that write and the reads behind it. Commits themselves are applied by the caller, in zxid order.
// Source: CommitProcessor.
import { pack, unpack, type Packed } from '../base/pack.ts';
import type { LinkId, SessionId } from '../base/units.ts';
import type { Request } from '../data/model.ts';

/** A PING and a SET_WATCHES take their place among the requests of their session, each a kind of its own. */
export type RequestKind = 'request' | 'ping' | 'setWatches';

export interface QueuedRequest {
  readonly kind: RequestKind;
  /** null for a ping. */
  readonly request: Request | null;
  readonly sessionId: SessionId;
  /** The connection that gets the answer. */
  readonly link: LinkId;
  readonly needsCommit: boolean;
  /** A `sync` whose SYNC has come; it runs when it is the oldest of its session. */
  synced: boolean;
}

export class CommitProcessor {
  /** Only sessions with something waiting have an entry. */
  private queues: Map<SessionId, QueuedRequest[]>;

  constructor(captured?: Packed) {
    this.queues =
      captured === undefined
        ? new Map<SessionId, QueuedRequest[]>()
        : (unpack(captured) as Map<SessionId, QueuedRequest[]>);
  }

  /** True if the request may run now; otherwise it waits here. */
  admit(entry: Omit<QueuedRequest, 'synced'>): boolean {
    const queue = this.queues.get(entry.sessionId);
    if (queue === undefined && !entry.needsCommit) return true;
    const queued: QueuedRequest = { ...entry, synced: false };
    if (queue === undefined) this.queues.set(entry.sessionId, [queued]);
    else queue.push(queued);
    return false;
  }

  /** The local write that this commit answers, taken off its queue; null for another server's write. */
  match(sessionId: SessionId, cxid: number): QueuedRequest | null {
    const queue = this.queues.get(sessionId);
    const head = queue?.[0];
    if (queue === undefined || head === undefined || !head.needsCommit) return null;
    if (head.request === null || head.request.op.type === 'sync' || head.request.cxid !== cxid)
      return null;
    queue.shift();
    return head;
  }

  /** Marks the oldest uncompleted sync with this cxid as completed; the session's connection may have gone meanwhile. */
  completeSync(sessionId: SessionId, cxid: number): void {
    const entry = this.queues
      .get(sessionId)
      ?.find((queued) => queued.request?.op.type === 'sync' && queued.request.cxid === cxid);
    if (entry !== undefined) entry.synced = true;
  }

  /** The next request of the session that may run now, taken off its queue; null when there is none. */
  next(sessionId: SessionId): QueuedRequest | null {
    const queue = this.queues.get(sessionId);
    const head = queue?.[0];
    if (queue === undefined || head === undefined) {
      this.queues.delete(sessionId);
      return null;
    }
    if (head.needsCommit && !head.synced) return null;
    queue.shift();
    if (queue.length === 0) this.queues.delete(sessionId);
    return head;
  }

  /** Requests that wait, over all sessions. */
  waiting(): number {
    let count = 0;
    for (const queue of this.queues.values()) count += queue.length;
    return count;
  }

  clear(): void {
    this.queues.clear();
  }

  capture(): Packed {
    return pack(this.queues);
  }
}
