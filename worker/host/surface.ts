// What the page may ask of a run, and what it hears from it. The page holds an `Engine` (worker/host/engine.ts builds it:
// it creates and terminates the workers); behind it the director's worker hands out virtual time.
import type { Micros, ServerId } from '../base/units.ts';
import type { Completion } from '../client/zkcli/completion.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { OtherTree, TreeAnswer, TreeQuestion } from '../trace/tree-desk.ts';
import type { TreeVersion } from '../trace/tree.ts';
import type { PilotName } from '../world/pilot.ts';
import type { Action, ActionDraft, Recording } from '../world/recording.ts';

import type { CommandUsage } from './tree-mail.ts';

export type { ActionDraft, CommandUsage, Completion, PilotName };

/** Virtual seconds a second, `max` for as fast as it goes, `auto` for determinism.md 22. */
export type Pace = number | 'max' | 'auto';

export interface Trouble {
  /** 0 is the run itself: a fault of ours ended it, and only another `open` helps. */
  readonly node: ServerId;
  /** `silent`: no report for a second. `died`: the worker threw outside step or was ended. Never a Zab event. */
  readonly kind: 'silent' | 'died';
  readonly message: string;
}

/** Who acts by himself, and what he is about: `done` and `gaveUp` where he is over (world/pilot.ts). */
export interface PilotShown {
  readonly name: PilotName;
  readonly doing: string;
}

export interface Batch {
  /** Counts `open` calls: a batch of an earlier run is thrown away. */
  readonly run: number;
  /**
   * How many facts the run had before `events`. In its first batch more than 0 where it goes on from a moment that it shares
   * with the run before it: the facts up to there are the same.
   */
  readonly first: number;
  /** Facts in trace order, all of them before `until`, none given twice. */
  readonly events: readonly TraceEvent[];
  /** Every fact before this time has been given. */
  readonly until: Micros;
  /** The displayed clock when this batch was made; it moves on at `rate` while `playing`, never past `limit`. */
  readonly clock: Micros;
  readonly rate: number;
  readonly playing: boolean;
  /** Where the displayed clock must stop for now: work is still under way, or nothing more is known. */
  readonly limit: Micros;
  /** The trace hash at `until`. */
  readonly hash: string;
  /** Nodes whose worker does not answer; empty when all is well. */
  readonly troubles: readonly Trouble[];
  readonly pilot: PilotShown | null;
  /** `catchingUp` while a recording is replayed up to where it opens. */
  readonly phase: 'starting' | 'catchingUp' | 'ready';
}

/**
 * In what portions a director hands out time: windows of the smallest latency, of half of it, or input by input. It can
 * change nothing in a run (determinism.md 16).
 */
export type Windows = 'whole' | 'half' | 'inputs';

/** After how many facts of the run before another may go on, both bounds included. */
export interface Branchable {
  readonly from: number;
  readonly to: number;
}

export interface OpenOptions {
  /** Replays to this time at full speed before the first `ready` batch; 0 starts at the beginning. */
  readonly at: Micros;
  readonly play: boolean;
  readonly pace: Pace;
  /** `whole` where left out; tests play the others. */
  readonly windows?: Windows;
  /** Goes on from a key frame there, where one is at hand and the recordings begin alike; left out, it starts at the beginning. */
  readonly branch?: Branchable;
}

/** `why` is a sentence for people. */
export type ReadRecording =
  | { readonly ok: true; readonly recording: Recording }
  | { readonly ok: false; readonly why: string };

/** Some of the facts of a recording that is played beside the run under way. */
export interface Replayed extends Pick<Batch, 'events' | 'until'> {
  /** These were the last. */
  readonly done: boolean;
}

export interface Engine {
  /** A recording from the text of a file or a link: checked in a worker of its own, which is given half a second. Changes nothing. */
  read(text: string): Promise<ReadRecording>;
  /** Ends the run under way and starts this one. Rejects with a sentence for people if it cannot be played. */
  open(recording: Recording, options: OpenOptions): Promise<void>;
  play(): Promise<void>;
  /**
   * Time stands. `shown`: the time on the screen, whose clock may be up to a tenth of a second of the wall ahead of the run;
   * the run catches up with it first, so that what is shown is known. Resolves when that is done.
   */
  pause(shown?: Micros): Promise<void>;
  setPace(pace: Pace): Promise<void>;
  /** Single inputs until a fact worth seeing has appeared (determinism.md 13); pauses first. */
  step(): Promise<void>;
  /** Runs to the next event that matters (trace/decisive.ts), then pauses; where none comes, no further than a virtual minute. */
  nextEvent(): Promise<void>;
  /** Stamps, records and applies; resolves with the action as recorded. */
  act(draft: ActionDraft): Promise<Action>;
  /** Someone begins to act by himself from here on (autopilot, a preset); null ends that. */
  fly(name: PilotName | null): Promise<void>;
  /** The run so far: `until` is the end of what was handed out. */
  recording(): Promise<Recording>;
  /** What a server knows (Machine.inspect), read between two steps; null when it is down. */
  inspect(node: ServerId): Promise<unknown>;
  /** Ends the worker of a node that does not answer: action `hostCrash`, then restart from its disk. */
  restartHost(node: ServerId): Promise<void>;
  /** How many messages came on the channels between workers that were not ours; ignored, all of them (correctness.md W15). */
  strays(): Promise<number>;
  /** Reads a tree beside the page's thread, whatever its size: the rows of a window, the znode chosen, what differs. */
  readTree(
    version: TreeVersion,
    others: readonly OtherTree[],
    question: TreeQuestion,
  ): Promise<TreeAnswer>;
  /**
   * What the Tab key offers behind `line`, the text before the cursor: commands, flags, and paths of `tree` below `chroot`
   * ('' for none). Nothing of the run is asked or changed. Differs: zkCli asks its server, under the client's rights.
   */
  complete(line: string, tree: TreeVersion | null, chroot: string): Promise<Completion>;
  /** Every command of the terminal with its usage, ours among them. */
  usages(): Promise<readonly CommandUsage[]>;
  /**
   * Plays a recording to its end in one worker of its own, beside the run under way and without touching it. Resolves
   * when all of it was heard, or `stop` ended it early; rejects with a sentence where it cannot be played.
   */
  replay(recording: Recording, hear: (facts: Replayed) => void, stop: AbortSignal): Promise<void>;
  listen(hear: (batch: Batch) => void): () => void;
  /** Terminates every worker and closes every channel. */
  dispose(): void;
}
