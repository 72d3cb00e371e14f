// A small ensemble told by hand, fact by fact, for the tests of the checker: node 2 leads epoch 1, nodes 1 and 3 follow.
// Every method tells what a correct run would tell; tests add the one fact that must not be.
import { makeZxid, type Zxid } from '../base/zxid.ts';
import { NO_SESSION } from '../base/units.ts';
import type { Txn, TxnBody } from '../data/model.ts';
import { Tape, txn as txnOf } from '../trace/tape.ts';
import type { DiskOpShown, PacketShown } from '../world/facts.ts';
import { Checker } from './checker.ts';
import type { InvariantId } from '../trace/invariant-ids.ts';

export const shape = { voters: [1, 2, 3], observers: [], clients: ['A', 'B'], firstCounter: 0 };

export class HandRun extends Tape {
  /** By sid. */
  private readonly marks = [0, 0, 0, 0];

  /** Writes to a disk, durable at once unless `lasting` is false. */
  disk(sid: number, op: DiskOpShown, lasting = true): this {
    const mark = (this.marks[sid] ?? 0) + 1;
    this.marks[sid] = mark;
    this.push(sid, { type: 'wrote', mark, op });
    return lasting ? this.push(sid, { type: 'durable', mark }) : this;
  }

  epoch(sid: number, epoch: number): this {
    this.disk(sid, { op: 'epoch', file: 'acceptedEpoch', value: epoch });
    return this.disk(sid, { op: 'epoch', file: 'currentEpoch', value: epoch });
  }

  log(sid: number, ...zxids: readonly Zxid[]): this {
    return this.disk(sid, { op: 'append', zxids });
  }

  state(
    sid: number,
    leader: number,
    epoch: number,
    zabState: 'SYNCHRONIZATION' | 'BROADCAST',
  ): this {
    const state = sid === leader ? 'LEADING' : 'FOLLOWING';
    return this.push(sid, { type: 'state', state, zabState, leader, epoch });
  }

  /** `leader` has its NEWLEADER quorum and begins to broadcast. */
  lead(leader: number, epoch: number): this {
    return this.state(leader, leader, epoch, 'SYNCHRONIZATION')
      .push(leader, {
        ...{ type: 'barrier', barrier: 'newLeaderAck', sid: leader, sids: [1, 2, 3] },
        ...{ need: 2, formed: true, epoch },
      })
      .state(leader, leader, epoch, 'BROADCAST');
  }

  follow(sid: number, leader: number, epoch: number): this {
    return this.state(sid, leader, epoch, 'SYNCHRONIZATION')
      .push(sid, { type: 'upToDate', epoch })
      .state(sid, leader, epoch, 'BROADCAST');
  }

  /** Sent on the connection that `learner` opened to its leader. */
  toLearner(learner: number, leader: number, packet: PacketShown): this {
    return this.send(linkOf(learner), leader, learner, packet);
  }

  toLeader(learner: number, leader: number, packet: PacketShown): this {
    return this.send(linkOf(learner), learner, leader, packet);
  }

  apply(
    sid: number,
    one: Txn,
    digest = `digest ${one.zxid}`,
    during: 'broadcast' | 'sync' = 'broadcast',
  ): this {
    return this.push(sid, { type: 'applied', txn: one, err: 0, digest, during });
  }

  propose(leader: number, one: Txn): this {
    this.push(leader, { type: 'proposed', txn: one, to: [1, 3] });
    for (const sid of [1, 3])
      this.toLearner(sid, leader, { type: 'PROPOSAL', zxid: one.zxid, txn: one });
    return this;
  }

  /** Logged durably and acknowledged. */
  ack(sid: number, leader: number, zxid: Zxid): this {
    this.log(sid, zxid);
    if (sid !== leader) this.toLeader(sid, leader, { type: 'ACK', zxid });
    return this;
  }

  commit(leader: number, zxid: Zxid, acks: readonly number[] = [1, 2]): this {
    this.push(leader, { type: 'committed', zxid, acks });
    for (const sid of [1, 3]) this.toLearner(sid, leader, { type: 'COMMIT', zxid });
    return this;
  }

  /** One write from proposal to the trees of all. */
  write(one: Txn): this {
    const { zxid } = one;
    this.propose(2, one).ack(1, 2, zxid).ack(2, 2, zxid).ack(3, 2, zxid).commit(2, zxid);
    return this.apply(2, one).apply(1, one).apply(3, one);
  }
}

export function linkOf(learner: number): string {
  return `${learner}.1.1`;
}

/** Nodes 1 to 3 are up, node 2 leads epoch 1, nobody has written yet. */
export function established(): HandRun {
  const run = new HandRun().boot(1, 2, 3);
  for (const sid of [1, 2, 3]) run.epoch(sid, 1);
  run.state(2, 2, 1, 'SYNCHRONIZATION');
  for (const sid of [1, 3]) {
    run.open(linkOf(sid), sid, 2);
    run.toLearner(sid, 2, { type: 'LEADERINFO', zxid: makeZxid(1, 0), protocolVersion: 0x10000 });
  }
  return run.lead(2, 1).follow(1, 2, 1).follow(3, 2, 1);
}

export function zxid(epoch: number, counter: number): Zxid {
  return makeZxid(epoch, counter);
}

/** A write that the ensemble makes of itself, so that it needs no session. */
export function txn(epoch: number, counter: number, body?: TxnBody): Txn {
  return { ...txnOf(epoch, counter, body), sessionId: NO_SESSION, cxid: 0 };
}

/** What a checker finds red in these facts. */
export function redIn(tape: Tape): readonly InvariantId[] {
  const checker = new Checker(shape);
  for (const event of tape.events) checker.push(event);
  checker.finish();
  return checker.docket.red().map((red) => red.id);
}
