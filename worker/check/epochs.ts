// Epochs: one leader each, files that never go back, promises that are kept. S1, S15, S16.
// Source: correctness.md 3.1; zab.md 1.2 (order of the files), 4 (discovery), 10.2 Leadership1 and 2.
import { counterOf, epochOf, shortZxid, type Zxid } from '../base/zxid.ts';
import type { DiskOpShown } from '../world/facts.ts';
import type { QuorumPacket } from '../zab/packets.ts';
import type { Docket } from './invariants.ts';
import type { LinkModel, Model, NodeModel } from './model.ts';
import { isPrefix, upTo } from './strand.ts';

export class EpochChecks {
  private readonly model: Model;
  private readonly docket: Docket;

  constructor(model: Model, docket: Docket) {
    this.model = model;
    this.docket = docket;
  }

  /** After a server entered a role or a phase of it. */
  onState(node: NodeModel): void {
    const { sid, epoch, zabState, disk } = node;
    if (node.state === 'LEADING' && (zabState === 'SYNCHRONIZATION' || zabState === 'BROADCAST')) {
      const first = this.model.leaders.get(epoch);
      this.docket.check(
        'S1',
        first === undefined || first === sid,
        () => `Nodes ${first ?? '?'} and ${sid} were both established as leader of epoch ${epoch}.`,
      );
      if (first === undefined) this.model.leaders.set(epoch, sid);
    }
    if (zabState !== 'BROADCAST') return;
    this.docket.check(
      'S16',
      epoch >= disk.written.acceptedEpoch,
      () => `Node ${sid} works in epoch ${epoch} but promised ${disk.written.acceptedEpoch}.`,
    );
    const last = disk.written.log.at(-1) ?? 0;
    this.docket.check(
      'S15',
      epochOf(last) <= disk.written.currentEpoch,
      () =>
        `The log of node ${sid} ends at ${shortZxid(last)} but its currentEpoch is ${disk.written.currentEpoch}.`,
    );
  }

  beforeWrite(node: NodeModel, op: DiskOpShown): void {
    const { written } = node.disk;
    if (op.op === 'append') {
      if (node.zabState !== 'BROADCAST') return;
      const last = op.zxids.at(-1) ?? 0;
      this.docket.check(
        'S15',
        epochOf(last) <= written.currentEpoch,
        () =>
          `Node ${node.sid} logs ${shortZxid(last)} while its currentEpoch is ${written.currentEpoch}.`,
      );
      return;
    }
    if (op.op !== 'epoch') return;
    this.docket.check(
      'S15',
      op.value >= written[op.file],
      () => `Node ${node.sid} takes ${op.file} back from ${written[op.file]} to ${op.value}.`,
    );
    const current = op.file === 'currentEpoch' ? op.value : written.currentEpoch;
    const accepted = op.file === 'acceptedEpoch' ? op.value : written.acceptedEpoch;
    this.docket.check(
      'S15',
      current <= accepted,
      () => `Node ${node.sid} has currentEpoch ${current} above acceptedEpoch ${accepted}.`,
    );
  }

  /** A follower is about to write currentEpoch: the history that it stands for must be on its way to the disk before (M4). */
  onCurrentEpoch(node: NodeModel, epoch: number, link: LinkModel | null): void {
    if (link === null || link.epoch !== epoch) return;
    const { knot } = node.disk.written;
    this.docket.check(
      'S15',
      upTo(knot, link.initial).zxid === link.initial || link.initial === 0,
      () =>
        `Node ${node.sid} writes currentEpoch ${epoch} before ${shortZxid(link.initial)}, which that epoch begins with.`,
    );
    this.docket.check(
      'S15',
      link.snap === null || isPrefix(link.snap, knot),
      () => `Node ${node.sid} writes currentEpoch ${epoch} before the SNAP that it was sent.`,
    );
  }

  onLeaderInfo(node: NodeModel, epoch: number): void {
    const { acceptedEpoch } = node.disk.synced;
    this.docket.check(
      'S15',
      acceptedEpoch >= epoch,
      () =>
        `Node ${node.sid} announces epoch ${epoch} while its durable acceptedEpoch is ${acceptedEpoch}.`,
    );
  }

  onAckEpoch(
    node: NodeModel,
    link: LinkModel,
    packet: Extract<QuorumPacket, { type: 'ACKEPOCH' }>,
  ): void {
    const epoch = link.epoch ?? 0;
    const { acceptedEpoch } = node.disk.synced;
    this.docket.check(
      'S15',
      acceptedEpoch >= epoch,
      () =>
        `Node ${node.sid} acknowledges epoch ${epoch} while its durable acceptedEpoch is ${acceptedEpoch}.`,
    );
    if (packet.epoch < 0) return;
    this.docket.check(
      'S15',
      !node.acknowledged.has(epoch),
      () => `Node ${node.sid} acknowledges epoch ${epoch} a second time as if it were the first.`,
    );
    node.acknowledged.add(epoch);
  }

  /** A learner sends any ACK on a connection whose leader announced `link.epoch`. */
  onAck(node: NodeModel, link: LinkModel, zxid: Zxid): void {
    const { acceptedEpoch } = node.disk.written;
    const epoch = link.epoch ?? epochOf(zxid);
    this.docket.check(
      'S16',
      epoch >= acceptedEpoch,
      () =>
        `Node ${node.sid} acknowledges ${shortZxid(zxid)} in epoch ${epoch} but promised ${acceptedEpoch}.`,
    );
    if (counterOf(zxid) !== 0) return;
    const { currentEpoch } = node.disk.synced;
    this.docket.check(
      'S15',
      currentEpoch >= epochOf(zxid),
      () =>
        `Node ${node.sid} acknowledges NEWLEADER of epoch ${epochOf(zxid)} while its durable currentEpoch is ${currentEpoch}.`,
    );
  }

  /** A leader proposes: not below what it promised, and only in the epoch that it leads. */
  onProposed(node: NodeModel, zxid: Zxid): void {
    const { acceptedEpoch } = node.disk.written;
    this.docket.check(
      'S16',
      epochOf(zxid) >= acceptedEpoch,
      () => `Node ${node.sid} proposes ${shortZxid(zxid)} but promised epoch ${acceptedEpoch}.`,
    );
  }
}
