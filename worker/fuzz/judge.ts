// Watches one run with every check there is, and says what failed. Called by trial.ts, for each seed and each recording.
// Source: correctness.md 3.
import type { Micros } from '../base/units.ts';
import { Checker } from '../check/checker.ts';
import type { InvariantId } from '../check/invariants.ts';
import type { WorldEvent } from '../world/facts.ts';
import { settingsOf, sidsOf } from '../world/profiles.ts';
import type { Ensemble } from '../world/recording.ts';

/**
 * An invariant's id, or: `crash`, an assertion of ours broke; `exit`, a server gave up in a way that no legal fault
 * explains; `live`, it did not recover after healing; `S24`, a second run was another.
 */
export type FailureId = InvariantId | 'crash' | 'exit' | 'live';

export interface Failure {
  readonly id: FailureId;
  readonly at: Micros;
  readonly sentence: string;
}

/** A disk that fails ends a server with this code; every other end is a failure of the protocol's. */
const DISK_EXIT = 10;

export class Judge {
  readonly checker: Checker;
  private readonly own: Failure[] = [];

  constructor(ensemble: Ensemble) {
    const sids = sidsOf(ensemble);
    this.checker = new Checker({
      voters: sids.slice(0, ensemble.servers),
      observers: sids.slice(ensemble.servers),
      firstCounter: settingsOf(ensemble, 1).firstCounter,
    });
  }

  push(event: WorldEvent): void {
    this.checker.push(event);
    const { at, who, fact } = event;
    if (fact.type === 'crashed') this.note('crash', at, `${who} broke: ${fact.why}.`);
    else if (fact.type === 'exited' && fact.code !== DISK_EXIT)
      this.note('exit', at, `Node ${who} exited with ${fact.code}: ${fact.why}.`);
  }

  /** What failed, earliest first; of each id only the first time. */
  failures(): readonly Failure[] {
    const broken = this.checker.docket
      .red()
      .map(({ id, first }): Failure => ({ id, at: first.at, sentence: first.sentence }));
    return [...broken, ...this.own].sort((a, b) => a.at - b.at);
  }

  private note(id: FailureId, at: Micros, sentence: string): void {
    if (!this.own.some((failure) => failure.id === id)) this.own.push({ id, at, sentence });
  }
}
