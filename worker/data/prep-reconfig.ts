// Prep of a reconfig, incremental (joining, leaving) or with the whole membership. The ACL of /zookeeper/config is asked
// last, as in ZooKeeper. Called by Prep. Source: PrepRequestProcessor.pRequest2Txn (OpCode.reconfig); zab.md section 8.
import { checkAcl, perms } from './acl.ts';
import { encodeText } from './base64.ts';
import {
  configText,
  isFault,
  parseConfig,
  parseMember,
  parseSid,
  sharedAddress,
} from './config-text.ts';
import type { ConfigFault } from './config-text.ts';
import { errorCodes } from './errors.ts';
import type { ErrorCode } from './errors.ts';
import { capacityFor, capacityOfCopy } from './java-hash.ts';
import { parseInt64 } from './java-integers.ts';
import { splitTrimmed } from './java-text.ts';
import type { MemberEntry, Membership } from './membership.ts';
import type { Operation, Request, TxnBody } from './model.ts';
import { changed } from './outstanding-changes.ts';
import type { OutstandingChanges } from './outstanding-changes.ts';
import { CONFIG } from './paths.ts';
import type { PrepContext } from './prep-context.ts';

type Reconfig = Extract<Operation, { readonly type: 'reconfig' }>;

const { OK, BADARGUMENTS, MARSHALLINGERROR } = errorCodes;

/** The txn and the configuration it proposes, whose version is the txn's zxid; or the error's code. */
export function prepareReconfig(
  op: Reconfig,
  { sessionId, authInfo }: Request,
  context: PrepContext,
  changes: OutstandingChanges,
): { readonly body: TxnBody; readonly newConfig: Membership } | ErrorCode {
  const { zxid, timeMs, settings, quorum } = context;
  if (!settings.reconfigEnabled) return errorCodes.RECONFIGDISABLED;
  const session = context.checkSession(sessionId);
  if (session !== OK) return session;
  const last = quorum.lastSeenQuorumVerifier();
  if (last.version !== quorum.quorumVerifier().version) return errorCodes.RECONFIGINPROGRESS;
  if (op.fromConfig !== -1 && op.fromConfig !== last.version) return errorCodes.BADVERSION;
  const asked =
    op.newMembers === null
      ? incremental(op, last)
      : parseConfig(op.newMembers.replaceAll(',', '\n'), settings.standaloneEnabled);
  if (typeof asked === 'number') return asked;
  if (isFault(asked)) return codeOf(asked);
  const newConfig: Membership = { ...asked, version: zxid };
  const voters = newConfig.members.filter(({ type }) => type === 'participant').length;
  if (voters < (settings.standaloneEnabled ? 2 : 1)) return BADARGUMENTS;
  if (!quorum.isQuorumSynced(newConfig)) return errorCodes.NEWCONFIGNOQUORUM;
  const node = changes.record(CONFIG, context.state.tree);
  if (node === null) return errorCodes.NONODE;
  if (!checkAcl(node.acl, perms.WRITE, authInfo, settings)) return errorCodes.NOAUTH;
  const data = encodeText(configText(newConfig, placesOf(op, last, newConfig)));
  changes.add(changed(node, zxid, { version: -1, mtime: timeMs, mzxid: zxid }, { data }));
  return { body: { type: 'reconfig', data, version: -1 }, newConfig };
}

/** An incremental reconfig changes a copy of the table of members, which is a small one. */
function placesOf(op: Reconfig, last: Membership, next: Membership): number {
  const began = op.newMembers === null ? capacityOfCopy(last.members.length) : undefined;
  return capacityFor(next.members.length, began);
}

/** First the leaving go, then each joiner is put in, replacing a member of its id. Leaving ids that are unknown do no harm. */
function incremental(op: Reconfig, last: Membership): Membership | ErrorCode {
  const { joiningServers, leavingServers } = op;
  if (last.groups !== undefined) return BADARGUMENTS;
  const members = new Map(last.members.map((member) => [member.sid, member]));
  for (const text of leavingServers === null ? [] : splitTrimmed(leavingServers, ',')) {
    // Java's parser takes any long; what is none ends as an exception that the client sees as MARSHALLINGERROR.
    if (parseInt64(text) === null) return MARSHALLINGERROR;
    const sid = parseSid(text);
    if (sid !== null) members.delete(sid);
  }
  for (const text of joiningServers === null ? [] : splitTrimmed(joiningServers, ',')) {
    const joiner = parseJoiner(text);
    if (typeof joiner === 'number') return joiner;
    for (const member of members.values())
      if (member.sid !== joiner.sid && sharedAddress(joiner, member) !== null) return BADARGUMENTS;
    members.set(joiner.sid, joiner);
  }
  return { version: 0, members: [...members.values()].sort((a, b) => a.sid - b.sid) };
}

/** `server.N=host:port:port:type;clientPort`; all three ports are needed. */
function parseJoiner(text: string): MemberEntry | ErrorCode {
  const [key, value, ...rest] = splitTrimmed(text, '=');
  if (key === undefined || value === undefined || rest.length > 0) return BADARGUMENTS;
  const sid = parseSid(key.slice(key.lastIndexOf('.') + 1));
  if (sid === null) return MARSHALLINGERROR;
  const member = parseMember(sid, value);
  if (isFault(member)) return codeOf(member);
  return member.clientAddress === '' ? BADARGUMENTS : member;
}

function codeOf({ fault }: ConfigFault): ErrorCode {
  return fault === 'CONFIG' ? BADARGUMENTS : MARSHALLINGERROR;
}
