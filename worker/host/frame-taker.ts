// When a session takes a key frame of its run: after so many facts, and never for more than a twentieth of its time.
// Called by session.ts between two pieces of work.
import type { Packed } from '../base/pack.ts';
import type { Recording } from '../world/recording.ts';
import { packFrame, Past, type FrameContent, type KeyFrame } from './key-frame.ts';
import type { PilotedRunner } from './piloted-runner.ts';

const FACTS = 500;
const COSTS = 20;

/** What the session has made of the facts told so far. */
export interface Heard {
  /** How many there were. */
  readonly facts: number;
  readonly pacing: Packed;
  readonly stop: Packed;
}

export class FrameTaker {
  private readonly keep: (frame: KeyFrame) => void;
  private past: Past | null = null;
  private index: number;
  private notBefore = 0;

  /** `from`: how many facts there were before the session began. */
  constructor(from: number, keep: (frame: KeyFrame) => void) {
    this.index = from;
    this.keep = keep;
  }

  isDue(facts: number): boolean {
    return facts - this.index >= FACTS && performance.now() >= this.notBefore;
  }

  /** `hear` is asked when the run stands still. */
  async take(runner: PilotedRunner, hear: () => Heard): Promise<void> {
    const began = performance.now();
    await runner.capture((state) => {
      const { facts, pacing, stop } = hear();
      const content = { state, situation: runner.captureSituation(), pacing, stop };
      this.index = facts;
      this.keep(this.frameOf(content, runner.recording()));
    });
    const now = performance.now();
    this.notBefore = now + COSTS * (now - began);
  }

  private frameOf(content: FrameContent, recording: Recording): KeyFrame {
    const { at, cast } = content.state;
    const { applied, appliedAt } = cast;
    const clients = recording.clients.length;
    this.past ??= new Past(recording);
    const past = this.past.hex(recording, applied, clients);
    const bytes = packFrame(content);
    return { at, index: this.index, applied, appliedAt, clients, past, bytes };
  }
}
