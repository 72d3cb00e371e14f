// Hand-made traces for tests: facts pushed one after the other, each a microsecond later unless the clock is moved.
// Used by the tests of worker/trace and worker/check only.
import { CLIENT_BASE, WORLD, type Micros, type Participant } from '../base/units.ts';
import { makeZxid } from '../base/zxid.ts';
import type { Txn, TxnBody } from '../data/model.ts';
import type { PacketShown } from '../world/facts.ts';
import type { Action } from '../world/recording.ts';
import type { Fact, TraceEvent } from './event.ts';
import type { RunShape } from './run-shape.ts';

export const threeNodes: RunShape = {
  voters: [1, 2, 3],
  observers: [],
  clients: ['A', 'B'],
  timing: {
    tickTimeMs: 2000,
    initLimit: 10,
    syncLimit: 5,
    finalizeWaitMs: 200,
    minNotificationIntervalMs: 200,
    maxNotificationIntervalMs: 60_000,
  },
  latencyMax: 1000,
  clientLatencyMax: 1000,
};

type WithoutTime<A> = A extends Action ? Omit<A, 'at'> : never;

export class Tape {
  readonly events: TraceEvent[] = [];
  at: Micros = 0;
  private items = new Map<string, number>();

  push(who: Participant, ...facts: readonly Fact[]): this {
    for (const fact of facts) {
      this.at += 1;
      this.events.push({ at: this.at, who, fact });
    }
    return this;
  }

  wait(micros: Micros): this {
    this.at += micros;
    return this;
  }

  act(action: WithoutTime<Action>): this {
    return this.push(WORLD, { type: 'action', action: { at: this.at + 1, ...action } });
  }

  /** Boots nodes, each with empty epoch files. */
  boot(...sids: readonly number[]): this {
    for (const sid of sids) this.push(sid, { type: 'booted', incarnation: 1 });
    return this;
  }

  /** Opens a connection of the quorum plane (or another). */
  open(
    link: string,
    opener: Participant,
    target: Participant,
    plane: 'quorum' | 'election' | 'client' = 'quorum',
  ): this {
    const n = this.next(link, opener);
    this.push(opener, { type: 'dialed', link, plane, to: target, n, arrives: this.at + 10 });
    this.push(target, { type: 'opened', link, plane, peer: opener, dialed: false });
    return this.push(opener, { type: 'opened', link, plane, peer: target, dialed: true });
  }

  send(
    link: string,
    from: Participant,
    to: Participant,
    packet: PacketShown,
    plane: 'quorum' | 'election' | 'client' = 'quorum',
    latency = 1000,
  ): this {
    const n = this.next(link, from);
    const arrives = this.at + 1 + latency;
    return this.push(from, { type: 'sent', link, plane, to, n, arrives, packet });
  }

  receive(link: string, from: Participant, to: Participant, n: number): this {
    return this.push(to, { type: 'received', link, from, n });
  }

  private next(link: string, from: Participant): number {
    const key = `${link}/${from}`;
    const n = this.items.get(key) ?? 0;
    this.items.set(key, n + 1);
    return n;
  }
}

export function txn(
  epoch: number,
  counter: number,
  body: TxnBody = write(`/${epoch}.${counter}`),
): Txn {
  return {
    zxid: makeZxid(epoch, counter),
    sessionId: '0100000000000001',
    cxid: counter,
    timeMs: 0,
    body,
  };
}

export function write(path: string): TxnBody {
  return { type: 'create', path, data: null, acl: [], ephemeral: false, parentCVersion: 1 };
}

export const clientA: Participant = CLIENT_BASE + 1;
