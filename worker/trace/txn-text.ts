// A txn, a request or an error in a few words, the same in every language: ZooKeeper's own names and the path.
import { errorCodes, type ErrorCode } from '../data/errors.ts';
import type { Operation, Txn, TxnBody } from '../data/model.ts';

export function txnText(txn: Txn): string {
  return bodyText(txn.body);
}

function bodyText(body: TxnBody): string {
  switch (body.type) {
    case 'create':
      return `create${body.ephemeral ? ' -e' : ''} ${body.path}`;
    case 'createContainer':
      return `create -c ${body.path}`;
    case 'createTTL':
      return `create -t ${body.ttl} ${body.path}`;
    case 'delete':
    case 'check':
      return `${body.type} ${body.path}`;
    case 'setData':
      return `set ${body.path}`;
    case 'setACL':
      return `setAcl ${body.path}`;
    case 'error':
      return `error ${errorName(body.err)}`;
    case 'multi':
      return `multi (${body.txns.map(bodyText).join('; ')})`;
    case 'createSession':
    case 'closeSession':
    case 'reconfig':
      return body.type;
  }
}

export function operationText(op: Operation): string {
  switch (op.type) {
    case 'setData':
      return `set ${op.path}`;
    case 'getData':
      return `get ${op.path}`;
    case 'getChildren':
    case 'getChildren2':
      return `ls ${op.path}`;
    case 'create2':
      return `create ${op.path}`;
    case 'multi':
      return `multi (${op.ops.map((part) => `${part.type} ${part.path}`).join('; ')})`;
    case 'getEphemerals':
      return `getEphemerals ${op.prefixPath}`;
    case 'multiRead':
    case 'reconfig':
    case 'createSession':
    case 'closeSession':
    case 'setWatches':
    case 'whoAmI':
      return op.type;
    default:
      return `${op.type} ${op.path}`;
  }
}

/** Whether an operation changes the tree, so that an unknown outcome matters. */
export function isWrite(op: Operation): boolean {
  switch (op.type) {
    case 'create':
    case 'create2':
    case 'delete':
    case 'deleteContainer':
    case 'setData':
    case 'setACL':
    case 'multi':
    case 'reconfig':
    case 'createSession':
    case 'closeSession':
      return true;
    default:
      return false;
  }
}

const names = new Map<number, string>(
  Object.entries(errorCodes).map(([name, code]) => [code, name]),
);

/** The name of KeeperException.Code. */
export function errorName(code: ErrorCode): string {
  return names.get(code) ?? String(code);
}

/** A session id as ZooKeeper prints it after `0x`. */
export function sessionText(sessionId: string): string {
  const text = sessionId.replace(/^0+/, '');
  return text === '' ? '0' : text;
}
