// How a call on ZooKeeper can end for its caller: a reply, a KeeperException with its code and path, or an argument that
// the client library itself refuses. Source: KeeperException.getMessage, getCodeMessage; cli/CliWrapperException.
import { errorCodes, type ErrorCode, type ErrorName } from '../../data/errors.ts';
import type { ResponseBody } from '../../data/model.ts';

export type Reply = { readonly kind: 'reply'; readonly body: ResponseBody | null };
/** `path` null where the exception carries none. */
export type KeeperFailure = {
  readonly kind: 'keeper';
  readonly err: ErrorCode;
  readonly path: string | null;
};
/** An IllegalArgumentException, thrown before anything is sent. */
export type Refusal = { readonly kind: 'illegal'; readonly message: string };
export type Failure = KeeperFailure | Refusal;
export type Result = Reply | Failure;

const names = new Map<number, ErrorName>(
  Object.entries(errorCodes).map(([name, code]) => [code, name as ErrorName]),
);

/** The name of KeeperException.Code. */
export function errorName(err: ErrorCode): ErrorName {
  return names.get(err) ?? 'SYSTEMERROR';
}

const words: Partial<Record<ErrorName, string>> = {
  OK: 'ok',
  SYSTEMERROR: 'SystemError',
  RUNTIMEINCONSISTENCY: 'RuntimeInconsistency',
  DATAINCONSISTENCY: 'DataInconsistency',
  CONNECTIONLOSS: 'ConnectionLoss',
  MARSHALLINGERROR: 'MarshallingError',
  NEWCONFIGNOQUORUM: 'NewConfigNoQuorum',
  RECONFIGINPROGRESS: 'ReconfigInProgress',
  UNIMPLEMENTED: 'Unimplemented',
  OPERATIONTIMEOUT: 'OperationTimeout',
  BADARGUMENTS: 'BadArguments',
  APIERROR: 'APIError',
  NONODE: 'NoNode',
  NOAUTH: 'NoAuth',
  BADVERSION: 'BadVersion',
  NOCHILDRENFOREPHEMERALS: 'NoChildrenForEphemerals',
  NODEEXISTS: 'NodeExists',
  INVALIDACL: 'InvalidACL',
  AUTHFAILED: 'AuthFailed',
  NOTEMPTY: 'Directory not empty',
  SESSIONEXPIRED: 'Session expired',
  INVALIDCALLBACK: 'Invalid callback',
  SESSIONMOVED: 'Session moved',
  NOTREADONLY: 'Not a read-only call',
  EPHEMERALONLOCALSESSION: 'Ephemeral node on local session',
  NOWATCHER: 'No such watcher',
  RECONFIGDISABLED: 'Reconfig is disabled',
  SESSIONCLOSEDREQUIRESASLAUTH: 'Session closed because client failed to authenticate',
  QUOTAEXCEEDED: 'Quota has exceeded',
  THROTTLEDOP: 'Op throttled due to high load',
};

/** The exception's message: `KeeperErrorCode = NoNode for /a`. */
export function keeperMessage({ err, path }: KeeperFailure): string {
  const name = errorName(err);
  const word = words[name] ?? `Unknown error ${name}`;
  return `KeeperErrorCode = ${word}${path === null || path === '' ? '' : ` for ${path}`}`;
}

/** The same exception as zkCli words it for people. */
export function wrapperMessage(failure: KeeperFailure): string {
  const path = failure.path ?? 'null';
  switch (errorName(failure.err)) {
    case 'NONODE':
      return `Node does not exist: ${path}`;
    case 'NOCHILDRENFOREPHEMERALS':
      return `Ephemerals cannot have children: ${path}`;
    case 'NODEEXISTS':
      return `Node already exists: ${path}`;
    case 'NOTEMPTY':
      return `Node not empty: ${path}`;
    case 'NOTREADONLY':
      return `Not a read-only call: ${path}`;
    case 'INVALIDACL':
      return `Acl is not valid : ${path}`;
    case 'NOAUTH':
      return `Insufficient permission : ${path}`;
    case 'BADARGUMENTS':
      return `Arguments are not valid : ${path}`;
    case 'BADVERSION':
      return `version No is not valid : ${path}`;
    case 'RECONFIGINPROGRESS':
      return 'Another reconfiguration is in progress -- concurrent reconfigs not supported (yet)';
    case 'NEWCONFIGNOQUORUM':
      return (
        'No quorum of new config is connected and up-to-date with the leader of last commmitted config' +
        ' - try invoking reconfiguration after new servers are connected and synced'
      );
    case 'QUOTAEXCEEDED':
      return `Quota has exceeded : ${path}`;
    default:
      return keeperMessage(failure);
  }
}
