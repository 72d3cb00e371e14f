// What one fact says, in a line of plain words: the right-hand side of text.ts. One case per fact, in the order of the
// facts files (worker/zab, worker/server, worker/client, worker/world).
import type { Participant } from '../base/units.ts';
import { shortZxid as z } from '../base/zxid.ts';
import type { DiskOpShown } from '../world/facts.ts';
import type { Fact } from './event.ts';
import { packetText, voteText } from './packet-text.ts';
import { errorName, operationText, sessionText, txnText } from './txn-text.ts';

export type NameOf = (who: Participant) => string;

export function factText(fact: Fact, name: NameOf): string {
  return (
    protocolText(fact) ?? serverText(fact) ?? clientText(fact) ?? worldText(fact, name) ?? fact.type
  );
}

const list = (items: readonly (string | number)[]): string => items.join(',');
const zs = (zxids: readonly number[]): string => list(zxids.map(z));

function protocolText(fact: Fact): string | null {
  switch (fact.type) {
    case 'state':
      return `state ${fact.state} ${fact.zabState} epoch ${fact.epoch} leader ${fact.leader ?? 'none'}`;
    case 'stepDown':
      return `stepDown ${fact.role} ${fact.why}${counts(fact)}${fact.detail === undefined ? '' : ` (${fact.detail})`}`;
    case 'electionStarted':
      return `electionStarted round ${fact.round} vote ${voteText(fact.vote)}`;
    case 'voteChanged':
      return `voteChanged ${fact.because} from ${fact.from} to ${voteText(fact.vote)}`;
    case 'voteCounted':
      return `voteCounted of ${fact.from} ${fact.state} ${voteText(fact.vote)}${counts(fact)}`;
    case 'voteIgnored':
      return `voteIgnored of ${fact.from} ${fact.why}`;
    case 'finalizing':
      return `finalizing ${voteText(fact.vote)}`;
    case 'backoff':
      return `backoff ${fact.intervalMs} ms`;
    case 'elected':
      return `elected ${fact.leader} by ${fact.how} in round ${fact.round}`;
    case 'epochWritten':
      return `epochWritten ${fact.file} ${fact.epoch}`;
    case 'barrier':
      return `barrier ${fact.barrier} epoch ${fact.epoch} by ${fact.sid}: ${list(fact.sids)} of ${fact.need}${fact.formed ? ' formed' : ''}`;
    default:
      return synchronizationText(fact);
  }
}

function synchronizationText(fact: Fact): string | null {
  switch (fact.type) {
    case 'learnerRefused':
      return `learnerRefused ${fact.sid} ${fact.why}`;
    case 'syncDecided':
      return `syncDecided ${fact.mode} row ${fact.row} for ${fact.sid} at ${z(fact.peerZxid)}: to ${z(fact.zxid)} window ${z(fact.minCommitted)}..${z(fact.maxCommitted)} sent [${zs(fact.sent)}] live from ${z(fact.liveFrom)}`;
    case 'syncMode':
      return `syncMode ${fact.mode} ${z(fact.zxid)}`;
    case 'truncated':
      return `truncated to ${z(fact.to)} removed [${zs(fact.removed)}]`;
    case 'newLeaderAcked':
    case 'upToDate':
      return `${fact.type} epoch ${fact.epoch}`;
    case 'learnerReady':
      return `learnerReady ${fact.sid}`;
    case 'proposed':
      return `proposed ${z(fact.txn.zxid)} ${txnText(fact.txn)} to ${list(fact.to)}`;
    case 'queued':
    case 'synced':
    case 'commitLearned':
    case 'rollover':
      return `${fact.type} ${z(fact.zxid)}`;
    case 'appended':
      return `appended ${zs(fact.zxids)}`;
    case 'acked':
      return `acked ${z(fact.zxid)} by ${fact.sid}${counts(fact)}`;
    case 'committed':
      return `committed ${z(fact.zxid)} acks ${list(fact.acks)}`;
    case 'syncAnswered':
      return `syncAnswered to ${fact.sid} at ${z(fact.lastCommitted)}`;
    case 'learnerTimedOut':
      return `learnerTimedOut ${fact.sid} ${fact.why}`;
    case 'configSeen':
      return `configSeen version ${z(fact.config.version)}`;
    case 'configActivated':
      return `configActivated version ${z(fact.config.version)} members ${list(fact.config.members.map((m) => m.sid))} leader ${fact.designatedLeader ?? 'any'}`;
    case 'flag':
      return `FLAG ${fact.flag}: ${fact.what}`;
    default:
      return null;
  }
}

function counts(fact: { readonly have?: number; readonly need?: number }): string {
  return fact.have === undefined ? '' : ` (${fact.have} of ${fact.need ?? '?'})`;
}

