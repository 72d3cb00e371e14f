// The moments at which a fault hurts most: between two durable actions, between a packet and its answer, at the turn of a
// role. Called by ambush.ts, which waits for one and strikes there.
// Source: correctness.md 2.3 P1 (every step boundary) and P6, 2.4 D3 and D8.
import { CLIENT_BASE, WORLD, type Micros, type ServerId } from '../base/units.ts';
import type { WorldEvent } from '../world/facts.ts';

export interface Moment {
  /** When to strike, no earlier than the event. */
  readonly at: Micros;
  readonly node: ServerId;
  /** The other end, where there is one. */
  readonly peer: ServerId | null;
}

const packets = new Set([
  ...['FOLLOWERINFO', 'LEADERINFO', 'ACKEPOCH', 'DIFF', 'TRUNC', 'SNAP', 'NEWLEADER', 'UPTODATE'],
  ...['PROPOSAL', 'COMMIT', 'ACK', 'INFORM', 'COMMITANDACTIVATE', 'INFORMANDACTIVATE', 'SYNC'],
]);

const turns = new Set([
  ...['epochWritten', 'syncMode', 'truncated', 'newLeaderAcked', 'upToDate', 'queued', 'appended'],
  ...['synced', 'elected', 'finalizing', 'stepDown', 'committed', 'proposed', 'commitLearned'],
  ...['snapshot', 'applied', 'loaded', 'cleared', 'sessionExpiring', 'configSeen', 'learnerReady'],
  ...['configActivated', 'rollover', 'syncDecided', 'learnerRefused', 'electionStarted', 'durable'],
]);

/**
 * The kinds of moments that this event is, each to be waited for by its name: `>NEWLEADER` a packet that comes to the
 * node, `<NEWLEADER` one that leaves it, `wrote currentEpoch` a disk operation, else the fact's own name.
 */
export function momentsOf(event: WorldEvent): readonly { name: string; moment: Moment }[] {
  const { at, who, fact } = event;
  if (who === WORLD || who >= CLIENT_BASE) return [];
  switch (fact.type) {
    case 'sent': {
      const { plane, to, arrives, packet } = fact;
      if (plane !== 'quorum' || !packets.has(packet.type)) return [];
      return [
        { name: `>${packet.type}`, moment: { at: arrives, node: to, peer: who } },
        { name: `<${packet.type}`, moment: { at, node: who, peer: to } },
      ];
    }
    case 'wrote': {
      const kind = fact.op.op === 'epoch' ? fact.op.file : fact.op.op;
      return [{ name: `wrote ${kind}`, moment: { at, node: who, peer: null } }];
    }
    case 'barrier': {
      const name = `barrier ${fact.barrier}${fact.formed ? ' formed' : ''}`;
      return [{ name, moment: { at, node: who, peer: fact.sid === who ? null : fact.sid } }];
    }
    default:
      return turns.has(fact.type)
        ? [{ name: fact.type, moment: { at, node: who, peer: null } }]
        : [];
  }
}

// prettier-ignore
/** What an ambush may wait for; often drawn ones stand here more than once. */
export const momentNames: readonly string[] = [
  '>LEADERINFO', '>ACKEPOCH', '>DIFF', '>DIFF', '>TRUNC', '>TRUNC', '>SNAP', '>SNAP', '>NEWLEADER', '>NEWLEADER',
  '>UPTODATE', '>UPTODATE', '>PROPOSAL', '>PROPOSAL', '>COMMIT', '>ACK', '>ACK', '>INFORM', '>SYNC',
  '>COMMITANDACTIVATE', '>INFORMANDACTIVATE', '<SNAP', '<NEWLEADER', '<PROPOSAL', '<COMMIT', '<ACK', '<UPTODATE',
  'wrote append', 'wrote append', 'wrote acceptedEpoch', 'wrote currentEpoch', 'wrote currentEpoch', 'wrote snapshot',
  'wrote truncate', 'barrier epoch formed', 'barrier epochAck formed', 'barrier newLeaderAck formed',
  'barrier newLeaderAck', 'epochWritten', 'epochWritten', 'syncMode', 'syncMode', 'truncated', 'newLeaderAcked',
  'newLeaderAcked', 'upToDate', 'queued', 'queued', 'appended', 'synced', 'synced', 'elected', 'finalizing', 'stepDown',
  'committed', 'committed', 'proposed', 'proposed', 'commitLearned', 'snapshot', 'snapshot', 'applied', 'loaded',
  'cleared', 'sessionExpiring', 'configSeen', 'configActivated', 'learnerReady', 'rollover', 'syncDecided',
  'learnerRefused', 'electionStarted', 'durable',
];
