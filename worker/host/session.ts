// One run under way, as the page's engine asks for it: plays, pauses, steps, catches up, and tells the page in batches.
// It knows nothing of workers or of the simulator: a Runner does the running, Pacing says how far. Lives in the worker of
// the director or of the simulator; the page reaches its methods through comlink (session-port.ts).
import type { Micros, ServerId } from '../base/units.ts';
import { decisive } from '../trace/decisive.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Action, Recording } from '../world/recording.ts';
import { FrameTaker } from './frame-taker.ts';
import { unpackFrame, type KeyFrame } from './key-frame.ts';
import { Pacing } from './pacing.ts';
import { PilotedRunner } from './piloted-runner.ts';
import type { MakeRunner } from './runner.ts';
import { StepStop } from './step-stop.ts';
import type { ActionDraft, Batch, OpenOptions, Pace, PilotName, Trouble } from './surface.ts';

const FRAME_MS = 16;
/** Wall time given to one advance before the page and its calls are served again. */
const SLICE_MS = 12;
/** Without news the page still hears where its clock may go on to. */
const HEARTBEAT_MS = 32;
/** Batches that the page has not taken in yet, at most, while the run goes as fast as it can. */
const UNHEARD_MAX = 3;
/** `step` and `nextEvent` go no further than this where nothing happens that they could stop at. */
const SEARCH: Micros = 60_000_000;

/** Key frames of the run under way, and the one that it goes on from. */
export interface FrameOptions {
  readonly from: Pick<KeyFrame, 'index' | 'bytes'> | null;
  readonly keep: (frame: KeyFrame) => void;
}

export class Session {
  private readonly run: number;
  private readonly post: (batch: Batch) => void;
  private readonly runner: PilotedRunner;
  private readonly pacing: Pacing;
  private readonly stop = new StepStop();
  private readonly frames: FrameTaker | null;
  private waiting: TraceEvent[] = [];
  /** How many facts there were before `waiting`. */
  private given: number;
  /** Facts since they were last set to 0: all that are worth a step, and those that decide something. */
  private seen = 0;
  private decided = 0;
  private phase: Batch['phase'] = 'starting';
  /** What `play` and `pause` said while the run was still catching up. */
  private playWhenReady = false;
  private unheard = 0;
  private onHeard: (() => void) | null = null;
  private postedAt = 0;
  private tickedAt = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  /** The piece of work under way: steps and searches wait for its end. */
  private work: Promise<void> = Promise.resolve();
  private failure: Trouble | null = null;
  private over = false;

  constructor(
    run: number,
    recording: Recording,
    { pace, windows = 'whole' }: Pick<OpenOptions, 'pace' | 'windows'>,
    make: MakeRunner,
    post: (batch: Batch) => void,
    frames: FrameOptions | null = null,
  ) {
    this.run = run;
    this.post = post;
    const from = frames?.from ?? null;
    const content = from === null ? null : unpackFrame(from.bytes);
    this.given = from?.index ?? 0;
    this.frames = frames === null ? null : new FrameTaker(this.given, frames.keep);
    this.pacing = new Pacing(recording.ensemble, content?.state.at ?? 0, pace);
    const hearer = {
      tell: (events: readonly TraceEvent[]) => {
        this.hear(events);
      },
      stir: () => {
        this.follow();
      },
    };
    this.runner = new PilotedRunner(recording, hearer, (own) =>
      make(recording, own, windows, content?.state ?? null),
    );
    if (content === null) return;
    this.runner.restoreSituation(content.situation);
    this.pacing.restore(content.pacing);
    this.stop.restore(content.stop);
  }

  /** Starts the run and replays it to `options.at` as fast as it goes; batches flow meanwhile. To be called once, first. */
  async start(options: OpenOptions): Promise<void> {
    this.playWhenReady = options.play;
    this.phase = 'catchingUp';
    // At least once: the workers of a key frame are started by it.
    do {
      await this.pageIsReady();
      await this.runner.advance(options.at, SLICE_MS);
      this.flush();
      await this.takeFrame();
    } while (this.runner.until < options.at && !this.over);
    this.pacing.jump(this.runner.until);
    this.phase = 'ready';
    if (this.playWhenReady) this.play();
    else this.flush();
  }

  play(): void {
    this.playWhenReady = true;
    if (this.over || this.failure !== null || this.phase !== 'ready') return;
    this.pacing.setPlaying(true);
    this.tickedAt = performance.now();
    this.flush();
    this.schedule();
  }

  /** Resolves when nothing is under way any more, and the run has come to `shown`, the time on the screen. */
  async pause(shown: Micros = 0): Promise<void> {
    this.playWhenReady = false;
    this.pacing.setPlaying(false);
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.flush();
    await this.guard(async () => {
      const ahead = this.phase === 'ready' && !this.pacing.isPlaying && shown > this.runner.until;
      if (!ahead) return;
      await this.runner.advance(shown, Infinity);
      this.pacing.jump(this.runner.until);
    });
    this.flush();
  }

  setPace(pace: Pace): void {
    this.pacing.setPace(pace);
    this.flush();
  }

  async step(): Promise<void> {
    await this.seek(
      () => this.seen > 0,
      () => this.runner.advanceOne(),
    );
  }

  async nextEvent(): Promise<void> {
    // One moment at a time, so that the clock stands at the event and not behind it.
    await this.seek(
      () => this.decided > 0,
      () => this.runner.advance(this.runner.due + 1, SLICE_MS),
    );
  }

