// What clients were told of their writes, against the one order in which all writes were committed. H1, H2, H3, H13, H14, H15.
// The zxid is the witness of that order, so no search is needed. Source: correctness.md 3.3.
import { shortZxid as z, type Zxid } from '../base/zxid.ts';
import { errorCodes } from '../data/errors.ts';
import type { MultiOp, Operation, Txn, TxnBody } from '../data/model.ts';
import { errorName, operationText } from '../trace/txn-text.ts';
import type { Answer, Effect, PendingCall } from './client-state.ts';
import type { Docket } from './invariants.ts';
import type { PathModel } from './path-model.ts';
import { REMEMBERED } from './strand.ts';

export class WriteChecks {
  private readonly docket: Docket;
  private readonly paths: PathModel;
  /** By session and cxid, for answers that are still to come: as many as histories are remembered. */
  private readonly effects = new Map<string, Effect>();
  /** The newest cxid of each living session in G. */
  private readonly newestCxid = new Map<string, number>();

  constructor(docket: Docket, paths: PathModel) {
    this.docket = docket;
    this.paths = paths;
  }

  /** Before the path model takes a committed txn. */
  beforeApply(txn: Txn): void {
    const { sessionId, cxid, zxid, body } = txn;
    if (cxid > 0) {
      const last = this.newestCxid.get(sessionId) ?? 0;
      this.docket.check(
        'H2',
        cxid !== last,
        () =>
          `Request ${cxid} of session 0x${sessionId} was carried out twice, again at ${z(zxid)}.`,
      );
      this.docket.check(
        'H3',
        cxid >= last,
        () =>
          `Request ${cxid} of session 0x${sessionId} takes effect at ${z(zxid)}, behind its request ${last}.`,
      );
      this.newestCxid.set(sessionId, cxid);
      const createsBefore = body.type === 'create' ? this.paths.creates(parentOf(body.path)) : 0;
      this.effects.set(key(sessionId, cxid), { txn, createsBefore });
      if (this.effects.size > REMEMBERED) this.forgetOldest();
    }
    if (body.type === 'closeSession') this.newestCxid.delete(sessionId);
    this.checkVersions(body, zxid);
  }

  /** Of sessions that are no more nothing else is to come. */
  forget(): void {
    for (const sessionId of this.newestCxid.keys())
      if (!this.paths.isAlive(sessionId)) this.newestCxid.delete(sessionId);
  }

  /** A write was answered. */
  onReturned(call: PendingCall, answer: Answer): void {
    const effect = this.effects.get(key(call.sessionId, call.xid));
    this.effects.delete(key(call.sessionId, call.xid));
    if (effect === undefined) {
      this.docket.check(
        'H1',
        answer.err !== errorCodes.OK,
        () => `${operationText(call.op)} was answered with OK, but no such txn is committed.`,
      );
      return;
    }
    const { txn } = effect;
    this.docket.check(
      'H1',
      txn.zxid > call.newestWrite,
      () =>
        `${operationText(call.op)} took effect at ${z(txn.zxid)}, before ${z(call.newestWrite)}, whose answer was given before it was asked for.`,
    );
    this.docket.check(
      'H3',
      answer.zxid >= txn.zxid,
      () => `The answer to the write ${z(txn.zxid)} shows only ${z(answer.zxid)}.`,
    );
    this.checkResult(call, answer, effect);
  }

  private checkResult(call: PendingCall, answer: Answer, effect: Effect): void {
    const { op } = call;
    const { body } = effect.txn;
    if (op.type === 'multi') {
      this.checkMulti(op.ops, answer, body);
      return;
    }
    const told = body.type === 'error' ? body.err : errorCodes.OK;
    this.docket.check(
      'H1',
      answer.err === told,
      () =>
        `${operationText(op)} was answered with ${errorName(answer.err)}, its txn says ${errorName(told)}.`,
    );
    if (answer.err !== errorCodes.OK) return;
    if ('path' in op && 'path' in body) this.checkName(op, answer, body.path, effect);
    if (op.type === 'setData' && body.type === 'setData')
      this.docket.check(
        'H15',
        op.version === -1 || body.version === op.version + 1,
        () => `${operationText(op)} asked for version ${op.version} and made ${body.version}.`,
      );
  }

  /** The name that was made: as asked for, or with the parent's count of creates behind it. */
  private checkName(
    op: Operation & { readonly path: string },
    answer: Answer,
    made: string,
    effect: Effect,
  ): void {
    const sequential =
      (op.type === 'create' || op.type === 'create2') && op.mode?.includes('SEQUENTIAL') === true;
    if (!sequential) {
      this.docket.check(
        'H1',
        made === op.path,
        () => `${operationText(op)} was carried out on ${made}.`,
      );
    } else {
      const expected = op.path + String(effect.createsBefore).padStart(10, '0');
      this.docket.check(
        'H13',
        made === expected,
        () => `${operationText(op)} made ${made}; the next name was ${expected}.`,
      );
    }
    if (answer.body?.type === 'create')
      this.docket.check(
        'H1',
        answer.body.path === made,
        () => `${operationText(op)} was told of ${made} as another path.`,
      );
  }

  /** One zxid for all; on failure nothing, with the codes as ZooKeeper gives them. */
  private checkMulti(ops: readonly MultiOp[], answer: Answer, body: TxnBody): void {
    if (body.type !== 'multi') return;
    const results = answer.body?.type === 'multi' ? answer.body.results : null;
    if (results === null) return;
    const failed = body.txns.findIndex((txn) => txn.type === 'error');
    if (failed < 0) {
      this.docket.check(
        'H14',
        results.length === ops.length && results.every((result) => result.type !== 'error'),
        () => 'A multi that was carried out was answered with errors.',
      );
      return;
    }
    const codes = results.map((result) => (result.type === 'error' ? result.err : null));
    const own = body.txns[failed];
    this.docket.check(
      'H14',
      codes.every((code, index) => {
        if (index < failed) return code === errorCodes.OK;
        if (index > failed) return code === errorCodes.RUNTIMEINCONSISTENCY;
        return own?.type === 'error' && code === own.err;
      }),
      () =>
        `A multi that failed at operation ${failed} was answered with the codes ${codes.join(', ')}.`,
    );
  }

  /** Versions go up by one, in G itself. */
  private checkVersions(body: TxnBody, zxid: Zxid): void {
    if (body.type !== 'setData') return;
    const version = this.paths.latest(body.path)?.stat.version;
    if (version === undefined) return;
    this.docket.check(
      'H15',
      body.version === ((version + 1) | 0),
      () => `${z(zxid)} takes ${body.path} from version ${version} to ${body.version}.`,
    );
  }

  private forgetOldest(): void {
    for (const oldest of this.effects.keys()) {
      this.effects.delete(oldest);
      return;
    }
  }
}

function key(sessionId: string, cxid: number): string {
  return `${sessionId}/${cxid}`;
}

function parentOf(path: string): string {
  const cut = path.lastIndexOf('/');
  return cut <= 0 ? '/' : path.slice(0, cut);
}
