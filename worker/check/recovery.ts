// A leader's history is complete, a follower's agrees with it, a restart finds what was durable. S8, S9, S11, S20.
// Source: correctness.md 3.1; zab.md 10.2 (PrimaryIntegrity, LeaderLogCompleteness, ProcessConsistency), 10.4 (NoGhost).
import { counterOf, shortZxid as z, type Zxid } from '../base/zxid.ts';
import type { Docket } from './invariants.ts';
import type { Model, NodeModel } from './model.ts';
import { beforeEpoch, isPrefix, knotText } from './strand.ts';

export class RecoveryChecks {
  private readonly model: Model;
  private readonly docket: Docket;

  constructor(model: Model, docket: Docket) {
    this.model = model;
    this.docket = docket;
  }

  /** A quorum acknowledged NEWLEADER: what this leader holds is the history of its epoch from now on. */
  onNewLeaderQuorum(node: NodeModel): void {
    const older = beforeEpoch(this.model.committed, node.epoch);
    this.docket.check(
      'S9',
      isPrefix(older, node.tree),
      () =>
        `Node ${node.sid} is established in epoch ${node.epoch} with history up to ${knotText(node.tree)}, without the committed ${knotText(older)}.`,
    );
  }

  /** A leader enters BROADCAST, before its first proposal. */
  onBroadcast(node: NodeModel): void {
    const older = beforeEpoch(this.model.committed, node.epoch);
    this.docket.check(
      'S8',
      isPrefix(older, node.tree),
      () =>
        `Node ${node.sid} begins to broadcast in epoch ${node.epoch} without ${knotText(older)}, which was delivered before.`,
    );
  }

  /** A learner takes UPTODATE: from here on clients see its tree. */
  onUpToDate(node: NodeModel, epoch: number): void {
    const initial = this.model.initial.get(epoch);
    const history = this.model.history.get(epoch);
    const { sid, tree } = node;
    const leader = this.model.leaders.get(epoch);
    this.docket.check(
      'S11',
      initial !== undefined && isPrefix(initial, tree),
      () =>
        `Node ${sid} is UPTODATE in epoch ${epoch} with history up to ${knotText(tree)}, without all that the epoch began with.`,
    );
    if (history === undefined) return;
    this.docket.check(
      'S11',
      isPrefix(tree, history),
      () =>
        `Node ${sid} is UPTODATE in epoch ${epoch} with a tree up to ${knotText(tree)} that its leader, node ${leader ?? '?'}, does not share.`,
    );
    const { knot } = node.disk.written;
    this.docket.check(
      'S11',
      isPrefix(knot, history),
      () =>
        `Node ${sid} is UPTODATE in epoch ${epoch} with a log up to ${knotText(knot)} that its leader, node ${leader ?? '?'}, does not share.`,
    );
  }

  /** A learner names the end of its history to a leader: it must really hold that. */
  onAckEpoch(node: NodeModel, zxid: Zxid): void {
    const { tree } = node;
    this.docket.check(
      'S11',
      zxid === tree.zxid || (counterOf(zxid) === 0 && zxid > tree.zxid),
      () =>
        `Node ${node.sid} claims history up to ${z(zxid)} but holds it up to ${knotText(tree)}.`,
    );
  }

  /** A server loaded snapshot and log from its disk. */
  onLoaded(node: NodeModel, zxid: Zxid): void {
    const { position } = node.disk.written;
    this.docket.check(
      'S20',
      zxid === position,
      () => `Node ${node.sid} loads ${z(zxid)}, but its disk holds history up to ${z(position)}.`,
    );
  }
}
