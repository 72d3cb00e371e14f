// A lesson under way: which step is shown, what the run has come to, what was predicted. Time stands still at the beginning
// and at the end of each step, so that nothing happens unseen; what is true is read from the facts of the run alone.
// Made by lessons.svelte.ts; read by the pane.
import { SECOND, type Micros } from '../../worker/base/units.ts';
import type { Act, Step } from '../../worker/lessons/lesson.ts';
import type { Done } from '../../worker/lessons/progress.ts';
import { pauseBetween } from '../../worker/lessons/turns.ts';
import type { History } from '../../worker/trace/history.ts';
import type { Action, Recording } from '../../worker/world/recording.ts';
import type { Playground } from '../state/playground.svelte.ts';
import type { View } from '../state/view.svelte.ts';
import { ownVolleys, remaining, sameAct, volleysOf } from './acts.ts';
import type { Answers, Place } from './address.ts';
import { belongsTo, recordingAt } from './belongs.ts';
import type { LoadedLesson, Texts } from './load.ts';
import { LessonReader } from './reader.ts';
import { Script } from './script.ts';

const READ_MS = 4;
/** How far time may run beyond the end of a step before it stands still; a busy page may notice later than that. */
const LATE: Micros = SECOND / 2;
/** Virtual time beyond the script's own after which a step is taken to be stuck. */
const PATIENCE: Micros = 15 * SECOND;

/** What was done since the run was opened from this recording. */
interface Heard {
  readonly recording: Recording;
  readonly action: Action;
}

export class LessonSession {
  readonly loaded: LoadedLesson;
  texts: Texts = $state.raw({ title: '', text: noText });
  /** From 0; the number of steps when the lesson is over. */
  shown = $state(0);
  done = $state.raw<readonly Done[]>([]);
  answers = $state.raw<Answers>({});
  /** Steps whose answer was asked for, or whose question was passed over. */
  revealed = $state.raw<readonly string[]>([]);
  skipped = $state.raw<readonly string[]>([]);
  /** Another run is under way than one of this lesson. */
  elsewhere = $state(false);
  /** Everything that happened so far has been read. */
  read = $state(false);
  /** What was done takes effect first: until then time goes on, although something is left to do. */
  turnAt = $state.raw<Micros | null>(null);
  readonly #playground: Playground;
  readonly #view: View;
  readonly #script: Script;
  #history: History | null = null;
  #reader: LessonReader | null = null;
  #heard = $state.raw<readonly Heard[]>([]);
  #stopped = true;
  /** When time may go on: once the fault of this moment is a fact. */
  #going: Micros | null = null;
  #begun = -1;
  /** The step in which somebody has answered or done something: time is to go on there. */
  #wish = -1;
  /** Time is being stopped at the end of a step, or taken back to it; `seen` once it only has to be seen standing. */
  #stopping = $state<'no' | 'asked' | 'seen'>('no');

  constructor(playground: Playground, view: View, loaded: LoadedLesson, texts: Texts) {
    this.#playground = playground;
    this.#view = view;
    this.#script = new Script(playground);
    this.loaded = loaded;
    this.texts = texts;
  }

  get steps(): readonly Step[] {
    return this.loaded.lesson.steps;
  }

  /** Null when the lesson is over. */
  get step(): Step | null {
    return this.steps[this.shown] ?? null;
  }

  /** Where a link to what is shown leads. */
  get place(): Place {
    const { id } = this.loaded;
    return { id, step: Math.min(this.shown + 1, this.steps.length), answers: this.answers };
  }

  /** Where the lesson opens at the step shown. */
  get opening(): ReturnType<typeof recordingAt> {
    return recordingAt(this.loaded.lesson, this.lastStep);
  }

  /** The step shown, or the last one when the lesson is over. */
  get lastStep(): number {
    return Math.min(this.shown, this.steps.length - 1);
  }

  /** The step shown has happened, and the moment shown is not before its end. */
  get finished(): boolean {
    const done = this.done[this.shown];
    return done !== undefined && this.#playground.time >= done.at;
  }

  /** The step shown is the one that the run stands in. */
  get current(): boolean {
    return this.shown === this.done.length && this.step !== null;
  }

  /** Nothing is hidden any more: the answer may be seen. */
  get open(): boolean {
    return this.finished || (this.step !== null && this.revealed.includes(this.step.id));
  }

  /** A question waits for an answer. */
  get asks(): boolean {
    const { step } = this;
    if (step?.predict === undefined || this.open) return false;
    return this.answers[step.id] === undefined && !this.skipped.includes(step.id);
  }

