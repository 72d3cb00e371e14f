// What is shown of a run, and when: batches of the engine come in, facts are folded in slices, the clock moves, and once
// a frame one World is published. The base of the playground, which adds everything a person can ask for.
import type { Micros } from '../../worker/base/units.ts';
import type { Batch, Engine, Pace, PilotShown, Trouble } from '../../worker/host/surface.ts';
import type { TraceEvent } from '../../worker/trace/event.ts';
import type { StoryEntry } from '../../worker/trace/story-entry.ts';
import type { World } from '../../worker/trace/world-state.ts';
import type { Recording } from '../../worker/world/recording.ts';
import { mayDraw } from './calm.ts';
import { shownTime, type Anchor } from './clock.ts';
import { Frames } from './frames.ts';
import { pastRate } from './pacing.ts';
import { noWorld, Run } from './run.ts';

export type Notice =
  | { readonly kind: 'action' | 'engine' | 'recording'; readonly why: string }
  | { readonly kind: 'undone' | 'nothingToUndo' | 'wasHidden' | 'hash' | 'file' }
  | { readonly kind: 'notKept' | 'keptCrashed' | 'lesson' }
  /** A sentence in the language of the page. */
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'link'; readonly which: 'linkLong' | 'linkDamaged' | 'linkLarge' }
  | { readonly kind: 'scenario'; readonly name: string };

export type FactListener = (events: readonly TraceEvent[]) => void;

/** Where a run is opened: replayed to `at`, then standing at the earlier moment `look` if one is given. */
export interface Moment {
  readonly at: Micros;
  readonly look?: Micros;
  readonly play: boolean;
  /** The trace hash that the recording says it has at `at`. */
  readonly hash?: string;
}

const FOLD_MS = 8;
const STORY_MS = 150;
/** Longer than any rest between two pictures; what the page was hidden for is not made up for. */
const ELAPSED_MAX_MS = 250;

export class Showing {
  readonly frames = new Frames((nowMs) => this.#frame(nowMs));
  /** What the run was opened from: the ensemble, and the actions up to where it was opened. */
  recording: Recording;
  world = $state.raw<World>(noWorld);
  /** The time shown; a past moment while `live` is false. */
  time = $state<Micros>(0);
  live = $state(true);
  /** Time moves: the run goes on, or the past is played again. */
  playing = $state(false);
  phase = $state<Batch['phase'] | 'failed'>('starting');
  pace = $state<Pace>('auto');
  rate = $state(1);
  /** How much of the run is known, and how many decisive moments: what the timeline is drawn from. */
  end = $state<Micros>(0);
  marks = $state(0);
  /** The story up to the moment shown; renewed a few times a second. */
  story = $state.raw<readonly StoryEntry[]>([]);
  troubles = $state.raw<readonly Trouble[]>([]);
  /** Who acts by himself: the autopilot, a preset. */
  pilot = $state.raw<PilotShown | null>(null);
  notice = $state.raw<Notice | null>(null);
  protected readonly engine: Engine;
  /** The time of the run itself, also while the past is shown. */
  protected now: Micros = 0;
  /** A picture is shown, and the run behind it is being started. */
  waking = $state(false);
  /** Settles when the run that was opened last can be asked for things: it has been replayed to where it opens. */
  #opening: Promise<void> = Promise.resolve();
  /** Resolves when the run that was opened last has caught up, has failed, or is given up for another. */
  #caughtUp = Promise.withResolvers<void>();
  /** The moment of a run that is shown but not started: nobody has asked anything of it yet. */
  #asleepAt: Micros | null = null;
  /** Resolves when another run is opened. */
  #replaced = Promise.withResolvers<void>();
  /** Replaced, never changed, so that a listener may leave while it is called. */
  #listeners: readonly FactListener[] = [];
  #run: Run;
  /** Being caught up with; takes the place of `#run` when it is ready. */
  #next: Run | null = null;
  #anchor: Anchor | null = null;
  #moment: Moment = { at: 0, play: false };
  /** What the engine played before the run that is being opened: that one may go on from its past. */
  #before: Run | null = null;
  #count = 0;
  /** When the picture last changed, in wall milliseconds. */
  #lastDrawn = 0;
  /** How many wait for time to stand: the clock on the screen does already. */
  #holds = 0;
  #storyIndex = -1;
  #storyMs = 0;
  #deaf: () => void;

  constructor(engine: Engine, recording: Recording) {
    this.engine = engine;
    this.recording = recording;
    this.#run = Run.of(recording);
    this.world = this.#run.history.world;
    this.#deaf = engine.listen((batch) => this.#hear(batch));
  }

  get history() {
    return this.#run.history;
  }

  get reigns() {
    return this.#run.reigns;
  }

  get paused(): boolean {
    return !this.playing;
  }

  get ready(): boolean {
    return this.phase === 'ready';
  }

  /** Facts come that were there before the moment shown: a recording is replayed to where it opens. */
  get replaying(): boolean {
    return this.#next !== null;
  }

  /** What is asked of time concerns the run itself: it is shown, or it will be once it is opened. Else its past. */
  protected get isRun(): boolean {
    return this.#next === null ? this.live : this.#moment.look === undefined;
  }

  /** Resolves when the run under way is given up for another. */
  replaced(): Promise<void> {
    return this.#replaced.promise;
  }

  /** The listener hears every fact of the run under way as it is folded, until the returned function is called. */
  hearFacts(listener: FactListener): () => void {
    this.#listeners = [...this.#listeners, listener];
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
    };
  }

