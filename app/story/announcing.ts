// Which sentence of the story is read aloud, and when: at most one every two seconds, always the newest that is wanted, so
// that a fast run is sampled and never queues up. Pure; Announcer.svelte keeps the clock.
import type { StoryEntry } from '../../worker/trace/story-entry.ts';
import type { Announcements } from '../state/preferences.svelte.ts';

const EVERY_MS = 2000;

export type Decision =
  | { readonly do: 'nothing' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'say'; readonly entry: StoryEntry };

export class Announcing {
  private saidIndex = -1;
  private saidMs = -EVERY_MS;

  /** What is to be done at `nowMs` about this story; `say` counts as done. */
  next(story: readonly StoryEntry[], wanted: Announcements, nowMs: number): Decision {
    if (wanted === 'none') return { do: 'nothing' };
    const entry = story.findLast((one) => wanted === 'all' || one.weight === 'decisive');
    if (entry === undefined || entry.index === this.saidIndex) return { do: 'nothing' };
    const ms = this.saidMs + EVERY_MS - nowMs;
    if (ms > 0) return { do: 'wait', ms };
    this.saidIndex = entry.index;
    this.saidMs = nowMs;
    return { do: 'say', entry };
  }
}
