// A key frame of a run as it leaves its session: the captured state as text in bytes, what the session itself had learned
// from the facts before it, and what tells which recordings have that past (determinism.md 21). Made by frame-taker.ts,
// kept by frame-shelf.ts, gone on from by session.ts.
import type { Packed } from '../base/pack.ts';
import type { Micros } from '../base/units.ts';
import { stampedAction } from '../world/canonical.ts';
import { hexOf, Lanes, seedLanes } from '../world/lanes.ts';
import type { Recording } from '../world/recording.ts';
import type { RunState } from '../world/run-state.ts';

/** What a session goes on from. */
export interface FrameContent {
  readonly state: RunState;
  /** What pilots, auto speed and the Step button know of the facts so far. */
  readonly situation: Packed;
  readonly pacing: Packed;
  readonly stop: Packed;
}

export interface KeyFrame {
  /** Every input before this time is processed. */
  readonly at: Micros;
  /** How many facts there are before it. */
  readonly index: number;
  /** How many of the recording's actions are applied, and when the last of them was. */
  readonly applied: number;
  readonly appliedAt: Micros;
  /** How many clients the recording named. */
  readonly clients: number;
  /** `Past.hex` of all that. */
  readonly past: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export function packFrame(content: FrameContent): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(content));
}

/** The inverse; the bytes are our own. */
export function unpackFrame(bytes: Uint8Array): FrameContent {
  return JSON.parse(new TextDecoder().decode(bytes)) as FrameContent;
}

/** A hash over the first actions and clients of a recording: equal for recordings that begin alike. Only goes forward. */
export class Past {
  private readonly lanes = new Lanes(seedLanes);
  private taken = 0;

  constructor({ seed, ensemble }: Pick<Recording, 'seed' | 'ensemble'>) {
    this.take([seed, ensemble]);
  }

  /** Over the first `applied` actions, not fewer than the last time, and the first `clients` names. */
  hex({ actions, clients }: Recording, applied: number, named: number): string {
    for (const action of actions.slice(this.taken, applied))
      this.take(stampedAction(action, action.at));
    this.taken = applied;
    const before = this.lanes.get();
    this.take(clients.slice(0, named));
    const hex = hexOf(this.lanes.get());
    this.lanes.set(before);
    return hex;
  }

  private take(value: unknown): void {
    this.lanes.text(JSON.stringify(value));
    this.lanes.stir();
  }
}
