// Logs on disk and what leaders send from theirs: epochs never go back, no holes. S7, S19.
// Source: correctness.md 3.1; zab.md 10.4 (Contiguity), 11.2 (M9, M13).
import { counterOf, epochOf, shortZxid as z, type Zxid } from '../base/zxid.ts';
import type { ProtocolFact } from '../zab/facts.ts';
import type { Docket } from './invariants.ts';
import { follows, type Model, type NodeModel } from './model.ts';
import { knotText, previous, upTo } from './strand.ts';

export class LogChecks {
  private readonly model: Model;
  private readonly docket: Docket;

  constructor(model: Model, docket: Docket) {
    this.model = model;
    this.docket = docket;
  }

  /** Before a server appends: `zxids` must continue its log, or a snapshot that covers what is missing. */
  beforeAppend(node: NodeModel, zxids: readonly Zxid[]): void {
    const { log, snapshotZxid } = node.disk.written;
    let last = log.at(-1) ?? null;
    for (const zxid of zxids) {
      const before = last ?? snapshotZxid;
      this.docket.check(
        'S7',
        epochOf(zxid) >= epochOf(before),
        () => `Node ${node.sid} logs ${z(zxid)} behind ${z(before)} of a later epoch.`,
      );
      this.docket.check(
        'S19',
        this.continues(before, zxid) || this.continues(snapshotZxid, zxid) || zxid <= snapshotZxid,
        () => `Node ${node.sid} logs ${z(zxid)} right behind ${z(before)}: there is a hole.`,
      );
      last = zxid;
    }
  }

  /** A leader chose what to send: it must be a stretch of its own history without a hole, from where the learner ends. */
  onSyncDecided(node: NodeModel, fact: Extract<ProtocolFact, { type: 'syncDecided' }>): void {
    const { sent, mode, sid, peerZxid, zxid } = fact;
    if (mode === 'SNAP' || sent.length === 0) return;
    const from = mode === 'TRUNC' ? zxid : peerZxid;
    let knot = upTo(node.tree, sent[sent.length - 1] ?? 0);
    for (let index = sent.length - 1; index >= 0; index -= 1) {
      const own = sent[index] ?? 0;
      if (knot.zxid !== own) break;
      const before = previous(knot);
      if (before === null) return;
      if (index === 0) {
        // The learner holds at least what it named; the start of an epoch (e:0) names no txn.
        const meets = before.zxid === from || (counterOf(from) === 0 && before.zxid < from);
        this.docket.check('S19', meets, () =>
          holeText(node.sid, sid, own, knotText(before), z(from)),
        );
        return;
      }
      knot = before;
    }
    this.docket.check('S19', false, () =>
      holeText(node.sid, sid, sent[0] ?? 0, knotText(knot), z(from)),
    );
  }

  private continues(before: Zxid, zxid: Zxid): boolean {
    const { firstCounter } = this.model.shape;
    if (follows(before, zxid, firstCounter)) return true;
    // A snapshot of a leader that has just started is named e:0.
    return (
      counterOf(before) === 0 &&
      epochOf(before) === epochOf(zxid) &&
      counterOf(zxid) === firstCounter + 1
    );
  }
}

function holeText(
  leader: number,
  learner: number,
  first: Zxid,
  before: string,
  from: string,
): string {
  return `Node ${leader} sends node ${learner}, which ends at ${from}, a stretch from ${z(first)} with a hole at ${before}.`;
}
