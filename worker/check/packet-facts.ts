// Hands every packet that is sent to the families of checks. Called by checker.ts.
import type { Participant } from '../base/units.ts';
import { epochOf } from '../base/zxid.ts';
import type { PacketShown, WorldFact } from '../world/facts.ts';
import type { Families } from './families.ts';
import type { LinkModel, Model, NodeModel } from './model.ts';
import { upTo } from './strand.ts';

export class PacketFacts {
  private readonly model: Model;
  private readonly families: Families;

  constructor(model: Model, families: Families) {
    this.model = model;
    this.families = families;
  }

  onSent(who: Participant, fact: Extract<WorldFact, { type: 'sent' }>): void {
    const link = this.families.messages.onSent(fact.link, who, fact.n);
    const node = this.model.node(who);
    if (link === undefined) return;
    if (fact.plane === 'quorum') this.families.history.sessions.onSent(link, fact.n, fact.packet);
    if (node === undefined) return;
    if (fact.plane === 'client') this.onAnswer(node, fact.to, fact.packet);
    else if (fact.plane === 'quorum') this.onQuorumPacket(node, link, fact.packet);
  }

  private onAnswer(node: NodeModel, to: Participant, packet: PacketShown): void {
    this.families.messages.onAnswer(node, to, packet);
    if (!node.serves || node.unproven === null) return;
    this.families.recovery.onUpToDate(node, node.unproven);
    node.unproven = null;
  }

  private onQuorumPacket(node: NodeModel, link: LinkModel, packet: PacketShown): void {
    switch (packet.type) {
      case 'PING':
        return;
      case 'LEADERINFO':
        link.epoch = epochOf(packet.zxid);
        this.families.epochs.onLeaderInfo(node, link.epoch);
        return;
      case 'ACKEPOCH':
        this.families.epochs.onAckEpoch(node, link, packet);
        this.families.recovery.onAckEpoch(node, packet.zxid);
        return;
      case 'ACK':
        this.families.epochs.onAck(node, link, packet.zxid);
        this.families.durability.onAck(node, packet.zxid);
        return;
      case 'SNAP':
        link.snap = upTo(node.tree, packet.zxid);
        return;
      case 'PROPOSAL':
      case 'INFORM':
        this.families.delivery.onPayload(packet.txn, node.sid);
        this.families.messages.onStream(link, packet);
        return;
      case 'COMMIT':
      case 'COMMITANDACTIVATE':
      case 'NEWLEADER':
      case 'UPTODATE':
        this.families.messages.onStream(link, packet);
        return;
      default:
        return;
    }
  }
}
