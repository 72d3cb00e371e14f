// Two branches looked at together: both recordings are played beside the run under way, their facts folded in slices, and
// one cursor of virtual time shows a World of each. Made and stopped by CompareDialog.svelte.
import type { Micros } from '../../worker/base/units.ts';
import type { StoryEntry } from '../../worker/trace/story-entry.ts';
import type { World } from '../../worker/trace/world-state.ts';
import type { Playground } from '../state/playground.svelte.ts';
import { noWorld, Run } from '../state/run.ts';
import { sentenceOf } from '../state/showing.svelte.ts';
import { Parting, type Finding } from './difference.ts';

const FOLD_MS = 6;
/** Lines of the story before the moment shown, of each branch. */
const LINES = 60;

/** One of the two at the moment shown. */
export interface Side {
  readonly world: World;
  /** Decisive lines up to that moment, oldest first. */
  readonly story: readonly StoryEntry[];
  /** Where its recording ends. */
  readonly until: Micros;
  /** Its first line that the other does not have, or null where it has none. */
  readonly parting: StoryEntry | null;
}

const nothing: Side = { world: noWorld, story: [], until: 0, parting: null };

export class Comparison {
  time = $state<Micros>(0);
  /** The later end of the two. */
  end = $state<Micros>(1);
  /** How far both have been played, each to its end. */
  known = $state<Micros>(0);
  finding = $state.raw<Finding>(null);
  failed = $state<string | null>(null);
  sides = $state.raw<readonly [Side, Side]>([nothing, nothing]);
  readonly #playground: Playground;
  #runs: readonly Run[] = [];
  #untils: Micros[] = [0, 0];
  #parting = new Parting();
  readonly #stop = new AbortController();

  constructor(playground: Playground) {
    this.#playground = playground;
  }

  get ready(): boolean {
    return this.finding !== null;
  }

  /** Plays both branches; the cursor then stands where they part, or at the end. */
  async start(left: number, right: number): Promise<void> {
    const recordings = await Promise.all(
      [left, right].map((id) => this.#playground.branchRecording(id)),
    );
    const [one, other] = recordings;
    const { signal } = this.#stop;
    if (signal.aborted || one == null || other == null) return;
    const both = [one, other] as const;
    this.#runs = both.map((recording) => Run.of(recording));
    this.#untils = both.map((recording) => recording.until);
    this.end = Math.max(1, ...this.#untils);
    signal.addEventListener(
      'abort',
      this.#playground.frames.add(() => this.#fold()),
    );
    const replays = both.map((recording, i) =>
      this.#playground.replay(
        recording,
        ({ events, until, done }) => {
          this.#runs[i]?.hear({ events, until });
          this.#parting.push(i === 0 ? 0 : 1, events, until, done);
          this.#playground.frames.wake();
        },
        signal,
      ),
    );
    await Promise.all(replays).catch((error: unknown) => {
      this.failed = sentenceOf(error);
    });
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Shows both at this moment. */
  look(at: Micros): void {
    this.time = Math.max(0, Math.min(at, this.end));
    this.#show();
  }

  /** To the next decisive moment of either, or to the one before. */
  move(step: 1 | -1): void {
    const times = this.#runs.flatMap((run) => run.history.marks.map((mark) => mark.at));
    const at =
      step === 1
        ? Math.min(...times.filter((time) => time > this.time), this.end)
        : Math.max(...times.filter((time) => time < this.time), 0);
    this.look(at);
  }

  #fold(): void {
    if (this.ready) return;
    const started = performance.now();
    const enough = () => performance.now() - started > FOLD_MS;
    const folded = this.#runs.map((run) => run.fold(enough, () => undefined));
    this.known = Math.min(
      ...this.#runs.map((run, i) => (run.until >= (this.#untils[i] ?? 0) ? this.end : run.until)),
    );
    if (!folded.every(Boolean)) {
      this.#playground.frames.wake();
      return;
    }
    const { finding } = this.#parting;
    const arrived = this.#runs.every((run, i) => run.until >= (this.#untils[i] ?? 0));
    if (!arrived || finding === null) return;
    this.finding = finding;
    this.look('at' in finding ? finding.at : finding.same);
  }

  #show(): void {
    const [left, right] = this.#runs.map((run, i) => this.#sideOf(run, this.#untils[i] ?? 0));
    if (left !== undefined && right !== undefined) this.sides = [left, right];
  }

  #sideOf({ history }: Run, until: Micros): Side {
    const index = history.indexAt(this.time);
    const { finding } = this;
    const from = finding !== null && 'at' in finding ? finding.index : Infinity;
    const told = history.storyUpTo(history.length);
    return {
      world: history.worldAt(index),
      story: history
        .storyUpTo(index)
        .filter((entry) => entry.weight === 'decisive')
        .slice(-LINES),
      until,
      parting: told.find((entry) => entry.index >= from) ?? null,
    };
  }
}
