// What must be on disk, and stay there: acknowledgements, commits, the history an epoch begins with. S10, S13, S14, Z1.
// Source: correctness.md 3.1; zab.md 10.4 (DurableBeforeAck, QuorumDurability, InitialHistoryQuorum).
import type { ServerId } from '../base/units.ts';
import { counterOf, shortZxid as z, type Zxid } from '../base/zxid.ts';
import type { Docket } from './invariants.ts';
import { configsOf, type Model, type NodeModel } from './model.ts';
import { isQuorum, meetsEveryQuorum, votersOf } from './quorums.ts';
import { isPrefix, knotText, upTo, type Knot } from './strand.ts';

export class DurabilityChecks {
  private readonly model: Model;
  private readonly docket: Docket;

  constructor(model: Model, docket: Docket) {
    this.model = model;
    this.docket = docket;
  }

  /** A durable layer may have lost something: with a crash, a TRUNC, a snapshot. */
  afterLoss(node: NodeModel): void {
    const { committed, config } = this.model;
    if (committed.length === 0) return;
    this.docket.check(
      'S10',
      meetsEveryQuorum(config, (sid) => this.holds(sid, committed)),
      () =>
        `After a loss on node ${node.sid} the committed ${knotText(committed)} is missing on a whole quorum of disks.`,
    );
  }

  /** A learner acknowledges a proposal, or NEWLEADER with `e:0`. */
  onAck(node: NodeModel, zxid: Zxid): void {
    const { synced } = node.disk;
    if (counterOf(zxid) !== 0) {
      this.docket.check(
        'S14',
        upTo(synced.knot, zxid).zxid === zxid,
        () => `Node ${node.sid} acknowledges ${z(zxid)}, which is not durable on its disk.`,
      );
      return;
    }
    // An observer logs what it is informed of, without acknowledging it: it has no part in any quorum.
    if (node.state === 'OBSERVING') return;
    this.docket.check(
      'S14',
      isPrefix(node.tree, synced.knot),
      () =>
        `Node ${node.sid} acknowledges NEWLEADER with history up to ${knotText(node.tree)}, of which only ${knotText(synced.knot)} is durable.`,
    );
  }

  /** A leader counts its own acknowledgement. */
  onOwnAck(node: NodeModel, zxid: Zxid): void {
    this.docket.check(
      'S14',
      upTo(node.disk.synced.knot, zxid).zxid === zxid,
      () => `Node ${node.sid} counts its own ACK of ${z(zxid)}, which is not durable on its disk.`,
    );
  }

  /** At the moment of a commit. `knot` is the history that ends with it. */
  onCommitted(node: NodeModel, knot: Knot, acks: readonly ServerId[]): void {
    const attached = this.model.proposals.get(knot.zxid)?.configs ?? configsOf(node);
    for (const config of attached) {
      const voters = votersOf(config);
      this.docket.check(
        'S13',
        isQuorum(config, (sid) => acks.includes(sid)),
        () =>
          `Node ${node.sid} commits ${knotText(knot)} with the ACKs of ${acks.join(', ')}, no quorum of ${voters.join(', ')}.`,
      );
      this.docket.check(
        'S13',
        isQuorum(config, (sid) => this.holds(sid, knot)),
        () => {
          const having = voters.filter((sid) => this.holds(sid, knot));
          return `Node ${node.sid} commits ${knotText(knot)}, durable only on ${having.join(', ') || 'no disk'} of ${voters.join(', ')}.`;
        },
      );
    }
  }

  /** A leader enters BROADCAST: a quorum must have the history that its epoch begins with, and the epoch itself, on disk. */
  onEstablished(node: NodeModel): void {
    const { tree, epoch } = node;
    const has = (sid: ServerId): boolean => {
      const other = this.model.node(sid);
      return (
        other !== undefined &&
        isPrefix(tree, other.disk.synced.knot) &&
        other.disk.synced.currentEpoch >= epoch
      );
    };
    this.docket.check(
      'Z1',
      configsOf(node).every((config) => isQuorum(config, has)),
      () =>
        `Node ${node.sid} begins to lead epoch ${epoch} while its history up to ${knotText(tree)} is durable on ${
          votersOf(node.config).filter(has).join(', ') || 'no disk'
        } only.`,
    );
  }

  private holds(sid: ServerId, knot: Knot): boolean {
    const node = this.model.node(sid);
    return node !== undefined && isPrefix(knot, node.disk.synced.knot);
  }
}
