// A runner with someone at its wheel, now and then: before time passes the moment at which the pilot acts, or whenever
// something may have been announced that he waits for, his acts are stamped and recorded as a person's are. Used by session.ts.
import type { Packed } from '../base/pack.ts';
import type { Micros, ServerId } from '../base/units.ts';
import { Autopilot } from '../world/autopilot.ts';
import { isOver, type Pilot, type PilotName } from '../world/pilot.ts';
import { PresetPilot } from '../world/preset-pilots.ts';
import type { Action, ActionDraft, Recording } from '../world/recording.ts';
import type { RunState } from '../world/run-state.ts';
import { Situation } from '../world/situation.ts';
import type { Hearer, Runner } from './runner.ts';
import type { PilotShown, Trouble } from './surface.ts';

export class PilotedRunner implements Runner {
  private readonly inner: Runner;
  private readonly situation: Situation;
  private readonly seed: number;
  private pilot: Pilot | null = null;

  constructor(recording: Recording, hearer: Hearer, make: (hearer: Hearer) => Runner) {
    this.seed = recording.seed;
    this.situation = new Situation(recording);
    this.inner = make({
      tell: (events) => {
        for (const event of events) this.situation.hear(event);
        hearer.tell(events);
      },
      stir: () => {
        hearer.stir();
      },
    });
  }

  /** What pilots go by, for a key frame. */
  captureSituation(): Packed {
    return this.situation.capture();
  }

  restoreSituation(state: Packed): void {
    this.situation.restore(state);
  }

  capture(take: (state: RunState) => void): Promise<void> {
    return this.inner.capture(take);
  }

  /** Someone begins to act by himself, or (null) nobody does any more. */
  fly(name: PilotName | null): void {
    if (name === null) this.pilot = null;
    else if (name === 'autopilot')
      this.pilot = new Autopilot(this.situation, this.seed, this.inner.until);
    else this.pilot = new PresetPilot(name, this.situation);
  }

  /** Who acts, and what he is about; one who is over is still shown, until the next. */
  get flown(): PilotShown | null {
    return this.pilot === null ? null : { name: this.pilot.name, doing: this.pilot.doing };
  }

  get until(): Micros {
    return this.inner.until;
  }

  get due(): Micros {
    return Math.min(this.inner.due, this.flying?.at ?? Infinity);
  }

  hash(): string {
    return this.inner.hash();
  }

  troubles(): readonly Trouble[] {
    return this.inner.troubles();
  }

  async advance(to: Micros, wallMs: number): Promise<void> {
    const began = performance.now();
    for (;;) {
      const { flying } = this;
      const left = wallMs - (performance.now() - began);
      if (flying === null) return await this.inner.advance(to, left);
      // One who waits looks after every moment; nothing else is missed by that.
      const stop = flying.at === Infinity ? this.inner.due + 1 : flying.at;
      await this.inner.advance(Math.min(to, stop), left);
      const late = performance.now() - began >= wallMs;
      if (this.inner.until >= stop) await this.steer();
      if (this.inner.until >= to || late || this.inner.due === Infinity) return;
    }
  }

  async advanceOne(): Promise<void> {
    const { flying } = this;
    if (flying !== null && flying.at <= this.inner.due) {
      await this.inner.advance(flying.at, Infinity);
      await this.steer();
      return;
    }
    await this.inner.advanceOne();
    if (flying?.at === Infinity) await this.steer();
  }

  act(draft: ActionDraft, shown: Micros): Promise<Action> {
    return this.inner.act(draft, shown);
  }

  private async steer(): Promise<void> {
    const now = this.inner.until;
    const drafts = this.flying?.act(now) ?? [];
    // All of them at once, so that they bear one stamp whatever is under way.
    await Promise.all(drafts.map((own) => this.inner.act(own, now)));
  }

  recording(): Recording {
    return this.inner.recording();
  }

  inspect(node: ServerId): Promise<unknown> {
    return this.inner.inspect(node);
  }

  restartHost(node: ServerId): Promise<void> {
    return this.inner.restartHost(node);
  }

  strays(): Promise<number> {
    return this.inner.strays();
  }

  dispose(): void {
    this.inner.dispose();
  }

  private get flying(): Pilot | null {
    return this.pilot === null || isOver(this.pilot) ? null : this.pilot;
  }
}
