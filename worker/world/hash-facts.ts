// How the trace hash takes in a fact: field by field for those that a busy run is made of, in the same order everywhere,
// several times faster than its JSON, which is what all others give. Facts are plain data whose fields the code builds in
// a fixed order: their JSON is canonical as it stands. Called by trace-hash.ts, and by station.ts onto a tape.
import type { Participant } from '../base/units.ts';
import type { Txn } from '../data/model.ts';
import type { PacketShown, WorldEvent } from './facts.ts';
import { Lanes, seedLanes, type LaneState } from './lanes.ts';

/** Whoever takes in numbers (safe integers) and texts; `stir` ends a fact. */
export interface Taker {
  number(value: number): void;
  text(text: string): void;
  stir(): void;
}

/** Several facts tell of one txn, most of them soon after each other. */
const SLOTS = 4096;

export class FactHasher {
  private readonly taker: Taker;
  private readonly txns: ({ readonly txn: Txn; readonly digest: LaneState } | undefined)[] = [];
  private readonly txnLanes = new Lanes(seedLanes);

  constructor(taker: Taker) {
    this.taker = taker;
  }

  /** All of a fact but its time. */
  take(who: Participant, fact: WorldEvent['fact']): void {
    this.taker.number(who);
    this.takeFact(fact);
    this.taker.stir();
  }

  private takeFact(fact: WorldEvent['fact']): void {
    const { taker } = this;
    switch (fact.type) {
      case 'received':
        this.numbers('received', fact.from, fact.n);
        taker.text(fact.link);
        return;
      case 'sent':
        this.numbers('sent', fact.to, fact.n, fact.arrives);
        taker.text(fact.link);
        taker.text(fact.plane);
        this.takePacket(fact.packet);
        return;
      case 'applied':
        this.numbers('applied', fact.err);
        this.takeTxn(fact.txn);
        taker.text(fact.digest);
        taker.text(fact.during);
        return;
      case 'proposed':
        this.numbers('proposed', ...fact.to);
        this.takeTxn(fact.txn);
        return;
      case 'queued':
      case 'commitLearned':
      case 'synced':
        this.numbers(fact.type, fact.zxid);
        return;
      case 'acked':
        this.numbers('acked', fact.zxid, fact.sid, fact.have, fact.need);
        return;
      case 'committed':
        this.numbers('committed', fact.zxid, ...fact.acks);
        return;
      case 'durable':
        this.numbers('durable', fact.mark);
        return;
      case 'loaded': {
        // The image is left out: its digest stands for it.
        const { type, from, zxid, digest } = fact;
        taker.text(JSON.stringify({ type, from, zxid, digest }));
        return;
      }
      default:
        taker.text(JSON.stringify(fact));
    }
  }

  private takePacket(packet: PacketShown): void {
    switch (packet.type) {
      case 'ACK':
      case 'COMMIT':
        this.numbers(packet.type, packet.zxid);
        return;
      case 'PROPOSAL':
      case 'INFORM':
        this.numbers(packet.type, packet.zxid);
        this.takeTxn(packet.txn);
        return;
      default:
        this.taker.text(JSON.stringify(packet));
    }
  }

  private takeTxn(txn: Txn): void {
    const slot = txn.zxid % SLOTS;
    let known = this.txns[slot];
    if (known?.txn !== txn) {
      this.txnLanes.set(seedLanes);
      this.txnLanes.text(JSON.stringify(txn));
      this.txnLanes.stir();
      known = { txn, digest: this.txnLanes.get() };
      this.txns[slot] = known;
    }
    for (const lane of known.digest) this.taker.number(lane);
  }

  /** A kind of thing and its numbers; their count tells lists of different lengths apart. */
  private numbers(kind: string, ...values: readonly number[]): void {
    this.taker.text(kind);
    this.taker.number(values.length);
    for (const value of values) this.taker.number(value);
  }
}
