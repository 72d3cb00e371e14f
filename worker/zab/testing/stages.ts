// Stages for the tests of one server: it leads or follows, and the test plays everybody else.
// Used by the tests of worker/zab, nowhere else.
import type { ServerId } from '../../base/units.ts';
import { makeZxid } from '../../base/zxid.ts';
import type { Zxid } from '../../base/zxid.ts';
import type { Txn } from '../../data/model.ts';
import type { QuorumPacket, QuorumPacketType } from '../packets.ts';
import { Cluster, configOf } from './cluster.ts';
import type { ClusterOptions } from './cluster.ts';
import { Phantom } from './phantom.ts';
import type { TestServer } from './test-server.ts';

/** `1.3` is epoch 1, counter 3. */
export function z(text: string): Zxid {
  const [epoch, counter] = text.split('.').map(Number);
  return makeZxid(epoch ?? 0, counter ?? 0);
}

/** A setData of /x to the zxid's own text. */
export function txn(text: string): Txn {
  const body = { type: 'setData', path: '/x', data: text, version: 0 } as const;
  return { zxid: z(text), sessionId: '0000000000000000', cxid: 0, timeMs: 0, body };
}

export function proposal(text: string): QuorumPacket {
  return { type: 'PROPOSAL', zxid: z(text), txn: txn(text) };
}

export function commit(text: string): QuorumPacket {
  return { type: 'COMMIT', zxid: z(text) };
}

/** PROPOSAL and COMMIT of each. */
export function pairs(...texts: string[]): QuorumPacket[] {
  return texts.flatMap((text) => [proposal(text), commit(text)]);
}

export function leaderInfo(epoch: number): QuorumPacket {
  return { type: 'LEADERINFO', zxid: makeZxid(epoch, 0), protocolVersion: 0x10000 };
}

export function newLeader(epoch: number, config = configOf(3)): QuorumPacket {
  return { type: 'NEWLEADER', zxid: makeZxid(epoch, 0), config };
}

export const upToDate: QuorumPacket = { type: 'UPTODATE', zxid: -1 };

export interface Stage {
  readonly cluster: Cluster;
  readonly me: TestServer;
  readonly peers: ReadonlyMap<ServerId, Phantom>;
  /** Says packets on the quorum plane as `from` and lets them arrive. */
  say(from: ServerId, ...packets: QuorumPacket[]): void;
  /** The quorum packets `sid` heard since, as `TYPE epoch.counter`. */
  heard(sid: ServerId): string[];
}

function makeStage(me: ServerId, options: ClusterOptions): Stage {
  const cluster = new Cluster({
    voters: 3,
    latency: [50, 50],
    sync: [1000, 1000],
    played: true,
    ...options,
  });
  const peers = new Map<ServerId, Phantom>();
  for (const sid of cluster.sids) if (sid !== me) peers.set(sid, new Phantom(cluster.world, sid));
  cluster.start(me).run(5);
  return {
    cluster,
    me: cluster.server(me),
    peers,
    say(from, ...packets) {
      peers.get(from)?.say('quorum', ...packets);
      cluster.run(0.2);
    },
    heard(sid) {
      return (peers.get(sid)?.take() ?? [])
        .filter((packet) => packet.type !== 'NOTIFICATION')
        .map(shown);
    },
  };
}

function shown(packet: QuorumPacket): string {
  const { type, zxid } = packet;
  if (zxid === -1) return type;
  const epoch = Math.floor(zxid / 2 ** 32);
  return `${type} ${epoch}.${zxid - epoch * 2 ** 32}`;
}

/** The others vote for `leader` until server `me` believes them. */
function elect(so: Stage, leader: ServerId): void {
  for (const [sid, peer] of so.peers) {
    if (sid > so.me.sid) peer.dial('election', so.me.sid);
    so.cluster.run(1);
    if (so.me.learnerType() === 'PARTICIPANT' && sid > so.cluster.sids.length) continue;
    peer.say('election', {
      type: 'NOTIFICATION',
      leader,
      zxid: so.me.database.lastProcessedZxid(),
      electionEpoch: so.me.election.logicalclock(),
      peerEpoch: so.me.currentEpoch(),
      state: 'LOOKING',
      version: 2,
      config: so.cluster.config,
    });
    so.cluster.run(1);
  }
  for (const peer of so.peers.values()) peer.take();
  so.cluster.run(205);
}

/** Server 1 of three has just connected to server 3, which it follows (or observes, as server 4). */
export function learnerStage(
  options: ClusterOptions & { me?: ServerId; deaf?: boolean } = {},
): Stage {
  const so = makeStage(options.me ?? 1, options);
  const leader = so.peers.get(3);
  if (leader !== undefined && options.deaf === true) leader.deaf = ['quorum'];
  elect(so, 3);
  so.cluster.run(1);
  return so;
}

/** Server 1 has accepted `epoch` and waits for DIFF, SNAP or TRUNC. */
export function acceptedStage(epoch = 1, options: ClusterOptions & { me?: ServerId } = {}): Stage {
  const so = learnerStage(options);
  so.say(3, leaderInfo(epoch));
  so.cluster.run(5);
  so.heard(3);
  return so;
}

/** Server 1 is in broadcast, in `epoch`, after an empty DIFF. */
export function broadcastStage(epoch = 1, options: ClusterOptions & { me?: ServerId } = {}): Stage {
  const so = acceptedStage(epoch, options);
  so.say(3, { type: 'DIFF', zxid: 0 }, newLeader(epoch, so.cluster.config));
  so.cluster.run(5);
  so.say(3, upToDate);
  so.heard(3);
  return so;
}

/** Server 3 leads; nobody has connected yet. */
export function leaderStage(options: ClusterOptions = {}): Stage {
  const so = makeStage(3, options);
  elect(so, 3);
  return so;
}

export function followerInfo(
  sid: ServerId,
  acceptedEpoch = 0,
  type: QuorumPacketType & ('FOLLOWERINFO' | 'OBSERVERINFO') = 'FOLLOWERINFO',
): QuorumPacket {
  const zxid = makeZxid(acceptedEpoch, 0);
  return { type, zxid, sid, protocolVersion: 0x10000, configVersion: 0 };
}

/** `sid` dials the leader and introduces itself. */
export function connect(so: Stage, sid: ServerId, info = followerInfo(sid)): void {
  so.peers.get(sid)?.dial('quorum', so.me.sid);
  so.cluster.run(0.2);
  so.say(sid, info);
}

/** Server 3 leads in broadcast with server 1 synchronized; what 1 heard is forgotten. */
export function servingStage(options: ClusterOptions = {}): Stage {
  const so = leaderStage(options);
  connect(so, 1);
  hear(so, 1, 'LEADERINFO');
  so.say(1, { type: 'ACKEPOCH', zxid: 0, epoch: 0 });
  hear(so, 1, 'NEWLEADER');
  so.say(1, { type: 'ACK', zxid: z(`${so.me.acceptedEpoch()}.0`) });
  so.cluster.runUntil(() => so.me.zabState() === 'BROADCAST', 1000);
  so.cluster.run(0.2);
  so.heard(1);
  return so;
}

/** Waits until `sid` has heard a packet of this type. */
export function hear(so: Stage, sid: ServerId, type: QuorumPacketType): void {
  const heard = so.peers.get(sid)?.heard ?? [];
  so.cluster.runUntil(() => heard.some((packet) => packet.type === type), 1000);
}
