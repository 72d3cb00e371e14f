// The reads and the watch commands: answered by the server that the client is connected to, from its own state.
// Called by worker/server's final stage, after every earlier request of the session.
// Source: FinalRequestProcessor.processRequest.
import type { SessionId } from '../base/units.ts';
import { checkAcl, clientInfos, perms } from './acl.ts';
import { errorCodes } from './errors.ts';
import type { ErrorCode } from './errors.ts';
import { trimText } from './java-text.ts';
import type {
  Acl,
  Id,
  MultiReadOp,
  Operation,
  OpResult,
  ResponseBody,
  WatchedEvent,
} from './model.ts';
import type { DataTree } from './tree.ts';
import type { WatchManager } from './watches.ts';
import { childrenOf, statOf } from './znode.ts';
import type { Znode } from './znode.ts';

export type ReadOperation = Exclude<
  Operation,
  {
    readonly type:
      | 'create'
      | 'create2'
      | 'delete'
      | 'deleteContainer'
      | 'setData'
      | 'setACL'
      | 'check'
      | 'multi'
      | 'reconfig'
      | 'createSession'
      | 'closeSession';
  }
>;

export interface ReadContext {
  readonly tree: DataTree;
  readonly watches: WatchManager;
  readonly sessionId: SessionId;
  /** The identities of the client's connection. */
  readonly authInfo: readonly Id[];
  readonly settings: { readonly skipAcl: boolean };
}

export interface Answer {
  readonly err: ErrorCode;
  /** Null where the operation has none or failed. */
  readonly body: ResponseBody | null;
  /** Events to be sent to this client before the answer: what setWatches found to be missed. */
  readonly events: readonly WatchedEvent[];
}

const { OK, NONODE, NOAUTH, BADARGUMENTS, NOWATCHER } = errorCodes;

/** Answers a read and sets the watch it asks for. A read that fails sets none, except exists of a node that is not there. */
export function read(op: ReadOperation, context: ReadContext): Answer {
  switch (op.type) {
    case 'exists':
      return exists(op.path, op.watch, context);
    case 'getData':
      return withNode(op.path, perms.READ, context, (node) => {
        if (op.watch) context.watches.addData(op.path, context.sessionId);
        return { type: 'data', data: node.data, stat: statOf(node) };
      });
    case 'getACL':
      return withNode(op.path, perms.READ | perms.ADMIN, context, (node) => ({
        type: 'acl',
        acl: shownAcl(node.acl.acl, context),
        stat: statOf(node),
      }));
    case 'getChildren':
    case 'getChildren2':
      return withNode(op.path, perms.READ, context, (node) => {
        if (op.watch) context.watches.addChild(op.path, context.sessionId);
        const children = childrenOf(node);
        return op.type === 'getChildren'
          ? { type: 'children', children }
          : { type: 'children', children, stat: statOf(node) };
      });
    case 'getAllChildrenNumber':
      return withNode(op.path, perms.READ, context, () => ({
        type: 'number',
        totalNumber: context.tree.countDescendants(op.path),
      }));
    case 'getEphemerals':
      return done({ type: 'ephemerals', ephemerals: ephemerals(op.prefixPath, context) });
    case 'multiRead':
      return done({ type: 'multi', results: op.ops.map((one) => readOne(one, context)) });
    case 'sync':
      return done({ type: 'sync', path: op.path });
    case 'whoAmI':
      return done({ type: 'clientInfo', clientInfo: clientInfos(context.authInfo) });
    default:
      return watchCommand(op, context);
  }
}

function watchCommand(
  op: Extract<
    ReadOperation,
    { readonly type: 'addWatch' | 'checkWatches' | 'removeWatches' | 'setWatches' }
  >,
  { watches, sessionId, tree }: ReadContext,
): Answer {
  switch (op.type) {
    case 'addWatch':
      watches.addPersistent(op.path, sessionId, op.mode);
      return done(null);
    case 'checkWatches':
      return watches.contains(op.path, op.watcherType, sessionId) ? done(null) : failed(NOWATCHER);
    case 'removeWatches':
      return watches.remove(op.path, op.watcherType, sessionId) ? done(null) : failed(NOWATCHER);
    case 'setWatches':
      return { err: OK, body: null, events: watches.setWatches(op, sessionId, tree) };
  }
}

/** No permission is needed, and the watch is set whether or not the node is there. */
function exists(path: string, watch: boolean, { tree, watches, sessionId }: ReadContext): Answer {
  if (path.includes('\0')) return failed(BADARGUMENTS);
  if (watch) watches.addData(path, sessionId);
  const stat = tree.stat(path);
  return stat === null ? failed(NONODE) : done({ type: 'stat', stat });
}

function withNode(
  path: string,
  perm: number,
  { tree, authInfo, settings }: ReadContext,
  answer: (node: Znode) => ResponseBody,
): Answer {
  const node = tree.get(path);
  if (node === undefined) return failed(NONODE);
  if (!checkAcl(node.acl.acl, perm, authInfo, settings)) return failed(NOAUTH);
  return done(answer(node));
}

/** Without ADMIN the secret part of digest ids is hidden. */
function shownAcl(acl: readonly Acl[], { authInfo, settings }: ReadContext): readonly Acl[] {
  if (checkAcl(acl, perms.ADMIN, authInfo, settings)) return acl;
  return acl.map((entry) =>
    entry.scheme === 'digest' ? { ...entry, id: entry.id.replace(/:.*/g, ':x') } : entry,
  );
}

/** The prefix need not end at a slash. */
function ephemerals(prefixPath: string, { tree, sessionId }: ReadContext): string[] {
  const all = tree.ephemerals(sessionId);
  const trimmed = trimText(prefixPath);
  return trimmed === '' || trimmed === '/'
    ? all
    : all.filter((path) => path.startsWith(prefixPath));
}

function readOne(op: MultiReadOp, context: ReadContext): OpResult {
  const { err, body } = read({ ...op, watch: false }, context);
  if (body?.type === 'data') return { type: 'getData', data: body.data, stat: body.stat };
  if (body?.type === 'children') return { type: 'getChildren', children: body.children };
  return { type: 'error', err };
}

function done(body: ResponseBody | null): Answer {
  return { err: OK, body, events: [] };
}

function failed(err: ErrorCode): Answer {
  return { err, body: null, events: [] };
}
