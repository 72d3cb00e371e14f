// What a client is told of its own write once that is applied. Called by worker/server's final stage.
// Source: FinalRequestProcessor.processRequest, the cases of writes.
import { encodeText } from './base64.ts';
import { configText } from './config-text.ts';
import { errorCodes } from './errors.ts';
import type { ErrorCode } from './errors.ts';
import type { Membership } from './membership.ts';
import type { ResponseBody } from './model.ts';
import type { WriteOperation } from './prep.ts';
import type { Applied } from './replicated-state.ts';

const { OK, SESSIONMOVED } = errorCodes;

/**
 * Null: nothing is answered and the server closes the connection, since the session has moved to another server.
 * A multi is answered with OK whatever became of it: its errors are in the results. `committed` is the configuration
 * that is in force after the txn, for the answer to a reconfig. createSession is answered by CONNECTED, not by this.
 */
export function writeReply(
  op: WriteOperation,
  applied: Applied,
  committed: Membership,
): { readonly err: ErrorCode; readonly body: ResponseBody | null } | null {
  const { err, path, stat, results } = applied;
  if (op.type === 'multi' && results !== undefined) {
    const moved = results.some((result) => result.type === 'error' && result.err === SESSIONMOVED);
    return moved ? null : { err: OK, body: { type: 'multi', results } };
  }
  if (err === SESSIONMOVED) return null;
  if (err !== OK) return { err, body: null };
  switch (op.type) {
    case 'create':
      return { err, body: { type: 'create', path: path ?? op.path } };
    case 'create2':
      return { err, body: withStat({ type: 'create', path: path ?? op.path }, stat) };
    case 'setData':
    case 'setACL':
    case 'check':
      return { err, body: stat === undefined ? null : { type: 'stat', stat } };
    case 'reconfig': {
      const data = encodeText(configText(committed));
      return { err, body: stat === undefined ? null : { type: 'data', data, stat } };
    }
    case 'multi':
    case 'delete':
    case 'deleteContainer':
    case 'createSession':
    case 'closeSession':
      return { err, body: null };
  }
}

function withStat(
  body: Extract<ResponseBody, { readonly type: 'create' }>,
  stat: Applied['stat'],
): ResponseBody {
  return stat === undefined ? body : { ...body, stat };
}
