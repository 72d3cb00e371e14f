// The moments at which a fault hurts most: between two durable actions, between a packet and its answer, at the turn of a
// role. Called by ambush.ts, which waits for one and strikes there.
// Source: correctness.md 2.3 P1 (every step boundary) and P6, 2.4 D3 and D8.
import { CLIENT_BASE, WORLD, type Micros, type Participant, type ServerId } from '../base/units.ts';
import { epochOf } from '../base/zxid.ts';
import type { DiskOpShown, WorldEvent } from '../world/facts.ts';

export interface Moment {
  /** When to strike, no earlier than the event. */
  readonly at: Micros;
  readonly node: ServerId;
  /** The other end of the packet, else the node's leader; null where there is neither. */
  readonly peer: ServerId | null;
}

export interface NamedMoment {
  readonly name: string;
  readonly moment: Moment;
}

const packets = new Set([
  ...['LEADERINFO', 'ACKEPOCH', 'DIFF', 'TRUNC', 'SNAP', 'NEWLEADER', 'UPTODATE', 'PROPOSAL'],
  ...['COMMIT', 'ACK', 'INFORM', 'COMMITANDACTIVATE', 'INFORMANDACTIVATE', 'SYNC'],
]);

const turns = new Set([
  ...['syncMode', 'truncated', 'newLeaderAcked', 'upToDate', 'queued', 'appended', 'synced'],
  ...['elected', 'finalizing', 'stepDown', 'committed', 'proposed', 'commitLearned', 'snapshot'],
  ...['applied', 'loaded', 'cleared', 'sessionExpiring', 'configSeen', 'configActivated'],
  ...['learnerReady', 'rollover', 'learnerRefused', 'electionStarted', 'durable'],
]);

/** Names the moments as events go by; remembers who follows whom, and whose synchronization brings something new. */
export class Lookout {
  private readonly leaders = new Map<ServerId, ServerId | null>();
  /** Learners whose DIFF or TRUNC is followed by txns. */
  private readonly behind = new Set<ServerId>();
  /** The epoch of the newest txn that a server has logged, and its currentEpoch as written. */
  private readonly logged = new Map<ServerId, number>();
  private readonly epochs = new Map<ServerId, number>();
  private leading: ServerId | null = null;
  /** Whom each client is connected to. */
  private readonly servers = new Map<Participant, ServerId | null>();

  /**
   * The moments that this event is: `>NEWLEADER` a packet that comes to the node, `<NEWLEADER` one that leaves it,
   * `>DIFF+` a DIFF that is not empty, `wrote currentEpoch` a disk operation, with `+` where the log was already in
   * a later epoch than that file, else the fact's own name.
   */
  momentsOf(event: WorldEvent): readonly NamedMoment[] {
    const { at, who, fact } = event;
    if (fact.type === 'clientState')
      this.servers.set(who, fact.state === 'CONNECTED' ? fact.server : null);
    if (who === WORLD || who >= CLIENT_BASE) return [];
    switch (fact.type) {
      case 'sent':
        return fact.plane === 'quorum' ? this.ofPacket(at, who, fact.to, fact) : [];
      case 'wrote':
        return this.ofWrite(at, who, fact.op);
      case 'epochWritten':
        return [this.own(`durable ${fact.file}`, at, who)];
      case 'barrier': {
        const name = `barrier ${fact.barrier}${fact.formed ? ' formed' : ''}`;
        return [{ name, moment: { at, node: who, peer: fact.sid === who ? null : fact.sid } }];
      }
      case 'syncDecided':
        if (fact.sent.length > 0) this.behind.add(fact.sid);
        else this.behind.delete(fact.sid);
        return [{ name: `decided ${fact.mode}`, moment: { at, node: who, peer: fact.sid } }];
      case 'state':
        this.leaders.set(who, fact.leader);
        if (fact.state === 'LEADING' && fact.zabState === 'BROADCAST') this.leading = who;
        else if (this.leading === who) this.leading = null;
        return [this.own(`${fact.state} ${fact.zabState}`, at, who)];
      default:
        return turns.has(fact.type) ? [this.own(fact.type, at, who)] : [];
    }
  }

