// Fast Leader Election: who leaves LOOKING may, and votes only get better. S21.
// Source: correctness.md 3.1; zab.md 3.4. Among equally up-to-date servers any id may win (B4), so ids are not compared.
import { shortZxid as z } from '../base/zxid.ts';
import type { ProtocolFact } from '../zab/facts.ts';
import type { Vote } from '../zab/packets.ts';
import type { Docket } from './invariants.ts';
import type { NodeModel } from './model.ts';
import { isQuorum, votersOf } from './quorums.ts';

export class ElectionChecks {
  private readonly docket: Docket;

  constructor(docket: Docket) {
    this.docket = docket;
  }

  onStarted(node: NodeModel, fact: Extract<ProtocolFact, { type: 'electionStarted' }>): void {
    node.round = fact.round;
    node.proposed = fact.vote;
    node.votes = new Map();
  }

  onChanged(node: NodeModel, fact: Extract<ProtocolFact, { type: 'voteChanged' }>): void {
    const { proposed } = node;
    if (fact.because === 'better' && proposed !== null)
      this.docket.check(
        'S21',
        rank(fact.vote, proposed) >= 0,
        () =>
          `Node ${node.sid} changes its vote from ${text(proposed)} to the worse ${text(fact.vote)}.`,
      );
    if (fact.round !== node.round) node.votes = new Map();
    node.round = fact.round;
    node.proposed = fact.vote;
  }

  onCounted(node: NodeModel, fact: Extract<ProtocolFact, { type: 'voteCounted' }>): void {
    const { from, state, round, vote } = fact;
    // Votes of another round are kept apart (outofelection); they decide nothing by themselves.
    if (round === node.round) node.votes.set(from, { state, round, vote });
  }

  onElected(node: NodeModel, fact: Extract<ProtocolFact, { type: 'elected' }>): void {
    if (fact.how !== 'votes') return;
    const { vote, round } = fact;
    const { sid, votes } = node;
    const agrees = (other: number): boolean => {
      const counted = votes.get(other);
      return counted !== undefined && counted.round === round && same(counted.vote, vote);
    };
    this.docket.check(
      'S21',
      isQuorum(node.config, agrees),
      () =>
        `Node ${sid} leaves round ${round} for node ${vote.leader} with the votes of ${
          votersOf(node.config).filter(agrees).join(', ') || 'nobody'
        } only.`,
    );
    for (const [from, counted] of votes)
      if (counted.state === 'LOOKING' && counted.round === round)
        this.docket.check(
          'S21',
          rank(vote, counted.vote) >= 0,
          () =>
            `Node ${sid} elects ${text(vote)} though node ${from} voted for the better ${text(counted.vote)}.`,
        );
    if (vote.leader !== sid) return;
    const { tree, disk } = node;
    this.docket.check(
      'S21',
      vote.zxid >= tree.zxid && vote.peerEpoch <= disk.written.currentEpoch,
      () => `Node ${sid} was elected for ${text(vote)}, which is not what it holds.`,
    );
  }
}

/** Above 0 if `a` is more up to date than `b`, by epoch, then zxid; 0 if equally. */
function rank(a: Vote, b: Vote): number {
  return a.peerEpoch - b.peerEpoch || a.zxid - b.zxid;
}

function same(a: Vote, b: Vote): boolean {
  return (
    a.leader === b.leader &&
    a.zxid === b.zxid &&
    a.peerEpoch === b.peerEpoch &&
    a.electionEpoch === b.electionEpoch
  );
}

function text(vote: Vote): string {
  return `node ${vote.leader} (epoch ${vote.peerEpoch}, zxid ${z(vote.zxid)})`;
}
