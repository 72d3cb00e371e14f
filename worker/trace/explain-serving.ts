// The story of sessions and watches as servers tell it. Called by explanation.ts. Source: zab.md 7.6.
import type { ServerFact } from '../server/facts.ts';
import { tell, type Said, type Told } from './story-entry.ts';
import { beginning, sessionText } from './txn-text.ts';
import type { NodeView } from './world-state.ts';

type ServingFact = Extract<
  ServerFact,
  {
    type:
      | 'serving'
      | 'sessionOpened'
      | 'sessionRefused'
      | 'sessionExpiring'
      | 'sessionOwner'
      | 'watchSet'
      | 'watchFired';
  }
>;

export function explainServing(fact: ServingFact, view: NodeView): Told {
  const node = view.sid;
  const nodes = [node];
  if (fact.type === 'serving')
    return tell('detail', { key: fact.on ? 'servingOn' : 'servingOff', params: { node } }, nodes);
  const session = sessionText(fact.sessionId);
  switch (fact.type) {
    case 'sessionOpened': {
      const said: Said = fact.renewed
        ? { key: 'sessionRenewed', params: { node, session } }
        : { key: 'sessionOpened', params: { node, session, seconds: fact.timeoutMs / 1000 } };
      return tell('detail', said, nodes);
    }
    case 'sessionRefused': {
      const said: Said =
        fact.why === 'ahead'
          ? { key: 'sessionAhead', params: { node, session, zxid: fact.lastZxidSeen } }
          : {
              key: fact.why === 'expired' ? 'sessionExpired' : 'sessionMoved',
              params: { node, session },
            };
      return tell('decisive', said, nodes);
    }
    case 'sessionExpiring': {
      const params = { node, session, seconds: fact.timeoutMs / 1000 };
      return tell('decisive', { key: 'sessionExpiring', params }, nodes);
    }
    case 'sessionOwner': {
      const params = { node, session, owner: fact.owner };
      return tell('detail', { key: 'sessionOwner', params }, nodes);
    }
    case 'watchSet': {
      const params = { node, session, path: beginning(fact.path) };
      return tell('detail', { key: 'watchSet', params }, nodes);
    }
    case 'watchFired': {
      const { path, type: event } = fact.event;
      const params = { node, session, path: beginning(path), event };
      return tell('decisive', { key: 'watchFired', params }, nodes, fact.zxid);
    }
  }
}
