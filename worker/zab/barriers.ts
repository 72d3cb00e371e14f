// The three barriers of a leader: B1 chooses the epoch, B2 confirms that no counted follower is ahead, B3 confirms that a
// quorum holds the initial history. Each is a set of sids and a moment; who waits for it is the callers' business.
// Source: Leader.getEpochToPropose, waitForEpochAck, waitForNewLeaderAck; zab.md 4.2, 4.3, 5.6.
import { assert } from '../base/assert.ts';
import type { ServerId } from '../base/units.ts';
import { makeZxid } from '../base/zxid.ts';
import type { Zxid } from '../base/zxid.ts';
import type { Barrier } from './facts.ts';
import type { LeaderState } from './leader-state.ts';
import type { Peer } from './peer.ts';
import {
  ackedSids,
  addAck,
  ascending,
  containsQuorum,
  hasAllQuorums,
  isVoter,
  progressOf,
  trackerProgress,
} from './quorum.ts';

export interface Summary {
  /** The learner's currentEpoch; -1 if it had accepted this epoch before. */
  readonly epoch: number;
  readonly zxid: Zxid;
}

export class Barriers {
  private readonly peer: Peer;
  private readonly state: LeaderState;

  constructor(peer: Peer, state: LeaderState) {
    this.peer = peer;
    this.state = state;
  }

  /**
   * B1. True when this arrival decides the epoch: the caller makes acceptedEpoch durable before it wakes anybody. Only
   * voters of the committed configuration count, and the leader must be among them; yet every arrival raises the epoch.
   */
  joinEpoch(sid: ServerId, lastAcceptedEpoch: number): boolean {
    const { state } = this;
    assert(state.waitingForNewEpoch, 'A decided epoch is not raised any more');
    if (lastAcceptedEpoch >= state.epoch) state.epoch = lastAcceptedEpoch + 1;
    const config = this.peer.quorumVerifier();
    if (isVoter(config, sid)) state.connectingFollowers.add(sid);
    const formed =
      state.connectingFollowers.has(this.peer.sid) &&
      containsQuorum(config, state.connectingFollowers);
    if (formed) state.waitingForNewEpoch = false;
    this.tell('epoch', sid, state.connectingFollowers, formed);
    return formed;
  }

  /** B2. `ahead`: the learner knows more than this leader, who must not lead it; its connection is dropped, no more. */
  joinEpochAck(sid: ServerId, summary: Summary): 'ahead' | 'waiting' | 'formed' {
    const { state } = this;
    assert(!state.electionFinished, 'A finished election is not checked any more');
    if (summary.epoch !== -1) {
      if (isMoreRecent(summary, state.summary)) return 'ahead';
      if (summary.zxid !== -1 && isVoter(this.peer.quorumVerifier(), sid))
        state.electingFollowers.add(sid);
    }
    const formed =
      state.electingFollowers.has(this.peer.sid) &&
      containsQuorum(this.peer.quorumVerifier(), state.electingFollowers);
    if (formed) state.electionFinished = true;
    this.tell('epochAck', sid, state.electingFollowers, formed);
    return formed ? 'formed' : 'waiting';
  }

  /** B3. An ACK with a foreign zxid is not counted, and yet its handler goes on without waiting: that is `foreign`. */
  joinNewLeaderAck(sid: ServerId, zxid: Zxid): 'foreign' | 'waiting' | 'formed' {
    const { state } = this;
    assert(!state.quorumFormed, 'A formed quorum is not counted any more');
    if (zxid !== makeZxid(state.epoch, 0)) {
      this.peer.tell({ type: 'learnerRefused', sid, why: 'zxid', zxid });
      this.peer.tell({ type: 'flag', flag: 'ack', what: 'ACK of NEWLEADER with a foreign zxid' });
      return 'foreign';
    }
    addAck(state.newLeaderAcks, sid);
    state.quorumFormed = hasAllQuorums(state.newLeaderAcks);
    const { need } = trackerProgress(state.newLeaderAcks);
    this.peer.tell({
      type: 'barrier',
      barrier: 'newLeaderAck',
      sid,
      sids: ackedSids(state.newLeaderAcks),
      need,
      formed: state.quorumFormed,
      epoch: state.epoch,
    });
    return state.quorumFormed ? 'formed' : 'waiting';
  }

  private tell(barrier: Barrier, sid: ServerId, set: ReadonlySet<ServerId>, formed: boolean): void {
    const { epoch } = this.state;
    const { need } = progressOf(this.peer.quorumVerifier(), set);
    const sids = ascending(set);
    this.peer.tell({ type: 'barrier', barrier, sid, sids, need, formed, epoch });
  }
}

/** StateSummary.isMoreRecentThan. */
function isMoreRecent(one: Summary, other: Summary): boolean {
  return one.epoch > other.epoch || (one.epoch === other.epoch && one.zxid > other.zxid);
}
