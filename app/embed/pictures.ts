// How runs begin, played when the site was built: the facts up to the moment where a page opens, so that it is drawn before
// any worker is there. The build puts them here (pictures.config.ts); without it there are none, and a page waits for its
// workers. Asked by opening.ts.
import type { TraceEvent } from '../../worker/trace/event.ts';
import type { Recording } from '../../worker/world/recording.ts';

export interface Picture {
  readonly recording: Recording;
  readonly until: number;
  /** Every fact before `until`. */
  readonly events: readonly TraceEvent[];
}

/** By the number of servers. */
export const pictures: Readonly<Record<string, () => Promise<{ readonly default: Picture }>>> = {};
