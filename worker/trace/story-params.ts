// Every sentence the story can say, by key, with what it needs to be said. words/en.ts and words/zh-CN.ts hold one function
// for each: a language that misses a sentence, or a sentence that misses a parameter, does not compile.
import type { ServerId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';

/** A server by its sid, or a client by its name. */
export type End = ServerId | string;

/** The two sides of a comparison of votes: what was heard, and what the node proposed before. */
interface VoteComparison {
  readonly node: ServerId;
  readonly from: ServerId;
  readonly candidate: ServerId;
  readonly before: ServerId;
  readonly theirs: number;
  readonly own: number;
}

interface Limit {
  /** In ticks, and in seconds. */
  readonly ticks: number;
  readonly seconds: number;
}

interface Sync {
  readonly node: ServerId;
  readonly learner: ServerId;
  /** The learner's last zxid. */
  readonly peer: Zxid;
  /** What the leader sends after the header. */
  readonly count: number;
  readonly min: Zxid;
  readonly max: Zxid;
  readonly cut: Zxid;
}

export interface StoryParams {
  // What people did
  readonly started: { readonly node: ServerId };
  readonly killed: { readonly node: ServerId; readonly leader: boolean };
  readonly restarted: { readonly node: ServerId };
  readonly partitioned: { readonly node: ServerId; readonly leader: boolean };
  readonly healed: { readonly node: ServerId };
  readonly healedAll: Readonly<Record<never, never>>;
  readonly cut: { readonly from: End; readonly to: End };
  readonly joined: { readonly from: End; readonly to: End };
  readonly slowed: { readonly from: End; readonly to: End; readonly factor: number };
  readonly slowEnded: { readonly from: End; readonly to: End };
  readonly reset: { readonly from: End; readonly to: End };
  readonly paused: { readonly node: ServerId };
  readonly resumed: { readonly node: ServerId };
  readonly diskSlow: { readonly node: ServerId; readonly factor: number };
  readonly diskFails: { readonly node: ServerId };
  readonly diskOk: { readonly node: ServerId };
  readonly clock: { readonly node: ServerId; readonly percent: number; readonly skewMs: number };
  /** `first` of all nodes is tried first; `node` is the only one it knows. */
  readonly clientStarted: {
    readonly client: string;
    readonly node: ServerId | null;
    readonly first: ServerId | null;
  };
  readonly clientKilled: { readonly client: string };
  readonly clientClosed: { readonly client: string };
  readonly hostLost: { readonly node: ServerId };
  readonly typed: { readonly client: string; readonly line: string };
  readonly word: { readonly node: ServerId; readonly line: string };

  // Life of a process
  readonly booted: { readonly node: ServerId; readonly again: boolean };
  readonly exited: { readonly node: ServerId; readonly code: number; readonly why: string };
  readonly crashed: { readonly node: ServerId; readonly why: string };
  readonly loadedDisk: { readonly node: ServerId; readonly zxid: Zxid };
  readonly loadedSnap: { readonly node: ServerId; readonly zxid: Zxid };
  readonly servingOn: { readonly node: ServerId };
  readonly servingOff: { readonly node: ServerId };

  // Fast Leader Election
  readonly electionStarted: {
    readonly node: ServerId;
    readonly round: number;
    readonly epoch: number;
    readonly zxid: Zxid;
  };
  readonly observerLooks: { readonly node: ServerId; readonly round: number };
  readonly voteByEpoch: VoteComparison;
  readonly voteByZxid: VoteComparison;
  readonly voteById: VoteComparison;
  readonly voteNewRound: {
    readonly node: ServerId;
    readonly from: ServerId;
    readonly candidate: ServerId;
    readonly round: number;
    readonly ownRound: number;
  };
  readonly voteCounted: {
    readonly node: ServerId;
    readonly from: ServerId;
    readonly candidate: ServerId;
    readonly have: number;
    readonly need: number;
  };
  readonly voteOldRound: { readonly node: ServerId; readonly from: ServerId };
  readonly voteNotVoter: { readonly node: ServerId; readonly from: ServerId };
  readonly voteUntrusted: { readonly node: ServerId; readonly from: ServerId };
  readonly voteWorse: { readonly node: ServerId; readonly from: ServerId };
  readonly finalizing: {
    readonly node: ServerId;
    readonly candidate: ServerId;
    readonly waitMs: number;
  };
  readonly backoff: { readonly node: ServerId; readonly seconds: number };
  readonly electedSelf: { readonly node: ServerId; readonly round: number };
  readonly electedOther: {
    readonly node: ServerId;
    readonly leader: ServerId;
    readonly round: number;
  };
  readonly electedEstablished: { readonly node: ServerId; readonly leader: ServerId };
  readonly electedDesignated: { readonly node: ServerId; readonly leader: ServerId };

  // Discovery and the leader's barriers
  readonly epochAccepted: { readonly node: ServerId; readonly epoch: number };
  readonly epochCurrent: { readonly node: ServerId; readonly epoch: number };
  readonly barrierJoined: {
    readonly node: ServerId;
    readonly learner: ServerId;
    readonly packet: string;
    readonly have: number;
    readonly need: number;
  };
  readonly epochChosen: { readonly node: ServerId; readonly epoch: number; readonly have: number };
  readonly epochAcked: { readonly node: ServerId; readonly epoch: number; readonly have: number };
  readonly historyHeld: { readonly node: ServerId; readonly epoch: number; readonly have: number };
  readonly refusedAhead: {
    readonly node: ServerId;
    readonly learner: ServerId;
    readonly zxid: Zxid;
  };
  readonly refusedConfig: { readonly node: ServerId; readonly learner: ServerId };
  readonly refusedPacket: { readonly node: ServerId; readonly learner: ServerId };
  readonly refusedZxid: { readonly node: ServerId; readonly learner: ServerId };

  // Synchronization
  readonly syncNothing: Sync;
  readonly syncDiff: Sync;
  readonly syncDiffFromLog: Sync;
  readonly syncTrunc: Sync;
  readonly syncTruncAndMore: Sync;
  readonly syncSnapBehind: Sync;
  readonly syncSnapUnknown: Sync;
  readonly syncSnapOtherEpoch: Sync;
  readonly syncSnapForced: Sync;
  readonly truncated: {
    readonly node: ServerId;
    readonly to: Zxid;
    readonly removed: readonly Zxid[];
  };
  readonly newLeaderAcked: { readonly node: ServerId; readonly epoch: number };
  readonly learnerReady: { readonly node: ServerId; readonly learner: ServerId };
  readonly upToDate: { readonly node: ServerId; readonly epoch: number };

  // Broadcast
  readonly leading: { readonly node: ServerId; readonly epoch: number };
  readonly proposed: {
    readonly node: ServerId;
    readonly zxid: Zxid;
    readonly what: string;
    readonly to: readonly ServerId[];
  };
  readonly appended: { readonly node: ServerId; readonly zxids: readonly Zxid[] };
  readonly synced: { readonly node: ServerId; readonly zxid: Zxid };
  readonly acked: {
    readonly node: ServerId;
    readonly from: ServerId;
    readonly zxid: Zxid;
    readonly have: number;
    readonly need: number;
  };
  readonly committed: {
    readonly node: ServerId;
    readonly zxid: Zxid;
    readonly what: string;
    readonly acks: readonly ServerId[];
    readonly voters: number;
  };
  readonly committedError: {
    readonly node: ServerId;
    readonly zxid: Zxid;
    readonly err: string;
  };
  readonly commitLearned: { readonly node: ServerId; readonly zxid: Zxid };
  readonly applied: { readonly node: ServerId; readonly zxid: Zxid; readonly what: string };
  readonly syncAnswered: {
    readonly node: ServerId;
    readonly learner: ServerId;
    readonly zxid: Zxid;
  };
  readonly learnerSilent: Limit & { readonly node: ServerId; readonly learner: ServerId };
  readonly learnerUnacked: Limit & { readonly node: ServerId; readonly learner: ServerId };
  readonly rollover: { readonly node: ServerId; readonly zxid: Zxid };

  // The end of a role
  readonly downNoQuorum: Limit & {
    readonly node: ServerId;
    readonly have: number;
    readonly need: number;
  };
  readonly downEpochTimeout: Limit & {
    readonly node: ServerId;
    readonly have: number;
    readonly need: number;
  };
  readonly downLearnerTimeout: Limit & { readonly node: ServerId };
  readonly downRollover: { readonly node: ServerId };
  readonly downConnectFailed: { readonly node: ServerId; readonly leader: ServerId };
  readonly downLeaderSilent: Limit & { readonly node: ServerId; readonly leader: ServerId };
  readonly downLeaderClosed: { readonly node: ServerId; readonly leader: ServerId };
  readonly downEpochRefused: { readonly node: ServerId; readonly leader: ServerId };
  readonly downContinuity: { readonly node: ServerId };
  readonly downCommitMismatch: { readonly node: ServerId };
  readonly downBadPacket: { readonly node: ServerId };
  readonly downConfigChanged: { readonly node: ServerId };
  readonly downNewConfigSeen: { readonly node: ServerId };
  readonly downDiskError: { readonly node: ServerId };
  readonly downVoluntary: { readonly node: ServerId };

  // Reconfiguration
  readonly configSeen: { readonly node: ServerId; readonly voters: readonly ServerId[] };
  readonly configActivated: { readonly node: ServerId; readonly voters: readonly ServerId[] };

  // Sessions, watches, clients
  readonly sessionOpened: {
    readonly node: ServerId;
    readonly session: string;
    readonly seconds: number;
  };
  readonly sessionRenewed: { readonly node: ServerId; readonly session: string };
  readonly sessionExpired: { readonly node: ServerId; readonly session: string };
  readonly sessionAhead: {
    readonly node: ServerId;
    readonly session: string;
    readonly zxid: Zxid;
  };
  readonly sessionMoved: { readonly node: ServerId; readonly session: string };
  readonly sessionExpiring: {
    readonly node: ServerId;
    readonly session: string;
    readonly seconds: number;
  };
  readonly sessionOwner: {
    readonly node: ServerId;
    readonly session: string;
    readonly owner: ServerId;
  };
  readonly watchSet: { readonly node: ServerId; readonly session: string; readonly path: string };
  readonly watchFired: {
    readonly node: ServerId;
    readonly session: string;
    readonly path: string;
    readonly event: string;
  };
  readonly connected: { readonly client: string; readonly node: ServerId };
  readonly disconnected: { readonly client: string };
  readonly clientExpired: { readonly client: string };
  readonly authFailed: { readonly client: string };
  readonly returned: { readonly client: string; readonly what: string; readonly zxid: Zxid };
  readonly failed: { readonly client: string; readonly what: string; readonly err: string };
  readonly unknownOutcome: { readonly client: string; readonly what: string };
  readonly unknownRead: { readonly client: string; readonly what: string };
  readonly notified: { readonly client: string; readonly event: string; readonly path: string };

  // The network, and rules that were broken
  readonly lost: { readonly from: End; readonly to: End; readonly count: number };
  readonly flag: { readonly node: ServerId; readonly what: string };
}

export type StoryKey = keyof StoryParams;

/** One language: how each sentence is said. */
export type StoryWords = {
  readonly [K in StoryKey]: (params: StoryParams[K]) => string;
};
