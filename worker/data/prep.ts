// From a request to a txn: the leader checks every write against its tree plus the writes that are still on their way, and
// turns it into a txn that holds results, or into an error txn. Either way the zxid is used up and the txn is proposed.
// Called by worker/server's leader pipeline, one request at a time, in order. Source: PrepRequestProcessor.
import { assert } from '../base/assert.ts';
import type { Zxid } from '../base/zxid.ts';
import { errorCodes } from './errors.ts';
import type { ErrorCode } from './errors.ts';
import { capacityOfCopy, hashOrder } from './java-hash.ts';
import type { MultiOp, Operation, Request, TxnBody } from './model.ts';
import { changed, deleted, OutstandingChanges } from './outstanding-changes.ts';
import type { ChangeRecord } from './outstanding-changes.ts';
import { parentPath } from './paths.ts';
import type { Outcome, PrepContext, Prepared } from './prep-context.ts';
import { prepareCreate } from './prep-create.ts';
import { prepareReconfig } from './prep-reconfig.ts';
import {
  prepareCheck,
  prepareDelete,
  prepareDeleteContainer,
  prepareSetAcl,
  prepareSetData,
} from './prep-write.ts';

const { OK, MARSHALLINGERROR, RUNTIMEINCONSISTENCY } = errorCodes;

/** The operations that become txns: for these the server takes a zxid and calls `prepare`. All others only check the session. */
export type WriteOperation = Extract<
  Operation,
  {
    readonly type:
      | 'create'
      | 'create2'
      | 'delete'
      | 'deleteContainer'
      | 'setData'
      | 'setACL'
      | 'check'
      | 'multi'
      | 'reconfig'
      | 'createSession'
      | 'closeSession';
  }
>;

const writes: ReadonlySet<Operation['type']> = new Set<WriteOperation['type']>([
  ...(['create', 'create2', 'delete', 'deleteContainer', 'setData', 'setACL'] as const),
  ...(['check', 'multi', 'reconfig', 'createSession', 'closeSession'] as const),
]);

export function isWrite(op: Operation): op is WriteOperation {
  return writes.has(op.type);
}

export class Prep {
  private readonly changes = new OutstandingChanges();

  /**
   * The txn body of a write. After it the caller (leader) must, in this step: for `createSession` track the session and
   * set its owner, for `closeSession` mark the session closing, then propose the body under `context.zxid`.
   */
  prepare(request: Request, context: PrepContext): Prepared {
    const { op } = request;
    assert(isWrite(op), 'Only writes are prepared');
    switch (op.type) {
      case 'multi':
        return this.prepareMulti(op.ops, request, context);
      case 'reconfig': {
        const outcome = prepareReconfig(op, request, context, this.changes);
        return typeof outcome === 'number' ? refused(outcome) : { ...outcome, err: OK };
      }
      case 'createSession':
        return accepted({ type: 'createSession', timeoutMs: op.timeoutMs });
      case 'closeSession':
        return accepted({ type: 'closeSession', paths: this.closeSession(request, context) });
      default: {
        const outcome = this.prepareOne(op, request, context);
        return typeof outcome === 'number' ? refused(outcome) : accepted(outcome);
      }
    }
  }

  /** Everything up to `zxid` is in the tree now; call it after every apply on the leader, of error txns too. */
  onApplied(zxid: Zxid): void {
    this.changes.applied(zxid);
  }

  /** The leader's role is over, or begins. */
  clear(): void {
    this.changes.clear();
  }

  outstandingCount(): number {
    return this.changes.size();
  }

  /** Plain data, for `restore` of a new Prep. */
  capture(): readonly ChangeRecord[] {
    return this.changes.capture();
  }

  restore(records: readonly ChangeRecord[]): void {
    this.changes.restore(records);
  }

  private prepareOne(
    op:
      | Exclude<WriteOperation, { type: 'multi' | 'reconfig' | 'createSession' | 'closeSession' }>
      | MultiOp,
    request: Request,
    context: PrepContext,
  ): Outcome {
    switch (op.type) {
      case 'create':
      case 'create2':
        return prepareCreate(op, request, context, this.changes);
      case 'delete':
        return prepareDelete(op, request, context, this.changes);
      case 'deleteContainer':
        return prepareDeleteContainer(op, context, this.changes);
      case 'setData':
        return prepareSetData(op, request, context, this.changes);
      case 'setACL':
        return prepareSetAcl(op, request, context, this.changes);
      case 'check':
        return prepareCheck(op, request, context, this.changes);
    }
  }

  /**
   * All under one zxid, each operation seeing those before it. After the first error nothing more is tried, and what the
   * earlier ones recorded is taken back; their txns stay in the body, where apply passes over them.
   * Differs: after an exception (a malformed quota) ZooKeeper leaves their records until the txn is applied.
   */
  private prepareMulti(ops: readonly MultiOp[], request: Request, context: PrepContext): Prepared {
    const txns: TxnBody[] = [];
    let err: ErrorCode = OK;
    for (const op of ops) {
      if (err !== OK) {
        txns.push({ type: 'error', err: RUNTIMEINCONSISTENCY });
        continue;
      }
      const outcome = this.prepareOne(op, request, context);
      if (typeof outcome !== 'number') {
        txns.push(outcome);
        continue;
      }
      this.changes.rollback(context.zxid);
      // Not an answer to one operation, but an exception that ends the whole request.
      if (outcome === MARSHALLINGERROR) return refused(outcome);
      err = outcome;
      txns.push({ type: 'error', err });
    }
    return { body: { type: 'multi', txns }, err, newConfig: null };
  }

  /**
   * The session's ephemerals as they will be when this txn is applied, in the order of a Java hash set. The parents' child
   * counts stay as they were, as in ZooKeeper: a delete of the parent that is prepared before this is applied still finds
   * it not empty.
   */
  private closeSession({ sessionId }: Request, { zxid, state }: PrepContext): readonly string[] {
    const own = new Set(state.tree.ephemerals(sessionId));
    const capacity = capacityOfCopy(own.size);
    for (const { path, stat } of this.changes.all()) {
      if (stat === null) own.delete(path);
      else if (stat.ephemeralOwner === sessionId) own.add(path);
    }
    const paths = hashOrder(own, capacity);
    for (const path of paths) {
      const parent = this.changes.record(parentPath(path) ?? '', state.tree);
      if (parent !== null) this.changes.add(changed(parent, zxid, { pzxid: zxid }));
      this.changes.add(deleted(path, zxid, 0));
    }
    return paths;
  }
}

function accepted(body: TxnBody): Prepared {
  return { body, err: OK, newConfig: null };
}

function refused(err: ErrorCode): Prepared {
  return { body: { type: 'error', err }, err, newConfig: null };
}
