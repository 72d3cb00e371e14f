// After faults have stopped and a quorum is whole again, the ensemble must recover within bounds of virtual time.
// Pushed after the checker, whose model it reads; the caller says when all was healed, and who is whole: the core.
// Source: correctness.md 3.2.
import { CLIENT_BASE, MS, type Micros, type Participant, type ServerId } from '../base/units.ts';
import { shortZxid as z } from '../base/zxid.ts';
import type { Fact, TraceEvent } from '../trace/event.ts';
import type { Timing } from '../trace/run-shape.ts';
import { isWrite, operationText } from '../trace/txn-text.ts';
import type { Operation } from '../data/model.ts';
import type { Model, NodeModel } from './model.ts';
import { isPrefix, type Knot } from './strand.ts';

export type LivenessId = 'leader' | 'write' | 'convergence' | 'answers';

export interface Failure {
  readonly id: LivenessId;
  readonly at: Micros;
  readonly sentence: string;
}

interface Asked {
  readonly op: Operation;
  readonly at: Micros;
}

export class Liveness {
  private readonly model: Model;
  private healAt: Micros;
  private readonly core: readonly ServerId[];
  private readonly tick: Micros;
  private readonly bounds: { readonly leader: Micros; readonly write: Micros };
  private readonly failures: Failure[] = [];
  private readonly asked = new Map<string, Asked>();
  /** When a leader of the core has been in BROADCAST without a break; null while there is none. */
  private ledSince: Micros | null = null;
  /** When the core last lost its leader: one that steps down (a rollover, say) is followed by another. */
  private leaderlessSince: Micros;
  /** When a leader last left by itself, its counter used up (or by variant B10): the ensemble is not at rest then. */
  private leftAt: Micros = -Infinity;
  /** When the first write after that was asked of a connected server; null before, and once one was answered. */
  private writeSince: Micros | null = null;
  private written = false;
  private now: Micros = 0;
  /** What was committed at times not long ago, oldest first: what everybody must have by the end. */
  private readonly milestones: { readonly at: Micros; readonly knot: Knot }[] = [];

  constructor(model: Model, timing: Timing, healAt: Micros, core: readonly ServerId[]) {
    const tick = timing.tickTimeMs * MS;
    this.model = model;
    this.healAt = healAt;
    this.leaderlessSince = healAt;
    this.core = core;
    this.tick = tick;
    this.bounds = {
      // A leader that nobody follows waits its whole initLimit, and back-off may have reached its maximum.
      leader: 3 * (timing.initLimit * tick + timing.maxNotificationIntervalMs * MS),
      write: 2 * timing.syncLimit * tick,
    };
  }

  /** Only by then all is healed: known before that time has come. */
  postpone(healAt: Micros): void {
    this.healAt = Math.max(this.healAt, healAt);
    this.leaderlessSince = this.healAt;
  }

  /** After `Checker.push` of the same event. */
  push({ at, who, fact }: TraceEvent): void {
    this.now = at;
    if (who > CLIENT_BASE) this.onClient(at, who, fact);
    const leaves = fact.type === 'stepDown' && fact.why === 'voluntary';
    if (leaves || fact.type === 'rollover') this.leftAt = at;
    if (at < this.healAt) return;
    if (fact.type === 'committed') this.milestone(at);
    if (fact.type === 'state' || fact.type === 'crashed' || fact.type === 'exited') this.onRole(at);
    this.checkBounds(at);
  }

  /** At the end of the run. What could not be seen within the run's length is no failure. */
  finish(at: Micros): readonly Failure[] {
    this.now = at;
    this.checkBounds(at);
    const restless = Math.max(this.healAt, this.leftAt);
    if (at >= restless + this.bounds.leader + this.bounds.write) this.checkConvergence();
    this.checkAnswers();
    return this.failures;
  }

  private fail(id: LivenessId, sentence: string): void {
    if (!this.failures.some((failure) => failure.id === id))
      this.failures.push({ id, at: this.now, sentence });
  }

  private leader(): NodeModel | null {
    return (
      this.model.nodes.find(
        (node) =>
          this.core.includes(node.sid) &&
          node.up &&
          node.state === 'LEADING' &&
          node.zabState === 'BROADCAST',
      ) ?? null
    );
  }

  private onRole(at: Micros): void {
    if (this.leader() !== null) this.ledSince ??= at;
    else if (this.ledSince !== null) {
      this.ledSince = null;
      this.leaderlessSince = at;
    }
  }

  private checkBounds(at: Micros): void {
    this.ledSince ??= this.leader() === null ? null : at;
    if (this.ledSince === null && at > this.leaderlessSince + this.bounds.leader)
      this.fail('leader', `No leader for ${seconds(at - this.leaderlessSince)}, with all healed.`);
    if (!this.written && this.writeSince !== null && at > this.writeSince + this.bounds.write)
      this.fail(
        'write',
        `A write was not answered ${seconds(at - this.writeSince)} after a leader was there.`,
      );
  }

  private checkConvergence(): void {
    const nodes = this.core.map((sid) => this.model.node(sid)).filter((node) => node !== undefined);
    for (const node of nodes)
      if (!node.up || !node.serves)
        this.fail('convergence', `Node ${node.sid} does not serve at the end.`);
    // Writes may go on until the end: everybody must have what was committed two ticks before.
    const due = this.milestones.findLast((one) => one.at <= this.now - 2 * this.tick)?.knot;
    for (const node of nodes)
      if (due !== undefined && !isPrefix(due, node.tree))
        this.fail(
          'convergence',
          `At the end node ${node.sid} has applied ${z(node.tree.zxid)}, but ${z(due.zxid)} was committed long ago.`,
        );
  }

  private milestone(at: Micros): void {
    const last = this.milestones.at(-1);
    if (last !== undefined && at - last.at < this.tick / 2) return;
    this.milestones.push({ at, knot: this.model.committed });
    if (this.milestones.length > 100) this.milestones.splice(0, 50);
  }

  /** An operation may wait for a new leader, a session's end, and one more try, but not for ever. */
  private checkAnswers(): void {
    const longest = this.bounds.leader + this.bounds.write + 20 * this.tick;
    for (const { op, at } of this.asked.values())
      if (this.now - Math.max(at, this.healAt) > longest)
        this.fail(
          'answers',
          `${operationText(op)} has had no answer for ${seconds(this.now - at)}.`,
        );
  }

  private onClient(at: Micros, who: Participant, fact: Fact): void {
    switch (fact.type) {
      case 'invoked':
        this.asked.set(`${who}/${fact.xid}`, { op: fact.op, at });
        if (isWrite(fact.op) && this.ledSince !== null) this.writeSince ??= at;
        return;
      case 'returned': {
        const asked = this.asked.get(`${who}/${fact.xid}`);
        this.asked.delete(`${who}/${fact.xid}`);
        if (asked !== undefined && isWrite(asked.op) && at >= this.healAt) this.written = true;
        return;
      }
      case 'unknown':
        this.asked.delete(`${who}/${fact.xid}`);
        this.writeSince = null;
        return;
      case 'booted':
      case 'clientExited':
        for (const key of [...this.asked.keys()])
          if (key.startsWith(`${who}/`)) this.asked.delete(key);
        return;
      default:
        return;
    }
  }
}

function seconds(micros: Micros): string {
  return `${(micros / 1_000_000).toFixed(1)} s`;
}
