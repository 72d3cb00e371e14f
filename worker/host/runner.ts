// What a session needs of whatever runs a recording: the simulator in one worker (simulated-runner.ts), or the director
// with a worker for each server (directed-runner.ts).
import type { Micros, ServerId } from '../base/units.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Action, Recording } from '../world/recording.ts';
import type { RunState } from '../world/run-state.ts';
import type { ActionDraft, Trouble, Windows } from './surface.ts';

export interface Runner {
  /** Every fact before this time has been told. */
  readonly until: Micros;
  /** When something happens next, an action of the recording included; Infinity for never. */
  readonly due: Micros;
  /** The trace hash at `until`. */
  hash(): string;
  troubles(): readonly Trouble[];
  /** Goes on to `to`, or stops earlier once about `wallMs` of wall time are spent. */
  advance(to: Micros, wallMs: number): Promise<void>;
  /** Processes the next input alone, at most one (determinism.md 13). */
  advanceOne(): Promise<void>;
  /**
   * Stamps an action at `shown` or, where that has been handed out already, behind it; records it and applies it where it
   * stands. May be called while an `advance` is under way. Rejects with a sentence if it cannot be done.
   */
  act(draft: ActionDraft, shown: Micros): Promise<Action>;
  /**
   * Gives `take` the state of the run where it stands, when nothing is under way and every fact before it has been told.
   * `take` must be done with it when it returns. Nothing is given where that is not possible now.
   */
  capture(take: (state: RunState) => void): Promise<void>;
  /** The run so far. */
  recording(): Recording;
  inspect(node: ServerId): Promise<unknown>;
  /** Ends the worker of a node that is waited for in vain, and starts the node again from its disk. */
  restartHost(node: ServerId): Promise<void>;
  /** Messages on the channels that were not ours. */
  strays(): Promise<number>;
  /** Ends everything it started. */
  dispose(): void;
}

/** What a runner tells its session. */
export interface Hearer {
  /** Facts in trace order, none twice. */
  tell(events: readonly TraceEvent[]): void;
  /** Something beside the facts has changed: troubles. */
  stir(): void;
}

/** `state`: goes on from this key frame of the recording; null starts at its beginning. */
export type MakeRunner = (
  recording: Recording,
  hearer: Hearer,
  windows: Windows,
  state: RunState | null,
) => Runner;
