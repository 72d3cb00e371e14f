// The members of an ensemble as the data room reads and writes them: /zookeeper/config and reconfig requests.
// The same shape as Member and QuorumConfig of worker/zab/quorum-config.ts, which this room may not import; the two
// are assignable to each other. Types only.
import type { ServerId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';

export interface MemberEntry {
  readonly sid: ServerId;
  readonly type: 'participant' | 'observer';
  /** `host:quorumPort:electionPort`. */
  readonly address: string;
  /** `host:clientPort`; '' where the configuration names none. */
  readonly clientAddress: string;
}

export interface Membership {
  readonly version: Zxid;
  /** Ascending by sid. */
  readonly members: readonly MemberEntry[];
  readonly groups?: readonly { readonly gid: number; readonly members: readonly ServerId[] }[];
  readonly weights?: readonly { readonly sid: ServerId; readonly weight: number }[];
}