function serverText(fact: Fact): string | null {
  switch (fact.type) {
    case 'applied':
      return `applied ${z(fact.txn.zxid)} ${txnText(fact.txn)}${fact.err === 0 ? '' : ` ${errorName(fact.err)}`} in ${fact.during} digest ${fact.digest}`;
    case 'loaded':
      return `loaded from ${fact.from} ${z(fact.zxid)} digest ${fact.digest}`;
    case 'cleared':
      return 'cleared';
    case 'snapshot':
      return `snapshot ${z(fact.zxid)} ${fact.phase}`;
    case 'serving':
      return fact.on ? 'serving' : 'serving no more';
    case 'sessionOpened':
      return `sessionOpened 0x${sessionText(fact.sessionId)} ${fact.timeoutMs} ms${fact.renewed ? ' renewed' : ''} on ${fact.link}`;
    case 'sessionRefused':
      return `sessionRefused 0x${sessionText(fact.sessionId)} ${fact.why} seen ${z(fact.lastZxidSeen)}`;
    case 'sessionExpiring':
      return `sessionExpiring 0x${sessionText(fact.sessionId)} after ${fact.timeoutMs} ms`;
    case 'sessionOwner':
      return `sessionOwner 0x${sessionText(fact.sessionId)} node ${fact.owner}`;
    case 'watchSet':
    case 'watchDropped':
      return `${fact.type} ${fact.kind} ${fact.path} 0x${sessionText(fact.sessionId)}`;
    case 'watchFired':
      return `watchFired ${fact.event.type} ${fact.event.path} 0x${sessionText(fact.sessionId)} at ${z(fact.zxid)}`;
    case 'exited':
      return `exited ${fact.code}: ${fact.why}`;
    default:
      return null;
  }
}

function clientText(fact: Fact): string | null {
  switch (fact.type) {
    case 'typed':
      return `> ${fact.line}`;
    case 'printed':
      return fact.lines.map((line) => `| ${line}`).join('\n' + ' '.repeat(24));
    case 'prompt':
      return `prompt ${fact.text}`;
    case 'clientState':
      return `${fact.state} ${fact.server === null ? '' : `node ${fact.server} `}session 0x${sessionText(fact.sessionId)} ${fact.timeoutMs} ms`;
    case 'invoked':
      return `invoked #${fact.xid} ${operationText(fact.op)}`;
    case 'returned':
      return `returned #${fact.xid} ${errorName(fact.err)} at ${z(fact.zxid)}`;
    case 'unknown':
      return `unknown #${fact.xid}`;
    case 'notified':
      return `notified ${fact.state}${fact.event === null ? '' : ` ${fact.event.type} ${fact.event.path}`} at ${z(fact.zxid)}`;
    case 'clientExited':
      return `exited ${fact.status}${fact.exception === undefined ? '' : `: ${fact.exception}`}`;
    default:
      return null;
  }
}

function worldText(fact: Fact, name: NameOf): string | null {
  switch (fact.type) {
    case 'action':
      return `action ${JSON.stringify(fact.action)}`;
    case 'dialed':
    case 'closing':
      return `${fact.type} ${fact.plane} ${name(fact.to)} on ${fact.link}#${fact.n}`;
    case 'sent':
      return `to ${name(fact.to)}: ${packetText(fact.packet)} on ${fact.link}#${fact.n}`;
    case 'received':
      return `received from ${name(fact.from)} ${fact.link}#${fact.n}`;
    case 'opened':
      return `opened ${fact.plane} ${fact.dialed ? 'to' : 'by'} ${name(fact.peer)} as ${fact.link}`;
    case 'refused':
    case 'closed':
      return `${fact.type} ${fact.plane} ${name(fact.peer)} on ${fact.link}`;
    case 'lost':
      return `lost ${fact.link}#${fact.n}..${fact.m} of ${name(fact.from)}`;
    case 'timer':
      return `timer ${fact.id} ${fact.set === null ? 'cleared' : `at ${fact.set} us`}`;
    case 'wrote':
      return `wrote ${opText(fact.op)} as ${fact.mark}`;
    case 'durable':
      return `durable up to ${fact.mark}`;
    case 'diskKept':
      return `disk of node ${fact.node} kept up to ${fact.mark}`;
    case 'booted':
      return `booted, start ${fact.incarnation}`;
    case 'crashed':
      return `CRASHED ${fact.why}`;
    default:
      return null;
  }
}

function opText(op: DiskOpShown): string {
  switch (op.op) {
    case 'append':
      return `append ${zs(op.zxids)}`;
    case 'truncate':
    case 'snapshot':
      return `${op.op} ${z(op.zxid)}`;
    case 'dropSnapshots':
      return `dropSnapshots above ${z(op.above)}`;
    case 'purge':
      return `purge to ${op.retain}`;
    case 'epoch':
      return `${op.file} ${op.value}`;
    case 'config':
      return `config ${op.file} ${op.version === null ? 'none' : z(op.version)}`;
  }
}
