// The captured state of a whole run at one moment: a key frame (determinism.md 21). The simulator and the director make
// and take the same, so that a run may go on in either. Plain data; restored together with its recording.
import type { Micros, ServerId } from '../base/units.ts';
import type { MirrorState } from './disk-mirror.ts';
import type { HostState } from './host-state.ts';
import type { RosterState } from './roster.ts';
import type { HashState } from './trace-hash.ts';

export interface CastState {
  /** How many of the recording's actions are applied. */
  readonly applied: number;
  /** When the last of them was; -1 before the first. */
  readonly appliedAt: Micros;
  readonly hash: HashState;
  readonly roster: RosterState;
  readonly disks: readonly (readonly [ServerId, MirrorState])[];
  /** Host crashes that are due but have not struck. */
  readonly crashes: readonly Crash[];
}

/** A crash of a node's host strikes after so many of its inputs at that time. */
export interface Crash {
  readonly at: Micros;
  readonly node: ServerId;
  readonly after: number;
  readonly index: number;
}

export interface RunState {
  /** Every input before this time is processed. */
  readonly at: Micros;
  readonly cast: CastState;
  /** Ascending by participant; an ended process keeps its host. */
  readonly hosts: readonly HostState[];
}
