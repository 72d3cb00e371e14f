// What the trace keeps of a packet and of a disk operation: names and numbers, without the bulk. Called by participant.ts.
import { unreachable } from '../base/assert.ts';
import type { DiskOp } from '../zab/disk.ts';
import type { AnyPacket, DiskOpShown, PacketShown } from './facts.ts';

/** The image of a SNAP is replaced by its number of znodes. */
export function shownPacket(packet: AnyPacket): PacketShown {
  return packet.type === 'SNAP'
    ? { type: 'SNAP', zxid: packet.zxid, size: packet.image.count }
    : packet;
}

export function shownOp(op: DiskOp): DiskOpShown {
  switch (op.op) {
    case 'append':
      return { op: 'append', zxids: op.txns.map((txn) => txn.zxid) };
    case 'snapshot':
      return { op: 'snapshot', zxid: op.snapshot.zxid };
    case 'config':
      return { op: 'config', file: op.file, version: op.config?.version ?? null };
    case 'truncate':
    case 'dropSnapshots':
    case 'purge':
    case 'epoch':
      return op;
    default:
      return unreachable(op);
  }
}
