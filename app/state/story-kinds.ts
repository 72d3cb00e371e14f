// Which filter of the story a sentence belongs to. Total over the keys of worker/trace/story-params.ts.
import type { StoryKey } from '../../worker/trace/story-params.ts';

export type StoryKind = 'elections' | 'writes' | 'faults' | 'clients';

const faults: ReadonlySet<StoryKey> = new Set<StoryKey>([
  'started',
  'killed',
  'restarted',
  'partitioned',
  'healed',
  'healedAll',
  'cut',
  'joined',
  'slowed',
  'slowEnded',
  'reset',
  'paused',
  'resumed',
  'diskSlow',
  'diskFails',
  'diskOk',
  'clock',
  'hostLost',
  'exited',
  'crashed',
  'lost',
  'clientKilled',
]);
const writes: ReadonlySet<StoryKey> = new Set<StoryKey>([
  'proposed',
  'appended',
  'synced',
  'acked',
  'committed',
  'committedError',
  'commitLearned',
  'applied',
  'truncated',
  'syncAnswered',
]);
const clients: ReadonlySet<StoryKey> = new Set<StoryKey>([
  'clientStarted',
  'clientClosed',
  'typed',
  'word',
  'sessionOpened',
  'sessionRenewed',
  'sessionExpired',
  'sessionAhead',
  'sessionMoved',
  'sessionExpiring',
  'sessionOwner',
  'watchSet',
  'watchFired',
  'connected',
  'disconnected',
  'clientExpired',
  'authFailed',
  'returned',
  'failed',
  'unknownOutcome',
  'unknownRead',
  'notified',
]);

export function kindOf(key: StoryKey): StoryKind {
  if (faults.has(key)) return 'faults';
  if (writes.has(key)) return 'writes';
  return clients.has(key) ? 'clients' : 'elections';
}
