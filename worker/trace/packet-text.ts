// A packet in a few words: its ZooKeeper name and the fields that matter. Used by fact-text.ts and by the page's inspector.
import { shortZxid as z } from '../base/zxid.ts';
import type { PacketShown } from '../world/facts.ts';
import type { Vote } from '../zab/packets.ts';
import { errorName, operationText, sessionText, txnText } from './txn-text.ts';

export function packetText(packet: PacketShown): string {
  switch (packet.type) {
    case 'NOTIFICATION':
      return `NOTIFICATION ${packet.state} ${voteText(packet)}`;
    case 'PROPOSAL':
    case 'INFORM':
      return `${packet.type} ${z(packet.zxid)} ${txnText(packet.txn)}`;
    case 'INFORMANDACTIVATE':
    case 'COMMITANDACTIVATE':
      return `${packet.type} ${z(packet.zxid)} leader ${packet.designatedLeader}`;
    case 'REQUEST':
      return 'request' in packet
        ? `REQUEST ${operationText(packet.request.op)} of 0x${sessionText(packet.request.sessionId)}`
        : `REQUEST #${packet.xid} ${operationText(packet.op)}`;
    case 'PING':
      return 'zxid' in packet ? `PING ${z(packet.zxid)}` : 'PING';
    case 'REVALIDATE':
      return `REVALIDATE 0x${sessionText(packet.sessionId)}${packet.valid === undefined ? '' : ` ${packet.valid}`}`;
    case 'FOLLOWERINFO':
    case 'OBSERVERINFO':
      return `${packet.type} acceptedEpoch ${z(packet.zxid)}`;
    case 'ACKEPOCH':
      return `ACKEPOCH epoch ${packet.epoch} zxid ${z(packet.zxid)}`;
    case 'SNAP':
      return `SNAP ${z(packet.zxid)} of ${packet.size} znodes`;
    case 'ACK':
    case 'COMMIT':
    case 'DIFF':
    case 'TRUNC':
    case 'NEWLEADER':
    case 'LEADERINFO':
      return `${packet.type} ${z(packet.zxid)}`;
    case 'SYNC':
    case 'UPTODATE':
    case 'FOUR_LETTER_WORD':
    case 'TEXT':
      return packet.type;
    case 'CONNECT':
      return `CONNECT 0x${sessionText(packet.sessionId)} seen ${z(packet.lastZxidSeen)}`;
    case 'CONNECTED':
      return packet.timeoutMs === 0
        ? 'CONNECTED session expired'
        : `CONNECTED 0x${sessionText(packet.sessionId)}`;
    case 'AUTH':
      return `AUTH ${packet.scheme}`;
    case 'AUTHED':
      return `AUTHED ${errorName(packet.err)}`;
    case 'SET_WATCHES':
      return `SET_WATCHES since ${z(packet.op.relativeZxid)}`;
    case 'WATCHES_SET':
    case 'PONG':
      return `${packet.type} ${z(packet.zxid)}`;
    case 'REPLY':
      return `REPLY #${packet.xid} ${errorName(packet.err)} at ${z(packet.zxid)}`;
    case 'EVENT':
      return `EVENT ${packet.event.type} ${packet.event.path}`;
  }
}

/** `(epoch, zxid, id) round r`: in the order in which votes are compared. */
export function voteText(vote: Vote): string {
  return `(${vote.peerEpoch}, ${z(vote.zxid)}, ${vote.leader}) round ${vote.electionEpoch}`;
}
