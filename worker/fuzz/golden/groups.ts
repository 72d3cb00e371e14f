// Which facts a golden conversation shows: the words of its command `show`. A word is a group, a single fact's type, or a
// packet's name in capitals, which shows it being sent. Called by conversation.ts.
import { assert } from '../../base/assert.ts';
import type { WorldEvent } from '../../world/facts.ts';

const groups: Readonly<Record<string, string>> = {
  roles: 'state stepDown serving booted exited crashed',
  votes: 'electionStarted voteChanged voteCounted voteIgnored finalizing elected',
  epochs: 'barrier epochWritten learnerRefused FOLLOWERINFO OBSERVERINFO LEADERINFO ACKEPOCH',
  sync: 'syncDecided truncated loaded cleared learnerReady DIFF SNAP TRUNC NEWLEADER UPTODATE',
  broadcast: 'proposed acked committed commitLearned PROPOSAL ACK COMMIT INFORM rollover',
  log: 'queued appended synced snapshot',
  disk: 'wrote durable diskKept',
  links: 'dialed opened refused closing closed lost',
  client: 'printed clientState unknown clientExited',
  calls: 'invoked returned',
  sessions: 'sessionOpened sessionRefused sessionExpiring sessionOwner REVALIDATE',
  config: 'configSeen configActivated COMMITANDACTIVATE INFORMANDACTIVATE',
  liveness: 'PING learnerTimedOut backoff',
  rest: 'notified watched syncMode newLeaderAcked upToDate applied syncAnswered flag action typed received watchSet watchFired watchDropped REQUEST SYNC NOTIFICATION CONNECT CONNECTED EVENT',
};

const known = new Set(Object.values(groups).flatMap((words) => words.split(' ')));

/** The facts and packets that these words stand for; each has to be known. */
export function shownBy(words: readonly string[]): ReadonlySet<string> {
  const shown = words.flatMap((word) => groups[word]?.split(' ') ?? [word]);
  for (const word of shown) assert(known.has(word), `There is nothing called "${word}" to show`);
  return new Set(shown);
}

/** What decides whether an event is shown: a packet's name where it is sent, else the type of the fact. */
export function wordOf({ fact }: WorldEvent): string {
  if (fact.type === 'printed' && fact.watcher === true) return 'watched';
  return fact.type === 'sent' ? fact.packet.type : fact.type;
}
