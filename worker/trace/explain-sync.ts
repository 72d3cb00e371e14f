// The story of discovery and synchronization: epochs, barriers, and why DIFF, TRUNC or SNAP. Called by explanation.ts.
// Source: zab.md 4, 5.2 (the rows of the decision table), 5.3, 5.6, 5.7.
import type { ServerFact } from '../server/facts.ts';
import type { Barrier } from '../zab/facts.ts';
import type { QuorumConfig } from '../zab/quorum-config.ts';
import { tell, type Said, type Told } from './story-entry.ts';
import type { NodeView } from './world-state.ts';

type SyncFact = Extract<
  ServerFact,
  {
    type:
      | 'state'
      | 'epochWritten'
      | 'barrier'
      | 'learnerRefused'
      | 'syncDecided'
      | 'truncated'
      | 'newLeaderAcked'
      | 'learnerReady'
      | 'upToDate'
      | 'loaded'
      | 'configSeen'
      | 'configActivated'
      | 'flag';
  }
>;

export function explainSync(fact: SyncFact, view: NodeView): Told | null {
  const node = view.sid;
  switch (fact.type) {
    case 'state':
      return leading(fact, view);
    case 'epochWritten': {
      const key = fact.file === 'acceptedEpoch' ? 'epochAccepted' : 'epochCurrent';
      return tell('detail', { key, params: { node, epoch: fact.epoch } }, [node]);
    }
    case 'barrier':
      return barrier(fact, view);
    case 'learnerRefused':
      return refused(fact, node);
    case 'syncDecided':
      return tell('decisive', decided(fact, node), [node, fact.sid], fact.zxid);
    case 'truncated': {
      const { to, removed } = fact;
      return tell('decisive', { key: 'truncated', params: { node, to, removed } }, [node], to);
    }
    case 'newLeaderAcked':
    case 'upToDate': {
      const weight = fact.type === 'upToDate' ? 'decisive' : 'detail';
      return tell(weight, { key: fact.type, params: { node, epoch: fact.epoch } }, [node]);
    }
    case 'learnerReady': {
      const params = { node, learner: fact.sid };
      return tell('detail', { key: 'learnerReady', params }, [node, fact.sid]);
    }
    case 'loaded': {
      const key = fact.from === 'disk' ? 'loadedDisk' : 'loadedSnap';
      return tell('detail', { key, params: { node, zxid: fact.zxid } }, [node], fact.zxid);
    }
    case 'configSeen':
    case 'configActivated': {
      const weight = fact.type === 'configActivated' ? 'decisive' : 'detail';
      return tell(weight, { key: fact.type, params: { node, voters: voters(fact.config) } }, [
        node,
      ]);
    }
    case 'flag':
      return tell('decisive', { key: 'flag', params: { node, what: fact.what } }, [node]);
  }
}

function voters(config: QuorumConfig): number[] {
  return config.members.filter((m) => m.type === 'participant').map((m) => m.sid);
}

function leading(fact: Extract<SyncFact, { type: 'state' }>, view: NodeView): Told | null {
  const now = fact.state === 'LEADING' && fact.zabState === 'BROADCAST';
  if (!now || (view.state === 'LEADING' && view.zabState === 'BROADCAST')) return null;
  const params = { node: view.sid, epoch: fact.epoch };
  return tell('decisive', { key: 'leading', params }, [view.sid]);
}

const packets: Readonly<Record<Barrier, string>> = {
  epoch: 'FOLLOWERINFO',
  epochAck: 'ACKEPOCH',
  newLeaderAck: 'ACK (NEWLEADER)',
};

const formedKeys = {
  epoch: 'epochChosen',
  epochAck: 'epochAcked',
  newLeaderAck: 'historyHeld',
} as const satisfies Record<Barrier, string>;

function barrier(fact: Extract<SyncFact, { type: 'barrier' }>, view: NodeView): Told | null {
  const node = view.sid;
  const have = fact.sids.length;
  if (fact.formed) {
    const known = view.barriers.find((other) => other.barrier === fact.barrier);
    if (known?.formed === true) return null;
    const params = { node, epoch: fact.epoch, have };
    return tell('decisive', { key: formedKeys[fact.barrier], params }, [node]);
  }
  if (fact.sid === node) return null;
  const { sid: learner, need } = fact;
  const params = { node, learner, packet: packets[fact.barrier], have, need };
  return tell('detail', { key: 'barrierJoined', params }, [node, learner]);
}

function refused(fact: Extract<SyncFact, { type: 'learnerRefused' }>, node: number): Told {
  const { sid: learner } = fact;
  const nodes = [node, learner];
  switch (fact.why) {
    case 'ahead': {
      const params = { node, learner, zxid: fact.zxid ?? 0 };
      return tell('decisive', { key: 'refusedAhead', params }, nodes, params.zxid);
    }
    case 'config':
      return tell('decisive', { key: 'refusedConfig', params: { node, learner } }, nodes);
    case 'packet':
      return tell('decisive', { key: 'refusedPacket', params: { node, learner } }, nodes);
    case 'zxid':
      return tell('decisive', { key: 'refusedZxid', params: { node, learner } }, nodes);
  }
}

function decided(fact: Extract<SyncFact, { type: 'syncDecided' }>, node: number): Said {
  const params = {
    node,
    learner: fact.sid,
    peer: fact.peerZxid,
    count: fact.sent.length,
    min: fact.minCommitted,
    max: fact.maxCommitted,
    cut: fact.zxid,
  };
  return { key: decisionKey(fact), params };
}

function decisionKey(fact: Extract<SyncFact, { type: 'syncDecided' }>) {
  const { mode, row } = fact;
  if (mode === 'SNAP') {
    if (row === 0) return 'syncSnapForced';
    if (row === 6) return 'syncSnapOtherEpoch';
    return fact.peerZxid > fact.maxCommitted ? 'syncSnapUnknown' : 'syncSnapBehind';
  }
  if (mode === 'TRUNC') return fact.sent.length === 0 ? 'syncTrunc' : 'syncTruncAndMore';
  if (row === 1 || fact.sent.length === 0) return 'syncNothing';
  return row === 4 ? 'syncDiffFromLog' : 'syncDiff';
}
