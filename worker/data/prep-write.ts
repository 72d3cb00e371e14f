// Prep of delete, setData, setACL, check and the clean-up of containers. Each function checks in ZooKeeper's order and
// records what the write will have done. Called by Prep. Source: PrepRequestProcessor.pRequest2Txn; correctness.md 7.2.
import { checkAcl, fixupAcl, perms } from './acl.ts';
import { errorCodes } from './errors.ts';
import type { ErrorCode } from './errors.ts';
import type { Operation, Request } from './model.ts';
import { changed, deleted } from './outstanding-changes.ts';
import type { NodeRecord, OutstandingChanges } from './outstanding-changes.ts';
import { isSpecialPath, parentPath, validatePath } from './paths.ts';
import type { Outcome, PrepContext } from './prep-context.ts';
import { checkQuota } from './quota-check.ts';
import { ownerKind } from './znode.ts';

type Op<T extends Operation['type']> = Extract<Operation, { readonly type: T }>;

const { OK, BADARGUMENTS, NONODE, NOAUTH, BADVERSION, NOTEMPTY } = errorCodes;

/** DELETE is asked of the parent, so that a node nobody may touch can be deleted. */
export function prepareDelete(
  { path, version }: Pick<Op<'delete'>, 'path' | 'version'>,
  { sessionId, authInfo }: Request,
  context: PrepContext,
  changes: OutstandingChanges,
): Outcome {
  const session = context.checkSession(sessionId);
  if (session !== OK) return session;
  const parentName = parentOfDeleted(path);
  if (parentName === null) return BADARGUMENTS;
  const parent = changes.record(parentName, context.state.tree);
  if (parent === null) return NONODE;
  if (!checkAcl(parent.acl, perms.DELETE, authInfo, context.settings)) return NOAUTH;
  const node = changes.record(path, context.state.tree);
  if (node === null) return NONODE;
  if (nextVersion(node.stat.version, version) === null) return BADVERSION;
  if (node.childCount > 0) return NOTEMPTY;
  recordDelete(parent, path, context, changes);
  return { type: 'delete', path };
}

/** Asked by the leader of itself: no session, no permission; a node of a session is refused as BADVERSION. */
export function prepareDeleteContainer(
  { path }: Op<'deleteContainer'>,
  context: PrepContext,
  changes: OutstandingChanges,
): Outcome {
  const parentName = parentOfDeleted(path);
  if (parentName === null) return BADARGUMENTS;
  const node = changes.record(path, context.state.tree);
  if (node === null) return NONODE;
  if (node.childCount > 0) return NOTEMPTY;
  if (ownerKind(node.stat.ephemeralOwner) === 'NORMAL') return BADVERSION;
  const parent = changes.record(parentName, context.state.tree);
  if (parent === null) return NONODE;
  recordDelete(parent, path, context, changes);
  return { type: 'delete', path };
}

export function prepareSetData(
  { path, data, version }: Pick<Op<'setData'>, 'path' | 'data' | 'version'>,
  request: Request,
  context: PrepContext,
  changes: OutstandingChanges,
): Outcome {
  const node = find(path, request, context, changes);
  if (typeof node === 'number') return node;
  if (!checkAcl(node.acl, perms.WRITE, request.authInfo, context.settings)) return NOAUTH;
  const quota = checkQuota(path, node.data, data, 0, context);
  if (quota !== OK) return quota;
  const next = nextVersion(node.stat.version, version);
  if (next === null) return BADVERSION;
  const { zxid, timeMs } = context;
  changes.add(changed(node, zxid, { version: next, mtime: timeMs, mzxid: zxid }, { data }));
  return { type: 'setData', path, data, version: next };
}

export function prepareSetAcl(
  { path, acl, version }: Op<'setACL'>,
  request: Request,
  context: PrepContext,
  changes: OutstandingChanges,
): Outcome {
  const session = context.checkSession(request.sessionId);
  if (session !== OK) return session;
  if (validatePath(path) !== null) return BADARGUMENTS;
  const fixed = fixupAcl(request.authInfo, acl);
  if (fixed === null) return errorCodes.INVALIDACL;
  const node = changes.record(path, context.state.tree);
  if (node === null) return NONODE;
  if (!checkAcl(node.acl, perms.ADMIN, request.authInfo, context.settings)) return NOAUTH;
  const next = nextVersion(node.stat.aversion, version);
  if (next === null) return BADVERSION;
  // The record keeps the old list, as in ZooKeeper: a write right behind a setACL is still judged by it.
  changes.add(changed(node, context.zxid, { aversion: next }));
  return { type: 'setACL', path, acl: fixed, version: next };
}

export function prepareCheck(
  { path, version }: Pick<Op<'check'>, 'path' | 'version'>,
  request: Request,
  context: PrepContext,
  changes: OutstandingChanges,
): Outcome {
  const node = find(path, request, context, changes);
  if (typeof node === 'number') return node;
  if (!checkAcl(node.acl, perms.READ, request.authInfo, context.settings)) return NOAUTH;
  const next = nextVersion(node.stat.version, version);
  return next === null ? BADVERSION : { type: 'check', path, version: next };
}

function find(
  path: string,
  { sessionId }: Request,
  context: PrepContext,
  changes: OutstandingChanges,
): NodeRecord | ErrorCode {
  const session = context.checkSession(sessionId);
  if (session !== OK) return session;
  if (validatePath(path) !== null) return BADARGUMENTS;
  return changes.record(path, context.state.tree) ?? NONODE;
}

/** -1 expects nothing. A Java int: after 2147483647 it turns negative. */
function nextVersion(current: number, expected: number): number | null {
  return expected !== -1 && expected !== current ? null : (current + 1) | 0;
}

function parentOfDeleted(path: string): string | null {
  return path.includes('\0') || isSpecialPath(path) ? null : parentPath(path);
}

function recordDelete(
  parent: NodeRecord,
  path: string,
  { zxid }: PrepContext,
  changes: OutstandingChanges,
): void {
  changes.add(changed(parent, zxid, { pzxid: zxid }, { childCount: parent.childCount - 1 }));
  changes.add(deleted(path, zxid, -1));
}
