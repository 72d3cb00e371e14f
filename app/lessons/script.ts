// Does what a script says, at its moments of the run: what a step does by itself, and what "Show me" does for a learner.
// Called once a frame by session.svelte.ts. Times are virtual; nothing waits on a wall clock.
import { SECOND, type Micros } from '../../worker/base/units.ts';
import type { ActionDraft } from '../../worker/world/recording.ts';
import type { Volley } from './acts.ts';

/** What a script needs of the playground. */
export interface Stagehand {
  readonly time: Micros;
  readonly live: boolean;
  readonly playing: boolean;
  act(draft: ActionDraft): Promise<void>;
  pause(comeUp: boolean): Promise<void>;
  play(): Promise<void>;
}

interface Planned {
  readonly at: Micros;
  readonly drafts: readonly ActionDraft[];
}

export class Script {
  readonly #hand: Stagehand;
  #plan: readonly Planned[] = [];
  #busy = false;
  #plays = false;

  constructor(hand: Stagehand) {
    this.#hand = hand;
  }

  get over(): boolean {
    return this.#plan.length === 0 && !this.#busy;
  }

  /** From the moment shown on; with `plays`, time goes on after each of them. What was planned before is dropped. */
  begin(volleys: readonly Volley[], plays: boolean): void {
    const { time } = this.#hand;
    this.#plays = plays;
    this.#plan = volleys.map(({ after, drafts }) => ({ at: time + after * SECOND, drafts }));
    this.look();
  }

  drop(): void {
    this.#plan = [];
  }

  /** Does what is due; things of one moment are done while time stands still, so that none gets ahead. */
  look(): void {
    const [next, ...later] = this.#plan;
    if (next === undefined || this.#busy || !this.#hand.live || this.#hand.time < next.at) return;
    this.#plan = later;
    void this.#perform(next.drafts);
  }

  async #perform(drafts: readonly ActionDraft[]): Promise<void> {
    this.#busy = true;
    const { playing } = this.#hand;
    try {
      if (playing) await this.#hand.pause(false);
      for (const draft of drafts) await this.#hand.act(draft);
      if (playing || this.#plays) await this.#hand.play();
    } finally {
      this.#busy = false;
    }
  }
}