  /** Who leads in BROADCAST as far as its own facts tell; null for nobody. */
  leader(): ServerId | null {
    return this.leading;
  }

  /** Whether a client, counted from 0 in the order of the recording, is connected to this server. */
  isAt(client: number, node: ServerId): boolean {
    return this.servers.get(CLIENT_BASE + 1 + client) === node;
  }

  private ofWrite(at: Micros, who: ServerId, op: DiskOpShown): NamedMoment[] {
    if (op.op === 'append') this.logged.set(who, epochOf(op.zxids.at(-1) ?? 0));
    if (op.op !== 'epoch') return [this.own(`wrote ${op.op}`, at, who)];
    const moment = this.own(`wrote ${op.file}`, at, who);
    if (op.file !== 'currentEpoch') return [moment];
    const catchesUp = (this.logged.get(who) ?? 0) > (this.epochs.get(who) ?? 0);
    this.epochs.set(who, op.value);
    return catchesUp ? [this.own('wrote currentEpoch+', at, who), moment] : [moment];
  }

  private own(name: string, at: Micros, node: ServerId): NamedMoment {
    const leader = this.leaders.get(node) ?? null;
    return { name, moment: { at, node, peer: leader === node ? null : leader } };
  }

  private ofPacket(
    at: Micros,
    from: Participant,
    to: Participant,
    { arrives, packet }: { readonly arrives: Micros; readonly packet: { readonly type: string } },
  ): NamedMoment[] {
    if (!packets.has(packet.type)) return [];
    const coming = { at: arrives, node: to, peer: from };
    const moments = [
      { name: `>${packet.type}`, moment: coming },
      { name: `<${packet.type}`, moment: { at, node: from, peer: to } },
    ];
    const isNew = (packet.type === 'DIFF' || packet.type === 'TRUNC') && this.behind.has(to);
    return isNew ? [{ name: `>${packet.type}+`, moment: coming }, ...moments] : moments;
  }
}

// prettier-ignore
/** What an ambush may wait for; what is drawn more often stands here more than once. */
export const momentNames: readonly string[] = [
  '>LEADERINFO', '>ACKEPOCH', '>DIFF', '>DIFF+', '>DIFF+', '>DIFF+', '>TRUNC', '>TRUNC+', '>TRUNC+', '>SNAP', '>SNAP',
  '>SNAP', '>NEWLEADER', '>NEWLEADER', '>UPTODATE', '>UPTODATE', '>PROPOSAL', '>PROPOSAL', '>COMMIT', '>ACK', '>ACK',
  '>INFORM', '>SYNC', '>COMMITANDACTIVATE', '>INFORMANDACTIVATE', '<SNAP', '<NEWLEADER', '<PROPOSAL', '<COMMIT', '<ACK',
  '<UPTODATE', 'wrote append', 'wrote append', 'wrote acceptedEpoch', 'wrote currentEpoch', 'wrote currentEpoch+',
  'wrote snapshot', 'wrote truncate', 'durable acceptedEpoch', 'durable acceptedEpoch', 'durable currentEpoch',
  'durable currentEpoch', 'durable currentEpoch', 'barrier epoch formed', 'barrier epochAck formed',
  'barrier newLeaderAck formed', 'barrier newLeaderAck', 'decided SNAP', 'decided DIFF', 'decided TRUNC', 'syncMode',
  'truncated', 'newLeaderAcked', 'newLeaderAcked', 'upToDate', 'queued', 'queued', 'appended', 'appended', 'synced',
  'synced', 'elected', 'finalizing', 'stepDown', 'committed', 'committed', 'proposed', 'proposed', 'proposed',
  'commitLearned', 'snapshot', 'snapshot', 'applied', 'loaded', 'cleared', 'sessionExpiring', 'configSeen',
  'configActivated', 'learnerReady', 'rollover', 'learnerRefused', 'electionStarted', 'durable', 'LEADING DISCOVERY',
  'LEADING SYNCHRONIZATION', 'LEADING BROADCAST', 'LEADING BROADCAST', 'FOLLOWING DISCOVERY',
  'FOLLOWING SYNCHRONIZATION', 'FOLLOWING BROADCAST', 'LOOKING ELECTION',
];
