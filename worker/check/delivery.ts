// What is proposed, committed and applied: one order, the same everywhere, nothing that was not proposed. S2 to S6, S17, S18.
// Source: correctness.md 3.1; zab.md 10.2 (atomic broadcast and primary order), 10.4 (UniqueZxid, StateDigest).
import { COUNTER_MAX, counterOf, epochOf, shortZxid as z, type Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import type { Docket } from './invariants.ts';
import { configsOf, follows, type Model, type NodeModel } from './model.ts';
import { isPrefix, knotAfter, knotText, upTo, type Knot } from './strand.ts';

export class DeliveryChecks {
  private readonly model: Model;
  private readonly docket: Docket;

  constructor(model: Model, docket: Docket) {
    this.model = model;
    this.docket = docket;
  }

  /** A leader gave `txn` its zxid and sends it out. */
  onProposed(node: NodeModel, txn: Txn): void {
    const { zxid } = txn;
    const { sid, epoch } = node;
    this.docket.check(
      'S3',
      epochOf(zxid) === epoch && this.model.leaders.get(epoch) === sid,
      () =>
        `Node ${sid} proposes ${z(zxid)} though it is not the established leader of that epoch.`,
    );
    const counter = counterOf(zxid);
    this.docket.check(
      'S17',
      counter > 0 && counter < COUNTER_MAX,
      () => `Node ${sid} proposes ${z(zxid)}: the counter has left its range.`,
    );
    this.onPayload(txn, sid);
    const before = this.model.history.get(epoch);
    if (before === undefined) return;
    this.docket.check(
      'S6',
      follows(before.zxid, zxid, this.model.shape.firstCounter),
      () => `Node ${sid} proposes ${z(zxid)} behind ${knotText(before)}.`,
    );
    this.model.history.set(epoch, knotAfter(before, zxid));
  }

  /** Wherever a txn shows: one zxid stands for one payload, for ever. The first to be seen is kept. */
  onPayload(txn: Txn, by: number): void {
    const known = this.model.proposals.get(txn.zxid);
    if (known === undefined) {
      if (this.isForgotten(txn.zxid)) return;
      const leader = this.model.node(by);
      const configs = leader === undefined ? [] : configsOf(leader);
      this.model.proposals.set(txn.zxid, { txn, by, configs });
      return;
    }
    this.docket.check(
      'S17',
      known.txn === txn || sameTxn(known.txn, txn),
      () => `${z(txn.zxid)} stands for two different txns, of node ${known.by} and of node ${by}.`,
    );
  }

  private isForgotten(zxid: Zxid): boolean {
    return zxid < this.model.start.trunk.horizon;
  }

  /** A leader commits: in order, behind all that is committed. Returns what this adds to G; null if it does not belong there. */
  onCommitted(node: NodeModel, zxid: Zxid): Knot | null {
    const { committed } = this.model;
    const history = this.model.history.get(node.epoch) ?? node.tree;
    const knot = upTo(history, zxid);
    const fits = knot.zxid === zxid && (knot.committed || isPrefix(committed, knot));
    // A deposed leader may still commit what its successor has inherited and committed already: that changes nothing.
    if (!fits || !knot.committed)
      this.docket.check(
        'S6',
        follows(committed.zxid, zxid, this.model.shape.firstCounter),
        () => `Node ${node.sid} commits ${z(zxid)} behind ${knotText(committed)}.`,
      );
    this.docket.check(
      'S2',
      fits,
      () =>
        `Node ${node.sid} commits ${z(zxid)} on a history that lacks the committed ${knotText(committed)}.`,
    );
    return fits ? knot : null;
  }

  /** A server applied `txn` to its tree; `before` is its history without it. */
  onApplied(node: NodeModel, txn: Txn, before: Knot, during: string): void {
    this.docket.check(
      'S3',
      this.model.proposals.has(txn.zxid) || this.isForgotten(txn.zxid),
      () => `Node ${node.sid} applies ${z(txn.zxid)}, which no leader has proposed.`,
    );
    this.onPayload(txn, node.sid);
    if (during !== 'broadcast') return;
    const { zxid } = txn;
    this.docket.check(
      'S5',
      zxid > before.zxid,
      () => `Node ${node.sid} applies ${z(zxid)} behind ${knotText(before)}.`,
    );
    this.docket.check(
      'S6',
      follows(before.zxid, zxid, this.model.shape.firstCounter),
      () => `Node ${node.sid} applies ${z(zxid)} right behind ${knotText(before)}.`,
    );
    this.docket.check(
      'S4',
      upTo(this.model.committed, zxid).zxid === zxid,
      () => `Node ${node.sid} applies ${z(zxid)}, which is not committed.`,
    );
    this.onExposed(node);
  }

  /** The tree of `node` is open to clients as it is now. */
  onExposed(node: NodeModel): void {
    const { tree, digest, sid } = node;
    this.docket.check(
      'S2',
      tree.committed,
      () =>
        `Node ${sid} serves a history up to ${knotText(tree)} that differs from the committed one.`,
    );
    if (digest === '') return;
    if (tree.digest === null) {
      tree.digest = digest;
      return;
    }
    this.docket.check(
      'S18',
      tree.digest === digest,
      () => `At ${knotText(tree)} the tree of node ${sid} differs from that of another server.`,
    );
  }
}

/** Whether two txns are the same, whatever objects they are. */
export function sameTxn(one: Txn, other: Txn): boolean {
  return (
    one.zxid === other.zxid &&
    one.sessionId === other.sessionId &&
    one.cxid === other.cxid &&
    one.timeMs === other.timeMs &&
    JSON.stringify(one.body) === JSON.stringify(other.body)
  );
}
