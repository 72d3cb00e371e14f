// Tree and sessions of one server, changed by committed txns only: the same txns in the same order give the same state
// and the same digest on every server. Called by worker/server (Final stage, recovery, synchronization) and by checks.
// Source: DataTree.processTxn, ZooKeeperServer.processTxnForSessionEvents, FileTxnSnapLog.processTransaction.
import { BrokenInvariant, unreachable } from '../base/assert.ts';
import { NO_SESSION } from '../base/units.ts';
import type { SessionId, WallMillis } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import { encodeText } from './base64.ts';
import { errorCodes } from './errors.ts';
import type { ErrorCode } from './errors.ts';
import type { TreeImage } from './image.ts';
import type { OpResult, Stat, Txn, TxnBody } from './model.ts';
import { CONFIG, parentPath } from './paths.ts';
import { hashAll, hashText, HashSum } from './state-hash.ts';
import { DataTree } from './tree.ts';
import type { NewNode, TreeChange } from './tree.ts';
import { CONTAINER_OWNER, ttlOwner } from './znode.ts';

/** What a txn did here. Source: DataTree.ProcessTxnResult. */
export interface Applied {
  /** The code of an error txn; of a multi the first that is not OK; NONODE or NODEEXISTS at replay over a newer state. */
  readonly err: ErrorCode;
  readonly path?: string;
  /** After create, setData, setACL and reconfig. */
  readonly stat?: Stat;
  /** Of a multi, one per operation. */
  readonly results?: readonly OpResult[];
  /** In the order in which watches fire. */
  readonly changes: readonly TreeChange[];
}

type Outcome = Omit<Applied, 'changes'>;
type Header = Omit<Txn, 'body'>;

const { OK, NONODE, NODEEXISTS, RUNTIMEINCONSISTENCY } = errorCodes;

export class ReplicatedState {
  readonly tree: DataTree;
  private readonly timeouts: Map<SessionId, number>;
  private readonly sessionSum = new HashSum();

  private constructor(tree: DataTree, sessions: Iterable<readonly [SessionId, number]>) {
    this.tree = tree;
    this.timeouts = new Map();
    for (const [sessionId, timeoutMs] of sessions) this.addSession(sessionId, timeoutMs);
  }

  static empty(): ReplicatedState {
    return new ReplicatedState(DataTree.empty(), []);
  }

  /**
   * A server's state from a snapshot or a SNAP: the statistics of quotas are counted anew, as ZooKeeper does when it
   * loads a tree. With `asCaptured` nothing is counted, so that a capture comes back exactly as it was.
   */
  static from(image: TreeImage, asCaptured = false): ReplicatedState {
    const tree = DataTree.from(image);
    if (!asCaptured) tree.recountQuotas();
    return new ReplicatedState(tree, image.sessions);
  }

  /** Session id and negotiated timeout in milliseconds, in no order that means anything. */
  get sessions(): ReadonlyMap<SessionId, number> {
    return this.timeouts;
  }

  image(): TreeImage {
    const sessions = [...this.timeouts].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    const pages = this.tree.image();
    return { sessions, pages, count: pages.reduce((sum, page) => sum + page.length, 0) };
  }

  /** 16 hexadecimal digits, equal on all servers that applied the same txns. Constant time. */
  digest(): string {
    return this.tree.hashSum().textWith(this.sessionSum);
  }

  /** Applies a committed txn. Never throws for a txn that Prep made, in whatever newer state it is replayed. */
  apply(txn: Txn): Applied {
    const changes: TreeChange[] = [];
    const { body } = txn;
    const outcome =
      body.type === 'multi'
        ? this.applyMulti(body.txns, txn, changes)
        : this.applyOne(body, txn, changes);
    return { ...outcome, changes };
  }

  /**
   * What a server does when it starts to serve: /zookeeper/config gets the text of the committed configuration, with
   * its version as mzxid and the server's own clock as mtime. No txn, no watch. Source: ZKDatabase.initConfigInZKDatabase.
   */
  initConfig(text: string, version: Zxid, timeMs: WallMillis): void {
    this.tree.setData(CONFIG, encodeText(text), -1, version, timeMs, []);
  }