  /** Nothing is asked and nothing to be done: the step only waits for time to go on. */
  get waits(): boolean {
    if (this.finished || this.asks || this.left.length > 0) return false;
    return !this.#playground.playing && this.#stopping === 'no';
  }

  /** What the step asks for and nobody has done yet. */
  get left(): readonly Act[] {
    return remaining(this.step?.act, this.#doneHere);
  }

  /** The script was over long ago in this run, and the step is not done. */
  get stuck(): boolean {
    const { step, current } = this;
    if (step === null || !current || !this.read || this.left.length > 0) return false;
    const length = (this.steps[this.shown + 1]?.at ?? this.loaded.lesson.ends) - step.at;
    const from = Math.max(this.#since(this.shown), this.#heard.at(-1)?.action.at ?? 0);
    return this.#playground.time > from + 1.5 * length * SECOND + PATIENCE;
  }

  /** Follows the run until the returned function is called. */
  follow(): () => void {
    const deaf = this.#playground.hearActs((action) => this.#hear(action));
    const blind = this.#playground.frames.add(() => this.#look());
    return () => {
      deaf();
      blind();
      this.#script.drop();
      this.#view.look = null;
    };
  }

  answer(choice: string): void {
    const { step } = this;
    if (step === null || this.open || !step.predict?.choices.includes(choice)) return;
    this.answers = { ...this.answers, [step.id]: choice };
    this.#goOn();
  }

  skip(): void {
    if (this.step) this.skipped = [...this.skipped, this.step.id];
    this.#goOn();
  }

  reveal(): void {
    if (this.step?.predict) this.revealed = [...this.revealed, this.step.id];
    this.#goOn();
  }

  /** The step after this one; what has happened there already is played again, from its beginning. */
  async next(): Promise<void> {
    if (this.shown >= this.steps.length) return;
    this.shown += 1;
    const done = this.done[this.shown];
    if (done !== undefined && this.#playground.time >= done.at) await this.#seek(done.since);
    else if (done === undefined && !this.#playground.live) await this.#playground.toLive(false);
    this.#begin();
  }

  async back(): Promise<void> {
    if (this.shown === 0) return;
    this.shown -= 1;
    await this.#seek(this.#since(this.shown));
    this.#begin();
  }

  /** To a step that this run has come to, else to the lesson's own run at its beginning. */
  async goTo(step: number): Promise<void> {
    if (step > this.done.length) return this.startOver(step);
    this.shown = step;
    if (step === this.done.length) await this.#playground.toLive(false);
    else await this.#seek(this.#since(step));
    this.#begin();
  }

  /** Plays what the step shown has seen once more. */
  async again(): Promise<void> {
    await this.#seek(this.#since(this.shown));
    this.#stopped = false;
    await this.#playground.play();
  }

  /** The lesson does what is left to do, at the times of its script. */
  async showMe(): Promise<void> {
    const { left } = this;
    if (!this.#playground.live) await this.#playground.toLive(false);
    if (left.length === 0) return this.#playground.play();
    if (this.asks && this.step) this.skipped = [...this.skipped, this.step.id];
    this.#script.begin(volleysOf(left), true);
  }

  /** The step as the lesson's own run has it; the run under way is kept as a branch. */
  async startOver(step = this.lastStep): Promise<void> {
    const { recording, at } = recordingAt(this.loaded.lesson, step);
    await this.#playground.restart(recording, at, false);
    // The run in the address is another one now.
    history.replaceState(history.state, '', location.pathname + location.search);
    this.shown = step;
    this.#begun = -1;
  }

  /** One thing after the other, for somebody who has a single key: reveal nothing, do, wait, go on. */
  async advance(): Promise<void> {
    const { playing } = this.#playground;
    if (this.step === null) return;
    if (this.finished) await this.next();
    else if (this.current && this.left.length > 0) await this.showMe();
    else if (playing) await this.#playground.nextEvent();
    else await this.#playground.play();
  }

  #since(step: number): Micros {
    const first = Math.round((this.steps[0]?.at ?? 0) * SECOND);
    return this.done[step]?.since ?? this.done[step - 1]?.at ?? first;
  }

  /** What was done in this run since the step shown began. An act at that very moment may have ended the step before. */
  get #doneHere(): readonly Action[] {
    const { recording } = this.#playground;
    const since = this.#since(this.shown);
    const before = this.steps[this.shown - 1]?.act ?? [];
    const heard = this.#heard.filter((one) => one.recording === recording);
    return [...recording.actions, ...heard.map(({ action }) => action)].filter(
      (action) =>
        action.at > since || (action.at === since && !before.some((act) => sameAct(act, action))),
    );
  }

  async #seek(at: Micros): Promise<void> {
    this.#script.drop();
    await this.#playground.seek(at);
  }

  #hear(action: Action): void {
    const { recording } = this.#playground;
    this.#heard = [...this.#heard.slice(-99), { recording, action }];
    // A fault is a fact at once, and may be all that the step waits for; a command waits for time to go on.
    if (action.do === 'command') this.#goOn();
    else {
      this.#wish = -1;
      this.#going = action.at;
    }
  }

  /** Time goes on when everything is answered and done that it stood still for: now, or once the run stands at this step. */
  #goOn(): void {
    this.#wish = this.shown;
    this.#tryOn();
  }

