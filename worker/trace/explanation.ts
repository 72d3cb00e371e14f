// Turns one fact, with the World before it, into a line of the story, or into nothing. Called by history.ts for every fact.
// Everything said comes from facts; what a fact does not say is looked up in the World before it, never guessed.
import { CLIENT_BASE } from '../base/units.ts';
import type { Fact, TraceEvent } from './event.ts';
import { explainBroadcast } from './explain-broadcast.ts';
import { explainClient } from './explain-client.ts';
import { explainElection } from './explain-election.ts';
import { explainFault } from './explain-fault.ts';
import { explainServing } from './explain-serving.ts';
import { explainSync } from './explain-sync.ts';
import type { StoryEntry, Told } from './story-entry.ts';
import type { NodeView, World } from './world-state.ts';

/** `before` is the World after all facts before this one, of which there are `index`. */
export function explain(event: TraceEvent, before: World, index: number): StoryEntry | null {
  const told = explainFact(event, before);
  return told === null ? null : { ...told, at: event.at, index };
}

function explainFact({ who, fact }: TraceEvent, before: World): Told | null {
  switch (fact.type) {
    case 'sent':
    case 'received':
    case 'timer':
      return null;
    case 'action':
      return explainFault.action(fact.action, before);
    case 'lost':
      return explainFault.lost(fact, who, before);
    case 'typed':
    case 'clientState':
    case 'returned':
    case 'unknown':
    case 'notified':
      return explainClient(fact, who, before);
    default: {
      const node = who >= CLIENT_BASE ? undefined : before.nodes.find(({ sid }) => sid === who);
      return node === undefined ? null : explainServer(fact, node, before);
    }
  }
}

function explainServer(fact: Fact, node: NodeView, before: World): Told | null {
  switch (fact.type) {
    case 'booted':
    case 'crashed':
    case 'exited':
      return explainFault.life(fact, node);
    case 'electionStarted':
    case 'voteChanged':
    case 'voteCounted':
    case 'voteIgnored':
    case 'finalizing':
    case 'backoff':
    case 'elected':
    case 'stepDown':
      return explainElection(fact, node, before.shape.timing);
    case 'state':
    case 'epochWritten':
    case 'barrier':
    case 'learnerRefused':
    case 'syncDecided':
    case 'truncated':
    case 'newLeaderAcked':
    case 'learnerReady':
    case 'upToDate':
    case 'loaded':
    case 'configSeen':
    case 'configActivated':
    case 'flag':
      return explainSync(fact, node);
    case 'proposed':
    case 'appended':
    case 'synced':
    case 'acked':
    case 'committed':
    case 'commitLearned':
    case 'applied':
    case 'rollover':
    case 'syncAnswered':
    case 'learnerTimedOut':
      return explainBroadcast(fact, node, before);
    case 'serving':
    case 'sessionOpened':
    case 'sessionRefused':
    case 'sessionExpiring':
    case 'sessionOwner':
    case 'watchSet':
    case 'watchFired':
      return explainServing(fact, node);
    default:
      return null;
  }
}
