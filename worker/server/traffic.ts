// How many bytes clients read and txns wrote under each first component of a path: mntr's read and write per namespace.
// Source: DataTree.updateReadStat and updateWriteStat, PathUtils.getTopNamespace.
import type { Base64 } from '../base/units.ts';
import { byteLength } from '../data/base64.ts';
import { errorCodes } from '../data/errors.ts';
import type { Operation, Txn, TxnBody } from '../data/model.ts';
import type { Answer } from '../data/reads.ts';
import type { Summary } from '../data/server-report.ts';

/** What the real server adds for a stat. */
const STAT_OVERHEAD_BYTES = 6 * 8 + 5 * 4;

export interface Traffic {
  readonly read: Map<string, Summary>;
  readonly written: Map<string, Summary>;
}

export function noTraffic(): Traffic {
  return { read: new Map(), written: new Map() };
}

/** A read that was answered; one that failed counts nothing. */
export function countRead(traffic: Traffic, op: Operation, { err, body }: Answer): void {
  if (err !== errorCodes.OK) return;
  if (op.type === 'getData') count(traffic.read, op.path, dataBytes(body) + STAT_OVERHEAD_BYTES);
  else if (op.type === 'exists') count(traffic.read, op.path, STAT_OVERHEAD_BYTES);
  else if (op.type === 'getChildren' || op.type === 'getChildren2') {
    count(traffic.read, op.path, childBytes(body) + STAT_OVERHEAD_BYTES);
  }
}

/** An applied txn; errors write nothing. */
export function countWrite(traffic: Traffic, body: Txn['body']): void {
  for (const part of body.type === 'multi' ? body.txns : [body]) countPart(traffic, part);
}

function countPart(traffic: Traffic, body: TxnBody): void {
  switch (body.type) {
    case 'create':
    case 'createContainer':
    case 'createTTL':
    case 'setData':
      count(traffic.written, body.path, lengthOf(body.data));
      return;
    case 'delete':
      count(traffic.written, body.path, 0);
      return;
    case 'closeSession':
      for (const path of body.paths) count(traffic.written, path, 0);
      return;
    case 'reconfig':
      count(traffic.written, '/zookeeper/config', lengthOf(body.data));
      return;
    default:
  }
}

function count(summaries: Map<string, Summary>, path: string, bytes: number): void {
  const namespace = path.split('/')[1];
  if (namespace === undefined || namespace === '') return;
  const size = path.length + bytes;
  const known = summaries.get(namespace);
  summaries.set(namespace, {
    min: Math.min(known?.min ?? size, size),
    max: Math.max(known?.max ?? size, size),
    count: (known?.count ?? 0) + 1,
    sum: (known?.sum ?? 0) + size,
  });
}

function dataBytes(body: Answer['body']): number {
  return body?.type === 'data' ? lengthOf(body.data) : 0;
}

function childBytes(body: Answer['body']): number {
  return body?.type === 'children' ? body.children.reduce((sum, name) => sum + name.length, 0) : 0;
}

function lengthOf(data: Base64 | null): number {
  return data === null ? 0 : byteLength(data);
}
