// The canonical JSON text of a fact, for the trace hash (trace-hash.ts): what JSON.stringify gives for plain data whose
// fields the code builds in a fixed order. The facts that a busy run is made of are written out here, several times
// faster; a test holds them against JSON.stringify over whole runs.
import type { Txn } from '../data/model.ts';
import type { PacketShown, WorldEvent } from './facts.ts';

type AnyFact = WorldEvent['fact'];

/** Several facts tell of one txn, most of them soon after each other. */
const SLOTS = 256;

export class FactTexts {
  private readonly txns: ({ readonly txn: Txn; readonly text: string } | undefined)[] = [];

  /** The image of `loaded` is left out: its digest stands for it. */
  of(fact: AnyFact): string {
    switch (fact.type) {
      case 'received':
        return `{"type":"received","link":"${fact.link}","from":${fact.from},"n":${fact.n}}`;
      case 'sent':
        return `{"type":"sent","link":"${fact.link}","plane":"${fact.plane}","to":${fact.to},"n":${fact.n},"arrives":${fact.arrives},"packet":${this.ofPacket(fact.packet)}}`;
      case 'applied':
        return `{"type":"applied","txn":${this.ofTxn(fact.txn)},"err":${fact.err},"digest":"${fact.digest}","during":"${fact.during}"}`;
      case 'proposed':
        return `{"type":"proposed","txn":${this.ofTxn(fact.txn)},"to":[${fact.to.join()}]}`;
      case 'queued':
      case 'commitLearned':
      case 'synced':
        return `{"type":"${fact.type}","zxid":${fact.zxid}}`;
      case 'acked':
        return `{"type":"acked","zxid":${fact.zxid},"sid":${fact.sid},"have":${fact.have},"need":${fact.need}}`;
      case 'committed':
        return `{"type":"committed","zxid":${fact.zxid},"acks":[${fact.acks.join()}]}`;
      case 'durable':
        return `{"type":"durable","mark":${fact.mark}}`;
      case 'loaded': {
        const { type, from, zxid, digest } = fact;
        return JSON.stringify({ type, from, zxid, digest });
      }
      default:
        return JSON.stringify(fact);
    }
  }

  private ofPacket(packet: PacketShown): string {
    switch (packet.type) {
      case 'ACK':
      case 'COMMIT':
        return `{"type":"${packet.type}","zxid":${packet.zxid}}`;
      case 'PROPOSAL':
      case 'INFORM':
        return `{"type":"${packet.type}","zxid":${packet.zxid},"txn":${this.ofTxn(packet.txn)}}`;
      default:
        return JSON.stringify(packet);
    }
  }

  private ofTxn(txn: Txn): string {
    const slot = txn.zxid % SLOTS;
    const known = this.txns[slot];
    if (known?.txn === txn) return known.text;
    const text = JSON.stringify(txn);
    this.txns[slot] = { txn, text };
    return text;
  }
}
