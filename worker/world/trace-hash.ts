// The trace hash: 128 bits, chained over the facts of a run in trace order, h = H(h, fact) (determinism.md 3). Its state is
// small and plain, so that a capture can carry it. Called by cast.ts for every fact of every run.
// Facts are plain data whose fields the code builds in a fixed order: their JSON is canonical as it stands. Those that a
// busy run is made of are taken in field by field instead, in the same order everywhere, several times faster.
import type { Micros, Participant } from '../base/units.ts';
import type { Txn } from '../data/model.ts';
import type { PacketShown, WorldEvent } from './facts.ts';
import { hexOf, Lanes, type LaneState } from './lanes.ts';

export interface HashState {
  readonly lanes: LaneState;
  /** The time of the last fact, and the lanes before the first fact of that time. */
  readonly at: Micros;
  readonly before: LaneState;
}

const seed: LaneState = [0x6a09e667, 0xbb67ae85 | 0, 0x3c6ef372, 0xa54ff53a | 0];
const start: HashState = { lanes: seed, at: -1, before: seed };

/** Several facts tell of one txn, most of them soon after each other. */
const SLOTS = 256;

export class TraceHash {
  private readonly lanes: Lanes;
  private at: Micros;
  private before: LaneState;
  private readonly txns: ({ readonly txn: Txn; readonly digest: LaneState } | undefined)[] = [];
  private readonly txnLanes = new Lanes(seed);

  constructor(state: HashState = start) {
    this.lanes = new Lanes(state.lanes);
    this.at = state.at;
    this.before = state.before;
  }

  fold(at: Micros, who: Participant, fact: WorldEvent['fact']): void {
    const { lanes } = this;
    if (at !== this.at) {
      this.before = lanes.get();
      this.at = at;
      lanes.number(at);
    }
    lanes.number(who);
    this.takeFact(fact);
    lanes.stir();
  }

  capture(): HashState {
    return { lanes: this.lanes.get(), at: this.at, before: this.before };
  }

  /** 32 hexadecimal digits, over every fact folded. */
  hex(): string {
    return hexOf(this.lanes.get());
  }

  /** The same over the facts before `time`, which is not before the last fact. */
  hexBefore(time: Micros): string {
    return hexOf(this.at < time ? this.lanes.get() : this.before);
  }

  private takeFact(fact: WorldEvent['fact']): void {
    const { lanes } = this;
    switch (fact.type) {
      case 'received':
        this.numbers('received', fact.from, fact.n);
        lanes.text(fact.link);
        return;
      case 'sent':
        this.numbers('sent', fact.to, fact.n, fact.arrives);
        lanes.text(fact.link);
        lanes.text(fact.plane);
        this.takePacket(fact.packet);
        return;
      case 'applied':
        this.numbers('applied', fact.err);
        this.takeTxn(fact.txn);
        lanes.text(fact.digest);
        lanes.text(fact.during);
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
        lanes.text(JSON.stringify({ type, from, zxid, digest }));
        return;
      }
      default:
        lanes.text(JSON.stringify(fact));
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
        this.lanes.text(JSON.stringify(packet));
    }
  }

  private takeTxn(txn: Txn): void {
    const slot = txn.zxid % SLOTS;
    let known = this.txns[slot];
    if (known?.txn !== txn) {
      this.txnLanes.set(seed);
      this.txnLanes.text(JSON.stringify(txn));
      this.txnLanes.stir();
      known = { txn, digest: this.txnLanes.get() };
      this.txns[slot] = known;
    }
    for (const lane of known.digest) this.lanes.number(lane);
  }

  /** A kind of thing and its numbers; their count tells lists of different lengths apart. */
  private numbers(kind: string, ...values: readonly number[]): void {
    this.lanes.text(kind);
    this.lanes.number(values.length);
    for (const value of values) this.lanes.number(value);
  }
}