  async act(draft: ActionDraft): Promise<Action> {
    const action = await this.runner.act(draft, this.pacing.clock);
    this.follow();
    return action;
  }

  fly(name: PilotName | null): void {
    this.runner.fly(name);
    this.flush();
  }

  recording(): Recording {
    return this.runner.recording();
  }

  inspect(node: ServerId): Promise<unknown> {
    return this.runner.inspect(node);
  }

  strays(): Promise<number> {
    return this.runner.strays();
  }

  async restartHost(node: ServerId): Promise<void> {
    await this.runner.restartHost(node);
    this.flush();
  }

  /** The page has taken in a batch. */
  heard(): void {
    this.unheard = Math.max(0, this.unheard - 1);
    this.onHeard?.();
    this.onHeard = null;
  }

  dispose(): void {
    this.over = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.runner.dispose();
  }

  /** Something was done outside of a tick: a fault while paused moves the clock to its own moment. */
  private follow(): void {
    if (this.phase === 'ready') this.pacing.jump(this.runner.until);
    this.flush();
  }

  private hear(events: readonly TraceEvent[]): void {
    this.pacing.hear(events);
    for (const event of events) {
      this.waiting.push(event);
      if (this.stop.isWorthSeeing(event)) this.seen += 1;
      if (decisive(event) !== null) this.decided += 1;
    }
  }

  /** Pauses, then goes on by `advance` until `isFound`, or until nothing happens any more. */
  private async seek(isFound: () => boolean, advance: () => Promise<void>): Promise<void> {
    await this.pause();
    this.seen = 0;
    this.decided = 0;
    const work = async () => {
      const end = this.pacing.clock + SEARCH;
      while (!isFound() && this.runner.due < end && !this.over && !this.pacing.isPlaying) {
        await this.pageIsReady();
        await advance();
        this.pacing.jump(this.runner.until);
        if (performance.now() - this.postedAt > FRAME_MS) this.flush();
      }
    };
    await this.guard(work);
    this.flush();
  }

  private schedule(): void {
    if (this.timer !== null || !this.pacing.isPlaying || this.over) return;
    const isBusy = this.pacing.isUnpaced && this.runner.due !== Infinity;
    const wait = isBusy ? 0 : FRAME_MS;
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.guard(() => this.tick()).then(() => {
        this.schedule();
      });
    }, wait);
  }

  private async tick(): Promise<void> {
    const now = performance.now();
    const elapsed = now - this.tickedAt;
    this.tickedAt = now;
    if (this.pacing.isUnpaced) await this.goFast(now);
    else await this.goPaced(now, elapsed);
    const due = this.waiting.length > 0 || performance.now() - this.postedAt > HEARTBEAT_MS;
    if (due) this.flush();
    await this.takeFrame();
  }

  private async takeFrame(): Promise<void> {
    const { frames } = this;
    if (frames?.isDue(this.given + this.waiting.length) !== true) return;
    await frames.take(this.runner, () => {
      // What is before the frame is given before it.
      this.flush();
      return { facts: this.given, pacing: this.pacing.capture(), stop: this.stop.capture() };
    });
  }

  private async goFast(began: number): Promise<void> {
    await this.pageIsReady();
    const before = this.runner.until;
    await this.runner.advance(Infinity, 2 * SLICE_MS);
    this.pacing.jump(this.runner.until);
    this.pacing.measure(this.runner.until - before, performance.now() - began);
  }

  private async goPaced(began: number, elapsed: number): Promise<void> {
    this.pacing.pass(elapsed);
    let spent = 0;
    while (spent < SLICE_MS && !this.over) {
      const to = this.pacing.reach(this.runner.due);
      if (to === null) return;
      await this.runner.advance(to, SLICE_MS - spent);
      this.pacing.reached(Math.min(to, this.runner.until));
      if (this.runner.until < to) return;
      spent = performance.now() - began;
    }
  }

  /** One piece of work at a time. An error in it is a fault of ours: it ends the run and is said, never shown as an event. */
  private async guard(work: () => Promise<void>): Promise<void> {
    const before = this.work;
    const mine = before.then(work).catch((error: unknown) => {
      this.pacing.setPlaying(false);
      if (this.over) return;
      const message = error instanceof Error ? error.message : String(error);
      this.failure = { node: 0, kind: 'died', message };
      this.flush();
    });
    this.work = mine;
    await mine;
  }

  private async pageIsReady(): Promise<void> {
    while (this.unheard >= UNHEARD_MAX && !this.over) {
      await new Promise<void>((resolve) => {
        this.onHeard = resolve;
      });
    }
  }

  private flush(): void {
    if (this.over) return;
    const { pacing, runner } = this;
    const events = this.waiting;
    const first = this.given;
    this.given += events.length;
    this.waiting = [];
    this.unheard += 1;
    this.postedAt = performance.now();
    this.post({
      run: this.run,
      first,
      events,
      until: runner.until,
      clock: pacing.clock,
      rate: pacing.rate(),
      playing: pacing.isPlaying,
      limit: pacing.limit(runner.until, runner.due),
      hash: runner.hash(),
      troubles: this.failure === null ? runner.troubles() : [this.failure, ...runner.troubles()],
      pilot: runner.flown,
      phase: this.phase,
    });
  }
}
