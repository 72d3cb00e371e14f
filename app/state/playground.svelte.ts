// The run as the page knows it: which World is shown, at what time, whether it plays, and everything a person can ask of
// it. All calls to the engine are made here. Components read `world`, `time` and the flags; one state update per frame.
import type { Micros, ServerId } from '../../worker/base/units.ts';
import type {
  ActionDraft,
  Batch,
  Engine,
  OpenOptions,
  Pace,
  Trouble,
} from '../../worker/host/surface.ts';
import type { TraceEvent } from '../../worker/trace/event.ts';
import type { StoryEntry } from '../../worker/trace/story-entry.ts';
import type { World } from '../../worker/trace/world-state.ts';
import type { Recording } from '../../worker/world/recording.ts';
import { Branches } from './branches.svelte.ts';
import { shownTime, type Anchor } from './clock.ts';
import { Frames } from './frames.ts';
import { pastRate } from './pacing.ts';
import { noWorld, Run } from './run.ts';

export type Notice =
  | { readonly kind: 'action' | 'engine' | 'recording'; readonly why: string }
  | { readonly kind: 'undone' | 'nothingToUndo' | 'wasHidden' | 'hash' | 'file' }
  | { readonly kind: 'link'; readonly which: 'linkLong' | 'linkDamaged' | 'linkLarge' }
  | { readonly kind: 'scenario'; readonly name: string };

const FOLD_MS = 8;
const FILE_MAX = 4_000_000;

