// Connections and the conversation of leader and learner on them: nothing arrives twice, out of order or after the end;
// COMMITs follow their PROPOSALs; clients are answered only by servers that may. S12, S23, Z2.
// Source: correctness.md 3.1, 2.1 (the assumptions on connections); zab.md 5.7, 10.3, 10.4 (ServeAfterUptodate).
import { CLIENT_BASE, type LinkId, type Participant } from '../base/units.ts';
import { shortZxid as z, type Zxid } from '../base/zxid.ts';
import type { PacketShown } from '../world/facts.ts';
import type { Docket } from './invariants.ts';
import { follows, type LinkModel, type Model, type NodeModel, type Way } from './model.ts';

export class MessageChecks {
  private readonly model: Model;
  private readonly docket: Docket;

  constructor(model: Model, docket: Docket) {
    this.model = model;
    this.docket = docket;
  }

  onDialed(link: LinkId, opener: Participant, target: Participant): void {
    // A server that is down never hears of it: its side is closed from the start.
    const outward = { ...newWay(), closed: this.model.node(target)?.up === false };
    this.model.links.set(link, {
      ...{ link, opener, target, outward, inward: newWay() },
      ...{ epoch: null, snap: null, initial: 0, newLeaderSent: false },
      ...{ proposals: [], lastProposal: 0, signs: new Map() },
    });
  }

  onSent(id: LinkId, from: Participant, n: number): LinkModel | undefined {
    const link = this.model.links.get(id);
    this.docket.check(
      'S23',
      link !== undefined,
      () => `Sent on ${id}, a connection nobody opened.`,
    );
    if (link === undefined) return undefined;
    wayFrom(link, from).sent.push(n);
    return link;
  }

  onReceived(id: LinkId, to: Participant, from: Participant, n: number): void {
    const link = this.model.links.get(id);
    const way = link === undefined ? undefined : wayFrom(link, from);
    const open = way !== undefined && !way.closed;
    this.docket.check('S23', open, () => `${to} received #${n} of ${id}, which is closed for it.`);
    if (way === undefined) return;
    const next = way.sent[0];
    this.docket.check(
      'S23',
      next === n,
      () => `${to} received #${n} of ${id} when #${next ?? '(nothing)'} was to come.`,
    );
    while ((way.sent[0] ?? Infinity) <= n) way.sent.shift();
    way.received = n;
  }

  onLost(id: LinkId, from: Participant, n: number, m: number): void {
    const link = this.model.links.get(id);
    if (link === undefined) return;
    const way = wayFrom(link, from);
    way.sent = way.sent.filter((item) => item < n || item > m);
  }

  /** `who` has the connection closed: nothing may reach it on that. */
  onClosed(id: LinkId, who: Participant): void {
    const link = this.model.links.get(id);
    if (link === undefined) return;
    wayTo(link, who).closed = true;
    if (link.inward.closed && link.outward.closed) this.model.links.delete(id);
  }

  /** The process of `who` is gone, and every connection with it on its side. */
  onGone(who: Participant): void {
    for (const [id, link] of this.model.links)
      if (link.opener === who || link.target === who) this.onClosed(id, who);
  }

  /** PROPOSALs and COMMITs of a leader on one connection, in their order. */
  onStream(link: LinkModel, packet: PacketShown): void {
    switch (packet.type) {
      case 'PROPOSAL':
        this.onProposal(link, packet.zxid);
        return;
      case 'COMMIT':
      case 'COMMITANDACTIVATE':
        this.docket.check(
          'S12',
          link.proposals[0] === packet.zxid,
          () =>
            `Node ${link.target} sends COMMIT ${z(packet.zxid)} to node ${link.opener} when ${
              link.proposals[0] === undefined ? 'nothing' : z(link.proposals[0])
            } is its next proposal.`,
        );
        link.proposals = link.proposals.filter((zxid) => zxid > packet.zxid);
        if (!link.newLeaderSent) link.initial = packet.zxid;
        return;
      case 'NEWLEADER':
        link.newLeaderSent = true;
        return;
      case 'UPTODATE':
        this.docket.check(
          'S12',
          this.model.initial.has(link.epoch ?? -1),
          () =>
            `Node ${link.target} sends UPTODATE to node ${link.opener} before a quorum has acknowledged NEWLEADER.`,
        );
        return;
      default:
        return;
    }
  }

  private onProposal(link: LinkModel, zxid: Zxid): void {
    const last = link.lastProposal;
    this.docket.check(
      'S12',
      last === 0 || follows(last, zxid, this.model.shape.firstCounter),
      () =>
        `Node ${link.target} sends PROPOSAL ${z(zxid)} to node ${link.opener} right behind ${z(last)}.`,
    );
    link.lastProposal = zxid;
    link.proposals.push(zxid);
  }

  /** A flag of zab.md 10.3 that a server raised itself. */
  onFlag(node: NodeModel, flag: string, what: string): void {
    this.docket.check('S12', false, () => `Node ${node.sid} raised the flag ${flag}: ${what}.`);
  }

  /** A server answers a client. */
  onAnswer(node: NodeModel, to: Participant, packet: PacketShown): void {
    if (to <= CLIENT_BASE) return;
    if (packet.type === 'TEXT' || (packet.type === 'CONNECTED' && packet.timeoutMs === 0)) return;
    this.docket.check(
      'Z2',
      node.serves || node.readOnly,
      () => `Node ${node.sid} answers a client with ${packet.type} before it is up to date.`,
    );
  }
}

function newWay(): Way {
  return { sent: [], received: -1, closed: false };
}

function wayFrom(link: LinkModel, from: Participant): Way {
  return from === link.opener ? link.outward : link.inward;
}

function wayTo(link: LinkModel, to: Participant): Way {
  return to === link.opener ? link.inward : link.outward;
}
