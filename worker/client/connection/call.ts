// One call of the ZooKeeper API: the checks its method makes before anything is sent, the path its exceptions carry, the
// watch it leaves, and the chroot. Called by the client for every call of a command. Source: ZooKeeper.java, Op.java,
// EphemeralType.validateTTL.
import { errorCodes } from '../../data/errors.ts';
import type { CreateMode, MultiOp, Operation, ResponseBody } from '../../data/model.ts';
import { validatePath } from '../../data/paths.ts';
import { isSequential, isTtl, TTL_MAX } from '../../data/znode.ts';
import type { Failure } from './keeper-exception.ts';
import type { Registration } from './watches.ts';

export interface Call {
  readonly op: Operation;
  /** removeWatches: forget the watches here even if the server cannot be asked. */
  readonly local?: boolean;
  /** The path is the server's own and knows no chroot (getConfig). */
  readonly absolute?: boolean;
}

/** The refusal of a TTL, null if it may be sent. Source: EphemeralType.TTL.toEphemeralOwner. */
export function ttlFault(ttl: number): string | null {
  return ttl > TTL_MAX || ttl <= 0
    ? `ttl must be positive and cannot be larger than: ${TTL_MAX}`
    : null;
}

function modeFault(mode: CreateMode | null, ttl: number | undefined): string | null {
  if (isTtl(mode)) return ttlFault(ttl ?? -1);
  return (ttl ?? -1) >= 0 ? `ttl not valid for mode: ${mode}` : null;
}

function illegal(message: string | null): Failure | null {
  return message === null ? null : { kind: 'illegal', message };
}

function multiFault(ops: readonly MultiOp[]): Failure | null {
  for (const op of ops) {
    const fault =
      op.type === 'create'
        ? (validatePath(op.path, isSequential(op.mode)) ?? modeFault(op.mode, op.ttl))
        : validatePath(op.path);
    if (fault !== null) return { kind: 'illegal', message: fault };
  }
  return null;
}

/** What the client library throws without asking any server; null when the call goes out. */
export function refusal({ op }: Call): Failure | null {
  const noAcl: Failure = { kind: 'keeper', err: errorCodes.INVALIDACL, path: null };
  switch (op.type) {
    case 'create':
    case 'create2': {
      const fault = validatePath(op.path, isSequential(op.mode)) ?? modeFault(op.mode, op.ttl);
      return illegal(fault) ?? (op.acl.length === 0 ? noAcl : null);
    }
    case 'setACL':
      return illegal(validatePath(op.path)) ?? (op.acl.length === 0 ? noAcl : null);
    case 'multi':
      return multiFault(op.ops);
    case 'multiRead':
      return illegal(op.ops.map(({ path }) => validatePath(path)).find((f) => f !== null) ?? null);
    case 'getEphemerals':
      return illegal(validatePath(op.prefixPath));
    case 'setWatches':
    case 'reconfig':
    case 'whoAmI':
    case 'createSession':
    case 'closeSession':
      return null;
    default:
      return illegal(validatePath(op.path));
  }
}

/** The path that an exception of this call carries, as the caller wrote it. */
export function exceptionPath({ op }: Call): string | null {
  if (op.type === 'reconfig') return '';
  return 'path' in op ? op.path : null;
}

/** The watch that the reply may leave behind (WatchRegistration). */
export function registration({ op }: Call): Registration | null {
  switch (op.type) {
    case 'exists':
      return op.watch ? { kind: 'exists', path: op.path } : null;
    case 'getData':
      return op.watch ? { kind: 'data', path: op.path } : null;
    case 'getChildren':
    case 'getChildren2':
      return op.watch ? { kind: 'child', path: op.path } : null;
    case 'addWatch':
      return {
        kind: op.mode === 'PERSISTENT' ? 'persistent' : 'persistentRecursive',
        path: op.path,
      };
    default:
      return null;
  }
}

/** A client's path as the server knows it. */
export function serverPath(chroot: string | null, path: string): string {
  if (chroot === null) return path;
  return path.length === 1 ? chroot : chroot + path;
}

/** The operation as it is sent. Of a root that shall be deleted the chroot is not prepended: it must fail. */
export function toServer(chroot: string | null, { op, absolute }: Call): Operation {
  if (chroot === null || absolute === true) return op;
  if (op.type === 'multi')
    return {
      ...op,
      ops: op.ops.map((each) => ({ ...each, path: serverPath(chroot, each.path) })),
    };
  if (op.type === 'multiRead')
    return {
      ...op,
      ops: op.ops.map((each) => ({ ...each, path: serverPath(chroot, each.path) })),
    };
  if (op.type === 'delete' && op.path === '/') return op;
  return 'path' in op ? { ...op, path: serverPath(chroot, op.path) } : op;
}

/** A server's path as the client shows it. */
export function clientPath(chroot: string | null, path: string): string {
  if (chroot === null) return path;
  if (path === chroot) return '/';
  return path.length > chroot.length ? path.slice(chroot.length) : path;
}

/** The reply as its caller sees it: the path of a created node without the chroot. */
export function toClient(chroot: string | null, body: ResponseBody | null): ResponseBody | null {
  if (chroot === null || body?.type !== 'create') return body;
  return { ...body, path: body.path.slice(chroot.length) };
}
