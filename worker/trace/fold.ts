// Folds the facts of a run into a World, one at a time. Called by the page (through history.ts), by tests and by exports.
// `world` is cheap to take at any moment: it never changes afterwards, and `Fold.from` goes on from it as from the start.
import { unreachable } from '../base/assert.ts';
import { CLIENT_BASE, WORLD, type Participant } from '../base/units.ts';
import type { ClientFact } from '../client/facts.ts';
import { Draft } from './draft.ts';
import type { Fact, TraceEvent } from './event.ts';
import { endProcess, foldAction, foldLife } from './fold-actions.ts';
import { foldClient } from './fold-clients.ts';
import { foldDisk } from './fold-disk.ts';
import { foldLink } from './fold-links.ts';
import { foldLog } from './fold-log.ts';
import { foldRole } from './fold-roles.ts';
import { dropSession, foldServing } from './fold-serving.ts';
import type { RunShape } from './run-shape.ts';
import { worldAtStart } from './world-start.ts';
import type { World } from './world-state.ts';

export class Fold {
  private readonly draft: Draft;

  /** From the start of a run, or on from a World of it. */
  constructor(shape: RunShape, frame: World = worldAtStart(shape)) {
    this.draft = new Draft(frame);
  }

  /** Goes on from a World that another fold gave out (a key frame). */
  static from(frame: World): Fold {
    return new Fold(frame.shape, frame);
  }

  /** The World after all facts pushed so far. */
  get world(): World {
    return this.draft.publish();
  }

  /** The World to read at once: the next `push` changes it. Saves the copies that `world` costs. */
  get peek(): World {
    return this.draft.view;
  }

  /** Facts must come in trace order. */
  push(event: TraceEvent): void {
    const { draft } = this;
    const world = draft.world();
    if (world.leader === null && event.at > world.now) {
      const counters = draft.own(world.counters);
      counters.leaderlessMicros += event.at - world.now;
      world.counters = counters;
    }
    world.now = event.at;
    world.index += 1;
    apply(draft, event.at, event.who, event.fact);
  }
}

function apply(draft: Draft, at: number, who: Participant, fact: Fact): void {
  switch (fact.type) {
    case 'sent':
    case 'received':
    case 'dialed':
    case 'closing':
    case 'opened':
    case 'refused':
    case 'lost':
      foldLink(draft, at, who, fact);
      return;
    case 'closed':
      foldLink(draft, at, who, fact);
      if (fact.plane === 'client' && who !== WORLD && who < CLIENT_BASE)
        dropSession(draft, who, fact.link);
      return;
    case 'action':
      foldAction(draft, at, fact.action);
      return;
    case 'timer':
    case 'booted':
    case 'crashed':
      foldLife(draft, at, who, fact);
      return;
    case 'exited':
      endProcess(draft, at, who, { kind: 'exited', why: fact.why });
      return;
    case 'wrote':
    case 'durable':
    case 'diskKept':
      foldDisk(draft, who, fact);
      return;
    case 'typed':
    case 'printed':
    case 'prompt':
    case 'clientState':
    case 'invoked':
    case 'returned':
    case 'unknown':
    case 'notified':
    case 'clientExited':
      foldClient(draft, at, who, fact);
      return;
    default:
      applyServer(draft, at, who, fact);
  }
}

type HostFact = Extract<
  Fact,
  {
    type:
      | 'sent'
      | 'received'
      | 'dialed'
      | 'closing'
      | 'opened'
      | 'refused'
      | 'lost'
      | 'closed'
      | 'action';
  }
>;
type LifeFact = Extract<
  Fact,
  { type: 'timer' | 'booted' | 'crashed' | 'exited' | 'wrote' | 'durable' | 'diskKept' }
>;

/** What servers tell of themselves. */
function applyServer(
  draft: Draft,
  at: number,
  who: Participant,
  fact: Exclude<Fact, HostFact | LifeFact | ClientFact>,
): void {
  switch (fact.type) {
    case 'state':
    case 'stepDown':
    case 'electionStarted':
    case 'voteChanged':
    case 'voteCounted':
    case 'finalizing':
    case 'backoff':
    case 'elected':
    case 'epochWritten':
    case 'barrier':
    case 'configSeen':
    case 'configActivated':
      foldRole(draft, at, who, fact);
      return;
    case 'proposed':
    case 'queued':
    case 'appended':
    case 'synced':
    case 'acked':
    case 'committed':
    case 'commitLearned':
    case 'truncated':
    case 'applied':
    case 'loaded':
    case 'cleared':
    case 'snapshot':
      foldLog(draft, at, who, fact);
      return;
    case 'syncDecided':
    case 'syncMode':
    case 'learnerReady':
    case 'learnerTimedOut':
    case 'serving':
    case 'sessionOpened':
    case 'sessionExpiring':
    case 'sessionOwner':
    case 'watchSet':
    case 'watchDropped':
    case 'watchFired':
      foldServing(draft, at, who, fact);
      return;
    case 'voteIgnored':
    case 'learnerRefused':
    case 'newLeaderAcked':
    case 'upToDate':
    case 'rollover':
    case 'syncAnswered':
    case 'sessionRefused':
    case 'flag':
      // Told in the story or checked by the checker; nothing that is drawn changes.
      return;
    default:
      unreachable(fact);
  }
}
