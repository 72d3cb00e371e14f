// The story of a write: proposed, logged, acknowledged, committed, applied. Called by explanation.ts.
// Source: zab.md 6.2, 6.4, 7.1.
import { unreachable } from '../base/assert.ts';
import type { ServerFact } from '../server/facts.ts';
import { lowerBound } from './draft.ts';
import { ticks } from './explain-election.ts';
import { tell, type Told } from './story-entry.ts';
import { errorName, txnText } from './txn-text.ts';
import type { Column, NodeView, World } from './world-state.ts';

type BroadcastFact = Extract<
  ServerFact,
  {
    type:
      | 'proposed'
      | 'appended'
      | 'synced'
      | 'acked'
      | 'committed'
      | 'commitLearned'
      | 'applied'
      | 'rollover'
      | 'syncAnswered'
      | 'learnerTimedOut';
  }
>;

export function explainBroadcast(fact: BroadcastFact, view: NodeView, before: World): Told | null {
  const node = view.sid;
  switch (fact.type) {
    case 'proposed': {
      const { zxid } = fact.txn;
      const params = { node, zxid, what: txnText(fact.txn), to: fact.to };
      return tell('decisive', { key: 'proposed', params }, [node, ...fact.to], zxid);
    }
    case 'appended': {
      const { zxids } = fact;
      return tell('detail', { key: 'appended', params: { node, zxids } }, [node], zxids.at(-1));
    }
    case 'synced':
    case 'commitLearned': {
      const { zxid } = fact;
      return tell('detail', { key: fact.type, params: { node, zxid } }, [node], zxid);
    }
    case 'acked': {
      const { zxid, sid: from, have, need } = fact;
      const params = { node, from, zxid, have, need };
      return tell('detail', { key: 'acked', params }, [node, from], zxid);
    }
    case 'committed':
      return committed(fact, view, before);
    case 'applied': {
      const { zxid } = fact.txn;
      if (fact.during === 'recovery') return null;
      const params = { node, zxid, what: txnText(fact.txn) };
      return tell('detail', { key: 'applied', params }, [node], zxid);
    }
    case 'rollover':
      return tell('decisive', { key: 'rollover', params: { node, zxid: fact.zxid } }, [node]);
    case 'syncAnswered': {
      const params = { node, learner: fact.sid, zxid: fact.lastCommitted };
      return tell('detail', { key: 'syncAnswered', params }, [node, fact.sid]);
    }
    case 'learnerTimedOut': {
      const { timing } = before.shape;
      const params = { node, learner: fact.sid, ...ticks(timing.syncLimit, timing) };
      const key = fact.why === 'silent' ? 'learnerSilent' : 'learnerUnacked';
      return tell('decisive', { key, params }, [node, fact.sid]);
    }
    default:
      return unreachable(fact);
  }
}

function committed(
  fact: Extract<BroadcastFact, { type: 'committed' }>,
  view: NodeView,
  before: World,
): Told {
  const node = view.sid;
  const { zxid, acks } = fact;
  const txn = columnOf(before, zxid)?.txn;
  if (txn?.body.type === 'error') {
    const params = { node, zxid, err: errorName(txn.body.err) };
    return tell('decisive', { key: 'committedError', params }, [node], zxid);
  }
  const voters = before.nodes.filter((other) => other.voter).length;
  const params = { node, zxid, what: txn === undefined ? '' : txnText(txn), acks, voters };
  return tell('decisive', { key: 'committed', params }, [node, ...acks], zxid);
}

/** The column of the log matrix with this zxid. */
export function columnOf(world: World, zxid: number): Column | null {
  const column = world.columns[lowerBound(world.columns, zxid)];
  return column?.zxid === zxid ? column : null;
}
