// What a lesson is: a run and its steps, plain data all of it. A step waits for facts of the trace, never for a time; its
// claims are what its texts (words/) say one sees, and they are checked on every run. Source: lessons.md 5 and 7.
import type { ServerId } from '../base/units.ts';
import type { FactType, Fact } from '../trace/event.ts';
import type { InvariantId } from '../trace/invariant-ids.ts';
import type { NodeView } from '../trace/world-state.ts';
import type { ActionDraft, ClientSpec, Ensemble } from '../world/recording.ts';
import type { Fields } from './fields.ts';

/** A fact that a node (by its number) or a client (by its name) announces; of its fields those named. */
export type Match = {
  readonly [T in FactType]: {
    readonly fact: T;
    readonly by?: ServerId | string;
    readonly has?: Fields<Omit<Extract<Fact, { readonly type: T }>, 'type'>>;
  };
}[FactType];

/** What a step waits for. */
export type Wait =
  /** These facts, one after the other; a variable bound by one holds for the next. */
  | { readonly order: readonly Match[] }
  /** These facts in any order. */
  | { readonly all: readonly Match[] }
  /** Facts like this, `times` of them. */
  | { readonly count: Match; readonly times: number }
  /** The node is like this, now or later. */
  | { readonly node: ServerId; readonly has: Fields<NodeView> }
  /** All of these. */
  | { readonly each: readonly Wait[] };

/** What holds when its step is done, of the facts since the step began. */
export type Claim =
  | Wait
  /** All of these. */
  | { readonly each: readonly Claim[] }
  /** Facts like this, exactly so many. */
  | { readonly count: Match; readonly exactly: number }
  /** No such fact; with `after`, none behind the first of those, which must have come. */
  | { readonly never: Match; readonly after?: Match }
  /** The node's log has a cell like this. */
  | {
      readonly log: ServerId;
      readonly zxid: string;
      readonly stage: 'none' | 'synced' | 'truncated' | 'lost';
    }
  /** Their trees are equal, or at least two differ. */
  | { readonly trees: 'same' | 'different'; readonly nodes: readonly ServerId[] }
  /** This invariant is broken since the start of the run. */
  | { readonly broken: InvariantId }
  /** The prompt of this client is not back: its command waits. */
  | { readonly busy: string };

export type Pane = 'stage' | 'log' | 'tree' | 'terminal' | 'timeline' | 'story';

export interface Prediction {
  /** Names of the choices, in the order shown. */
  readonly choices: readonly string[];
  readonly right: string;
}

/** What a learner does; the script does it `in` so many seconds from the beginning of the step. */
export type Act = ActionDraft & { readonly in?: number };

export interface Step {
  readonly id: string;
  /** Second of the run at which the script begins this step; a link to the step opens there. */
  readonly at: number;
  /** What the learner is asked to do; the script does exactly this. */
  readonly act?: readonly Act[];
  /** What the lesson does by itself when the step begins: what no button does, or what must not wait for a hand. */
  readonly does?: readonly Act[];
  readonly wait: Wait;
  readonly predict?: Prediction;
  /** Where to look. */
  readonly show?: { readonly pane: Pane; readonly node?: ServerId };
  /** By name; each has its sentence in every language. */
  readonly claims: Readonly<Record<string, Claim>>;
}

export interface Opening {
  readonly seed: number;
  readonly ensemble: Ensemble;
  readonly clients: readonly ClientSpec[];
  /** Seconds from the start of the run. */
  readonly actions: readonly (ActionDraft & { readonly at: number })[];
}

/** Something that the lesson stands or falls with: without it some step or claim must fail. */
export type Deciding =
  | { readonly step: string }
  | { readonly opening: Fields<ActionDraft> }
  | { readonly switch: string };

export interface Lesson {
  readonly id: string;
  readonly opening: Opening;
  readonly steps: readonly Step[];
  /** Second at which the script is over. */
  readonly ends: number;
  readonly deciding: readonly Deciding[];
}