  #tryOn(): void {
    const { step, left } = this;
    if (this.#wish !== this.shown || step === null) return;
    if (this.#stopping !== 'no' || this.asks) return;
    if (!this.current) return this.#playAgain();
    const pause = pauseBetween(step.act ?? [], left);
    if (left.length > 0 && (pause === 0 || !this.#script.over)) return;
    this.#wish = -1;
    this.turnAt = pause === 0 ? null : this.#playground.time + pause * SECOND;
    if (step.act === undefined && step.predict === undefined) return;
    if (!this.#playground.playing && this.#script.over) void this.#playground.play();
  }

  /** The step had happened before it was shown, since time ran on: what is asked for is there, and only has to be seen. */
  #playAgain(): void {
    const happened = this.done[this.shown] !== undefined && this.left.length === 0;
    if (!happened || this.finished || this.#history !== this.#playground.history) return;
    this.#wish = -1;
    if (!this.#playground.playing) void this.again();
  }

  #look(): void {
    const playground = this.#playground;
    if (!playground.ready) return;
    if (this.#history !== playground.history) this.#beginReading();
    if (this.#reader === null) return;
    const started = performance.now();
    this.#reader.read(() => performance.now() - started > READ_MS);
    const { done, caughtUp } = this.#reader;
    if (done.length !== this.done.length) this.done = [...done];
    this.read = caughtUp;
    if (!caughtUp) return playground.frames.wake();
    if (this.#begun !== this.shown) this.#begin();
    this.#script.look();
    if (this.#going !== null && this.#reader.actedAt >= this.#going) {
      this.#going = null;
      this.#goOn();
    }
    this.#stopAtEnd();
    this.#stopAtTurn();
    if (this.#stopping === 'seen' && !playground.playing) this.#stopping = 'no';
    this.#tryOn();
  }

  #beginReading(): void {
    const { history, recording } = this.#playground;
    const { lesson } = this.loaded;
    this.#history = history;
    this.elsewhere = !belongsTo(lesson, recording);
    const counter = recording.ensemble.settings?.firstCounter ?? 0;
    this.#reader = this.elsewhere ? null : new LessonReader(lesson, history, counter);
    this.done = [];
    this.read = false;
    this.#begun = -1;
  }

  /** A step that has just ended: time stands still, before the next one can be over too. */
  #stopAtEnd(): void {
    const done = this.done[this.shown];
    if (done !== undefined && this.finished && !this.#stopped && this.#playground.playing)
      void this.#stopAt(done.at);
    this.#stopped = this.finished;
  }

  /** What was done has had its effect: time stands still for what is left. */
  #stopAtTurn(): void {
    const { turnAt } = this;
    if (turnAt === null) return;
    const { time, playing } = this.#playground;
    const over = this.finished || !this.current || this.left.length === 0;
    if (!over && time < turnAt) return;
    this.turnAt = null;
    if (!over && playing) void this.#stopAt(turnAt);
  }

  async #stopAt(end: Micros): Promise<void> {
    this.#stopping = 'asked';
    try {
      await this.#playground.pause(false);
      const late = this.#playground.time - end > LATE || this.done[this.shown + 1] !== undefined;
      // Facts at the end itself are part of the step.
      if (late && this.#playground.live) await this.#playground.rewind(end + 1);
    } catch {
      // The run has failed or was replaced, and the page says so.
    }
    this.#stopping = 'seen';
    this.#playground.frames.wake();
  }

  /** The step shown begins: where to look, and what it does by itself. */
  #begin(): void {
    this.#begun = this.shown;
    // Time may have passed the whole of it by the next look.
    this.#stopped = this.finished;
    this.#script.drop();
    this.turnAt = null;
    const { step } = this;
    this.#view.look = step?.show ?? null;
    if (step === null || !this.current || !this.#playground.live) return;
    const own = remaining(step.does, this.#doneHere);
    if (own.length > 0) this.#script.begin(ownVolleys(own), false);
  }
}

const noText = { goal: '', steps: {}, concept: '', teacher: { wrong: '', why: '' }, sheet: [] };