  private applyOne(body: TxnBody, header: Header, changes: TreeChange[]): Outcome {
    switch (body.type) {
      case 'create':
        return this.create(body, body.ephemeral ? header.sessionId : NO_SESSION, header, changes);
      case 'createContainer':
        return this.create(body, CONTAINER_OWNER, header, changes);
      case 'createTTL':
        return this.create(body, ttlOwner(body.ttl), header, changes);
      case 'delete':
        return { err: this.tree.deleteNode(body.path, header.zxid, changes), path: body.path };
      case 'setData':
        return this.setData(body, header, changes);
      case 'reconfig':
        return this.setData({ ...body, path: CONFIG }, header, changes);
      case 'setACL':
        return outcomeOf(body.path, this.tree.setAcl(body.path, body.acl, body.version));
      case 'check':
        return { err: OK, path: body.path };
      case 'error':
        return { err: body.err };
      case 'createSession':
        this.addSession(header.sessionId, body.timeoutMs);
        return { err: OK };
      case 'closeSession':
        this.closeSession(body.paths, header, changes);
        return { err: OK };
      case 'multi':
        throw new BrokenInvariant('A multi holds no multi');
      default:
        return unreachable(body);
    }
  }

  private create(
    body: Omit<NewNode, 'ephemeralOwner'>,
    ephemeralOwner: SessionId,
    { zxid, timeMs }: Header,
    changes: TreeChange[],
  ): Outcome {
    const made = this.tree.createNode({ ...body, ephemeralOwner }, zxid, timeMs, changes);
    // Replayed over its own result: the node stays, the parent's counter must not fall behind.
    if (made === NODEEXISTS)
      this.tree.setCversionPzxid(parentPath(body.path) ?? '', body.parentCVersion, zxid);
    return outcomeOf(body.path, made);
  }

  private setData(
    body: { readonly path: string; readonly data: string | null; readonly version: number },
    { zxid, timeMs }: Header,
    changes: TreeChange[],
  ): Outcome {
    const { path, data, version } = body;
    return outcomeOf(path, this.tree.setData(path, data, version, zxid, timeMs, changes));
  }

  /**
   * If one operation failed in Prep nothing is applied: those before it are reported as errors with code OK, those after
   * it as RUNTIMEINCONSISTENCY.
   */
  private applyMulti(txns: readonly TxnBody[], header: Header, changes: TreeChange[]): Outcome {
    const failed = txns.some((txn) => txn.type === 'error');
    const results: OpResult[] = [];
    let first: ErrorCode = OK;
    let seen = false;
    for (const txn of txns) {
      if (txn.type === 'error') seen = true;
      const effective: TxnBody =
        failed && txn.type !== 'error'
          ? { type: 'error', err: seen ? RUNTIMEINCONSISTENCY : OK }
          : txn;
      const outcome = this.applyOne(effective, header, changes);
      if (first === OK) first = outcome.err;
      results.push(resultOf(effective, outcome));
    }
    return { err: first, results };
  }

  /** First the paths that the leader listed, then what else the session still owns here; a node that is gone is passed over. */
  private closeSession(paths: readonly string[], header: Header, changes: TreeChange[]): void {
    const { sessionId, zxid } = header;
    const own = this.tree.ephemerals(sessionId);
    for (const path of paths) this.tree.deleteNode(path, zxid, changes);
    const listed = new Set(paths);
    for (const path of own) if (!listed.has(path)) this.tree.deleteNode(path, zxid, changes);
    this.removeSession(sessionId);
  }

  private addSession(sessionId: SessionId, timeoutMs: number): void {
    this.removeSession(sessionId);
    this.timeouts.set(sessionId, timeoutMs);
    this.sessionSum.add(hashAll([hashText(sessionId)], [timeoutMs]));
  }

  private removeSession(sessionId: SessionId): void {
    const timeoutMs = this.timeouts.get(sessionId);
    if (timeoutMs === undefined) return;
    this.timeouts.delete(sessionId);
    this.sessionSum.subtract(hashAll([hashText(sessionId)], [timeoutMs]));
  }
}

function outcomeOf(path: string, result: Stat | ErrorCode): Outcome {
  return typeof result === 'number' ? { err: result, path } : { err: OK, path, stat: result };
}

/** One entry of a multi's reply. A create of a plain node answers its path only, of a container or TTL node its stat too. */
function resultOf(body: TxnBody, outcome: Outcome): OpResult {
  if (outcome.err !== OK || body.type === 'error') return { type: 'error', err: outcome.err };
  switch (body.type) {
    case 'create':
      return { type: 'create', path: body.path };
    case 'createContainer':
    case 'createTTL':
      return outcome.stat === undefined
        ? { type: 'create', path: body.path }
        : { type: 'create', path: body.path, stat: outcome.stat };
    case 'setData':
      return outcome.stat === undefined
        ? { type: 'error', err: NONODE }
        : { type: 'setData', stat: outcome.stat };
    case 'check':
      return { type: 'check' };
    default:
      return { type: 'delete' };
  }
}
