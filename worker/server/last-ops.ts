// What `cons` and `stat` show as the last operation of a connection. Source: FinalRequestProcessor.processRequest.
import { errorCodes, type ErrorCode } from '../data/errors.ts';
import { isSetWatches2 } from '../data/jute.ts';
import type { Operation, OperationType } from '../data/model.ts';

/** The four letters that `cons` and `stat` show as a connection's last operation. */
const lastOps: Readonly<Record<OperationType, string>> = {
  create: 'CREA',
  create2: 'CREA',
  delete: 'DELE',
  deleteContainer: 'DELE',
  setData: 'SETD',
  setACL: 'SETA',
  check: 'CHEC',
  multi: 'MULT',
  multiRead: 'MLTR',
  reconfig: 'RECO',
  createSession: 'SESS',
  closeSession: 'CLOS',
  sync: 'SYNC',
  exists: 'EXIS',
  getData: 'GETD',
  getACL: 'GETA',
  getChildren: 'GETC',
  getChildren2: 'GETC',
  getAllChildrenNumber: 'GETACN',
  getEphemerals: 'GETE',
  addWatch: 'ADDW',
  checkWatches: 'CHKW',
  removeWatches: 'REMW',
  setWatches: 'SETW',
  whoAmI: 'HOMI',
};

/** With persistent watches among them a reconnected client's watches come as setWatches2, a request of its own. */
export function lastOpOfRead(op: Operation): string {
  return op.type === 'setWatches' && isSetWatches2(op) ? 'STW2' : lastOps[op.type];
}

/** A write that the leader rejected has no name; a multi keeps its own. */
export function lastOpOfWrite(type: OperationType, err: ErrorCode): string {
  return err === errorCodes.OK || type === 'multi' ? lastOps[type] : 'NA';
}
