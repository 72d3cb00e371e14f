// Every packet that servers exchange, by ZooKeeper's names and with its fields.
// Source: QuorumPacket, Leader's packet codes, FastLeaderElection.ToSend; zab.md sections 3.2 and 9.
import type { ServerId, SessionId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Request, Txn } from '../data/model.ts';
import type { TreeImage } from '../data/image.ts';
import type { QuorumConfig } from './quorum-config.ts';

export type ServerState = 'LOOKING' | 'FOLLOWING' | 'LEADING' | 'OBSERVING';
export type ZabState = 'ELECTION' | 'DISCOVERY' | 'SYNCHRONIZATION' | 'BROADCAST';
export type SyncMode = 'NONE' | 'DIFF' | 'SNAP' | 'TRUNC';

/** A vote as FLE compares it. `leader` and `zxid` are -1 where ZooKeeper has Long.MIN_VALUE (observers, members not in the configuration). */
export interface Vote {
  readonly leader: ServerId;
  readonly zxid: Zxid;
  readonly electionEpoch: number;
  readonly peerEpoch: number;
}

export interface Notification extends Vote {
  readonly type: 'NOTIFICATION';
  readonly state: ServerState;
  readonly version: 2;
  readonly config: QuorumConfig;
}

/** The election plane. The sid of the sender is the identity of the connection. */
export type ElectionPacket = Notification;

/** The quorum plane: learner with leader. Codes of the real protocol are in `packetCodes`. */
export type QuorumPacket =
  | { readonly type: 'REQUEST'; readonly zxid: -1; readonly request: Request }
  | { readonly type: 'PROPOSAL'; readonly zxid: Zxid; readonly txn: Txn }
  | { readonly type: 'ACK'; readonly zxid: Zxid }
  | { readonly type: 'COMMIT'; readonly zxid: Zxid }
  | {
      readonly type: 'PING';
      readonly zxid: Zxid;
      readonly touched?: readonly (readonly [SessionId, number])[];
    }
  | {
      readonly type: 'REVALIDATE';
      readonly zxid: -1;
      readonly sessionId: SessionId;
      readonly timeoutMs: number;
      readonly valid?: boolean;
    }
  | { readonly type: 'SYNC'; readonly zxid: 0 }
  | { readonly type: 'INFORM'; readonly zxid: Zxid; readonly txn: Txn }
  | { readonly type: 'COMMITANDACTIVATE'; readonly zxid: Zxid; readonly designatedLeader: ServerId }
  | { readonly type: 'NEWLEADER'; readonly zxid: Zxid; readonly config: QuorumConfig }
  | {
      readonly type: 'FOLLOWERINFO' | 'OBSERVERINFO';
      readonly zxid: Zxid;
      readonly sid: ServerId;
      readonly protocolVersion: 0x10000;
      readonly configVersion: Zxid;
    }
  | { readonly type: 'UPTODATE'; readonly zxid: -1 }
  | { readonly type: 'DIFF' | 'TRUNC'; readonly zxid: Zxid }
  | { readonly type: 'SNAP'; readonly zxid: Zxid; readonly image: TreeImage }
  | { readonly type: 'LEADERINFO'; readonly zxid: Zxid; readonly protocolVersion: 0x10000 }
  | { readonly type: 'ACKEPOCH'; readonly zxid: Zxid; readonly epoch: number }
  | {
      readonly type: 'INFORMANDACTIVATE';
      readonly zxid: Zxid;
      readonly designatedLeader: ServerId;
      readonly txn: Txn;
    };

export type QuorumPacketType = QuorumPacket['type'];

/**
 * The numbers on the wire, for peers that are real servers. Source: Leader.java's constants.
 * @public
 */
export const packetCodes: Readonly<Record<QuorumPacketType, number>> = {
  REQUEST: 1,
  PROPOSAL: 2,
  ACK: 3,
  COMMIT: 4,
  PING: 5,
  REVALIDATE: 6,
  SYNC: 7,
  INFORM: 8,
  COMMITANDACTIVATE: 9,
  NEWLEADER: 10,
  FOLLOWERINFO: 11,
  UPTODATE: 12,
  DIFF: 13,
  TRUNC: 14,
  SNAP: 15,
  OBSERVERINFO: 16,
  LEADERINFO: 17,
  ACKEPOCH: 18,
  INFORMANDACTIVATE: 19,
};
