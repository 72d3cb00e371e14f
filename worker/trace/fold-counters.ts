// Counts the packets between servers, by type and for what. Called by fold-links.ts; the counts are part of the World, so
// they are true at any moment that is shown.
import { counterOf } from '../base/zxid.ts';
import type { PacketShown } from '../world/facts.ts';
import type { Draft } from './draft.ts';

export function countPacket(draft: Draft, packet: PacketShown): void {
  const world = draft.world();
  const counters = draft.own(world.counters);
  const sent: Record<string, number> = draft.own(counters.sent);
  sent[packet.type] = (sent[packet.type] ?? 0) + 1;
  counters.sent = sent;
  if (carriesWrite(packet)) counters.forWrites += 1;
  world.counters = counters;
}

/**
 * The request that asks for it, the proposal, its acknowledgement, the commit in each of its forms; to learners that catch
 * up too. An ACK with counter 0 is not one: it answers NEWLEADER or UPTODATE (Learner.syncWithLeader).
 */
function carriesWrite(packet: PacketShown): boolean {
  switch (packet.type) {
    case 'REQUEST':
      return 'request' in packet && packet.request.op.type !== 'sync';
    case 'PROPOSAL':
    case 'COMMIT':
    case 'INFORM':
    case 'COMMITANDACTIVATE':
    case 'INFORMANDACTIVATE':
      return true;
    case 'ACK':
      return counterOf(packet.zxid) > 0;
    default:
      return false;
  }
}
