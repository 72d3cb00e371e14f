// The story as clients live it. Called by explanation.ts. A connection that is lost before the answer leaves the outcome
// unknown (correctness.md 3.3, H2): the sentence must say so.
import { CLIENT_BASE, type Participant } from '../base/units.ts';
import type { ClientFact } from '../client/facts.ts';
import { tell, type Told } from './story-entry.ts';
import { beginning, errorName, isWrite, operationText } from './txn-text.ts';
import type { ClientView } from './client-view.ts';
import type { World } from './world-state.ts';

type Fact = Extract<
  ClientFact,
  { type: 'typed' | 'clientState' | 'returned' | 'unknown' | 'notified' }
>;

export function explainClient(fact: Fact, who: Participant, before: World): Told | null {
  const view = before.clients[who - CLIENT_BASE - 1];
  if (view === undefined) return null;
  const client = view.name;
  switch (fact.type) {
    case 'typed':
      return tell('detail', { key: 'typed', params: { client, line: beginning(fact.line) } }, []);
    case 'clientState':
      return state(fact, view);
    case 'returned': {
      const what = textOf(view, fact.xid);
      if (fact.err === 0)
        return tell('detail', { key: 'returned', params: { client, what, zxid: fact.zxid } }, []);
      return tell(
        'detail',
        { key: 'failed', params: { client, what, err: errorName(fact.err) } },
        [],
      );
    }
    case 'unknown': {
      const op = view.pending.find((pending) => pending.xid === fact.xid)?.op;
      const params = { client, what: textOf(view, fact.xid) };
      return op !== undefined && !isWrite(op)
        ? tell('detail', { key: 'unknownRead', params }, [])
        : tell('decisive', { key: 'unknownOutcome', params }, []);
    }
    case 'notified': {
      if (fact.event === null) return null;
      const params = { client, event: fact.event.type, path: beginning(fact.event.path) };
      return tell('decisive', { key: 'notified', params }, [], fact.zxid);
    }
  }
}

function textOf(view: ClientView, xid: number): string {
  const op = view.pending.find((pending) => pending.xid === xid)?.op;
  return op === undefined ? `#${xid}` : operationText(op);
}

function state(fact: Extract<Fact, { type: 'clientState' }>, view: ClientView): Told | null {
  const client = view.name;
  switch (fact.state) {
    case 'CONNECTED':
      if (fact.server === null) return null;
      return tell('decisive', { key: 'connected', params: { client, node: fact.server } }, [
        fact.server,
      ]);
    case 'CONNECTING':
      // A new process under the name of one that has ended never had a connection to lose.
      return view.state === 'CONNECTED' && view.exited === null
        ? tell('decisive', { key: 'disconnected', params: { client } }, [])
        : null;
    case 'EXPIRED':
      return tell('decisive', { key: 'clientExpired', params: { client } }, []);
    case 'AUTH_FAILED':
      return tell('decisive', { key: 'authFailed', params: { client } }, []);
    case 'CLOSED':
      return null;
  }
}
