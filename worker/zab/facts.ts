// What the protocol announces at the moment it happens, never guessed afterwards. Every picture,
// sentence, invariant and export is a fold over these (ARCHITECTURE.md, wall 4). Plain data, small.
import type { ServerId } from '../base/units.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Txn } from '../data/model.ts';
import type { ServerState, SyncMode, Vote, ZabState } from './packets.ts';
import type { QuorumConfig } from './quorum-config.ts';

export type Barrier = 'epoch' | 'epochAck' | 'newLeaderAck';

export type ProtocolFact =
  // Roles
  | {
      readonly type: 'state';
      readonly state: ServerState;
      readonly zabState: ZabState;
      readonly leader: ServerId | null;
      readonly epoch: number;
    }
  /** A role ends; `why` is a key of the story with its numbers beside it. */
  | {
      readonly type: 'stepDown';
      readonly role: ServerState;
      readonly why: StepDownReason;
      readonly have?: number;
      readonly need?: number;
      readonly detail?: string;
    }
  // Fast Leader Election
  | { readonly type: 'electionStarted'; readonly round: number; readonly vote: Vote }
  | {
      readonly type: 'voteChanged';
      readonly round: number;
      readonly vote: Vote;
      readonly because: 'better' | 'newRound';
      readonly from: ServerId;
    }
  | {
      readonly type: 'voteCounted';
      readonly from: ServerId;
      readonly state: ServerState;
      readonly round: number;
      readonly vote: Vote;
      readonly have: number;
      readonly need: number;
    }
  | {
      readonly type: 'voteIgnored';
      readonly from: ServerId;
      readonly why: 'oldRound' | 'notVoter' | 'untrusted' | 'worse';
    }
  | { readonly type: 'finalizing'; readonly vote: Vote; readonly untilLocal: number }
  | { readonly type: 'backoff'; readonly intervalMs: number }
  | {
      readonly type: 'elected';
      readonly leader: ServerId;
      readonly vote: Vote;
      readonly round: number;
      readonly how: 'votes' | 'established' | 'designated';
    }
  // Discovery
  | {
      readonly type: 'epochWritten';
      readonly file: 'acceptedEpoch' | 'currentEpoch';
      readonly epoch: number;
    }
  | {
      readonly type: 'barrier';
      readonly barrier: Barrier;
      readonly sid: ServerId;
      readonly sids: readonly ServerId[];
      readonly need: number;
      readonly formed: boolean;
      readonly epoch: number;
    }
  | {
      readonly type: 'learnerRefused';
      readonly sid: ServerId;
      readonly why: 'ahead' | 'config' | 'packet' | 'zxid';
      readonly zxid?: Zxid;
      readonly epoch?: number;
    }
  // Synchronization
  | {
      readonly type: 'syncDecided';
      readonly sid: ServerId;
      readonly mode: SyncMode;
      readonly row: number;
      readonly peerZxid: Zxid;
      readonly zxid: Zxid;
      readonly minCommitted: Zxid;
      readonly maxCommitted: Zxid;
      readonly sent: readonly Zxid[];
      readonly liveFrom: Zxid;
    }
  | { readonly type: 'syncMode'; readonly mode: SyncMode; readonly zxid: Zxid }
  | { readonly type: 'truncated'; readonly to: Zxid; readonly removed: readonly Zxid[] }
  | { readonly type: 'newLeaderAcked'; readonly epoch: number }
  | { readonly type: 'upToDate'; readonly epoch: number }
  | { readonly type: 'learnerReady'; readonly sid: ServerId }
  // Broadcast
  | { readonly type: 'proposed'; readonly txn: Txn; readonly to: readonly ServerId[] }
  /** Handed to the sync processor. */
  | { readonly type: 'queued'; readonly zxid: Zxid }
  | { readonly type: 'appended'; readonly zxids: readonly Zxid[] }
  | { readonly type: 'synced'; readonly zxid: Zxid }
  | {
      readonly type: 'acked';
      readonly zxid: Zxid;
      readonly sid: ServerId;
      readonly have: number;
      readonly need: number;
    }
  | { readonly type: 'committed'; readonly zxid: Zxid; readonly acks: readonly ServerId[] }
  | { readonly type: 'commitLearned'; readonly zxid: Zxid }
  | { readonly type: 'rollover'; readonly zxid: Zxid }
  | { readonly type: 'syncAnswered'; readonly sid: ServerId; readonly lastCommitted: Zxid }
  | {
      readonly type: 'learnerTimedOut';
      readonly sid: ServerId;
      readonly why: 'silent' | 'proposalUnacked';
    }
  // Reconfiguration
  | { readonly type: 'configSeen'; readonly config: QuorumConfig }
  | {
      readonly type: 'configActivated';
      readonly config: QuorumConfig;
      readonly designatedLeader: ServerId | null;
    }
  // The action-time flags of zab.md 10.3
  | {
      readonly type: 'flag';
      readonly flag: 'state' | 'proposal' | 'commit' | 'ack' | 'message';
      readonly what: string;
    };

export type StepDownReason =
  | 'noQuorum' // leader: learners heard within syncLimit are no quorum
  | 'epochTimeout' // B1, B2 or B3 not formed within initLimit
  | 'rollover'
  | 'connectFailed' // learner: the leader could not be reached
  | 'leaderSilent'
  | 'leaderClosed'
  | 'epochRefused' // learner: LEADERINFO below acceptedEpoch
  | 'continuity'
  | 'commitMismatch'
  | 'badPacket'
  | 'configChanged'
  | 'newConfigSeen' // a LOOKING server heard a newer configuration
  | 'diskError'
  | 'voluntary';
