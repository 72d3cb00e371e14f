// Prep of a create in all its modes. The order of the checks is the order in which ZooKeeper finds faults
// (correctness.md 7.2). Called by Prep. Source: PrepRequestProcessor.pRequest2TxnCreate, validateCreateRequest.
import { NO_SESSION } from '../base/units.ts';
import type { Base64, SessionId } from '../base/units.ts';
import { checkAcl, fixupAcl, perms } from './acl.ts';
import { errorCodes } from './errors.ts';
import type { ErrorCode } from './errors.ts';
import { tenDigits } from './java-text.ts';
import type { Acl, CreateMode, Request, TxnBody } from './model.ts';
import { changed } from './outstanding-changes.ts';
import type { OutstandingChanges } from './outstanding-changes.ts';
import { parentPath, validatePath } from './paths.ts';
import type { Outcome, PrepContext } from './prep-context.ts';
import { checkQuota } from './quota-check.ts';
import * as znode from './znode.ts';

/** A create as a request of its own or inside a multi. */
export interface CreateOp {
  readonly path: string;
  readonly data: Base64 | null;
  readonly acl: readonly Acl[];
  readonly mode: CreateMode | null;
  readonly ttl?: number;
}

export function prepareCreate(
  op: CreateOp,
  { sessionId, authInfo }: Request,
  context: PrepContext,
  changes: OutstandingChanges,
): Outcome {
  const { zxid, timeMs, settings } = context;
  const { tree } = context.state;
  const mode = op.mode;
  if (mode === null) return errorCodes.BADARGUMENTS;
  const refused = checkMode(mode, op.ttl ?? -1, settings.extendedTypesEnabled);
  if (refused !== null) return refused;
  const isEphemeral = mode === 'EPHEMERAL' || mode === 'EPHEMERAL_SEQUENTIAL';
  const session = isEphemeral
    ? context.checkGlobalSession(sessionId)
    : context.checkSession(sessionId);
  if (session !== errorCodes.OK) return session;
  const parentName = op.path.includes('\0') ? null : parentPath(op.path);
  if (parentName === null) return errorCodes.BADARGUMENTS;
  const acl = fixupAcl(authInfo, op.acl);
  if (acl === null) return errorCodes.INVALIDACL;
  const parent = changes.record(parentName, tree);
  if (parent === null) return errorCodes.NONODE;
  if (!checkAcl(parent.acl, perms.CREATE, authInfo, settings)) return errorCodes.NOAUTH;
  const { cversion } = parent.stat;
  const path = znode.isSequential(mode) ? op.path + tenDigits(cversion) : op.path;
  if (validatePath(path) !== null) return errorCodes.BADARGUMENTS;
  if (changes.record(path, tree) !== null) return errorCodes.NODEEXISTS;
  if (znode.ownerKind(parent.stat.ephemeralOwner) === 'NORMAL')
    return errorCodes.NOCHILDRENFOREPHEMERALS;
  const quota = checkQuota(path, null, op.data, 1, context);
  if (quota !== errorCodes.OK) return quota;
  // A Java int: after 2147483647 children it turns negative.
  const parentCVersion = (cversion + 1) | 0;
  const stat = { cversion: parentCVersion, pzxid: zxid };
  changes.add(changed(parent, zxid, stat, { childCount: parent.childCount + 1 }));
  const { data } = op;
  const own = znode.newStat(zxid, timeMs, ownerOf(mode, op.ttl ?? 0, sessionId));
  changes.add({ zxid, path, stat: own, childCount: 0, acl, data });
  return bodyOf(mode, op.ttl ?? 0, { path, data, acl, parentCVersion });
}

function checkMode(mode: CreateMode, ttl: number, extendedTypes: boolean): ErrorCode | null {
  if (znode.isTtl(mode)) {
    if (!extendedTypes) return errorCodes.UNIMPLEMENTED;
    const valid = Number.isInteger(ttl) && ttl > 0 && ttl <= znode.TTL_MAX;
    return valid ? null : errorCodes.BADARGUMENTS;
  }
  return ttl >= 0 ? errorCodes.BADARGUMENTS : null;
}

function ownerOf(mode: CreateMode, ttl: number, sessionId: SessionId): SessionId {
  if (mode === 'CONTAINER') return znode.CONTAINER_OWNER;
  if (znode.isTtl(mode)) return znode.ttlOwner(ttl);
  return znode.isEphemeral(mode) ? sessionId : NO_SESSION;
}

interface Common {
  readonly path: string;
  readonly data: Base64 | null;
  readonly acl: readonly Acl[];
  readonly parentCVersion: number;
}

function bodyOf(mode: CreateMode, ttl: number, common: Common): TxnBody {
  if (mode === 'CONTAINER') return { type: 'createContainer', ...common };
  if (znode.isTtl(mode)) return { type: 'createTTL', ...common, ttl };
  return { type: 'create', ...common, ephemeral: znode.isEphemeral(mode) };
}
