// What is written on a message: ZooKeeper's own name for it and the one value that tells it from others of its kind.
// Also how much it matters (Focus, Context, All) and which look it has. Pure; called by flights.ts, lists and dialogs.
import { epochOf, shortZxid } from '../../worker/base/zxid.ts';
import type { Operation } from '../../worker/data/model.ts';
import type { Freight } from '../../worker/trace/link-view.ts';
import type { PacketShown } from '../../worker/world/facts.ts';

/** `pending` and `settled` are a txn's PROPOSAL and COMMIT: outlined and solid, as in the log. */
export type Look = 'pending' | 'ack' | 'settled' | 'vote' | 'sync' | 'client' | 'ping' | 'wire';

export interface PacketLabel {
  readonly name: string;
  readonly detail: string;
  readonly look: Look;
  /** The epoch it speaks of; null where it speaks of none. */
  readonly epoch: number | null;
}

export function labelOf(freight: Freight): PacketLabel {
  switch (freight.kind) {
    case 'dial':
      return { name: 'SYN', detail: '', look: 'wire', epoch: null };
    case 'closing':
      return { name: 'FIN', detail: '', look: 'wire', epoch: null };
    case 'packet':
      return packetLabel(freight.packet);
  }
}

function packetLabel(packet: PacketShown): PacketLabel {
  const name = packet.type;
  switch (packet.type) {
    case 'PROPOSAL':
      return { name, ...at(packet.zxid), look: 'pending' };
    case 'ACK':
      return { name, ...at(packet.zxid), look: 'ack' };
    case 'COMMIT':
    case 'INFORM':
    case 'COMMITANDACTIVATE':
    case 'INFORMANDACTIVATE':
      return { name, ...at(packet.zxid), look: 'settled' };
    case 'NOTIFICATION': {
      const detail = packet.leader < 0 ? '' : `${packet.leader} · ${shortZxid(packet.zxid)}`;
      return { name, detail, look: 'vote', epoch: packet.peerEpoch };
    }
    case 'FOLLOWERINFO':
    case 'OBSERVERINFO':
    case 'LEADERINFO':
    case 'NEWLEADER': {
      const epoch = epochOf(packet.zxid);
      return { name, detail: `e${epoch}`, look: 'sync', epoch };
    }
    case 'ACKEPOCH':
    case 'DIFF':
    case 'TRUNC':
    case 'SNAP':
      return { name, ...at(packet.zxid), look: 'sync' };
    case 'UPTODATE':
      return { name, detail: '', look: 'sync', epoch: null };
    case 'PING':
    case 'PONG':
      return { name, detail: '', look: 'ping', epoch: null };
    case 'REQUEST': {
      const detail = operationLabel('request' in packet ? packet.request.op : packet.op);
      return { name, detail, look: 'client', epoch: null };
    }
    case 'REPLY':
      return {
        name,
        detail: packet.err === 0 ? 'ok' : `${packet.err}`,
        look: 'client',
        epoch: null,
      };
    case 'EVENT':
      return { name, detail: packet.event.type, look: 'client', epoch: null };
    default:
      return { name, detail: '', look: 'client', epoch: null };
  }
}

function at(zxid: number): { readonly detail: string; readonly epoch: number } {
  return { detail: shortZxid(zxid), epoch: epochOf(zxid) };
}

/** `create /app`, as short as a person reads it in flight. */
export function operationLabel(op: Operation): string {
  return 'path' in op ? `${op.type} ${shortened(op.path, 18)}` : op.type;
}

/** Text from a znode on a canvas or in a label: control and direction characters made visible, long ones cut. */
export function shortened(text: string, length: number): string {
  const safe = visible(text);
  return safe.length > length ? `${safe.slice(0, length - 1)}…` : safe;
}

/** Output of a terminal: as `visible`, but tabs, which indent its lists and can be in no path, stay. */
export function visibleOutput(text: string): string {
  return text.split('\t').map(visible).join('\t');
}

/** Control, zero-width and direction characters as escapes, so that no path can pass for another (correctness.md W20). */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu,
    (letter) => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
