// What clients were shown: a state that was committed, whole, as of the zxid that came with it. H5, H17.
// Source: correctness.md 3.3.
import { counterOf, shortZxid as z, type Zxid } from '../base/zxid.ts';
import { errorCodes } from '../data/errors.ts';
import type { Operation, Stat } from '../data/model.ts';
import { errorName, operationText } from '../trace/txn-text.ts';
import type { Answer, PendingCall } from './client-state.ts';
import type { Docket } from './invariants.ts';
import { isReserved, type PathModel, type Version } from './path-model.ts';

export class ReadChecks {
  private readonly docket: Docket;
  private readonly paths: PathModel;

  constructor(docket: Docket, paths: PathModel) {
    this.docket = docket;
    this.paths = paths;
  }

  /** `committed` is the newest committed zxid now. */
  onReturned(call: PendingCall, answer: Answer, committed: Zxid): void {
    const { op } = call;
    const { zxid } = answer;
    if (!('path' in op) || isReserved(op.path)) return;
    this.docket.check(
      'H5',
      zxid <= committed || counterOf(zxid) === 0,
      () => `${operationText(op)} was answered as of ${z(zxid)}, which is not committed.`,
    );
    const node = this.paths.at(op.path, zxid);
    if (node === undefined) return;
    if (answer.err === errorCodes.NONODE) {
      this.docket.check('H5', node === null, () =>
        text(op, zxid, 'there was no such node, but there was'),
      );
      return;
    }
    if (answer.err !== errorCodes.OK) {
      if (answer.err === errorCodes.NOAUTH)
        this.docket.check('H5', node !== null, () =>
          text(op, zxid, `${errorName(answer.err)} on no node`),
        );
      return;
    }
    if (op.type === 'sync' || op.type === 'addWatch' || op.type === 'removeWatches') return;
    this.docket.check('H5', node !== null, () =>
      text(op, zxid, 'there was a node, but there was none'),
    );
    if (node !== null) this.compare(op, answer, node);
  }

  private compare(op: Operation & { readonly path: string }, answer: Answer, node: Version): void {
    const { zxid, body } = answer;
    if (body === null) return;
    if ('stat' in body && body.stat !== undefined) this.compareStat(op, zxid, body.stat, node.stat);
    if (body.type === 'data')
      this.docket.check('H5', body.data === node.data, () =>
        text(op, zxid, `the data ${body.data ?? 'null'}, not ${node.data ?? 'null'}`),
      );
    if (body.type === 'children') {
      const names = this.paths.childrenAt(op.path, zxid);
      if (names === undefined) return;
      const told = [...body.children].sort();
      this.docket.check(
        'H5',
        told.length === names.length && told.every((name, index) => name === names[index]),
        () => text(op, zxid, `the children ${told.join(', ')}, not ${names.join(', ')}`),
      );
    }
  }

  private compareStat(
    op: Operation & { readonly path: string },
    zxid: Zxid,
    told: Stat,
    own: Stat,
  ): void {
    for (const field of fields)
      this.docket.check('H17', told[field] === own[field], () =>
        text(op, zxid, `${field} ${told[field]}, not ${own[field]}`),
      );
  }
}

const fields = [
  ...(['czxid', 'mzxid', 'pzxid', 'version', 'cversion', 'aversion'] as const),
  ...(['ephemeralOwner', 'dataLength', 'numChildren', 'ctime', 'mtime'] as const),
];

function text(op: Operation, zxid: Zxid, what: string): string {
  return `${operationText(op)} was told, as of ${z(zxid)}: ${what}.`;
}