export class Playground {
  readonly branches = new Branches();
  readonly frames = new Frames((nowMs) => this.#frame(nowMs));
  readonly #engine: Engine;
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
  notice = $state.raw<Notice | null>(null);
  #run: Run;
  #next: Run | null = null;
  #anchor: Anchor | null = null;
  #opened = 0;
  #opening: Promise<void> = Promise.resolve();
  #lastFrame = 0;
  #resting = false;
  #storyIndex = -1;
  #storyMs = 0;
  #deaf: () => void;

  constructor(engine: Engine, recording: Recording) {
    this.#engine = engine;
    this.recording = recording;
    this.#run = new Run(recording);
    this.world = this.#run.history.world;
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

  /** Opens a recording at a moment; what was shown stays until the new run has caught up. */
  async open(recording: Recording, at: Micros, play: boolean): Promise<void> {
    const options: OpenOptions = { at, play, pace: this.pace };
    const opening = this.#engine.open(recording, options);
    // Whatever is asked meanwhile waits until there is a run to ask it of.
    this.#opening = opening.catch(() => undefined);
    this.recording = recording;
    this.#next = new Run(recording);
    this.#opened += 1;
    const mine = this.#opened;
    this.#anchor = null;
    this.phase = this.phase === 'ready' ? 'catchingUp' : 'starting';
    try {
      await opening;
    } catch (error) {
      if (mine !== this.#opened) return;
      this.phase = 'failed';
      this.notice = { kind: 'engine', why: sentenceOf(error) };
    }
  }

  #hear(batch: Batch): void {
    if (batch.run !== this.#opened) return;
    const run = this.#next ?? this.#run;
    run.hear(batch);
    this.troubles = batch.troubles;
    this.#anchor = { batch, heardMs: performance.now() };
    if (this.#next === null) this.phase = batch.phase;
    // A hidden page draws nothing, but must not let facts pile up.
    if (document.hidden) this.#frame(performance.now());
    this.frames.wake();
  }

  /** Once per animation frame: folds, moves the clock, publishes one World. True while anything moves by itself. */
  #frame(nowMs: number): boolean {
    const started = performance.now();
    const enough = () => performance.now() - started > FOLD_MS;
    const elapsed = Math.min(100, nowMs - this.#lastFrame);
    this.#lastFrame = nowMs;
    const folded = (this.#next ?? this.#run).fold(enough);
    const anchor = this.#anchor;
    if (anchor === null) return false;
    if (this.#next !== null) {
      if (!folded || anchor.batch.phase !== 'ready') return !folded;
      this.#switchTo(this.#next, anchor.batch.clock);
    }
    this.#moveLive(anchor, nowMs, folded);
    if (!this.live) this.#movePast(elapsed);
    this.#publish();
    return !folded || this.playing || anchor.batch.playing;
  }

  #switchTo(run: Run, clock: Micros): void {
    this.#run = run;
    this.#next = null;
    this.phase = 'ready';
    this.live = true;
    this.time = clock;
    this.#liveTime = clock;
  }

  #liveTime: Micros = 0;

  #moveLive(anchor: Anchor, nowMs: number, folded: boolean): void {
    const limit = folded ? Infinity : this.#run.until;
    this.#liveTime = Math.min(
      shownTime(anchor, nowMs, this.#liveTime),
      Math.max(limit, this.#liveTime),
    );
    this.end = Math.max(this.#liveTime, 1);
    if (this.marks !== this.history.marks.length) this.marks = this.history.marks.length;
    if (!this.live) return;
    this.time = this.#liveTime;
    this.playing = anchor.batch.playing;
    this.rate = anchor.batch.rate;
  }

  #movePast(elapsedMs: number): void {
    if (!this.playing) return;
    this.rate = pastRate(this.world, this.time, this.pace, this.history);
    this.time = Math.round(this.time + elapsedMs * this.rate * 1000);
    // The past has been played up to now: the run itself goes on.
    if (this.time >= this.#liveTime) void this.toLive(true);
  }

  #publish(): void {
    const { history } = this;
    const world = history.worldAtTime(this.time);
    if (world !== this.world) this.world = world;
    const now = performance.now();
    // Long lists are renewed a few times a second, and once more when everything stands still.
    if (world.index === this.#storyIndex || (now - this.#storyMs < 150 && this.playing)) return;
    this.#storyIndex = world.index;
    this.#storyMs = now;
    const story = history.storyUpTo(world.index);
    if (story.length !== this.story.length || story.at(-1) !== this.story.at(-1))
      this.story = story;
  }

  async play(): Promise<void> {
    if (!this.live) {
      this.playing = true;
      this.frames.wake();
    } else await this.#ask(() => this.#engine.play());
  }

  async pause(): Promise<void> {
    if (!this.live) this.playing = false;
    else await this.#ask(() => this.#engine.pause());
  }

  async toggle(): Promise<void> {
    await (this.playing ? this.pause() : this.play());
  }

  async setPace(pace: Pace): Promise<void> {
    this.pace = pace;
    await this.#ask(() => this.#engine.setPace(pace));
  }

  async step(): Promise<void> {
    if (this.live) return this.#ask(() => this.#engine.step());
    this.playing = false;
    const { history } = this;
    const index = history.indexAt(this.time);
    const next = history.eventsBetween(index, index + 400).find(worthSeeing);
    await this.#goOrLive(next?.at ?? null);
  }

  async nextEvent(): Promise<void> {
    if (this.live) return this.#ask(() => this.#engine.nextEvent());
    this.playing = false;
    const mark = this.history.nextDecisive(this.history.indexAt(this.time));
    await this.#goOrLive(mark?.at ?? null);
  }

  async #goOrLive(at: Micros | null): Promise<void> {
    if (at === null) return this.toLive(false);
    this.time = at;
    this.frames.wake();
  }

  /** To the decisive moment before the one shown; the run itself waits meanwhile. */
  async back(): Promise<void> {
    const before = this.history.marks.findLast((mark) => mark.at < this.time);
    await this.seek(before?.at ?? 0);
  }

  /** Shows a moment of the run. Nothing is changed by looking. */
  async seek(at: Micros): Promise<void> {
    if (this.live) await this.#ask(() => this.#engine.pause());
    this.live = false;
    this.playing = false;
    this.time = Math.max(0, Math.min(at, this.#liveTime));
    this.frames.wake();
  }

  async toLive(play: boolean): Promise<void> {
    this.live = true;
    this.playing = play;
    this.time = this.#liveTime;
    this.frames.wake();
    if (play) await this.#ask(() => this.#engine.play());
  }

  /** Does something to the run; in the past it becomes the first act of a new branch. */
  async act(draft: ActionDraft): Promise<void> {
    if (!this.live) await this.#fork(this.time);
    await this.#ask(() => this.#engine.act(draft).then(() => undefined));
  }

  async command(client: string, line: string): Promise<void> {
    await this.act({ do: 'command', client, line });
  }

  /** The moment before the last thing a person did, as a new branch. */
  async undo(): Promise<void> {
    const { actions } = await this.#engine.recording();
    const last = actions.findLast((action) => action.do !== 'start' && action.at <= this.time);
    if (last === undefined) {
      this.notice = { kind: 'nothingToUndo' };
      return;
    }
    await this.#fork(Math.max(0, last.at - 1));
    this.notice = { kind: 'undone' };
  }

  /** The run under way is kept; a copy of its past up to `at` goes on from there. */
  async #fork(at: Micros): Promise<void> {
    const whole = await this.#engine.recording();
    const playing = this.playing;
    this.branches.keep(whole, at);
    const actions = whole.actions.filter((action) => action.at <= at);
    await this.open({ ...plain(whole), actions, until: at }, at, playing);
  }

  /** Shows another branch; the one under way is kept. */
  async switchTo(id: number): Promise<void> {
    const whole = await this.#engine.recording();
    const chosen = this.branches.take(id, whole);
    if (chosen !== null) await this.open(plain(chosen), chosen.until, false);
  }

  /** Starts over; the run under way is kept as a branch. */
  async restart(recording: Recording, at: Micros, play = true): Promise<void> {
    this.branches.keep(await this.#engine.recording(), 0);
    await this.open(recording, at, play);
  }

  /** The run so far, opening at the moment shown. */
  async recorded(): Promise<Recording> {
    return { ...(await this.#engine.recording()), view: { at: this.time } };
  }

  /** Opens a recording from outside, paused at its moment. False, with a sentence, where it cannot; nothing is lost then. */
  async openText(text: string): Promise<boolean> {
    const checked = await this.#engine.read(text);
    if (!checked.ok) {
      this.notice = { kind: 'recording', why: checked.why };
      return false;
    }
    const { recording } = checked;
    if (this.ready) this.branches.keep(await this.#engine.recording(), 0);
    await this.open(recording, recording.view?.at ?? recording.until, false);
    return true;
  }

  async openFile(file: Blob): Promise<void> {
    const text = file.size > FILE_MAX ? null : await file.text().catch(() => null);
    if (text === null) this.notice = { kind: 'file' };
    else await this.openText(text);
  }

  inspect(node: ServerId): Promise<unknown> {
    return this.#engine.inspect(node);
  }

  async restartHost(node: ServerId): Promise<void> {
    await this.#ask(() => this.#engine.restartHost(node));
  }

  /** A page that nobody sees stands still, and goes on when it is seen again. */
  async rest(hidden: boolean): Promise<void> {
    if (hidden) {
      this.#resting = this.live && this.playing;
      if (this.#resting) await this.pause();
    } else if (this.#resting) {
      this.#resting = false;
      this.notice ??= { kind: 'wasHidden' };
      await this.play();
    }
  }

  dispose(): void {
    this.frames.stop();
    this.#deaf();
    this.#engine.dispose();
  }

  async #ask(call: () => Promise<void>): Promise<void> {
    await this.#opening;
    try {
      await call();
    } catch (error) {
      this.notice = { kind: 'action', why: sentenceOf(error) };
    }
  }
}

function plain(recording: Recording): Recording {
  const { hash: _hash, view: _view, ...rest } = recording;
  return rest;
}

function worthSeeing(event: TraceEvent): boolean {
  const { fact } = event;
  if (fact.type === 'timer' || fact.type === 'received') return false;
  return fact.type !== 'sent' || (fact.packet.type !== 'PING' && fact.packet.type !== 'PONG');
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
