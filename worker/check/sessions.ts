// The committed history carried out once more, beside all servers: sessions and their ephemeral nodes agree. S22.
// Source: correctness.md 3.1; zab.md 7.6. The state is data's own; that all servers have the same is S18.
import { shortZxid as z } from '../base/zxid.ts';
import type { Txn, TxnBody } from '../data/model.ts';
import { ReplicatedState } from '../data/replicated-state.ts';
import type { Docket } from './invariants.ts';

export class SessionChecks {
  /** The state that G makes. */
  readonly state = ReplicatedState.empty();
  private readonly docket: Docket;

  constructor(docket: Docket) {
    this.docket = docket;
  }

  /** Every committed txn once, in order. */
  onCommitted(txn: Txn): void {
    this.state.apply(txn);
    const { sessionId, body } = txn;
    if (createsEphemeral(body))
      this.docket.check(
        'S22',
        this.state.sessions.has(sessionId),
        () =>
          `${z(txn.zxid)} makes an ephemeral node for session 0x${sessionId}, which is no more.`,
      );
    if (body.type !== 'closeSession') return;
    const left = this.state.tree.ephemerals(sessionId);
    this.docket.check(
      'S22',
      left.length === 0 && !this.state.sessions.has(sessionId),
      () => `${z(txn.zxid)} closes session 0x${sessionId} but leaves ${left.join(', ')}.`,
    );
  }
}

function createsEphemeral(body: TxnBody): boolean {
  if (body.type === 'create') return body.ephemeral;
  // A multi that failed changed nothing.
  if (body.type !== 'multi' || body.txns.some((txn) => txn.type === 'error')) return false;
  return body.txns.some(createsEphemeral);
}
