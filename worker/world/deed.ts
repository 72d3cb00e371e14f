// An action as the hosts of participants understand it: names resolved, groups spelled out (determinism.md 14, 18, 24).
// Made by cast.ts, applied to view.ts and by participant.ts. Plain data: it travels to the workers.
import type { Micros, Participant } from '../base/units.ts';

/** What a person asks of a client's process, or of the sender of four-letter words. */
export type ClientCommand =
  | { readonly do: 'type'; readonly line: string }
  | { readonly do: 'close' }
  | { readonly do: 'word'; readonly node: Participant; readonly word: string };

export type DiskFault = number | 'fail';

export type DeedChange =
  | { readonly do: 'start'; readonly who: Participant; readonly incarnation: number }
  /** The process is gone: a kill, or (dated back) the crash of its host. */
  | { readonly do: 'kill'; readonly who: Participant; readonly incarnation: number }
  | {
      readonly do: 'cut' | 'join';
      /** Directed: from, to. */
      readonly pairs: readonly (readonly [Participant, Participant])[];
    }
  | {
      readonly do: 'slow';
      readonly from: Participant;
      readonly to: Participant;
      readonly factor: number;
    }
  | { readonly do: 'reset'; readonly a: Participant; readonly b: Participant }
  | { readonly do: 'pause' | 'resume'; readonly who: Participant }
  | { readonly do: 'disk'; readonly who: Participant; readonly fault: DiskFault }
  | {
      readonly do: 'clock';
      readonly who: Participant;
      /** Per mille. */
      readonly rate: number;
      readonly skewMs: number;
    }
  | { readonly do: 'input'; readonly who: Participant; readonly command: ClientCommand };

/** `index` is the place of its action in the recording: the sequence of the input it causes. */
export type Deed = DeedChange & { readonly at: Micros; readonly index: number };