  /**
   * Shows the beginning of a run from its facts, all of them before `until`, and starts its workers only when something
   * is asked of it: they then play the same recording to the same moment.
   */
  protected preview(
    recording: Recording,
    { events, until }: Pick<Batch, 'events' | 'until'>,
  ): void {
    this.recording = recording;
    this.#run = Run.of(recording);
    this.#run.hear({ events, until });
    // All of it before anybody can act: what is done in the middle of it would be done in the past.
    this.#run.fold(
      () => false,
      (heard) => this.#tell(heard),
    );
    const clock = { clock: until, limit: until, until, rate: 0, playing: false, hash: '' };
    this.#anchor = { batch: { ...clock, phase: 'ready' }, heardMs: 0 };
    this.#asleepAt = until;
    this.phase = 'ready';
    this.#frame(performance.now());
    this.frames.wake();
  }

  /** Settles when there is a run to ask things of; starts it where it only was shown, playing if `play`. */
  protected async begun(play = false): Promise<void> {
    const at = this.#asleepAt;
    if (at !== null) void this.open(this.recording, at, play);
    await this.#opened();
  }

  /** Another run may be opened while one is being opened: then that one is waited for. */
  async #opened(): Promise<void> {
    let waited: Promise<void>;
    do {
      waited = this.#opening;
      await waited;
    } while (waited !== this.#opening);
  }

  /** Time moves, or will as soon as the run is there. */
  protected get willPlay(): boolean {
    return this.playing || (this.replaying && this.#moment.play);
  }

  /** The recording of the run so far. */
  protected async whole(): Promise<Recording> {
    if (this.#asleepAt !== null) return { ...this.recording, until: this.#asleepAt };
    await this.#opened();
    return this.engine.recording();
  }

  /** Opens a recording at a moment; what was shown stays until the new run has caught up. */
  async open(recording: Recording, at: Micros, play: boolean): Promise<void> {
    await this.openAt(recording, { at, play });
  }

  protected async openAt(recording: Recording, moment: Moment): Promise<void> {
    const { at, play } = moment;
    this.waking = this.#asleepAt !== null;
    this.#asleepAt = null;
    this.#replaced.resolve();
    this.#replaced = Promise.withResolvers<void>();
    this.recording = recording;
    this.#moment = moment;
    const before = this.#next ?? this.#run;
    const next = Run.of(recording);
    this.#before = before;
    this.#next = next;
    this.#count += 1;
    const mine = this.#count;
    this.#anchor = null;
    // A picture stays as it is while its workers start.
    if (!this.waking) this.phase = this.phase === 'ready' ? 'catchingUp' : 'starting';
    this.#caughtUp.resolve();
    const caughtUp = Promise.withResolvers<void>();
    this.#caughtUp = caughtUp;
    const branch = next.history.isLike(before.history) ? { branch: before.history.branchable } : {};
    const opening = this.engine.open(recording, { at, play, pace: this.pace, ...branch });
    // Whatever is asked meanwhile waits: an act in the middle of the replay would be an act in the run's past.
    this.#opening = opening.then(
      () => caughtUp.promise,
      () => undefined,
    );
    try {
      await opening;
    } catch (error) {
      if (mine !== this.#count) return;
      this.waking = false;
      this.phase = 'failed';
      this.notice = { kind: 'engine', why: sentenceOf(error) };
    }
  }

  dispose(): void {
    this.frames.stop();
    this.#deaf();
    this.engine.dispose();
  }

  #hear(batch: Batch): void {
    if (batch.run !== this.#count) return;
    if (this.#next !== null && this.#before !== null && batch.first > 0) {
      this.#next = this.#before.branch(batch.first);
      // None of its facts are heard a second time, but they are another run's now.
      this.#tell([]);
    }
    this.#before = null;
    const run = this.#next ?? this.#run;
    run.hear(batch);
    this.troubles = batch.troubles;
    const { pilot } = batch;
    if (pilot?.name !== this.pilot?.name || pilot?.doing !== this.pilot?.doing) this.pilot = pilot;
    this.#anchor = { batch, heardMs: performance.now() };
    // A run that has failed gets no further: what is asked of it is refused with the reason.
    const over = batch.troubles.some(({ node }) => node === 0);
    if (batch.phase === 'ready' || over) this.#caughtUp.resolve();
    if (this.#next === null) this.phase = batch.phase;
    // A hidden page draws nothing, but must not let facts pile up.
    if (document.hidden) this.#frame(performance.now());
    this.frames.wake();
  }

  /** Once per animation frame: folds, moves the clock, publishes one World. True while anything moves by itself. */
  #frame(nowMs: number): boolean {
    const started = performance.now();
    const enough = () => performance.now() - started > FOLD_MS;
    const folded = (this.#next ?? this.#run).fold(enough, (events) => this.#tell(events));
    const anchor = this.#anchor;
    if (anchor === null) return false;
    if (this.#next !== null) {
      if (!folded || anchor.batch.phase !== 'ready') return !folded;
      this.#switchTo(this.#next, anchor.batch);
    }
    const playing = this.live ? anchor.batch.playing : this.playing;
    if (!mayDraw(nowMs, this.#lastDrawn, this.live ? anchor.batch.rate : this.rate, playing))
      return true;
    const elapsed = Math.min(ELAPSED_MAX_MS, nowMs - this.#lastDrawn);
    this.#lastDrawn = nowMs;
    this.#moveLive(anchor, nowMs, folded);
    if (!this.live && this.playing) this.#movePast(elapsed);
    this.#publish();
    return !folded || this.playing || anchor.batch.playing;
  }

  /** The clock on the screen stands while `stop` lets the run come up to it. */
  protected async hold(stop: (shown: Micros) => Promise<void>): Promise<void> {
    this.#holds += 1;
    try {
      await stop(this.now);
    } finally {
      this.#holds -= 1;
      this.frames.wake();
    }
  }

  #tell(events: readonly TraceEvent[]): void {
    for (const listener of this.#listeners) listener(events);
  }

  #switchTo(run: Run, { clock, until, hash }: Anchor['batch']): void {
    const { at, look, hash: expected } = this.#moment;
    this.#run = run;
    this.#next = null;
    this.waking = false;
    this.phase = 'ready';
    this.live = look === undefined || look >= clock;
    this.time = look === undefined ? clock : Math.min(look, clock);
    this.now = clock;
    if (expected !== undefined && until === at && hash !== expected) this.notice = { kind: 'hash' };
  }

  #moveLive(anchor: Anchor, nowMs: number, folded: boolean): void {
    const limit = folded ? Infinity : this.#run.until;
    const shown =
      this.#holds > 0 ? Math.max(this.now, anchor.batch.clock) : shownTime(anchor, nowMs, this.now);
    this.now = Math.min(shown, Math.max(limit, this.now));
    this.end = Math.max(this.now, 1);
    if (this.marks !== this.history.marks.length) this.marks = this.history.marks.length;
    if (!this.live) return;
    this.time = this.now;
    this.playing = anchor.batch.playing;
    this.rate = anchor.batch.rate;
  }

  #movePast(elapsedMs: number): void {
    this.rate = pastRate(this.world, this.time, this.pace, this.history);
    this.time = Math.round(this.time + elapsedMs * this.rate * 1000);
    // The past has been played up to now: the run itself goes on.
    if (this.time >= this.now) this.reachedNow();
  }

  protected reachedNow(): void {
    this.live = true;
  }

  #publish(): void {
    const { history } = this;
    const world = history.worldAtTime(this.time);
    if (world !== this.world) this.world = world;
    const now = performance.now();
    // Long lists are renewed a few times a second, and once more when everything stands still.
    if (world.index === this.#storyIndex || (now - this.#storyMs < STORY_MS && this.playing))
      return;
    this.#storyIndex = world.index;
    this.#storyMs = now;
    const story = history.storyUpTo(world.index);
    if (story.length !== this.story.length || story.at(-1) !== this.story.at(-1))
      this.story = story;
  }
}

export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
