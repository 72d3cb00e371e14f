// The runs that were left: acting in the past never destroys a future (stage.md, mistake 6). Each is one recording with
// a number; the page names it. Kept in memory, the oldest let go first. Used by playground.svelte.ts and the timeline.
import type { Micros } from '../../worker/base/units.ts';
import type { Recording } from '../../worker/world/recording.ts';
import type { ScenarioId } from './scenario-ids.ts';

export interface Branch {
  readonly id: number;
  readonly recording: Recording;
  /** Where it left the run before it; 0 for a run of its own. */
  readonly from: Micros;
  /** The scenario that it began as. */
  readonly scenario: ScenarioId | null;
}

const KEPT = 24;

export class Branches {
  /** Those not under way, oldest first. */
  others = $state.raw<readonly Branch[]>([]);
  current = $state.raw<Omit<Branch, 'recording'>>({ id: 1, from: 0, scenario: null });
  #last = 1;

  /** The run under way is put aside; what follows is a new branch from `at` of it. */
  keep(recording: Recording, at: Micros, scenario: ScenarioId | null): void {
    const aside: Branch = { ...this.current, recording };
    this.others = [...this.others, aside].slice(-KEPT);
    this.#last += 1;
    this.current = { id: this.#last, from: at, scenario };
  }

  /** The run under way, the first one, began as this scenario. */
  begin(scenario: ScenarioId | null): void {
    this.current = { ...this.current, scenario };
  }

  /** What a tab kept of itself. */
  restore(current: Branches['current'], others: readonly Branch[]): void {
    this.current = current;
    this.others = others;
    this.#last = Math.max(current.id, ...others.map((branch) => branch.id));
  }

  /** Changes places with the run under way. */
  take(id: number, underWay: Recording): Recording | null {
    const chosen = this.others.find((branch) => branch.id === id);
    if (chosen === undefined) return null;
    const aside: Branch = { ...this.current, recording: underWay };
    this.others = [...this.others.filter((branch) => branch !== chosen), aside].sort(
      (a, b) => a.id - b.id,
    );
    const { recording, ...current } = chosen;
    this.current = current;
    return recording;
  }
}
