// Everything a person can ask of the run: time, faults, commands, the past and its branches, recordings in and out.
// All calls to the engine are made here and in showing.svelte.ts.
import type { Micros, ServerId } from '../../worker/base/units.ts';
import type { ActionDraft, Pace } from '../../worker/host/surface.ts';
import type { TraceEvent } from '../../worker/trace/event.ts';
import type { Recording } from '../../worker/world/recording.ts';
import { Branches } from './branches.svelte.ts';
import { sentenceOf, Showing } from './showing.svelte.ts';

const FILE_MAX = 4_000_000;

export class Playground extends Showing {
  readonly branches = new Branches();
  #resting = false;

  async play(): Promise<void> {
    if (!this.live) {
      this.playing = true;
      this.frames.wake();
    } else await this.#ask(() => this.engine.play());
  }

  async pause(): Promise<void> {
    if (!this.live) this.playing = false;
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
    if (this.live) return this.#ask(() => this.engine.step());
    this.playing = false;
    const { history } = this;
    const index = history.indexAt(this.time);
    const next = history.eventsBetween(index, index + 400).find(worthSeeing);
    await this.#goOrLive(next?.at ?? null);
  }

  async nextEvent(): Promise<void> {
    if (this.live) return this.#ask(() => this.engine.nextEvent());
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

  /** Does something to the run; in the past it becomes the first act of a new branch. */
  async act(draft: ActionDraft): Promise<void> {
    if (!this.live) await this.#fork(this.time);
    await this.#ask(() => this.engine.act(draft).then(() => undefined));
  }

  /** The same, for a caller who wants to know why it could not be done: rejects with the sentence. */
  async tryAct(draft: ActionDraft): Promise<void> {
    if (!this.live) await this.#fork(this.time);
    await this.opening;
    await this.engine.act(draft);
  }

  async command(client: string, line: string): Promise<void> {
    await this.act({ do: 'command', client, line });
  }

  /** The moment before the last thing a person did, as a new branch. */
  async undo(): Promise<void> {
    const { actions } = await this.engine.recording();
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
    const whole = await this.engine.recording();
    const { playing } = this;
    this.branches.keep(whole, at);
    const actions = whole.actions.filter((action) => action.at <= at);
    await this.open({ ...plain(whole), actions, until: at }, at, playing);
  }

  /** Shows another branch; the one under way is kept. */
  async switchTo(id: number): Promise<void> {
    const whole = await this.engine.recording();
    const chosen = this.branches.take(id, whole);
    if (chosen !== null) await this.open(plain(chosen), chosen.until, false);
  }

  /** Starts over; the run under way is kept as a branch. */
  async restart(recording: Recording, at: Micros, play = true): Promise<void> {
    await this.#keep();
    await this.open(recording, at, play);
  }

  /** The run so far, opening at the moment shown. */
  async recorded(): Promise<Recording> {
    return { ...(await this.engine.recording()), view: { at: this.time } };
  }

  /** Opens a recording from outside, paused at its moment. False, with a sentence, where it cannot; nothing is lost then. */
  async openText(text: string): Promise<boolean> {
    const checked = await this.engine.read(text);
    if (!checked.ok) {
      this.notice = { kind: 'recording', why: checked.why };
      return false;
    }
    const { recording } = checked;
    await this.#keep();
    await this.open(plain(recording), recording.view?.at ?? recording.until, false);
    return true;
  }

  async openFile(file: Blob): Promise<void> {
    const text = file.size > FILE_MAX ? null : await file.text().catch(() => null);
    if (text === null) this.notice = { kind: 'file' };
    else await this.openText(text);
  }

  async #keep(): Promise<void> {
    if (this.ready) this.branches.keep(await this.engine.recording(), 0);
  }

  inspect(node: ServerId): Promise<unknown> {
    return this.engine.inspect(node);
  }

  async restartHost(node: ServerId): Promise<void> {
    await this.#ask(() => this.engine.restartHost(node));
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

  async #ask(call: () => Promise<void>): Promise<void> {
    await this.opening;
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

function worthSeeing({ fact }: TraceEvent): boolean {
  if (fact.type === 'timer' || fact.type === 'received') return false;
  return fact.type !== 'sent' || (fact.packet.type !== 'PING' && fact.packet.type !== 'PONG');
}
