// Which facts matter to a person: what "Next event" stops at, and what the timeline marks. Called by history.ts, the
// story and the director's `nextEvent`. A fact is judged by itself; nothing is remembered.
import { CLIENT_BASE } from '../base/units.ts';
import type { Fact, TraceEvent } from './event.ts';

export type DecisiveClass =
  'election' | 'commit' | 'sync' | 'refusal' | 'expiry' | 'fault' | 'client';

/** The class of an event that matters, null for all others. */
export function decisive(event: TraceEvent): DecisiveClass | null {
  return event.who > CLIENT_BASE ? ofClient(event.fact) : ofServer(event.fact);
}

function ofServer(fact: Fact): DecisiveClass | null {
  switch (fact.type) {
    case 'elected':
    case 'stepDown':
    case 'rollover':
      return 'election';
    case 'electionStarted':
      return 'election';
    case 'state':
      return fact.zabState === 'BROADCAST' ? 'election' : null;
    case 'committed':
    case 'configActivated':
      return 'commit';
    case 'syncDecided':
    case 'truncated':
    case 'upToDate':
      return 'sync';
    case 'learnerRefused':
    case 'sessionRefused':
    case 'learnerTimedOut':
    case 'flag':
      return 'refusal';
    case 'sessionExpiring':
      return 'expiry';
    case 'action':
      return fact.action.do === 'command' || fact.action.do === 'connect' ? null : 'fault';
    case 'crashed':
    case 'exited':
      return 'fault';
    default:
      return null;
  }
}

function ofClient(fact: Fact): DecisiveClass | null {
  switch (fact.type) {
    case 'clientState':
      return fact.state === 'EXPIRED' ? 'expiry' : null;
    case 'unknown':
    case 'notified':
      return 'client';
    default:
      return null;
  }
}
