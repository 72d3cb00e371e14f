// The key frames of the run under way, thinned so that their number and size stay bounded: dense where the run is now,
// ever wider apart the further back. The page's engine keeps them while runs come and go (engine.ts).
import { present } from '../base/assert.ts';
import type { Micros } from '../base/units.ts';
import type { Recording } from '../world/recording.ts';
import { Past, type KeyFrame } from './key-frame.ts';
import type { Branchable } from './surface.ts';

const FRAMES_MAX = 32;
const BYTES_MAX = 64_000_000;

export class FrameShelf {
  /** Ascending. */
  private frames: KeyFrame[] = [];

  /** A frame of the run under way, later than all before. */
  add(frame: KeyFrame): void {
    this.frames.push(frame);
    while (this.isFull()) this.frames.splice(this.leastMissed(), 1);
  }

  /**
   * Another run is opened at `at`: the last frame of its own past at which the page can branch off, or null. It and those
   * before it stay; what comes behind it will be taken again.
   */
  open(recording: Recording, at: Micros, { from, to }: Branchable): KeyFrame | null {
    const past = new Past(recording);
    const own = this.frames.filter((frame) => frame.at <= at && hasPast(recording, frame, past));
    const place = own.findLastIndex(({ index }) => index >= from && index <= to);
    this.frames = own.slice(0, place + 1);
    return own[place] ?? null;
  }

  private isFull(): boolean {
    const bytes = this.frames.reduce((sum, frame) => sum + frame.bytes.byteLength, 0);
    return this.frames.length > FRAMES_MAX || bytes > BYTES_MAX;
  }

  /** Whose neighbours are closest for how long ago it was; the first and the newest stay as long as they can. */
  private leastMissed(): number {
    const { frames } = this;
    const newest = present(frames.at(-1), 'A frame').index;
    let least = { place: 0, gap: Infinity };
    for (let place = 1; place < frames.length - 1; place += 1) {
      const [before, mine, after] = frames.slice(place - 1, place + 2).map(({ index }) => index);
      const gap = ((after ?? 0) - (before ?? 0)) / (newest - (mine ?? 0));
      if (gap < least.gap) least = { place, gap };
    }
    return least.place;
  }
}

/** Whether the recording plays up to the frame as the frame's own did, and does there nothing that the frame has passed. */
function hasPast(recording: Recording, frame: KeyFrame, past: Past): boolean {
  const { actions } = recording;
  if (frame.applied > actions.length) return false;
  const next = actions[frame.applied]?.at ?? Infinity;
  if (next < frame.at || next <= frame.appliedAt) return false;
  return past.hex(recording, frame.applied, frame.clients) === frame.past;
}
