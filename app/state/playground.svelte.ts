// Everything a person can ask of the run: time, faults, commands, the past and its branches, recordings in and out.
// All calls to the engine are made here and in showing.svelte.ts.
import type { Micros, ServerId } from '../../worker/base/units.ts';
import type { ActionDraft, Engine, Pace, PilotName } from '../../worker/host/surface.ts';
import type { TraceEvent } from '../../worker/trace/event.ts';
import type { Action, Recording } from '../../worker/world/recording.ts';
import { Branches, type Branch } from './branches.svelte.ts';
import type { KeptRun } from './kept.ts';
import { isScenario, type ScenarioId } from './scenario-ids.ts';
import type { Scenario } from './scenarios.ts';
import { sentenceOf, Showing } from './showing.svelte.ts';

/** The facts that a run begins with, every one before `until`; null where they are not known without playing it. */
export type PictureFinder = (
  recording: Recording,
) => Promise<{ readonly events: readonly TraceEvent[]; readonly until: Micros } | null>;

export class Playground extends Showing {
  readonly branches = new Branches();
  /** Somebody has done something in the run under way. */
  touched = $state(false);
  #actListeners: readonly ((action: Action) => void)[] = [];
  #resting = false;
  /** Settles when time, which was last asked to stand, does. */
  #halted: Promise<void> = Promise.resolve();

  /** The scenario that the run under way began as. */
  get scenario(): ScenarioId | null {
    return this.branches.current.scenario;
  }

  async play(): Promise<void> {
    if (!this.live) {
      this.playing = true;
      this.frames.wake();
    } else {
      // A run that only was shown is opened playing: whatever branches off meanwhile plays as well.
      await this.begun(true);
      await this.#attempt(() => this.engine.play());
    }
  }

  /**
   * The run comes up to the moment shown, unless `comeUp` is false: whoever stops time because of what has just happened
   * wants as little as possible after it.
   */
  async pause(comeUp = true): Promise<void> {
    if (!this.live) this.playing = false;
    else if (comeUp) await this.#halt();
    else await this.#ask(() => this.engine.pause());
  }

  async toggle(): Promise<void> {
    await (this.playing ? this.pause() : this.play());
  }

  async setPace(pace: Pace): Promise<void> {
    this.pace = pace;
    await this.#ask(() => this.engine.setPace(pace));
  }

  async step(): Promise<void> {
    if (this.live) {
      if (this.playing) await this.#halt();
      return this.#ask(() => this.engine.step());
    }
    this.playing = false;
    const { history } = this;
    const index = history.indexAt(this.time);
    const next = history.eventsBetween(index, index + 400).find(worthSeeing);
    await this.#goOrLive(next?.at ?? null);
  }

  async nextEvent(): Promise<void> {
    if (this.live) {
      if (this.playing) await this.#halt();
      return this.#ask(() => this.engine.nextEvent());
    }
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
    const pausing = this.live && this.playing;
    this.live = false;
    this.playing = false;
    this.time = Math.max(0, Math.min(at, this.now));
    this.frames.wake();
    if (pausing) await this.#ask(() => this.engine.pause());
  }

  async toLive(play: boolean): Promise<void> {
    this.live = true;
    this.playing = play;
    this.time = this.now;
    this.frames.wake();
    if (play) await this.#ask(() => this.engine.play());
  }

  protected override reachedNow(): void {
    void this.toLive(true);
  }

  /** Does something to the run; in the past, or before the script of a film is over, it begins a new branch. */
  async act(draft: ActionDraft): Promise<void> {
    await this.#touch();
    await this.#ask(async () => void (await this.#perform(draft)));
  }

  async #perform(draft: ActionDraft): Promise<Action> {
    const action = await this.engine.act(draft);
    for (const listener of this.#actListeners) listener(action);
    return action;
  }

  /** The listener hears what is done to the run, by whom ever, until the returned function is called. */
  hearActs(listener: (action: Action) => void): () => void {
    this.#actListeners = [...this.#actListeners, listener];
    return () => {
      this.#actListeners = this.#actListeners.filter((other) => other !== listener);
    };
  }

