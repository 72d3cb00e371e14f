// How many bytes a packet would have in ZooKeeper's wire format, without the four bytes of its length: what
// jute.maxbuffer is compared with, on the server for requests and on the client for replies. Also the size of a proposal.
// Source: zookeeper.jute, BinaryOutputArchive; NIOServerCnxn.readLength, ClientCnxnSocket.readLength,
// SerializeUtils.serializeRequest.
import type { Base64 } from '../base/units.ts';
import { byteLength } from './base64.ts';
import type { Acl, MultiOp, Operation, OpResult, ResponseBody, TxnBody } from './model.ts';
import { CONFIG } from './paths.ts';

const INT = 4;
const LONG = 8;
const BOOL = 1;
const STAT = 6 * LONG + 5 * INT;
const REQUEST_HEADER = 2 * INT;
const REPLY_HEADER = INT + LONG + INT;
/** clientId, cxid, zxid, time, type. */
const TXN_HEADER = LONG + INT + LONG + LONG + INT;
/** version, treeDigest. */
const TXN_DIGEST = INT + LONG;
/** type, done, err: before every part of a multi and once behind them. */
const MULTI_HEADER = INT + BOOL + INT;

/** A REQUEST with its header. */
export function requestLength(op: Operation): number {
  return REQUEST_HEADER + recordLength(op);
}

/** A REPLY with its header; a reply that failed has nothing behind it. */
export function replyLength(body: ResponseBody | null): number {
  return REPLY_HEADER + (body === null ? 0 : bodyLength(body));
}

/** What the leader proposes for a txn: header, record and the tree's digest, which an error does not get. */
export function proposalLength(body: TxnBody): number {
  return TXN_HEADER + txnLength(body) + (body.type === 'error' ? 0 : TXN_DIGEST);
}

function txnLength(body: TxnBody): number {
  switch (body.type) {
    case 'create':
      return text(body.path) + buffer(body.data) + acls(body.acl) + BOOL + INT;
    case 'createContainer':
      return text(body.path) + buffer(body.data) + acls(body.acl) + INT;
    case 'createTTL':
      return text(body.path) + buffer(body.data) + acls(body.acl) + INT + LONG;
    case 'delete':
      return text(body.path);
    case 'setData':
      return text(body.path) + buffer(body.data) + INT;
    case 'setACL':
      return text(body.path) + acls(body.acl) + INT;
    case 'check':
      return text(body.path) + INT;
    case 'error':
    case 'createSession':
      return INT;
    case 'closeSession':
      return texts(body.paths);
    case 'reconfig':
      return text(CONFIG) + buffer(body.data) + INT;
    case 'multi':
      // Each part: its type, and its record as a buffer.
      return body.txns.reduce((sum, txn) => sum + INT + INT + txnLength(txn), INT);
  }
}

function recordLength(op: Operation): number {
  switch (op.type) {
    case 'create':
    case 'create2':
      return createLength(op);
    case 'delete':
    case 'check':
      return text(op.path) + INT;
    case 'deleteContainer':
      return text(op.path);
    case 'setData':
      return text(op.path) + buffer(op.data) + INT;
    case 'setACL':
      return text(op.path) + acls(op.acl) + INT;
    case 'multi':
      return op.ops.reduce((sum, one) => sum + MULTI_HEADER + partLength(one), MULTI_HEADER);
    case 'multiRead':
      return op.ops.reduce((sum, one) => sum + MULTI_HEADER + text(one.path) + BOOL, MULTI_HEADER);
    case 'reconfig':
      return text(op.joiningServers) + text(op.leavingServers) + text(op.newMembers) + LONG;
    case 'createSession':
      return INT;
    case 'closeSession':
    case 'whoAmI':
      return 0;
    case 'exists':
    case 'getData':
    case 'getChildren':
    case 'getChildren2':
      return text(op.path) + BOOL;
    case 'sync':
    case 'getACL':
    case 'getAllChildrenNumber':
      return text(op.path);
    case 'getEphemerals':
      return text(op.prefixPath);
    case 'addWatch':
    case 'checkWatches':
    case 'removeWatches':
      return text(op.path) + INT;
    case 'setWatches':
      return setWatchesLength(op);
  }
}

function createLength(op: Extract<MultiOp, { readonly type: 'create' }> | CreateRecord): number {
  const ttl = op.ttl === undefined ? 0 : LONG;
  return text(op.path) + buffer(op.data) + acls(op.acl) + INT + ttl;
}

type CreateRecord = Extract<Operation, { readonly type: 'create' | 'create2' }>;

function partLength(op: MultiOp): number {
  return op.type === 'create' ? createLength(op) : recordLength(op);
}

type SetWatchesRecord = Extract<Operation, { readonly type: 'setWatches' }>;

/** SetWatches2 only where there are persistent watches (ClientCnxn.SendThread.primeConnection). */
export function isSetWatches2(op: SetWatchesRecord): boolean {
  return op.persistentWatches.length > 0 || op.persistentRecursiveWatches.length > 0;
}

function setWatchesLength(op: SetWatchesRecord): number {
  const oneShot = [op.dataWatches, op.existWatches, op.childWatches];
  const persistent = [op.persistentWatches, op.persistentRecursiveWatches];
  const lists = isSetWatches2(op) ? [...oneShot, ...persistent] : oneShot;
  return lists.reduce((sum, list) => sum + texts(list), LONG);
}

function bodyLength(body: ResponseBody): number {
  switch (body.type) {
    case 'create':
      return text(body.path) + (body.stat === undefined ? 0 : STAT);
    case 'stat':
      return STAT;
    case 'data':
      return buffer(body.data) + STAT;
    case 'acl':
      return acls(body.acl) + STAT;
    case 'children':
      return texts(body.children) + (body.stat === undefined ? 0 : STAT);
    case 'number':
      return INT;
    case 'ephemerals':
      return texts(body.ephemerals);
    case 'multi':
      return body.results.reduce(
        (sum, result) => sum + MULTI_HEADER + resultLength(result),
        MULTI_HEADER,
      );
    case 'sync':
      return text(body.path);
    case 'clientInfo':
      return body.clientInfo.reduce(
        (sum, { authScheme, user }) => sum + text(authScheme) + text(user),
        INT,
      );
  }
}

function resultLength(result: OpResult): number {
  switch (result.type) {
    case 'create':
      return text(result.path) + (result.stat === undefined ? 0 : STAT);
    case 'setData':
      return STAT;
    case 'getData':
      return buffer(result.data) + STAT;
    case 'getChildren':
      return texts(result.children);
    case 'error':
      return INT;
    case 'delete':
    case 'check':
      return 0;
  }
}

/** A Java string is written unit by unit: a surrogate takes three bytes. */
function text(value: string | null): number {
  let bytes = INT;
  for (let at = 0; at < (value ?? '').length; at += 1) {
    const code = (value ?? '').charCodeAt(at);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
  }
  return bytes;
}

function texts(values: readonly string[]): number {
  return values.reduce((sum, value) => sum + text(value), INT);
}

function buffer(data: Base64 | null): number {
  return INT + byteLength(data);
}

function acls(list: readonly Acl[]): number {
  return list.reduce((sum, { scheme, id }) => sum + INT + text(scheme) + text(id), INT);
}
