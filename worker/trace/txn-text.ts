// A txn, a request or an error in a few words, the same in every language: ZooKeeper's own names and the path. Long paths
// and lists are cut: these words stand in lists, and a multi may hold thousands of operations.
import { errorCodes, type ErrorCode } from '../data/errors.ts';
import type { Operation, Txn, TxnBody } from '../data/model.ts';

const PATH_SHOWN = 120;
const PARTS_SHOWN = 4;

/** The beginning of a text that may be of any length. */
export function beginning(text: string): string {
  return text.length > PATH_SHOWN ? `${text.slice(0, PATH_SHOWN)}…` : text;
}

function multiText<T>(parts: readonly T[], textOf: (part: T) => string): string {
  const shown = parts.slice(0, PARTS_SHOWN).map(textOf);
  const left = parts.length - shown.length;
  return `multi (${[...shown, ...(left > 0 ? [`… +${left}`] : [])].join('; ')})`;
}

export function txnText(txn: Txn): string {
  return bodyText(txn.body);
}

function bodyText(body: TxnBody): string {
  switch (body.type) {
    case 'create':
      return `create${body.ephemeral ? ' -e' : ''} ${beginning(body.path)}`;
    case 'createContainer':
      return `create -c ${beginning(body.path)}`;
    case 'createTTL':
      return `create -t ${body.ttl} ${beginning(body.path)}`;
    case 'delete':
    case 'check':
      return `${body.type} ${beginning(body.path)}`;
    case 'setData':
      return `set ${beginning(body.path)}`;
    case 'setACL':
      return `setAcl ${beginning(body.path)}`;
    case 'error':
      return `error ${errorName(body.err)}`;
    case 'multi':
      return multiText(body.txns, bodyText);
    case 'createSession':
    case 'closeSession':
    case 'reconfig':
      return body.type;
  }
}

export function operationText(op: Operation): string {
  switch (op.type) {
    case 'setData':
      return `set ${beginning(op.path)}`;
    case 'getData':
      return `get ${beginning(op.path)}`;
    case 'getChildren':
    case 'getChildren2':
      return `ls ${beginning(op.path)}`;
    case 'create2':
      return `create ${beginning(op.path)}`;
    case 'multi':
      return multiText(op.ops, (part) => `${part.type} ${beginning(part.path)}`);
    case 'getEphemerals':
      return `getEphemerals ${beginning(op.prefixPath)}`;
    case 'multiRead':
    case 'reconfig':
    case 'createSession':
    case 'closeSession':
    case 'setWatches':
    case 'whoAmI':
      return op.type;
    default:
      return `${op.type} ${beginning(op.path)}`;
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