  /** The same, for a caller who wants to know what was recorded, or why it could not be done: rejects with the sentence. */
  async tryAct(draft: ActionDraft): Promise<Action> {
    await this.#touch();
    await this.begun();
    return this.#perform(draft);
  }

  /** Where something recorded is still to come behind the moment shown, what is done now begins a branch. */
  async #touch(): Promise<void> {
    this.touched = true;
    const isScripted = (this.recording.actions.at(-1)?.at ?? 0) > this.now;
    if (!this.live || isScripted) await this.#fork(this.time);
  }

  async command(client: string, line: string): Promise<void> {
    await this.act({ do: 'command', client, line });
  }

  /** The autopilot or a preset begins to act here, and time goes on; null ends that. */
  async fly(name: PilotName | null): Promise<void> {
    if (name !== null) await this.#touch();
    await this.#ask(() => this.engine.fly(name));
    if (name !== null) await this.play();
  }

  /** The moment before the last thing a person did, as a new branch. */
  async undo(): Promise<void> {
    const { actions } = await this.whole();
    const last = actions.findLast((action) => action.do !== 'start' && action.at <= this.time);
    if (last === undefined) {
      this.notice = { kind: 'nothingToUndo' };
      return;
    }
    this.touched = true;
    await this.#fork(Math.max(0, last.at - 1));
    this.notice = { kind: 'undone' };
  }

  /** The run under way is kept; a copy of its past up to `at` goes on from there. */
  async #fork(at: Micros): Promise<void> {
    const willPlay = this.willPlay;
    const whole = await this.whole();
    this.branches.keep(scripted(whole), at, this.scenario);
    const actions = whole.actions.filter((action) => action.at <= at);
    // Play may have been asked for meanwhile.
    await this.open({ ...plain(whole), actions, until: at }, at, willPlay || this.playing);
  }

  /** Time back to `at`, where nobody has done anything since: no branch, for nothing is lost. Else it is only shown. */
  async rewind(at: Micros): Promise<void> {
    const whole = await this.whole();
    if (whole.actions.some((action) => action.at > at)) return this.seek(at);
    await this.open({ ...plain(whole), until: at }, at, false);
  }

  /** Shows another branch, at its end or at the moment `look` of it; the one under way is kept. */
  async switchTo(id: number, look?: Micros): Promise<void> {
    const whole = await this.whole();
    const chosen = this.branches.take(id, scripted(whole));
    if (chosen === null) return;
    const view = look === undefined ? {} : { view: { at: look } };
    await this.#openWhole({ ...plain(chosen), ...view });
  }

  /** Starts over; the run under way is kept as a branch. */
  async restart(
    recording: Recording,
    at: Micros,
    play = true,
    scenario: ScenarioId | null = null,
  ): Promise<void> {
    await this.#keep(scenario);
    this.touched = false;
    await this.open(recording, at, play);
  }

  /** The run so far, opening at the moment shown. */
  async recorded(): Promise<Recording> {
    await this.#halted;
    let whole = await this.whole();
    if (this.live && !this.playing && this.time > whole.until) {
      await this.#halt();
      whole = await this.whole();
    }
    return { ...whole, view: { at: this.live ? whole.until : this.time } };
  }

  /** Opens a recording from outside, paused at its moment. False, with a sentence, where it cannot; nothing is lost then. */
  async openText(text: string): Promise<boolean> {
    const checked = await this.engine.read(text);
    if (!checked.ok) {
      this.notice = { kind: 'recording', why: checked.why };
      return false;
    }
    const { recording } = checked;
    await this.#keep(null);
    this.touched = false;
    await this.#openWhole(recording);
    return true;
  }

  /** What this tab kept of itself, paused at its moment, branches and all. False where it cannot be read any more. */
  async openKept({ current, others, touched }: KeptRun): Promise<boolean> {
    const checked = await this.engine.read(current.text);
    if (!checked.ok) return false;
    const branches: Branch[] = [];
    for (const { id, from, scenario, text } of others) {
      const other = await this.engine.read(text);
      if (other.ok) branches.push({ id, from, scenario, recording: other.recording });
    }
    const { text: _text, ...branch } = current;
    this.branches.restore(branch, branches);
    this.touched = touched;
    await this.#openWhole(checked.recording);
    return true;
  }

  /** Replayed to its end, so that all of it can be looked at, and standing at its moment. */
  async #openWhole(recording: Recording): Promise<void> {
    const { until: at, view, hash } = recording;
    const look = view === undefined || view.at >= at ? {} : { look: view.at };
    const expected = hash === undefined ? {} : { hash };
    await this.openAt(plain(recording), { at, play: false, ...look, ...expected });
  }

  /** Opens a scenario before its first act; the run under way is kept. False where there is none of that name. */
  async openScenario(id: string, play: boolean): Promise<boolean> {
    const scenario = await this.#scenarioOf(id);
    if (scenario === null) return false;
    await this.restart(scenario.recording, scenario.at, play, scenario.id);
    return true;
  }

  async #scenarioOf(id: string): Promise<(Scenario & { readonly id: ScenarioId }) | null> {
    if (isScenario(id)) return { id, ...(await import('./scenarios.ts')).scenarios[id]() };
    this.notice = { kind: 'scenario', name: id };
    return null;
  }

  /**
   * Shows how a run begins without starting it: the scenario of this name, or this recording where there is none. False
   * where no picture fits: then it has to be opened.
   */
  async show(id: string | null, opening: Recording, find: PictureFinder): Promise<boolean> {
    const scenario = id === null ? null : await this.#scenarioOf(id);
    const recording = scenario?.recording ?? opening;
    const picture = await find(recording);
    if (picture === null) return false;
    this.preview(recording, picture);
    this.branches.begin(scenario?.id ?? null);
    return true;
  }

  /** What follows is a run of its own. */
  async #keep(scenario: ScenarioId | null): Promise<void> {
    if (this.ready) this.branches.keep(scripted(await this.whole()), 0, scenario);
    else this.branches.begin(scenario);
  }

  /** See Engine: these read and change nothing. */
  readonly complete: Engine['complete'] = async (...asked) => {
    await this.begun();
    return this.engine.complete(...asked);
  };
  readonly usages: Engine['usages'] = () => this.begun().then(() => this.engine.usages());
  readonly readTree: Engine['readTree'] = async (...asked) => {
    await this.begun();
    return this.engine.readTree(...asked);
  };

  /** The recording of a branch, kept or under way; null where there is none of this number. */
  async branchRecording(id: number): Promise<Recording | null> {
    if (id === this.branches.current.id) return this.whole();
    return this.branches.others.find((branch) => branch.id === id)?.recording ?? null;
  }

  replay(...asked: Parameters<Engine['replay']>): ReturnType<Engine['replay']> {
    return this.engine.replay(...asked);
  }

  async inspect(node: ServerId): Promise<unknown> {
    await this.begun();
    return this.engine.inspect(node);
  }

  async restartHost(node: ServerId): Promise<void> {
    this.touched = true;
    // Not after the opening: that may be what waits for this very worker.
    await this.#attempt(() => this.engine.restartHost(node));
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

  /** Time stands at the moment shown, and the run comes up to it. */
  async #halt(): Promise<void> {
    this.#halted = this.#ask(() => this.hold((shown) => this.engine.pause(shown)));
    await this.#halted;
  }

  async #ask(call: () => Promise<void>): Promise<void> {
    await this.begun();
    await this.#attempt(call);
  }

  async #attempt(call: () => Promise<void>): Promise<void> {
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

/** A run left before its script was over is kept with the rest of it. */
function scripted(recording: Recording): Recording {
  const last = recording.actions.at(-1)?.at ?? 0;
  if (last <= recording.until) return recording;
  const { hash: _hash, ...rest } = recording;
  return { ...rest, until: last };
}

function worthSeeing({ fact }: TraceEvent): boolean {
  if (fact.type === 'timer' || fact.type === 'received') return false;
  return fact.type !== 'sent' || (fact.packet.type !== 'PING' && fact.packet.type !== 'PONG');
}
