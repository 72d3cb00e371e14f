// Watches one run with every check there is, and says what failed. Called by trial.ts, for each seed and each recording.
// Source: correctness.md 3.
import type { Micros } from '../base/units.ts';
import { Checker } from '../check/checker.ts';
import type { Verdicts } from '../check/invariants.ts';
import { Liveness, type LivenessId } from '../check/liveness.ts';
import { Reachability } from '../check/reachability.ts';
import type { WorldEvent } from '../world/facts.ts';
import { settingsOf, sidsOf } from '../world/profiles.ts';
import type { Recording } from '../world/recording.ts';
import { healingOf } from './healing.ts';

/**
 * An invariant's id, or: `live …`, it did not recover after healing; `crash`, an assertion of ours broke; `exit`, a server
 * gave up in a way that no legal fault explains; `S24`, a second run was another.
 */
export type FailureId = keyof Verdicts | `live ${LivenessId}` | 'S24' | 'crash' | 'exit';

export interface Failure {
  readonly id: FailureId;
  readonly at: Micros;
  readonly sentence: string;
}

/** A disk that fails ends a server with this code; every other end is a failure of the protocol's. */
const DISK_EXIT = 10;

export class Judge {
  readonly checker: Checker;
  readonly reachability: Reachability;
  private readonly recording: Recording;
  private liveness: Liveness | null;
  private readonly own: Failure[] = [];

  /** With `healing` false, nothing is owed after the faults; else it is read from the recording's actions. */
  constructor(recording: Recording, healing = healingOf(recording)) {
    const { ensemble, clients } = recording;
    const sids = sidsOf(ensemble);
    const settings = settingsOf(ensemble, 1);
    this.recording = recording;
    this.checker = new Checker({
      voters: sids.slice(0, ensemble.servers),
      observers: sids.slice(ensemble.servers),
      clients: clients.map(({ name }) => name),
      firstCounter: settings.firstCounter,
    });
    this.reachability = new Reachability(this.checker.model);
    this.liveness =
      healing === null
        ? null
        : new Liveness(this.checker.model, settings, healing.at, healing.core);
  }

  /** All is healed no earlier than this: actions were added that the recording did not have at first. */
  postpone(healAt: Micros): void {
    this.liveness?.postpone(healAt);
  }

  push(event: WorldEvent): void {
    this.checker.push(event);
    this.reachability.push(event);
    this.liveness?.push(event);
    const { at, who, fact } = event;
    if (fact.type === 'crashed') this.note('crash', at, `${who} broke: ${fact.why}.`);
    else if (fact.type === 'exited' && fact.code !== DISK_EXIT)
      this.note('exit', at, `Node ${who} exited with ${fact.code}: ${fact.why}.`);
  }

  /** The run is over. */
  finish(): void {
    const { liveness } = this;
    this.liveness = null;
    for (const { id, at, sentence } of liveness?.finish(this.recording.until) ?? [])
      this.note(`live ${id}`, at, sentence);
  }

  /** What has failed so far, earliest first; of each id only the first time. */
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
