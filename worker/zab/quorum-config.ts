// A configuration of the ensemble as plain data: who is a member, who votes, under which version.
// Source: QuorumVerifier, QuorumMaj, QuorumHierarchical; zab.md 6.5 and 8. Types only; the counting is in quorum.ts.
import type { ServerId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';

export interface Member {
  readonly sid: ServerId;
  readonly type: 'participant' | 'observer';
  /** `host:quorumPort:electionPort`, as written in `server.N=`. */
  readonly address: string;
  /** `host:clientPort`. */
  readonly clientAddress: string;
}

export interface QuorumConfig {
  /** The zxid of the reconfig that made it; 0 while nothing was reconfigured. */
  readonly version: Zxid;
  /** Ascending by sid. */
  readonly members: readonly Member[];
  /** Only for hierarchical quorums. */
  readonly groups?: readonly { readonly gid: number; readonly members: readonly ServerId[] }[];
  readonly weights?: readonly { readonly sid: ServerId; readonly weight: number }[];
}
